import { kindOf } from './errors';
import { type Send, unexpectedAnswer } from './request';
import { fileListSchema, fileSchema, fileWithContentSchema, replacedSchema } from './schemas';
import type { RepositoryFile, RepositoryFolder, WriteResult } from './types';

/** The largest page that Qontext's own client asks for. */
const PAGE_SIZE = 1000;

const at = (id: string) => `/v1/files/${encodeURIComponent(id)}`;

/** Throws kind 'exists' where something is at that name, also when an earlier try did it and its answer was lost. */
export function createFile(send: Send, parentId: string, name: string, content: string): Promise<RepositoryFile> {
  return send({ operation: 'files.create', method: 'POST', path: '/v1/files', body: { parentId, name, content }, answer: fileSchema });
}

export async function fileAt(send: Send, path: string): Promise<RepositoryFile | null> {
  const found = await send({ operation: 'files.list', method: 'GET', path: '/v1/files', query: { path }, answer: fileListSchema });
  // A server that does not know the filter would answer with others.
  return found.data.find((item) => item.path.normalize() === path.normalize()) ?? null;
}

/** Null where there is no such file that the key may read. */
export async function readFile(send: Send, id: string): Promise<(RepositoryFile & { content: string }) | null> {
  try {
    return await send({ operation: 'files.get', method: 'GET', path: at(id), answer: fileWithContentSchema });
  } catch (error) {
    if (kindOf(error) === 'not-found') return null;
    throw error;
  }
}

/** Replaces the content that the file had at `baseChangeId`. May be tried again safely: the same text twice is combined into itself. */
export async function replaceContent(send: Send, id: string, baseChangeId: string, content: string): Promise<WriteResult> {
  const body = { baseChangeId, content };
  const outcome = await send({ operation: 'files.replace', method: 'PUT', path: `${at(id)}/content`, body, answer: replacedSchema });
  if (outcome.object === 'change') return { kind: 'in-review', changeId: outcome.id, reason: outcome.reason };
  return { kind: 'written', file: outcome.file, content: outcome.content === content ? null : outcome.content };
}

export const renameFile = (send: Send, id: string, name: string) => update(send, id, { name });
export const moveFile = (send: Send, id: string, parentId: string) => update(send, id, { parentId });

/** One change a request: Qontext refuses two, there being no transaction across them. */
async function update(send: Send, id: string, change: { name: string } | { parentId: string }): Promise<RepositoryFile> {
  try {
    return await send({ operation: 'files.update', method: 'PATCH', path: at(id), body: change, answer: fileSchema });
  } catch (error) {
    if (kindOf(error) !== 'exists') throw error;
    // An earlier try may have done it, its answer lost.
    const file = await readFile(send, id);
    if (!file || ('name' in change ? file.name !== change.name : file.parentId !== change.parentId)) throw error;
    const { content: _, ...rest } = file;
    return rest;
  }
}

/** Deletes with all history. What keeps a file from being deleted is an answer, since a person has to settle it. */
export async function deleteFile(send: Send, id: string): Promise<'deleted' | 'absent' | 'protected' | 'in-review'> {
  try {
    await send<void>({ operation: 'files.delete', method: 'DELETE', path: at(id), answer: null });
    return 'deleted';
  } catch (error) {
    const kind = kindOf(error);
    if (kind === 'not-found') return 'absent';
    if (kind === 'protected' || kind === 'in-review') return kind;
    throw error;
  }
}

/** Whether the file lies directly in the folder: by its path where Qontext does not tell the parent, which no public text says that it does. */
export function liesIn(file: RepositoryFile, folder: RepositoryFolder): boolean {
  return file.parentId === null ? file.path === `${folder.path}/${file.name}` : file.parentId === folder.id;
}

/** One page of all files below a folder. A page may be short, or empty, and still have a cursor: only a null cursor is the end. */
export async function listFiles(
  send: Send,
  pathPrefix: string,
  cursor?: string,
): Promise<{ files: RepositoryFile[]; cursor: string | null }> {
  const query = { path_prefix: pathPrefix, limit: String(PAGE_SIZE), cursor };
  const page = await send({ operation: 'files.list', method: 'GET', path: '/v1/files', query, answer: fileListSchema });
  // More without a way to get it is not the end of the list, and must not pass for it.
  if (page.hasMore && !page.nextCursor) throw unexpectedAnswer(200, 'files.list');
  return { files: page.data, cursor: page.hasMore ? (page.nextCursor ?? null) : null };
}
