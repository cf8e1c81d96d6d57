/** One call to Confluence: asked, counted, tried again where that can help, and its answer checked. */
import type * as v from '@badrap/valita';
import type { Millis } from '../content';
import { ConfluenceError, type ConfluenceErrorFacts, type ConfluenceErrorKind } from './errors';
import type { Answer, ConnectOptions } from './port';
import { readRateLimit, retryAfter } from './rateLimit';

export interface Question<T> {
  /** Which kind of request, such as 'pages.get'. Never an id: it is logged. */
  operation: string;
  /** Encoded, from /wiki/ on. */
  path: string;
  /** Sent as JSON by POST. */
  body?: unknown;
  schema: v.Type<T>;
  /** What the objects of the answer cost: 1 each, users, groups and permissions 2. The request's own point is added. */
  points(answer: T): number;
  /** How often to ask while Confluence answers 5xx. Default 3. */
  tries?: number;
}

export interface Answered<T> {
  value: T;
  /** The Link header. */
  link: string | null;
}

export interface Http {
  /** Throws ConfluenceError. */
  ask<T>(question: Question<T>): Promise<Answered<T>>;
  /** Waits as after the nth failure. Throws `error` instead if that would end after the deadline. */
  pause(error: ConfluenceError, nth: number): Promise<void>;
}

const defaultTries = 3;
/** A burst limit passes within seconds; more tries than this only take calls from others. */
const triesWhenLimited = 6;
const longestWait: Millis = 30_000;

export function createHttp(options: ConnectOptions): Http {
  const { now, random } = options;

  async function pause(error: ConfluenceError, nth: number): Promise<void> {
    const base = error.kind === 'rate-limited' ? 1_000 : 500;
    const backoff = Math.min(longestWait, base * 2 ** (nth - 1)) * (0.5 + random() / 2);
    // Never earlier than Confluence said, and not all of the app's functions at once.
    const wait = error.retryAfterMs === null ? backoff : error.retryAfterMs + random() * Math.min(1_000, error.retryAfterMs / 4 + 50);
    // The quota comes back at the end of the hour, for the app on all its sites: no function waits for that.
    if (error.scope === 'quota' || now() + wait > options.deadline()) throw error;
    await options.sleep(Math.ceil(wait));
  }

  async function once<T>(question: Question<T>): Promise<Answered<T>> {
    const { operation } = question;
    const count = (status: number, points: number) => options.onCall?.({ operation, status, points });
    let answer: Answer;
    let text: string;
    try {
      answer = await options.request(question.path, requestOptions(question.body));
      text = await answer.text();
    } catch (cause) {
      const status = statusOf(cause);
      count(status, 1);
      throw new ConfluenceError({ kind: kindOf(status), status, retryAfterMs: null, scope: null, operation });
    }
    if (answer.status < 200 || answer.status > 299) {
      count(answer.status, 1);
      throw new ConfluenceError({ operation, ...failure(answer, now()) });
    }
    const parsed = question.schema.try(parseJson(text), { mode: 'strip' });
    count(answer.status, 1 + (parsed.ok ? question.points(parsed.value) : 0));
    if (!parsed.ok) {
      throw new ConfluenceError({ kind: 'invalid-answer', status: answer.status, retryAfterMs: null, scope: null, operation });
    }
    return { value: parsed.value, link: answer.headers.get('link') };
  }

  async function ask<T>(question: Question<T>): Promise<Answered<T>> {
    for (let nth = 1; ; nth++) {
      try {
        return await once(question);
      } catch (error) {
        if (!(error instanceof ConfluenceError) || nth >= triesFor(error, question.tries ?? defaultTries)) throw error;
        await pause(error, nth);
      }
    }
  }

  return { ask, pause };
}

function triesFor(error: ConfluenceError, triesOn5xx: number): number {
  if (error.kind === 'rate-limited') return triesWhenLimited;
  if (error.kind !== 'unavailable') return 1;
  return error.status === 0 ? defaultTries : triesOn5xx;
}

function requestOptions(body: unknown) {
  const accept = { Accept: 'application/json' };
  if (body === undefined) return { method: 'GET' as const, headers: accept };
  return { method: 'POST' as const, headers: { ...accept, 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

function failure(answer: Answer, now: Millis): Omit<ConfluenceErrorFacts, 'operation'> {
  const { status } = answer;
  const header = (name: string) => answer.headers.get(name);
  const kind = kindOf(status);
  if (kind === 'rate-limited') return { kind, status, ...readRateLimit(header, now) };
  return { kind, status, retryAfterMs: kind === 'unavailable' ? retryAfter(header('retry-after'), now) : null, scope: null };
}

function kindOf(status: number): ConfluenceErrorKind {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 429) return 'rate-limited';
  if (status === 0 || status === 408 || status >= 500) return 'unavailable';
  return 'invalid-answer';
}

/** Forge's proxy speaks by exceptions that carry a status; a broken connection carries none. */
function statusOf(cause: unknown): number {
  const status = typeof cause === 'object' && cause !== null && 'status' in cause ? cause.status : 0;
  return typeof status === 'number' && status >= 400 ? status : 0;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Left to the schema, which takes no undefined: the answer is invalid.
    return undefined;
  }
}
