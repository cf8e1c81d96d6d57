import { z } from 'zod';
import { checkFolderId, mayRead, readableFile, readableFolder } from './access';
import { createFile, deleteFile, protectFile, relocateFile, replaceContent } from './files';
import { createFolder, createFolderPath, deleteFolder, relocateFolder } from './folders';
import { type Filter, listFiles, listFolders, type Page } from './lists';
import { segmentsOf, splitFilePath, splitFolderPath } from './names';
import { folderNotFound, invalidRequest } from './problem';
import { type Found, searchHybrid, searchRegex } from './search';
import type { Settings } from './settings';
import { type Actor, currentChange, type Folder, folderPath, nodeAt, pathOf, type State, type StoredFile } from './state';

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
interface Route {
  method: string;
  pattern: RegExp;
  /** The name in counters and in settings.nextFaults. */
  operation: string;
  run(call: Call): Answer;
}

/** The Files API. Bodies are checked strictly: an unknown field is refused, as the real API says it does. */
export const routes: readonly Route[] = [
  {
    method: 'POST',
    pattern: /^\/auth\/validate-key$/,
    operation: 'auth.validate',
    run: ({ state, body }) => {
      parse(z.strictObject({}).optional(), body);
      return ok({ message: 'API key confirmed', workspace: { ...state.workspace, url: null, type: 'team' } });
    },
  },
  {
    method: 'POST',
    pattern: /^\/v1\/files$/,
    operation: 'files.create',
    run: ({ state, settings, actor, body }) => {
      const ask = parse(
        z.union([
          z.strictObject({ path: z.string(), content: z.string() }),
          z.strictObject({ parentId: z.string(), name: z.string(), content: z.string() }),
        ]),
        body,
      );
      const { folder, name } =
        'path' in ask ? placeOf(state, actor, ask.path) : { folder: readableFolder(state, actor, ask.parentId), name: ask.name };
      return { status: 201, body: fileView(state, createFile(state, actor, folder.id, name, ask.content, settings.maxContentBytes)) };
    },
  },
  {
    method: 'GET',
    pattern: /^\/v1\/files$/,
    operation: 'files.list',
    run: ({ state, settings, actor, query }) => {
      const { filter, ...page } = pageRequest(state, settings, query);
      if (filter.by === 'path' && !filter.path.endsWith('.md')) throw invalidRequest('path is the path of a file: it ends in .md.');
      return list('/v1/files', query, listFiles(state, actor, { filter, ...page }), (file) => fileView(state, file));
    },
  },
  {
    method: 'GET',
    pattern: /^\/v1\/files\/([^/]+)$/,
    operation: 'files.get',
    run: ({ state, actor, id }) => {
      const file = readableFile(state, actor, id);
      return ok({ ...fileView(state, file), content: currentChange(file).content });
    },
  },
  {
    method: 'PUT',
    pattern: /^\/v1\/files\/([^/]+)\/content$/,
    operation: 'files.replace',
    run: ({ state, settings, actor, id, body }) => {
      const file = readableFile(state, actor, id);
      const ask = parse(z.strictObject({ baseChangeId: z.string(), content: z.string() }), body);
      const outcome = replaceContent(state, actor, file, ask.baseChangeId, ask.content, settings.maxContentBytes);
      if (outcome.kind === 'accepted') return ok({ object: 'edit', file: fileView(state, file), content: outcome.content });
      const { id: changeId, reason } = outcome.review;
      return { status: 202, body: { object: 'change', id: changeId, status: 'in_review', reason, fileIds: [file.id] } };
    },
  },
  {
    method: 'PATCH',
    pattern: /^\/v1\/files\/([^/]+)$/,
    operation: 'files.update',
    run: ({ state, actor, id, body }) => {
      const file = readableFile(state, actor, id);
      const ask = parse(
        z.union([
          z.strictObject({ name: z.string() }),
          z.strictObject({ parentId: z.string().nullable() }),
          z.strictObject({ protected: z.boolean() }),
        ]),
        body,
        'Exactly one of name, parentId or protected.',
      );
      if ('protected' in ask) protectFile(state, actor, file, ask.protected);
      else if ('name' in ask) relocateFile(state, actor, file, ask);
      else if (ask.parentId === null) throw invalidRequest('A file must lie in a folder, not at the root.');
      else relocateFile(state, actor, file, { parentId: readableFolder(state, actor, ask.parentId).id });
      return ok(fileView(state, file));
    },
  },
  {
    method: 'DELETE',
    pattern: /^\/v1\/files\/([^/]+)$/,
    operation: 'files.delete',
    run: ({ state, actor, id }) => {
      deleteFile(state, actor, readableFile(state, actor, id));
      return { status: 204, body: undefined };
    },
  },
  {
    method: 'POST',
    pattern: /^\/v1\/folders$/,
    operation: 'folders.create',
    run: ({ state, actor, body }) => {
      const ask = parse(
        z.union([z.strictObject({ path: z.string() }), z.strictObject({ parentId: z.string().nullable(), name: z.string() })]),
        body,
      );
      if ('path' in ask) return { status: 201, body: folderView(state, createFolderPath(state, actor, splitFolderPath(ask.path))) };
      const parentId = ask.parentId === null ? null : readableFolder(state, actor, ask.parentId).id;
      return { status: 201, body: folderView(state, createFolder(state, actor, parentId, ask.name)) };
    },
  },
  {
    method: 'GET',
    pattern: /^\/v1\/folders$/,
    operation: 'folders.list',
    run: ({ state, settings, actor, query }) => {
      const page = pageRequest(state, settings, query);
      if (page.filter.by === 'path' && page.filter.path === '/') throw invalidRequest('The root folder has no path to name.');
      return list('/v1/folders', query, listFolders(state, actor, page), (folder) => folderView(state, folder));
    },
  },
  {
    method: 'GET',
    pattern: /^\/v1\/folders\/([^/]+)$/,
    operation: 'folders.get',
    run: ({ state, actor, id }) => ok(folderView(state, readableFolder(state, actor, id))),
  },
  {
    method: 'PATCH',
    pattern: /^\/v1\/folders\/([^/]+)$/,
    operation: 'folders.update',
    run: ({ state, actor, id, body }) => {
      const folder = readableFolder(state, actor, id);
      const ask = parse(
        z.union([z.strictObject({ name: z.string() }), z.strictObject({ parentId: z.string().nullable() })]),
        body,
        'Exactly one of name or parentId.',
      );
      if ('parentId' in ask && ask.parentId !== null) readableFolder(state, actor, ask.parentId);
      relocateFolder(state, actor, folder, ask);
      return ok(folderView(state, folder));
    },
  },
  {
    method: 'DELETE',
    pattern: /^\/v1\/folders\/([^/]+)$/,
    operation: 'folders.delete',
    run: ({ state, actor, id, query }) => {
      knownOnly(query, ['recursive']);
      const recursive = query.get('recursive') ?? 'false';
      if (recursive !== 'true' && recursive !== 'false') throw invalidRequest('recursive is true or false.');
      deleteFolder(state, actor, readableFolder(state, actor, id), recursive === 'true');
      return { status: 204, body: undefined };
    },
  },
  { method: 'POST', pattern: /^\/v1\/search\/hybrid$/, operation: 'search.hybrid', run: (call) => search(call, searchHybrid) },
  { method: 'POST', pattern: /^\/v1\/search\/regex$/, operation: 'search.regex', run: (call) => search(call, searchRegex) },
];

function search({ state, settings, actor, body }: Call, find: typeof searchHybrid): Answer {
  const ask = parse(
    z.strictObject({ query: z.string().min(1), limit: z.int().min(1).max(500).default(10), includeSources: z.boolean().default(true) }),
    body,
  );
  const source = ({ file }: Found) => [{ object: 'file', id: file.id, path: pathOf(state, file) }];
  const found = find(state, actor, ask.query, ask.limit, settings.searchLagMs);
  return ok({
    object: 'list',
    data: found.map((one) => ({ content: one.content, ...(ask.includeSources ? { sources: source(one) } : {}) })),
  });
}

/**
 * Where a file goes that is named by its path. Nothing public says that a file's creation makes missing folders, so it does not: 404.
 */
function placeOf(state: State, actor: Actor, path: string): { folder: Folder; name: string } {
  const { folders, name } = splitFilePath(path);
  const folder = nodeAt(state, folders);
  if (folder?.kind !== 'folder' || !mayRead(actor, pathOf(state, folder))) throw folderNotFound();
  return { folder, name };
}

function pageRequest(state: State, settings: Settings, query: URLSearchParams) {
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

function knownOnly(query: URLSearchParams, known: string[]): void {
  for (const name of query.keys()) {
    if (!known.includes(name)) throw invalidRequest(`Unknown parameter ${name}.`);
    if (query.getAll(name).length > 1) throw invalidRequest(`${name} is given twice.`);
  }
}

function parse<T>(schema: z.ZodType<T>, body: unknown, rule = 'A field is unknown, missing or of the wrong type.'): T {
  const read = schema.safeParse(body);
  if (!read.success) throw invalidRequest(rule);
  return read.data;
}

function list<T>(path: string, query: URLSearchParams, page: Page<T>, view: (item: T) => unknown): Answer {
  const url = query.size > 0 ? `${path}?${query}` : path;
  return ok({ object: 'list', url, hasMore: page.nextCursor !== null, nextCursor: page.nextCursor, data: page.items.map(view) });
}

const ok = (body: unknown): Answer => ({ status: 200, body });

function fileView(state: State, file: StoredFile) {
  const parentPath = folderPath(state, file.parentId);
  return {
    object: 'file',
    id: file.id,
    name: file.name,
    path: pathOf(state, file),
    parentId: file.parentId,
    parentPath,
    protected: file.protected,
    lastChangeId: currentChange(file).id,
    createdAt: new Date(file.createdAt).toISOString(),
    updatedAt: new Date(file.updatedAt).toISOString(),
  };
}

function folderView(state: State, folder: Folder) {
  const parentPath = folderPath(state, folder.parentId);
  return {
    object: 'folder',
    id: folder.id,
    name: folder.name,
    path: pathOf(state, folder),
    parentId: folder.parentId,
    parentPath,
    createdAt: new Date(folder.createdAt).toISOString(),
  };
}
