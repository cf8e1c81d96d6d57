import type { Clock } from '../clock';

/** Who does something: an API key by its name, or a person on the web page. Paths decide what they may read and write. */
export interface Actor {
  name: string;
  access(path: string): Access;
}
export type Access = 'none' | 'read' | 'edit';

export interface Folder {
  kind: 'folder';
  id: string;
  name: string;
  /** null lies at the root. */
  parentId: string | null;
  createdAt: number;
}

/** One accepted content of a file. */
export interface Change {
  id: string;
  at: number;
  author: string;
  /** 'combined': what was sent and what had been accepted meanwhile were put together. */
  kind: 'created' | 'edited' | 'combined' | 'reviewed';
  content: string;
}

/** A change that waits for a person: sent to a protected file, or colliding with a change accepted since. */
export interface Review {
  id: string;
  at: number;
  author: string;
  reason: 'protected' | 'conflict';
  baseChangeId: string;
  content: string;
}

export interface StoredFile {
  kind: 'file';
  id: string;
  name: string;
  parentId: string;
  createdAt: number;
  updatedAt: number;
  protected: boolean;
  /** Rising with creation; lists go by it, so that a rename or a move in the middle of a walk loses nothing. */
  serial: number;
  /** The oldest first, never empty. The last one is what the file holds now. */
  changes: [Change, ...Change[]];
  reviews: Review[];
}

export interface ApiKey {
  key: string;
  name: string;
  revoked: boolean;
  /** What holds everywhere. */
  baseline: Access;
  /** Wider access from a folder downwards. Access is widened deeper in the tree, never narrowed. */
  grants: { path: string; access: Access }[];
}

export interface RepositoryEvent {
  kind: 'created' | 'edited' | 'in-review' | 'renamed' | 'moved' | 'protected' | 'deleted';
  type: 'file' | 'folder';
  id: string;
  /** After what happened; of what was deleted, before. */
  path: string;
  at: number;
  author: string;
}

export interface State {
  workspace: { id: string; name: string };
  folders: Map<string, Folder>;
  files: Map<string, StoredFile>;
  /** What lies directly in a folder, by name. What lies at the root is under ''. */
  children: Map<string, Map<string, Folder | StoredFile>>;
  keys: Map<string, ApiKey>;
  serial: number;
  clock: Clock;
  random: () => number;
  watchers: Set<(event: RepositoryEvent) => void>;
  /** Told of every folder, file or key that became another, or is gone, for those who keep the state. */
  keep: (what: { folder: Folder } | { file: StoredFile } | { key: ApiKey } | { gone: string }) => void;
}

export function createState(clock: Clock, random: () => number, workspaceName: string): State {
  const state: State = {
    workspace: { id: '', name: workspaceName },
    folders: new Map(),
    files: new Map(),
    children: new Map(),
    keys: new Map(),
    serial: 0,
    clock,
    random,
    watchers: new Set(),
    keep: () => undefined,
  };
  state.workspace.id = newId(state, 'ws');
  return state;
}

/** As Qontext makes them: a prefix that says what it is, and fifteen letters and digits. */
export function newId(state: Pick<State, 'random'>, prefix: 'doc' | 'dir' | 'chg' | 'ws' | 'req' | 'q_sk', length = 15): string {
  let id = '';
  while (id.length < length) id += Math.floor(state.random() * 36).toString(36);
  return `${prefix}_${id}`;
}

export function childrenOf(state: State, folderId: string | null): Map<string, Folder | StoredFile> {
  const known = state.children.get(folderId ?? '');
  if (known) return known;
  const made = new Map<string, Folder | StoredFile>();
  state.children.set(folderId ?? '', made);
  return made;
}

/** '/' for the root. */
export function folderPath(state: State, folderId: string | null): string {
  if (folderId === null) return '/';
  const names: string[] = [];
  for (let id: string | null = folderId; id !== null; ) {
    const folder: Folder | undefined = state.folders.get(id);
    if (!folder) break;
    names.push(folder.name);
    id = folder.parentId;
  }
  return `/${names.reverse().join('/')}`;
}

export const joinPath = (folder: string, name: string) => (folder === '/' ? `/${name}` : `${folder}/${name}`);

export const pathOf = (state: State, node: Folder | StoredFile) => joinPath(folderPath(state, node.parentId), node.name);

/** What lies at these names from the root down; undefined where nothing does. The root itself is null. */
export function nodeAt(state: State, segments: readonly string[]): Folder | StoredFile | null | undefined {
  let node: Folder | StoredFile | null = null;
  for (const name of segments) {
    const next: Folder | StoredFile | undefined = state.children.get(node === null ? '' : node.id)?.get(name);
    if (!next) return undefined;
    node = next;
  }
  return node;
}

/** Whether a folder is, or lies somewhere below, another. */
export function liesIn(state: State, folderId: string | null, ancestorId: string | null): boolean {
  let id = folderId;
  while (id !== ancestorId && id !== null) id = state.folders.get(id)?.parentId ?? null;
  return id === ancestorId;
}

export const currentChange = (file: StoredFile): Change => file.changes[file.changes.length - 1] ?? file.changes[0];

export function tell(state: State, kind: RepositoryEvent['kind'], node: Folder | StoredFile, path: string, author: string): void {
  const event: RepositoryEvent = { kind, type: node.kind, id: node.id, path, at: state.clock.now(), author };
  for (const watcher of state.watchers) watcher(event);
}
