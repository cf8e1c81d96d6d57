import { fileNotFound, folderNotFound, forbidden, invalidId, unauthenticated } from './problem';
import { type Access, type Actor, type ApiKey, type Folder, pathOf, type State, type StoredFile } from './state';

const RANK: Record<Access, number> = { none: 0, read: 1, edit: 2 };
const wider = (a: Access, b: Access): Access => (RANK[a] >= RANK[b] ? a : b);
const below = (path: string, folder: string) => folder === '/' || path === folder || path.startsWith(`${folder}/`);

/** Qontext's chain: a role's baseline, then what parent folders add. It only ever widens. */
export function actorOf(key: ApiKey): Actor {
  return {
    name: key.name,
    access: (path) => key.grants.reduce((access, grant) => (below(path, grant.path) ? wider(access, grant.access) : access), key.baseline),
  };
}

/** A person on the web page: may do everything, as the owner of a workspace may. */
export const personActor = (name: string): Actor => ({ name, access: () => 'edit' });

/** Throws 401 unauthenticated. */
export function authenticate(state: State, header: string | string[] | undefined): ApiKey {
  const key = typeof header === 'string' ? state.keys.get(header) : undefined;
  if (!key || key.revoked) throw unauthenticated();
  return key;
}

export const mayRead = (actor: Actor, path: string) => actor.access(path) !== 'none';

/** Throws 403 forbidden where the actor may read but not write. */
export function mustEdit(actor: Actor, path: string): void {
  if (actor.access(path) !== 'edit') throw forbidden();
}

/** Throws 400 invalid_id (the composite form `doc_…-cmit_…` too) and 404 file_not_found. */
export function readableFile(state: State, actor: Actor, id: string): StoredFile {
  if (!/^doc_[0-9a-z]+$/.test(id)) throw invalidId('A file id has the form doc_… and names no version.');
  const file = state.files.get(id);
  if (!file || !mayRead(actor, pathOf(state, file))) throw fileNotFound();
  return file;
}

/** Throws 400 invalid_id and 404 folder_not_found. */
export function readableFolder(state: State, actor: Actor, id: string): Folder {
  checkFolderId(id);
  const folder = state.folders.get(id);
  if (!folder || !mayRead(actor, pathOf(state, folder))) throw folderNotFound();
  return folder;
}

export function checkFolderId(id: string): void {
  if (!/^dir_[0-9a-z]+$/.test(id)) throw invalidId('A folder id has the form dir_….');
}
