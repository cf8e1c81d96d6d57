import type { LedgerFile, Run } from '../../store';
import { restrictedRootPath, rootPath } from '../about';
import type { Ports } from '../ports';
import { entriesOf } from './entries';
import { hasTime } from './gate';

/**
 * A resync also looks at the other end: files that somebody deleted there are made again. Files that somebody edited stay as they are.
 * Before anything is aligned, so that the run itself makes them, counts them and waits for them. False if there was no time for all: what
 * is marked stays so, and the next try goes on from there.
 */
export async function markMissingFiles(ports: Ports, run: Run): Promise<boolean> {
  const there = await filesThere(ports);
  if (!there) return true;
  for await (const { value: entry, rev } of entriesOf(ports, run)) {
    const isLost = ({ id, hash }: LedgerFile) => hash !== '' && !there.has(id);
    // Who has claimed it is writing its files now; what was sent since then may be younger than the list.
    if (!entry.files.some(isLost) || entry.claim || (entry.sentAt ?? 0) >= run.startedAt) continue;
    if (!hasTime(ports)) return false;
    // An empty hash equals none, so aligning finds a difference, and the push finds the file gone.
    const files = entry.files.map((file) => (isLost(file) ? { ...file, hash: '' } : file));
    // Somebody who was faster has written it since the list began.
    await ports.store.ledger.put({ ...entry, files, readAt: 0 }, rev);
  }
  return true;
}

/** Ids of all files below the app's folders. Null if there is no time for all: an incomplete list proves nothing about what is missing. */
async function filesThere(ports: Ports): Promise<Set<string> | null> {
  const repository = await ports.repository();
  if (!repository) return null;
  const there = new Set<string>();
  for (const root of [await rootPath(ports), await restrictedRootPath(ports)]) {
    for (let cursor: string | null | undefined; cursor !== null; ) {
      if (!hasTime(ports)) return null;
      const page: Awaited<ReturnType<typeof repository.listFiles>> = await repository.listFiles(root, cursor);
      for (const file of page.files) there.add(file.id);
      cursor = page.cursor;
    }
  }
  return there;
}
