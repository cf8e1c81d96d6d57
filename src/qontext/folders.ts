import { kindOf } from './errors';
import type { Send } from './request';
import { folderListSchema, folderSchema } from './schemas';
import type { RepositoryFolder } from './types';

const at = (id: string) => `/v1/folders/${encodeURIComponent(id)}`;

/** Makes the folder with its missing parents; one that is there already is taken as it is. */
export function createFolderPath(send: Send, path: string): Promise<RepositoryFolder> {
  return createOrAdopt(send, { path }, async () => path);
}

/** Makes the folder; one of that name that is there already is taken as it is. */
export function createFolder(send: Send, parentId: string, name: string): Promise<RepositoryFolder> {
  return createOrAdopt(send, { parentId, name }, async () => {
    const parent = await folder(send, parentId);
    return parent && `${parent.path}/${name}`;
  });
}

async function createOrAdopt(send: Send, body: unknown, pathOf: () => Promise<string | null>): Promise<RepositoryFolder> {
  try {
    return await send({ operation: 'folders.create', method: 'POST', path: '/v1/folders', body, answer: folderSchema });
  } catch (error) {
    if (kindOf(error) !== 'exists') throw error;
    const path = await pathOf();
    const there = path === null ? null : await folderAt(send, path);
    if (!there) throw error;
    return there;
  }
}

async function folderAt(send: Send, path: string): Promise<RepositoryFolder | null> {
  const found = await send({ operation: 'folders.list', method: 'GET', path: '/v1/folders', query: { path }, answer: folderListSchema });
  // A server that does not know the filter would answer with others.
  return found.data.find((item) => item.path.normalize() === path.normalize()) ?? null;
}

/** Null where there is no such folder that the key may read. */
export async function folder(send: Send, id: string): Promise<RepositoryFolder | null> {
  try {
    return await send({ operation: 'folders.get', method: 'GET', path: at(id), answer: folderSchema });
  } catch (error) {
    if (kindOf(error) === 'not-found') return null;
    throw error;
  }
}

export const renameFolder = (send: Send, id: string, name: string) => update(send, id, { name });
export const moveFolder = (send: Send, id: string, parentId: string) => update(send, id, { parentId });

async function update(send: Send, id: string, change: { name: string } | { parentId: string }): Promise<RepositoryFolder> {
  try {
    return await send({ operation: 'folders.update', method: 'PATCH', path: at(id), body: change, answer: folderSchema });
  } catch (error) {
    if (kindOf(error) !== 'exists') throw error;
    // An earlier try may have done it, its answer lost.
    const now = await folder(send, id);
    if (!now || ('name' in change ? now.name !== change.name : now.parentId !== change.parentId)) throw error;
    return now;
  }
}

/** Deletes an empty folder. Never recursive: what lies in it may be somebody else's. */
export async function deleteFolder(send: Send, id: string): Promise<'deleted' | 'not-empty' | 'absent'> {
  try {
    await send<void>({ operation: 'folders.delete', method: 'DELETE', path: at(id), answer: null });
    return 'deleted';
  } catch (error) {
    const kind = kindOf(error);
    if (kind === 'not-empty') return kind;
    if (kind === 'not-found') return 'absent';
    throw error;
  }
}
