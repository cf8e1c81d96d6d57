import { z } from 'zod';
import { mayRead, readableFile, readableFolder } from './access';
import { createFile, deleteFile, protectFile, relocateFile, replaceContent } from './files';
import { listFiles } from './lists';
import { splitFilePath } from './names';
import { folderNotFound, invalidRequest } from './problem';
import { list, ok, pageRequest, parse, type Route } from './route';
import { type Actor, currentChange, type Folder, folderPath, nodeAt, pathOf, type State, type StoredFile } from './state';

export const fileRoutes: readonly Route[] = [
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
];

/**
 * Where a file goes that is named by its path. Nothing public says that a file's creation makes missing folders, so it does not: 404.
 */
function placeOf(state: State, actor: Actor, path: string): { folder: Folder; name: string } {
  const { folders, name } = splitFilePath(path);
  const folder = nodeAt(state, folders);
  if (folder?.kind !== 'folder' || !mayRead(actor, pathOf(state, folder))) throw folderNotFound();
  return { folder, name };
}

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
