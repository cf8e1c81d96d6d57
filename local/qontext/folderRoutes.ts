import { z } from 'zod';
import { readableFolder } from './access';
import { createFolder, createFolderPath, deleteFolder, relocateFolder } from './folders';
import { listFolders } from './lists';
import { splitFolderPath } from './names';
import { invalidRequest } from './problem';
import { knownOnly, list, ok, pageRequest, parse, type Route } from './route';
import { type Folder, folderPath, pathOf, type State } from './state';

export const folderRoutes: readonly Route[] = [
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
];

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
