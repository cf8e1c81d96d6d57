import type { ComparisonRow, Verification } from '../api/selection';
import type { Listed } from '../confluence';
import type { ContentId, SpaceId } from '../content';
import { sourceIdOf } from '../document';
import type { Repository, RepositoryFile } from '../qontext';
import { reasonText } from '../scope';
import type { LedgerEntry } from '../store';
import { restrictedRootPath, rootPath } from './about';
import { isUnsure } from './attempt';
import type { Ports, Touch } from './ports';

/** A row without its title, which is looked up as the person who asks. */
export type Difference = Omit<ComparisonRow, 'title' | 'url'>;

/**
 * One page of what Confluence lists of a space beside what the ledger says of it: first the listing, then what the ledger has and the app
 * does not see any more. Answers what is not the same. `cursor` null at the end.
 */
export async function comparePage(
  ports: Ports,
  spaceId: SpaceId,
  cursor: string | null,
): Promise<{ listed: number; rows: Difference[]; cursor: string | null }> {
  if (cursor?.startsWith('gone:')) return gonePage(ports, spaceId, cursor.slice('gone:'.length) || null);
  const page = await ports.confluence.list(spaceId, cursor?.startsWith('list:') ? cursor.slice('list:'.length) : null);
  const entries = await ports.store.ledger.getMany(page.items.map((item) => item.id));
  const rows = page.items.map((item) => difference(item, entries.get(item.id)?.value ?? null)).filter((row) => row.state !== 'same');
  return { listed: page.items.length, rows, cursor: page.cursor === null ? 'gone:' : `list:${page.cursor}` };
}

async function gonePage(ports: Ports, spaceId: SpaceId, after: ContentId | null) {
  const entries = (await ports.store.ledger.ofSpace(spaceId, after)).map(({ value }) => value);
  const sent = entries.filter((entry) => entry.files.length > 0);
  const visible = sent.length > 0 ? await ports.confluence.visible(sent.map((entry) => entry.id)) : new Set<string>();
  const rows = sent
    .filter((entry) => !visible.has(entry.id))
    .map((entry): Difference => ({ ...rowOf(entry.id, entry.type, null, entry), state: 'gone' }));
  const last = entries[entries.length - 1];
  return { listed: 0, rows, cursor: last ? `gone:${last.id}` : null };
}

const rowOf = (contentId: ContentId, contentType: Difference['contentType'], confluence: number | null, entry: LedgerEntry | null) => ({
  contentId,
  contentType,
  reason: entry?.reason ? reasonText(entry.reason) : null,
  version: { confluence, repository: entry && entry.files.length > 0 ? entry.version : null },
});

function difference(item: Listed, entry: LedgerEntry | null): Difference {
  const row = rowOf(item.id, item.type, item.version, entry);
  if (!entry) return { ...row, state: 'missing' };
  if (entry.state === 'out' || entry.state === 'held' || entry.state === 'failed') return { ...row, state: entry.state };
  if (entry.files.length === 0) return { ...row, state: 'missing' };
  return { ...row, state: entry.version < item.version ? 'older' : 'same' };
}

/**
 * Reads the repository's own list and compares it with the ledger of a space: files of ours that somebody changed, moved or deleted there,
 * and files that say they are of a content of this space and that the ledger does not know. `mend`: what was deleted or moved is put right
 * by touches; files that nobody knows are deleted. What somebody changed stays: it is theirs.
 */
export async function verify(ports: Ports, repository: Repository, spaceId: SpaceId, mend: boolean): Promise<Verification> {
  // Listed before the ledger is asked: what is sent from here on is in neither, or in the ledger alone.
  const began = ports.now();
  const found = new Map<string, RepositoryFile>();
  for (const root of [await rootPath(ports), await restrictedRootPath(ports)])
    for await (const file of filesBelow(repository, root)) found.set(file.id, file);
  const entries = new Map<string, LedgerEntry>();
  for (let after: ContentId | null = null; ; ) {
    const page = await ports.store.ledger.ofSpace(spaceId, after);
    for (const { value } of page) for (const file of value.files) entries.set(file.id, value);
    const last = page[page.length - 1];
    if (!last) break;
    after = last.value.id;
  }
  const folders = new Set((await ports.store.places.ofSpace(spaceId)).map(({ value }) => value.folderId));
  const about = new Set((await ports.store.places.ofSpace(spaceId)).flatMap(({ value }) => value.about?.fileId ?? []));

  const problems: Verification['problems'] = [];
  const note = (kind: Verification['problems'][number]['kind'], fileId: string, path: string, contentId: string | null) =>
    problems.push({ fileId, path, contentId, kind, text: texts[kind] });
  for (const [fileId, entry] of entries) {
    if (entry.claim || (entry.sentAt ?? 0) >= began) continue;
    const file = found.get(fileId);
    const known = entry.files.find((one) => one.id === fileId);
    if (!file) note('deleted', fileId, '', entry.id);
    else if (file.parentId !== null && file.parentId !== entry.folderId) note('moved', fileId, file.path, entry.id);
    else if (known && file.lastChangeId !== known.changeId) note('changed', fileId, file.path, entry.id);
  }
  const isKnown = (file: RepositoryFile) => entries.has(file.id) || about.has(file.id);
  const inSpace = [...found.values()].filter((file) => isKnown(file) || (file.parentId !== null && folders.has(file.parentId)));
  for (const file of inSpace) {
    if (isKnown(file)) continue;
    const contentId = await ownerOfFile(repository, file.id);
    if (contentId === null || (await isNobodys(ports, file.id, contentId))) note('unknown', file.id, file.path, contentId);
  }
  if (mend) await mendAll(ports, repository, problems, entries);
  return { files: inSpace.length, problems, mended: mend };
}

const texts: Record<Verification['problems'][number]['kind'], string> = {
  changed: 'Somebody changed this file in Qontext. It stays so until the page changes in Confluence.',
  moved: 'Somebody moved this file in Qontext.',
  deleted: 'Somebody deleted this file in Qontext.',
  unknown: 'This file lies in a folder of ours, and the app does not know it.',
};

async function* filesBelow(repository: Repository, root: string): AsyncGenerator<RepositoryFile> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Awaited<ReturnType<Repository['listFiles']>> = await repository.listFiles(root, cursor);
    yield* page.files;
    cursor = page.cursor;
  }
}

/** Null for a file that a person put there. */
async function ownerOfFile(repository: Repository, fileId: string): Promise<string | null> {
  const file = await repository.readFile(fileId);
  return file && sourceIdOf(file.content);
}

/** By the ledger's own word: what a query lists of a space lags, and has neither what was just sent nor what is being sent. */
async function isNobodys(ports: Ports, fileId: string, contentId: ContentId): Promise<boolean> {
  const entry = (await ports.store.ledger.get(contentId))?.value;
  return !entry || (!isUnsure(entry) && !entry.files.some((file) => file.id === fileId));
}

async function mendAll(
  ports: Ports,
  repository: Repository,
  problems: Verification['problems'],
  entries: Map<string, LedgerEntry>,
): Promise<void> {
  const touched = new Set<string>();
  for (const { kind, fileId, contentId } of problems) {
    // Rule 6: only what names one of our contents is ours to delete. Asked again: it may have been sent, or found again, since.
    if (kind === 'unknown' && contentId !== null && (await isNobodys(ports, fileId, contentId))) await repository.deleteFile(fileId);
    if ((kind === 'deleted' || kind === 'moved') && contentId !== null) touched.add(contentId);
  }
  const touches: Touch[] = [];
  for (const id of touched) {
    const current = await ports.store.ledger.get(id);
    if (!current || current.value.claim) continue;
    // What is not known to be so is done again: an empty hash equals none, an empty id is no folder.
    const files = current.value.files.map((file) => ({
      ...file,
      hash: problems.some((one) => one.fileId === file.id && one.kind === 'deleted') ? '' : file.hash,
    }));
    const folderId = problems.some((one) => one.contentId === id && one.kind === 'moved') ? '' : current.value.folderId;
    if (!(await ports.store.ledger.put({ ...current.value, files, folderId, readAt: 0 }, current.rev))) continue;
    const { type, spaceId } = [...entries.values()].find((entry) => entry.id === id) ?? current.value;
    touches.push({ id, type, spaceId, at: ports.now(), cause: 'retry', below: false, awaited: false });
  }
  if (touches.length > 0) await ports.queue.touch(touches);
}
