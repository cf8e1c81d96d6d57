import { mustEdit } from './access';
import { removeFile } from './files';
import { checkFolderName } from './names';
import { changesInReview, invalidRequest, Problem, pathExists } from './problem';
import {
  type Actor,
  childrenOf,
  type Folder,
  folderPath,
  joinPath,
  liesIn,
  newId,
  pathOf,
  type State,
  type StoredFile,
  tell,
} from './state';

/** Creates one folder. 409 path_already_exists where something is. */
export function createFolder(state: State, actor: Actor, parentId: string | null, name: string): Folder {
  checkFolderName(name);
  const path = joinPath(folderPath(state, parentId), name);
  mustEdit(actor, path);
  const siblings = childrenOf(state, parentId);
  if (siblings.has(name)) throw pathExists(path);
  const folder: Folder = { kind: 'folder', id: newId(state, 'dir'), name, parentId, createdAt: state.clock.now() };
  state.folders.set(folder.id, folder);
  siblings.set(name, folder);
  state.keep({ folder });
  tell(state, 'created', folder, path, actor.name);
  return folder;
}

/** Creates the folder that these names lead to, and its missing parents. 409 path_already_exists where all of them are there. */
export function createFolderPath(state: State, actor: Actor, segments: readonly string[]): Folder {
  let parentId: string | null = null;
  let made: Folder | null = null;
  const path = `/${segments.join('/')}`;
  mustEdit(actor, path);
  for (const name of segments) {
    const there: Folder | StoredFile | undefined = childrenOf(state, parentId).get(name);
    if (there?.kind === 'file') throw pathExists(pathOf(state, there));
    made = there ? null : createFolder(state, actor, parentId, name);
    parentId = (made ?? there)?.id ?? null;
  }
  if (!made) throw pathExists(path);
  return made;
}

/** Renames or moves, with all that lies below. Ids stay; paths below change. */
export function relocateFolder(state: State, actor: Actor, folder: Folder, to: { name?: string; parentId?: string | null }): void {
  const name = to.name ?? folder.name;
  const parentId = to.parentId === undefined ? folder.parentId : to.parentId;
  checkFolderName(name);
  mustEdit(actor, pathOf(state, folder));
  const path = joinPath(folderPath(state, parentId), name);
  mustEdit(actor, path);
  if (liesIn(state, parentId, folder.id)) throw invalidRequest('A folder must not be moved into itself.');
  const siblings = childrenOf(state, parentId);
  const there = siblings.get(name);
  if (there === folder) return;
  if (there) throw pathExists(path);
  childrenOf(state, folder.parentId).delete(folder.name);
  const moved = parentId !== folder.parentId;
  folder.name = name;
  folder.parentId = parentId;
  siblings.set(name, folder);
  state.keep({ folder });
  tell(state, moved ? 'moved' : 'renamed', folder, path, actor.name);
}

/** 409 folder_not_empty unless recursive; 409 where something below is protected or pinned by a change in review, and then nothing is removed. */
export function deleteFolder(state: State, actor: Actor, folder: Folder, recursive: boolean): void {
  const path = pathOf(state, folder);
  mustEdit(actor, path);
  const { files, folders } = below(state, folder);
  if (!recursive && files.length + folders.length > 0) throw new Problem(409, 'folder_not_empty', 'The folder is not empty.');
  if (files.some((file) => file.reviews.length > 0)) throw changesInReview();
  if (files.some((file) => file.protected)) throw new Problem(409, 'file_protected', 'A file in the folder is protected.');
  for (const file of files) removeFile(state, actor, file);
  for (const gone of [...folders.reverse(), folder]) {
    const gonePath = pathOf(state, gone);
    childrenOf(state, gone.parentId).delete(gone.name);
    state.children.delete(gone.id);
    state.folders.delete(gone.id);
    state.keep({ gone: gone.id });
    tell(state, 'deleted', gone, gonePath, actor.name);
  }
}

/** All files below, and all folders below with parents before children. */
function below(state: State, folder: Folder): { files: StoredFile[]; folders: Folder[] } {
  const files: StoredFile[] = [];
  const folders: Folder[] = [];
  const open = [folder];
  for (let next = open.shift(); next; next = open.shift()) {
    for (const node of childrenOf(state, next.id).values()) {
      if (node.kind === 'file') files.push(node);
      else {
        folders.push(node);
        open.push(node);
      }
    }
  }
  return { files, folders };
}
