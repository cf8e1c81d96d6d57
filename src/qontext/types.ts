/** A file of the repository, without its content. */
export interface RepositoryFile {
  /** `doc_…`; stays through renames and moves. */
  id: string;
  name: string;
  path: string;
  parentId: string | null;
  /** `chg_…`; the base of the next write. Renames and moves leave it as it is. */
  lastChangeId: string;
}

export interface RepositoryFolder {
  /** `dir_…`; stays through renames and moves. */
  id: string;
  name: string;
  path: string;
  /** Null at the root. */
  parentId: string | null;
}

export interface Workspace {
  /** Empty where Qontext takes the key but does not say whose it is. */
  id: string;
  name: string;
  url: string | null;
}

export type WriteResult =
  /** `content` is what was accepted, where that differs from what was sent; else null. */
  | { kind: 'written'; file: RepositoryFile; content: string | null }
  /** The file stays as it was until a person settles the change in Qontext; until then it cannot be deleted. */
  | { kind: 'in-review'; changeId: string; reason: string };

/** The port through which src/sync writes to the repository. Everything throws QontextError; `kindOf` says what it means. */
export interface Repository {
  workspace(): Promise<Workspace>;
  /** Makes parents too; takes an existing one. */
  createFolderPath(path: string): Promise<RepositoryFolder>;
  /** Takes an existing one of that name. */
  createFolder(parentId: string, name: string): Promise<RepositoryFolder>;
  renameFolder(id: string, name: string): Promise<RepositoryFolder>;
  moveFolder(id: string, parentId: string): Promise<RepositoryFolder>;
  /** Never recursive. */
  deleteFolder(id: string): Promise<'deleted' | 'not-empty' | 'absent'>;
  folder(id: string): Promise<RepositoryFolder | null>;
  /** Throws kind 'exists' where something has that name; it may be our own, from a try whose answer was lost. */
  createFile(parentId: string, name: string, content: string): Promise<RepositoryFile>;
  findFile(parentId: string, name: string): Promise<RepositoryFile | null>;
  readFile(id: string): Promise<(RepositoryFile & { content: string }) | null>;
  replaceContent(id: string, baseChangeId: string, content: string): Promise<WriteResult>;
  renameFile(id: string, name: string): Promise<RepositoryFile>;
  moveFile(id: string, parentId: string): Promise<RepositoryFile>;
  deleteFile(id: string): Promise<'deleted' | 'absent' | 'protected' | 'in-review'>;
  /** One page of all files below a folder; null as cursor is the end, and nothing else is. */
  listFiles(pathPrefix: string, cursor?: string): Promise<{ files: RepositoryFile[]; cursor: string | null }>;
}
