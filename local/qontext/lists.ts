import { createHash } from 'node:crypto';
import { mayRead } from './access';
import { segmentsOf } from './names';
import { invalidCursor, invalidRequest } from './problem';
import { type Actor, childrenOf, type Folder, liesIn, nodeAt, pathOf, type State, type StoredFile } from './state';

/** What to list: one filter at most. `parentId` null is the root. */
export type Filter =
  | { by: 'all' }
  | { by: 'path'; path: string }
  | { by: 'prefix'; path: string }
  | { by: 'parent'; parentId: string | null };

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export interface PageRequest {
  filter: Filter;
  limit: number;
  cursor: string | null;
  /** Whether this page comes short although more follow. */
  short: boolean;
}

/** Files in the order of their creation, which no rename or move changes. Those the actor may not read are dropped after the page is cut. */
export function listFiles(state: State, actor: Actor, request: PageRequest): Page<StoredFile> {
  const after = readCursor('files', request);
  return cut(state, actor, 'files', request, matchingFiles(state, request.filter, after), (file) => String(file.serial));
}

function* matchingFiles(state: State, filter: Filter, after: string | null): Generator<StoredFile> {
  const from = after === null ? 0 : Number(after);
  if (filter.by === 'path') {
    const node = nodeAt(state, segmentsOf(filter.path));
    if (node?.kind === 'file') yield node;
    return;
  }
  if (filter.by === 'parent') {
    const files = [...childrenOf(state, filter.parentId).values()].filter((node) => node.kind === 'file');
    yield* files.filter((file) => file.serial > from).sort((a, b) => a.serial - b.serial);
    return;
  }
  const root = filter.by === 'all' ? null : nodeAt(state, segmentsOf(filter.path));
  if (root === undefined || root?.kind === 'file') return;
  for (const file of state.files.values()) {
    if (file.serial > from && (root === null || liesIn(state, file.parentId, root.id))) yield file;
  }
}

/** Folders by path. */
export function listFolders(state: State, actor: Actor, request: PageRequest): Page<Folder> {
  const after = readCursor('folders', request);
  const sorted = matchingFolders(state, request.filter)
    .map((folder) => ({ folder, path: pathOf(state, folder) }))
    .filter(({ path }) => after === null || path > after)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return cut(
    state,
    actor,
    'folders',
    request,
    sorted.map(({ folder }) => folder),
    (folder) => pathOf(state, folder),
  );
}

function matchingFolders(state: State, filter: Filter): Folder[] {
  if (filter.by === 'path') {
    const node = nodeAt(state, segmentsOf(filter.path));
    return node?.kind === 'folder' ? [node] : [];
  }
  if (filter.by === 'prefix') {
    const root = nodeAt(state, segmentsOf(filter.path));
    if (root === undefined || root?.kind === 'file') return [];
    return [...state.folders.values()].filter((folder) => folder !== root && (root === null || liesIn(state, folder.parentId, root.id)));
  }
  const parentId = filter.by === 'parent' ? filter.parentId : null;
  return [...childrenOf(state, parentId).values()].filter((node) => node.kind === 'folder');
}

function cut<T extends Folder | StoredFile>(
  state: State,
  actor: Actor,
  resource: string,
  request: PageRequest,
  matching: Iterable<T>,
  position: (item: T) => string,
): Page<T> {
  const page: T[] = [];
  let last: T | null = null;
  let more = false;
  // A short page leaves nothing out: it only ends earlier.
  const size = request.short ? 1 + Math.floor(state.random() * request.limit) : request.limit;
  for (const item of matching) {
    if (page.length === size) {
      more = true;
      break;
    }
    page.push(item);
    last = item;
  }
  return {
    items: page.filter((item) => mayRead(actor, pathOf(state, item))),
    nextCursor: more && last ? writeCursor(resource, request.filter, position(last)) : null,
  };
}

const writeCursor = (resource: string, filter: Filter, at: string) =>
  `c_${Buffer.from(JSON.stringify({ query: fingerprint(resource, filter), at })).toString('base64url')}`;

/** The position after which to go on. Throws 400 invalid_cursor for one that was not issued for this very query. */
function readCursor(resource: string, { filter, cursor }: PageRequest): string | null {
  if (cursor === null) return null;
  if (filter.by === 'path') throw invalidRequest('path finds one item at most and takes no cursor.');
  const wrong = () => invalidCursor('The cursor is malformed or belongs to another query; start again from the first page.');
  if (!/^c_[\w-]+$/.test(cursor)) throw wrong();
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(cursor.slice(2), 'base64url').toString());
  } catch {
    throw wrong();
  }
  if (typeof read !== 'object' || read === null || !('query' in read) || !('at' in read)) throw wrong();
  if (read.query !== fingerprint(resource, filter) || typeof read.at !== 'string') throw wrong();
  return read.at;
}

const fingerprint = (resource: string, filter: Filter) =>
  createHash('sha256')
    .update(JSON.stringify([resource, filter]))
    .digest('base64url')
    .slice(0, 12);
