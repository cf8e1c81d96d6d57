/** Lists: page after page, in both of Confluence's dialects. */
import * as v from '@badrap/valita';
import { nullish, number } from './answers';
import { ConfluenceError } from './errors';
import type { Answered, Http } from './http';

export interface ListQuestion<T> {
  operation: string;
  /** With `limit` among its parameters. */
  path: string;
  item: v.Type<T>;
  /** Points of one item. Default 1. */
  points?: number;
}

export interface Page<T> {
  items: T[];
  /** The path of the next page, or null at the end. */
  next: string | null;
  /** The site's address with /wiki, if the answer has it. */
  base: string | null;
  /** Of /rest/api/search only. */
  totalSize: number | null;
}

/** Below this, a smaller page would not be the cure. */
const smallestLimit = 5;

/** All items of a list, or the first `most`. */
export async function listAll<T>(http: Http, question: ListQuestion<T>, most = Number.POSITIVE_INFINITY): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pagesOf(http, question)) {
    for (const item of page.items) items.push(item);
    if (items.length >= most) break;
  }
  return items.length > most ? items.slice(0, most) : items;
}

/** The pages of a list, each asked for when the one before is done with. */
export async function* pagesOf<T>(http: Http, question: ListQuestion<T>): AsyncGenerator<Page<T>> {
  const asked = new Set<string>();
  for (let path: string | null = question.path; path !== null; ) {
    if (asked.has(path)) throw invalid(question.operation);
    asked.add(path);
    const page: Page<T> = await askPage(http, { ...question, path });
    yield page;
    path = page.next;
  }
}

/** Pages with nothing on them, and a next link, that are passed over. */
const MOST_EMPTY = 3;

/**
 * One page of a list. Pages without results are passed over: what the app may not see leaves gaps. A 5xx halves the page's size, down to 5, with the other parameters kept: bodies of large pages make
 * Confluence fail where fewer of them do not (CONFCLOUD-76433).
 */
export async function askPage<T>(http: Http, question: ListQuestion<T>): Promise<Page<T>> {
  let page = await askAnyPage(http, question);
  for (let path = question.path, empty = 1; page.items.length === 0 && page.next !== null; empty += 1) {
    // A next link to itself, or to nothing again and again, is how some lists end.
    if (page.next === path || empty > MOST_EMPTY) return { ...page, next: null };
    path = page.next;
    page = await askAnyPage(http, { ...question, path });
  }
  return page;
}

async function askAnyPage<T>(http: Http, question: ListQuestion<T>): Promise<Page<T>> {
  let path = question.path;
  for (let nth = 1; ; nth++) {
    const smaller = halfLimit(path);
    try {
      return readPage(await askOnce(http, { ...question, path }, smaller === null), { ...question, path });
    } catch (error) {
      if (!(error instanceof ConfluenceError)) throw error;
      // A cursor may be bound to the limit that it came with: then only patience helps.
      if (error.status === 400 && path !== question.path) return readPage(await askOnce(http, question, true), question);
      if (error.kind !== 'unavailable' || error.status === 0 || smaller === null) throw error;
      await http.pause(error, Math.min(nth, 2));
      path = smaller;
    }
  }
}

function askOnce<T>(http: Http, question: ListQuestion<T>, patient: boolean) {
  const schema = v.object({
    results: v.array(question.item),
    _links: v.object({ next: nullish(v.string()), base: nullish(v.string()) }).optional(),
    totalSize: nullish(number),
  });
  return http.ask({
    operation: question.operation,
    path: question.path,
    schema,
    points: (answer) => answer.results.length * (question.points ?? 1),
    ...(patient ? {} : { tries: 1 }),
  });
}

interface ListAnswer<T> {
  results: T[];
  _links?: { next?: string | null | undefined; base?: string | null | undefined } | undefined;
  totalSize?: number | null | undefined;
}

function readPage<T>({ value, link }: Answered<ListAnswer<T>>, { operation, path }: Pick<ListQuestion<T>, 'operation' | 'path'>): Page<T> {
  const next = linkByRel(link, 'next') ?? value._links?.next ?? null;
  return {
    items: value.results,
    next: next === null ? null : withAllAskedFor(nextPath(next, operation), path),
    base: value._links?.base ?? linkByRel(link, 'base'),
    totalSize: value.totalSize ?? null,
  };
}

/** v2 gives `/wiki/api/v2/...`, v1 `/rest/api/...` without the context path. Also encodes what v1 leaves raw. */
export function nextPath(next: string, operation: string): string {
  const url = URL.canParse(next, 'https://site.invalid') ? new URL(next, 'https://site.invalid') : null;
  const path = url ? url.pathname + url.search : '';
  if (path.startsWith('/wiki/')) return path;
  if (path.startsWith('/rest/') || path.startsWith('/api/')) return `/wiki${path}`;
  throw invalid(operation);
}

/**
 * No text says which parameters a next link repeats. One without `expand` or `body-format` would bring objects without what was asked for,
 * and nothing would tell: comments without their page, pages without their body.
 */
function withAllAskedFor(next: string, asked: string): string {
  const there = new URL(next, 'https://site.invalid').searchParams;
  const lacking = [...new URL(asked, 'https://site.invalid').searchParams].filter(([name]) => !there.has(name) && !places.has(name));
  const more = lacking.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return more === '' ? next : `${next}${next.includes('?') ? '&' : '?'}${more}`;
}
/** Where in the list the page before stood. */
const places = new Set(['cursor', 'start', 'next', 'prev']);

/** By rel and never by position: deprecations come in the same header. */
export function linkByRel(header: string | null, rel: string): string | null {
  for (const [, target, parameters] of (header ?? '').matchAll(/<([^>]*)>((?:\s*;\s*[^,;"<]+(?:"[^"]*")?)*)/g)) {
    if (new RegExp(`;\\s*rel="?${rel}"?(\\s|;|$)`).test(parameters ?? '')) return target ?? null;
  }
  return null;
}

export function cursorOf(path: string): string | null {
  return new URL(path, 'https://site.invalid').searchParams.get('cursor');
}

function halfLimit(path: string): string | null {
  const limit = Number(/[?&]limit=(\d+)/.exec(path)?.[1] ?? 0);
  if (limit <= smallestLimit) return null;
  return path.replace(/([?&]limit=)\d+/, `$1${Math.max(smallestLimit, Math.floor(limit / 2))}`);
}

function invalid(operation: string): ConfluenceError {
  return new ConfluenceError({ kind: 'invalid-answer', status: 200, retryAfterMs: null, scope: null, operation });
}
