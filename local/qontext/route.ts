import type { z } from 'zod';
import { checkFolderId } from './access';
import type { Filter, Page, PageRequest } from './lists';
import { segmentsOf } from './names';
import { invalidRequest } from './problem';
import type { Settings } from './settings';
import type { Actor, State } from './state';

export interface Call {
  state: State;
  settings: Settings;
  actor: Actor;
  /** What the pattern's groups matched, decoded. */
  id: string;
  query: URLSearchParams;
  body: unknown;
}
export interface Answer {
  status: number;
  body: unknown;
}
export interface Route {
  method: string;
  pattern: RegExp;
  /** The name in counters and in settings.nextFaults. */
  operation: string;
  run(call: Call): Answer;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });

export function parse<T>(schema: z.ZodType<T>, body: unknown, rule = 'A field is unknown, missing or of the wrong type.'): T {
  const read = schema.safeParse(body);
  if (!read.success) throw invalidRequest(rule);
  return read.data;
}

export function knownOnly(query: URLSearchParams, known: string[]): void {
  for (const name of query.keys()) {
    if (!known.includes(name)) throw invalidRequest(`Unknown parameter ${name}.`);
    if (query.getAll(name).length > 1) throw invalidRequest(`${name} is given twice.`);
  }
}

export function pageRequest(state: State, settings: Settings, query: URLSearchParams): PageRequest {
  knownOnly(query, ['path', 'path_prefix', 'parent_id', 'limit', 'cursor']);
  const limit = query.get('limit') ?? '50';
  if (!/^\d{1,4}$/.test(limit) || Number(limit) < 1 || Number(limit) > 1000) throw invalidRequest('limit is a number from 1 to 1000.');
  return { filter: filterOf(query), limit: Number(limit), cursor: query.get('cursor'), short: state.random() < settings.shortPages };
}

function filterOf(query: URLSearchParams): Filter {
  const given = ['path', 'path_prefix', 'parent_id'].filter((name) => query.has(name));
  if (given.length > 1) throw invalidRequest('Only one of path, path_prefix and parent_id.');
  const value = query.get(given[0] ?? '') ?? '';
  if (given[0] === undefined) return { by: 'all' };
  if (given[0] === 'parent_id') {
    checkFolderId(value);
    return { by: 'parent', parentId: value };
  }
  segmentsOf(value);
  if (given[0] === 'path') return { by: 'path', path: value };
  if (value.endsWith('.md')) throw invalidRequest('path_prefix is the path of a folder: it does not end in .md.');
  return { by: 'prefix', path: value };
}

export function list<T>(path: string, query: URLSearchParams, page: Page<T>, view: (item: T) => unknown): Answer {
  const url = query.size > 0 ? `${path}?${query}` : path;
  return ok({ object: 'list', url, hasMore: page.nextCursor !== null, nextCursor: page.nextCursor, data: page.items.map(view) });
}
