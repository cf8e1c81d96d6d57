import { mergeLines } from '../../local/qontext/merge';
import { QontextError, type Repository, type RepositoryFile, type RepositoryFolder, type WriteResult } from '../../src/qontext';
import { call, type Life, type World } from './world';

interface Folder {
  id: string;
  name: string;
  parentId: string | null;
}
interface File {
  id: string;
  name: string;
  parentId: string;
  changeId: string;
  content: string;
  /** What it was at each of its changes. */
  history: Map<string, string>;
  inReview: boolean;
}

/** Qontext's files, and what was ever written. */
export interface Shelf {
  folders: Map<string, Folder>;
  files: Map<string, File>;
  /** Each write that took effect, whether its answer came back or not. */
  written: { at: number; fileId: string; content: string }[];
  nextId: number;
  /** Told of each file that is written, and of each that is moved, with where it lies then. */
  watch(path: string, content: string): void;
}

export const ROOT = 'dir_root';

export const newShelf = (watch: Shelf['watch']): Shelf => ({
  watch,
  folders: new Map([[ROOT, { id: ROOT, name: '', parentId: null }]]),
  files: new Map(),
  written: [],
  nextId: 1,
});

export function pathOf(shelf: Shelf, item: { name: string; parentId: string | null }): string {
  const parent = item.parentId === null ? undefined : shelf.folders.get(item.parentId);
  return parent ? `${pathOf(shelf, parent)}/${item.name}` : item.name;
}

const problem = (status: number, code: string) => new QontextError({ code, status, detail: code });
const forbidden = /[;$|&\\<>*?[\]{}:`\p{Cc}/]/u;

/** The repository as one invocation has it: ids that stay, names that are taken, folders that are not empty, answers that get lost. */
export function repositoryOf(world: World, life: Life, shelf: Shelf, onRequest: () => void): Repository {
  const { random, weather } = world;
  const down = () => {
    onRequest();
    return random.chance(weather.qontext) ? problem(503, 'service_unavailable') : null;
  };
  const lose = () => (random.chance(weather.lostAnswer) ? problem(0, 'network') : null);
  const ask = <T>(label: string, effect: () => T) => call(world, life, `qontext ${label}`, effect, { refuse: down });
  const write = <T>(label: string, effect: () => T) => call(world, life, `qontext ${label}`, effect, { refuse: down, lose });
  const newId = (kind: string) => `${kind}_${shelf.nextId++}`;

  const fileOf = (id: string): File => found(shelf.files.get(id), 'file_not_found');
  const folderOf = (id: string): Folder => found(shelf.folders.get(id), 'folder_not_found');
  const shownFile = ({ id, name, parentId, changeId, ...rest }: File): RepositoryFile => ({
    id,
    name,
    path: pathOf(shelf, { ...rest, name, parentId }),
    parentId,
    lastChangeId: changeId,
  });
  const shownFolder = (folder: Folder): RepositoryFolder => ({ ...folder, path: pathOf(shelf, folder) });
  const sibling = (parentId: string, name: string) =>
    [...shelf.files.values(), ...shelf.folders.values()].find((item) => item.parentId === parentId && item.name === name);
  const requireName = (name: string, isFile: boolean) => {
    if (name === '' || forbidden.test(name) || name.startsWith('.') || name.endsWith('.md') !== isFile)
      throw problem(400, 'invalid_request');
  };
  const requireFree = (parentId: string, name: string, self?: string) => {
    const there = sibling(parentId, name);
    if (there && there.id !== self) throw problem(409, 'path_already_exists');
  };
  const takeFolder = (parentId: string, name: string): Folder => {
    folderOf(parentId);
    requireName(name, false);
    const there = sibling(parentId, name);
    if (there && shelf.folders.has(there.id)) return folderOf(there.id);
    const folder = { id: newId('dir'), name, parentId };
    shelf.folders.set(folder.id, folder);
    return folder;
  };
  const put = (file: File, content: string) => {
    file.changeId = newId('chg');
    file.content = content;
    file.history.set(file.changeId, content);
    shelf.written.push({ at: world.timeline.now(), fileId: file.id, content });
    shelf.watch(pathOf(shelf, file), content);
  };
  const isBelow = (id: string | null, above: string): boolean => id !== null && (id === above || isBelow(folderOf(id).parentId, above));

  return {
    workspace: () => ask('workspace', () => ({ id: 'ws_1', name: 'Simulated', url: null })),
    createFolderPath: (path) =>
      write(`create folder ${path}`, () => {
        const names = path.split('/').filter((name) => name !== '');
        return shownFolder(folderOf(names.reduce((parentId, name) => takeFolder(parentId, name).id, ROOT)));
      }),
    createFolder: (parentId, name) => write(`create folder ${parentId}/${name}`, () => shownFolder(takeFolder(parentId, name))),
    renameFolder: (id, name) =>
      write(`rename folder ${id} to ${name}`, () => {
        const folder = folderOf(id);
        requireName(name, false);
        requireFree(folder.parentId ?? '', name, id);
        folder.name = name;
        return shownFolder(folder);
      }),
    moveFolder: (id, parentId) =>
      write(`move folder ${id} to ${parentId}`, () => {
        const folder = folderOf(id);
        folderOf(parentId);
        if (isBelow(parentId, id)) throw problem(400, 'invalid_request');
        requireFree(parentId, folder.name, id);
        folder.parentId = parentId;
        return shownFolder(folder);
      }),
    deleteFolder: (id) =>
      write(`delete folder ${id}`, () => {
        if (!shelf.folders.has(id)) return 'absent';
        if ([...shelf.files.values(), ...shelf.folders.values()].some((item) => item.parentId === id)) return 'not-empty';
        shelf.folders.delete(id);
        return 'deleted';
      }),
    folder: (id) =>
      ask(`folder ${id}`, () => {
        const folder = shelf.folders.get(id);
        return folder ? shownFolder(folder) : null;
      }),
    createFile: (parentId, name, content) =>
      write(`create ${parentId}/${name}`, () => {
        folderOf(parentId);
        requireName(name, true);
        requireFree(parentId, name);
        if (content.length > 51_200) throw problem(422, 'content_too_large');
        const file: File = { id: newId('doc'), name, parentId, changeId: '', content, history: new Map(), inReview: false };
        shelf.files.set(file.id, file);
        put(file, content);
        return shownFile(file);
      }),
    findFile: (parentId, name) =>
      ask(`find ${parentId}/${name}`, () => {
        const there = sibling(parentId, name);
        const file = there && shelf.files.get(there.id);
        return file ? shownFile(file) : null;
      }),
    readFile: (id) =>
      ask(`read ${id}`, () => {
        const file = shelf.files.get(id);
        return file ? { ...shownFile(file), content: file.content } : null;
      }),
    replaceContent: (id, baseChangeId, content) =>
      write(`replace ${id} @${baseChangeId}`, () => replace(fileOf(id), baseChangeId, content)),
    renameFile: (id, name) =>
      write(`rename ${id} to ${name}`, () => {
        const file = fileOf(id);
        requireName(name, true);
        requireFree(file.parentId, name, id);
        file.name = name;
        return shownFile(file);
      }),
    moveFile: (id, parentId) =>
      write(`move ${id} to ${parentId}`, () => {
        const file = fileOf(id);
        folderOf(parentId);
        requireFree(parentId, file.name, id);
        file.parentId = parentId;
        shelf.watch(pathOf(shelf, file), file.content);
        return shownFile(file);
      }),
    deleteFile: (id) =>
      write(`delete ${id}`, () => {
        const file = shelf.files.get(id);
        if (file?.inReview) return 'in-review';
        return shelf.files.delete(id) ? 'deleted' : 'absent';
      }),
    listFiles: (pathPrefix, cursor) =>
      ask(`list ${pathPrefix} ${cursor ?? ''}`, () => {
        const all = [...shelf.files.values()].map(shownFile).filter(({ path }) => path.startsWith(`${pathPrefix}/`));
        const start = Number(cursor ?? 0);
        return { files: all.slice(start, start + 30), cursor: start + 30 < all.length ? String(start + 30) : null };
      }),
  };

  /** As Qontext: from a base that is not the latest any more, both changes are combined by lines, or wait for a person where they collide. */
  function replace(file: File, baseChangeId: string, content: string): WriteResult {
    const base = file.history.get(baseChangeId);
    if (base === undefined) throw problem(400, 'invalid_base_change');
    if (content.length > 51_200) throw problem(422, 'content_too_large');
    const merged = mergeLines(base, file.content, content);
    if (merged.kind === 'collision') {
      file.inReview = true;
      world.trace(() => `IN REVIEW ${file.id}`);
      return { kind: 'in-review', changeId: newId('chg'), reason: 'conflict' };
    }
    if (merged.text !== file.content) put(file, merged.text);
    return { kind: 'written', file: shownFile(file), content: merged.text === content ? null : merged.text };
  }
}

function found<T>(item: T | undefined, code: string): T {
  if (item === undefined) throw problem(404, code);
  return item;
}
