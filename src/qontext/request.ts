import type * as v from '@badrap/valita';
import { kindOf, QontextError } from './errors';
import { problemSchema } from './schemas';

/** As much of `fetch` as the client needs: Forge's, Node's and a browser's all fit. */
export type FetchLike = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string },
) => Promise<{ status: number; headers: { get(name: string): string | null }; text(): Promise<string> }>;

export interface RequestRecord {
  /** As in 'files.create'. */
  operation: string;
  /** The HTTP status; 0 where no answer came. */
  status: number;
  /** From sending to having read the answer. */
  ms: number;
  /** UTF-8 bytes of the body sent. */
  bytes: number;
}

export interface ConnectionOptions {
  /** Kept in this closure and in the request header, nowhere else. */
  apiKey: string;
  fetch: FetchLike;
  /** Default https://api.qontext.ai. */
  baseUrl?: string;
  sleep: (ms: number) => Promise<void>;
  /** From 0 to below 1. */
  random: () => number;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Told of every request, repeated ones too. */
  onRequest?: (request: RequestRecord) => void;
  /** The time (as `now`) after which no further try is started. Without it, three tries are the only bound, and six at a rate limit. */
  deadline?: number;
}

export interface Ask<T> {
  operation: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Record<string, string | undefined>;
  body?: unknown;
  /** null: the answer has no body. */
  answer: v.Type<T> | null;
}

/** Sends one request, again while Qontext is busy, and gives the answer as its schema says. Throws QontextError. */
export type Send = <T>(ask: Ask<T>) => Promise<T>;

const MAX_TRIES = 3;
/** A limit passes within seconds, and says nothing against the request. */
const TRIES_WHEN_LIMITED = 6;
const LONGEST_WAIT_MS = 10_000;
const FIRST_WAIT_MS = 500;

export function createSend(options: ConnectionOptions): Send {
  const base = (options.baseUrl ?? 'https://api.qontext.ai').replace(/\/+$/, '');
  return async (ask) => {
    // fetch refuses such a header with a message that holds its value, and then the key would be in an error.
    if (!/^[\x21-\x7e]+$/.test(options.apiKey)) {
      throw new QontextError({
        code: 'unauthenticated',
        status: 0,
        detail: 'The API key has characters that no Qontext key has; copy it again.',
      });
    }
    for (let tried = 1; ; tried += 1) {
      try {
        return await sendOnce(options, base, ask);
      } catch (error) {
        const wait = waitBefore(options, tried, error);
        if (wait === null) throw error;
        await options.sleep(wait);
      }
    }
  };
}

/** How long to wait before another try; null where there is to be none: the caller then learns how long Qontext asked for. */
function waitBefore(options: ConnectionOptions, tried: number, error: unknown): number | null {
  if (!(error instanceof QontextError) || kindOf(error) !== 'busy') return null;
  if (tried >= (error.status === 429 ? TRIES_WHEN_LIMITED : MAX_TRIES)) return null;
  const asked = error.retryAfterMs ?? FIRST_WAIT_MS * 2 ** (tried - 1);
  // Coming back sooner than asked would only be refused again.
  if (asked > LONGEST_WAIT_MS) return null;
  const wait = Math.round(Math.min(LONGEST_WAIT_MS, asked + asked * 0.5 * options.random()));
  return options.deadline !== undefined && options.now() + wait >= options.deadline ? null : wait;
}

async function sendOnce<T>(options: ConnectionOptions, base: string, ask: Ask<T>): Promise<T> {
  const body = ask.body === undefined ? undefined : JSON.stringify(ask.body);
  const startedAt = options.now();
  const record = (status: number) =>
    options.onRequest?.({
      operation: ask.operation,
      status,
      ms: options.now() - startedAt,
      bytes: body === undefined ? 0 : new TextEncoder().encode(body).length,
    });
  let status: number;
  let text: string;
  let retryAfter: string | null;
  try {
    const response = await options.fetch(`${base}${ask.path}${queryOf(ask.query)}`, {
      method: ask.method,
      headers: {
        'X-API-Key': options.apiKey,
        Accept: 'application/json',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    });
    status = response.status;
    retryAfter = response.headers.get('retry-after');
    text = await response.text();
  } catch (error) {
    record(0);
    throw new QontextError({ code: 'network', status: 0, detail: `Qontext could not be reached${causeOf(error)}.` });
  }
  record(status);
  if (status < 200 || status > 299) throw problemOf(options, status, text, retryAfter);
  if (ask.answer === null) return undefined as T; // T is void where no answer is expected.
  const parsed = ask.answer.try(jsonOf(text), { mode: 'strip' });
  if (!parsed.ok) throw unexpectedAnswer(status, ask.operation);
  return parsed.value;
}

/** An answer that the Files API does not give: another service stands at this address, or Qontext changed. */
export function unexpectedAnswer(status: number, operation: string): QontextError {
  return new QontextError({ code: 'unexpected_answer', status, detail: `The answer to ${operation} is not one of Qontext's Files API.` });
}

function problemOf(options: ConnectionOptions, status: number, text: string, retryAfter: string | null): QontextError {
  const problem = problemSchema.try(jsonOf(text), { mode: 'strip' });
  const said = problem.ok ? problem.value : { code: `http_${status}`, detail: undefined, requestId: undefined };
  // Should a server ever echo the key, it ends here.
  const clean = (text: string, length: number) => text.replaceAll(options.apiKey, '[key]').slice(0, length);
  return new QontextError({
    code: clean(said.code, 60),
    status,
    detail: clean(said.detail ?? `HTTP status ${status}`, 300),
    requestId: said.requestId === undefined ? null : clean(said.requestId, 100),
    retryAfterMs: millisOf(retryAfter, options.now()),
  });
}

/** Retry-After is a number of seconds or a date. */
function millisOf(retryAfter: string | null, now: number): number | null {
  if (retryAfter === null || retryAfter.trim() === '') return null;
  const seconds = Number(retryAfter);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(retryAfter) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

/** Only a system's code such as ECONNRESET: messages of fetch may hold headers. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : null;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? ` (${code})` : '';
}

function queryOf(query: Record<string, string | undefined> | undefined): string {
  const parts = Object.entries(query ?? {}).flatMap(([name, value]) => (value === undefined ? [] : `${name}=${encodeURIComponent(value)}`));
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is not of the Files API; the schema says so of undefined.
    return undefined;
  }
}
