import { createHash } from 'node:crypto';
import { compareIds } from '../model/ids';
import { type Answer, type Call, RestError } from './call';
import { integer } from './parameters';

/** How a list of v2 is sorted: by id unless said otherwise. */
export interface Order<T> {
  key: (thing: T) => string | number;
  descending: boolean;
}

/** A cursor is bound to the query it came from: with other parameters or another limit it is refused. `limit` is the one that holds. */
const bindingOf = (call: Call, limit: number) => {
  const query = new URLSearchParams(call.query);
  for (const name of ['cursor', 'limit', 'start', 'next']) query.delete(name);
  query.sort();
  return createHash('sha256').update(`${call.path}?${query}#${limit}`).digest('base64url').slice(0, 10);
};

type Position = (string | number | null)[];

export const cursorOf = (call: Call, limit: number, position: Position): string =>
  Buffer.from(JSON.stringify([bindingOf(call, limit), ...position])).toString('base64url');

/** Where to go on; null at the start. */
export function positionOf(call: Call, limit: number): Position | null {
  const cursor = call.query.get('cursor');
  if (!cursor) return null;
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor.replace(/^_t_/, ''), 'base64url').toString());
    if (Array.isArray(read) && read[0] === bindingOf(call, limit)) return read.slice(1);
  } catch {
    throw new RestError(400, 'Cursor cannot be read: use the one of the last answer');
  }
  throw new RestError(400, 'Cursor belongs to another query: keep all parameters, the limit too, while you follow it');
}

/** The `Link` header of v2: `next` when there is one, and always `base`. */
export const linkHeader = (call: Call, next: string | null) =>
  [...(next ? [`<${next}>; rel="next"`] : []), `<${call.base}>; rel="base"`].join(', ');

export const nextOf = (call: Call, cursor: string): string => {
  const query = new URLSearchParams(call.query);
  query.delete('cursor');
  query.append('cursor', cursor);
  return `${call.path}?${query}`;
};

const compareKeys = (a: string | number, b: string | number) =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;

function inOrder<T extends { id: string }>(all: Iterable<T>, order: Order<T>, position: Position | null): T[] {
  const direction = order.descending ? -1 : 1;
  const compare = (a: T, b: T) => direction * (compareKeys(order.key(a), order.key(b)) || compareIds(a.id, b.id));
  const sorted = [...all].sort(compare);
  if (position === null) return sorted;
  const [key, id] = position;
  return sorted.filter((thing) => direction * (compareKeys(order.key(thing), key ?? '') || compareIds(thing.id, String(id))) > 0);
}

export interface ListOptions<T> {
  /** Everything that the caller may see and asked for, in the order of ids, after the given id. */
  source: (afterId?: string) => Iterable<T>;
  shape: (thing: T) => unknown;
  order?: Order<T> | null;
  defaultLimit?: number;
  /** Users, groups and permissions are billed double. */
  billedAs?: 'objects' | 'people';
  nested?: (thing: T) => number;
  headers?: Record<string, string>;
}

/** A page of a v2 list: goes on after the last thing that was answered, so that what goes in between does not shift it. */
export function listAnswer<T extends { id: string }>(call: Call, options: ListOptions<T>): Answer {
  const limit = integer(call, 'limit', { min: 1, max: 250 }, options.defaultLimit ?? 25);
  const position = positionOf(call, limit);
  if (position?.length === 1) return pageAnswer(call, [], cursorOf(call, limit, ['end']), options);
  const { order } = options;
  const after = typeof position?.[1] === 'string' ? position[1] : undefined;
  const rest = order ? inOrder(options.source(), order, position) : options.source(after);
  const page: T[] = [];
  let more = false;
  for (const thing of rest) {
    if (page.length === limit) {
      more = true;
      break;
    }
    page.push(thing);
  }
  const last = page.at(-1);
  const next =
    more && last
      ? cursorOf(call, limit, [order ? order.key(last) : null, last.id])
      : call.settings.trailingNext
        ? cursorOf(call, limit, ['end'])
        : null;
  return pageAnswer(call, page, next, options);
}

function pageAnswer<T extends { id: string }>(call: Call, page: T[], cursor: string | null, options: ListOptions<T>): Answer {
  const next = cursor === null ? null : nextOf(call, cursor);
  return {
    body: { results: page.map(options.shape), _links: { ...(next ? { next } : {}), base: call.base } },
    headers: {
      link: [linkHeader(call, next), ...(options.headers?.link ? [options.headers.link] : [])].join(', '),
      ...without(options.headers, 'link'),
    },
    [options.billedAs ?? 'objects']: page.length,
    nested: options.nested ? page.reduce((sum, thing) => sum + (options.nested?.(thing) ?? 0), 0) : 0,
  };
}

const without = (headers: Record<string, string> | undefined, name: string) =>
  Object.fromEntries(Object.entries(headers ?? {}).filter(([key]) => key !== name));
