import type { Repository } from '../qontext';
import type { Attempt, LedgerEntry, LedgerFile } from '../store';
import { hashOf } from './hash';
import { findLeftBehind, type WantedFile } from './push';

/** Not the hash or id of anything: where the files lie, or how they are named, has to be said to the repository again. */
const UNSURE = '';

export const attemptOf = (folderId: string | null, wanted: WantedFile[]): Attempt => ({
  folderId,
  nameHash: wanted[0] ? hashOf(wanted[0].name) : null,
  hashes: wanted.map((file) => hashOf(file.content)),
});

/** A push may have done something, or is at it, that is not written down. Whether the content has files is not known then. */
export const isUnsure = ({ attempt, claim }: LedgerEntry): boolean => attempt !== null || claim !== null;

/** `sent`: what left the site in an attempt that nobody has written down yet. */
export interface LookedAgain {
  entry: LedgerEntry;
  sent: LedgerFile[];
}

/**
 * Rule 9. A push whose invocation was killed, or whose answers were lost, may have done any part of its work. What it did is looked up
 * before anything is decided: a file that it created is in no ledger, and a replacement from a base that is old by now would collide
 * with our own text. No request where the last push came to its end.
 */
export async function lookAgain(repository: Repository, entry: LedgerEntry): Promise<LookedAgain> {
  const { attempt } = entry;
  if (!attempt) return { entry, sent: [] };
  const files: LedgerFile[] = [];
  const sent: LedgerFile[] = [];
  for (const [i, known] of entry.files.entries()) {
    const now = await asItIs(repository, known, attempt.hashes[i]);
    if (now) files.push(now);
    if (now && now !== known) sent.push(now);
  }
  const isKnown = (file: LedgerFile) => entry.files.some((known) => known.id === file.id);
  const mayHaveMore = attempt.folderId !== null && attempt.hashes.length > entry.files.length;
  const more = mayHaveMore ? (await findLeftBehind(repository, entry.id, attempt.folderId ?? '')).filter((file) => !isKnown(file)) : [];
  return { entry: { ...entry, files: [...files, ...more], ...whereItIs(entry, files.length, attempt) }, sent: [...sent, ...more] };
}

function whereItIs(entry: LedgerEntry, kept: number, attempt: Attempt): Pick<LedgerEntry, 'folderId' | 'nameHash'> {
  if (kept === 0) return { folderId: attempt.folderId, nameHash: attempt.nameHash };
  const isSame = attempt.folderId === entry.folderId && attempt.nameHash === entry.nameHash;
  return isSame ? { folderId: entry.folderId, nameHash: entry.nameHash } : { folderId: UNSURE, nameHash: UNSURE };
}

/** Null if it is gone. The same object if nothing happened to it that we did. `attempted` undefined: it was to be deleted. */
async function asItIs(repository: Repository, known: LedgerFile, attempted: string | undefined): Promise<LedgerFile | null> {
  if (attempted === known.hash) return known;
  const now = await repository.readFile(known.id);
  if (!now) return null;
  // Somebody else's edit: it is for the replacement, from the base that we know, to be combined with.
  if (now.lastChangeId === known.changeId || hashOf(now.content) !== attempted) return known;
  return { ...known, changeId: now.lastChangeId, hash: attempted, bytes: Buffer.byteLength(now.content), inReview: false };
}
