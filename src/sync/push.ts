import type { ContentId } from '../content';
import { sourceIdOf } from '../document';
import { kindOf, liesIn, type Repository, type RepositoryFile } from '../qontext';
import type { Reason } from '../scope';
import { type LedgerFile, RecordBusyError } from '../store';
import { hashOf } from './hash';
import { afterReview, revisionOf } from './review';

/** The files that a content should have, in one folder. */
export interface WantedFile {
  name: string;
  content: string;
}

export interface Pushed {
  /** What the repository holds now, as far as it is known. */
  files: LedgerFile[];
  /** Bytes that left the site. */
  bytes: number;
  did: { created: boolean; replaced: boolean; renamed: boolean; moved: boolean; deleted: boolean };
  /** Qontext combined what we sent with a person's edit. */
  merged: boolean;
  /** A person's doing in Qontext stands in the way. */
  obstacle: Reason | null;
  /** The request that failed. What was done before it is in `files`. */
  error: unknown;
  /** The folder itself is gone from the repository. */
  folderGone: boolean;
}

export const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

const nothing = (files: LedgerFile[]): Pushed => ({
  files: [...files],
  bytes: 0,
  did: { created: false, replaced: false, renamed: false, moved: false, deleted: false },
  merged: false,
  obstacle: null,
  error: null,
  folderGone: false,
});

/**
 * Makes the repository hold exactly these files for one content: replaces, renames, moves, creates, deletes what is too many.
 * Never throws: a failure half-way is part of the answer, with what was done so far, so that the ledger knows it.
 */
export async function push(
  repository: Repository,
  contentId: ContentId,
  known: { files: LedgerFile[]; folderId: string | null; nameHash: string | null },
  wanted: { folderId: string; files: WantedFile[] },
): Promise<Pushed> {
  const pushed = nothing(known.files);
  const renamed = known.nameHash !== null && known.nameHash !== hashOf(wanted.files[0]?.name ?? '');
  const moved = known.folderId !== null && known.folderId !== wanted.folderId;
  try {
    for (const [i, file] of wanted.files.entries()) {
      const existing = pushed.files[i];
      const kept = existing ? await align(repository, pushed, existing, file, { renamed, moved, folderId: wanted.folderId }) : null;
      pushed.files[i] = kept ?? (await create(repository, pushed, contentId, wanted.folderId, file));
      if (pushed.obstacle) return pushed;
    }
    while (pushed.files.length > wanted.files.length) {
      const surplus = pushed.files[pushed.files.length - 1];
      if (!surplus || !(await remove(repository, pushed, surplus))) return pushed;
      pushed.files.pop();
    }
  } catch (error) {
    const kind = kindOf(error);
    if (kind === 'protected' || kind === 'in-review') pushed.obstacle = kind;
    else if (!pushed.obstacle) pushed.error = error;
  }
  return pushed;
}

/** Null if the file is gone from the repository: then it is created anew. */
async function align(
  repository: Repository,
  pushed: Pushed,
  known: LedgerFile,
  wanted: WantedFile,
  place: { renamed: boolean; moved: boolean; folderId: string },
): Promise<LedgerFile | null> {
  let file = known;
  try {
    if (place.moved) {
      await repository.moveFile(file.id, place.folderId);
      pushed.did.moved = true;
    }
    if (place.renamed) {
      await repository.renameFile(file.id, wanted.name);
      pushed.did.renamed = true;
    }
    if (file.inReview) file = await afterReview(repository, file, wanted.content);
    if (file.inReview) pushed.obstacle = 'in-review';
    else if (file.hash !== hashOf(wanted.content)) return await replace(repository, pushed, file, wanted.content);
    return file;
  } catch (error) {
    if (kindOf(error) !== 'not-found') throw error;
    // Either the file is gone, or the folder that it was to be moved to.
    if (!(await repository.readFile(known.id))) return null;
    pushed.folderGone = true;
    throw error;
  }
}

/** Null if the file is gone. */
async function replace(repository: Repository, pushed: Pushed, file: LedgerFile, content: string): Promise<LedgerFile | null> {
  const bytes = bytesOf(content);
  const write = async (base: string) => repository.replaceContent(file.id, base, content);
  let result: Awaited<ReturnType<typeof write>>;
  try {
    result = await write(file.changeId);
  } catch (error) {
    if (kindOf(error) !== 'invalid') throw error;
    // The revision that we knew is not one of the file any more. The one that is there now is the base.
    const now = await repository.readFile(file.id);
    if (!now) return null;
    result = await write(now.lastChangeId);
  }
  pushed.bytes += bytes;
  pushed.did.replaced = true;
  if (result.kind === 'in-review') {
    pushed.obstacle = result.reason === 'protected' ? 'protected' : 'in-review';
    return { ...file, hash: hashOf(content), bytes, inReview: true, reviewOf: await revisionOf(repository, file.id) };
  }
  if (result.content !== null && result.content !== content) pushed.merged = true;
  return { id: file.id, changeId: result.file.lastChangeId, hash: hashOf(content), bytes, inReview: false };
}

async function create(
  repository: Repository,
  pushed: Pushed,
  contentId: ContentId,
  folderId: string,
  file: WantedFile,
): Promise<LedgerFile> {
  const bytes = bytesOf(file.content);
  const hash = hashOf(file.content);
  try {
    const made = await repository.createFile(folderId, file.name, file.content);
    pushed.bytes += bytes;
    pushed.did.created = true;
    return { id: made.id, changeId: made.lastChangeId, hash, bytes, inReview: false };
  } catch (error) {
    if (kindOf(error) === 'not-found') pushed.folderGone = true;
    if (kindOf(error) !== 'exists') throw error;
    const found = await repository.findFile(folderId, file.name);
    const ours = found && (await adopt(repository, contentId, found));
    const adopted = ours && (await replaceUnlessEqual(repository, pushed, ours, file.content));
    if (adopted) return adopted;
    pushed.obstacle = 'name-taken';
    throw error;
  }
}

async function replaceUnlessEqual(repository: Repository, pushed: Pushed, ours: LedgerFile, content: string): Promise<LedgerFile | null> {
  pushed.did.created = true;
  if (ours.hash === hashOf(content)) {
    // What a lost answer or a killed invocation left behind: it was sent, and nobody has written it down yet.
    pushed.bytes += ours.bytes;
    return ours;
  }
  return replace(repository, pushed, ours, content);
}

/** Rule 6: a file is ours only if its front matter names this content. Null if it is somebody else's. */
async function adopt(repository: Repository, contentId: ContentId, file: RepositoryFile): Promise<LedgerFile | null> {
  const whole = await repository.readFile(file.id);
  if (!whole || sourceIdOf(whole.content) !== contentId) return null;
  return { id: whole.id, changeId: whole.lastChangeId, hash: hashOf(whole.content), bytes: bytesOf(whole.content), inReview: false };
}

/** False if a person's doing in Qontext stands in the way; that is noted in `pushed`. */
async function remove(repository: Repository, pushed: Pushed, file: LedgerFile): Promise<boolean> {
  const outcome = await repository.deleteFile(file.id);
  if (outcome === 'protected' || outcome === 'in-review') {
    pushed.obstacle = outcome;
    return false;
  }
  pushed.did.deleted = true;
  return true;
}

/** Deletes all files of one content. Never throws, as `push`. */
export async function withdraw(repository: Repository, files: LedgerFile[]): Promise<Pushed> {
  const pushed = nothing(files);
  try {
    while (pushed.files.length > 0) {
      const last = pushed.files[pushed.files.length - 1];
      if (!last || !(await remove(repository, pushed, last))) return pushed;
      pushed.files.pop();
    }
  } catch (error) {
    pushed.error = error;
  }
  return pushed;
}

/**
 * What an invocation that was killed may have left in a folder under a name that the content does not have any more. Ours are told by
 * their front matter. In order of the parts.
 */
export async function findLeftBehind(repository: Repository, contentId: ContentId, folderId: string): Promise<LedgerFile[]> {
  const found: { name: string; file: LedgerFile }[] = [];
  for (const file of await filesIn(repository, folderId)) {
    if (!file.name.includes(`(${contentId})`)) continue;
    const ours = await adopt(repository, contentId, file);
    if (ours) found.push({ name: file.name, file: ours });
  }
  // '(id).md' comes before '(id) part 2.md'; and part 10 after part 9.
  const part = (name: string) => Number(/ part (\d+)\.md$/.exec(name)?.[1] ?? 1);
  return found.sort((a, b) => part(a.name) - part(b.name)).map(({ file }) => file);
}

const LISTS = 5;

/**
 * Nothing says that the pages of a list hold still: where a file is deleted between two of them, the next one may begin a file too late;
 * and a folder that is renamed meanwhile has no files at its old path. So a list that could have missed one is whole only if the one
 * before it has nothing that it has not. Throws RecordBusyError if that does not come about.
 */
async function filesIn(repository: Repository, folderId: string): Promise<RepositoryFile[]> {
  let before: Set<string> | null = null;
  for (let turn = 1; turn <= LISTS; turn += 1) {
    const folder = await repository.folder(folderId);
    if (!folder) return [];
    const pages: RepositoryFile[][] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: Awaited<ReturnType<Repository['listFiles']>> = await repository.listFiles(folder.path, cursor);
      pages.push(page.files);
      cursor = page.cursor;
    }
    const files = pages.flat();
    const ids = new Set(files.map((file) => file.id));
    const isWhole = before ? [...before].every((id) => ids.has(id)) : pages.length === 1 && files.length > 0;
    if (isWhole) return files.filter((file) => liesIn(file, folder));
    before = ids;
  }
  throw new RecordBusyError(`list of files in ${folderId}`);
}
