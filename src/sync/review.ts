import { kindOf, type Repository } from '../qontext';
import type { LedgerFile } from '../store';
import { hashOf } from './hash';

/**
 * The revision beside which a change of ours waits for a person. Null if Qontext does not say now: the change waits all the same, and must
 * not be sent once more for that.
 */
export async function revisionOf(repository: Repository, fileId: string): Promise<string | null> {
  try {
    return (await repository.readFile(fileId))?.lastChangeId ?? null;
  } catch (error) {
    if (kindOf(error) === null) throw error;
    return null;
  }
}

/**
 * A change of ours waited for a person. If the file has moved on since, the person has decided: what is there now stands, and only a
 * new change in Confluence is sent again. The edit that ours collides with was there before, so it is no such decision.
 */
export async function afterReview(repository: Repository, file: LedgerFile, wanted: string): Promise<LedgerFile> {
  const now = await repository.readFile(file.id);
  if (!now) return file;
  const { reviewOf, ...rest } = file;
  if (!reviewOf || now.lastChangeId === reviewOf) return { ...file, reviewOf: now.lastChangeId };
  const accepted = now.content === wanted ? hashOf(wanted) : file.hash;
  return { ...rest, changeId: now.lastChangeId, hash: accepted, inReview: false };
}
