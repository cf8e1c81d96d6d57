import type { AccountId, SpaceId } from '../content';
import { HOUR, type Run } from '../store';
import { sweepEmptyPlaces } from './places';
import type { Ports } from './ports';
import { RunControlError, startRun } from './runs';

/** Why a space cannot be included, for the admin to read. Null if nothing keeps it. */
export function lockedReason(space: { type: string; status: string }, blocked: boolean): string | null {
  if (blocked) return 'A data security policy of your organization hides this space from apps.';
  if (space.status !== 'current') return 'Archived spaces are not mirrored.';
  return null;
}

/** Takes a whole space into the selection, and starts to mirror it. */
export async function includeSpace(ports: Ports, spaceId: SpaceId, by: AccountId | null): Promise<Run> {
  if ((await ports.store.settings.connection()).state !== 'connected')
    throw new RunControlError('Connect to Qontext first: there is nowhere to send the space to.');
  const space = await ports.confluence.space(spaceId);
  if (!space) throw new RunControlError('The app cannot see this space. Give the app user access to it, or look whether it still exists.');
  const locked = lockedReason(space, (await ports.confluence.blockedSpaces([spaceId])).has(spaceId));
  if (locked) throw new RunControlError(locked);
  const now = ports.now();
  await ports.store.settings.select({
    id: space.id,
    key: space.key,
    includedAt: now,
    includedBy: by,
    lastSweepAt: null,
    status: 'current',
    statusSince: now,
  });
  // The count of visible contents is a new one now; the next tick takes it down without drawing conclusions.
  await ports.store.tick.update((memory) => (memory ? { ...memory, total: null } : null));
  return startRun(ports, 'backfill', space);
}

/** Takes a space out of the selection, and withdraws all that was sent of it. */
export async function excludeSpace(ports: Ports, spaceId: SpaceId): Promise<Run | null> {
  const space = await ports.store.settings.selectedSpace(spaceId);
  if (!space) return null;
  await ports.store.settings.deselect(spaceId, ports.now());
  await ports.store.tick.update((memory) => (memory ? { ...memory, total: null } : null));
  return startRun(ports, 'withdrawal', space);
}

/** Queries of the store lag, and whoever sent for the space when it was taken out may only just be done. */
const SETTLING_MS = 10 * 60_000;
const AGAIN_MS = 4 * 60_000;

/**
 * Rule 5. A space that was taken out is withdrawn until nothing of it is left: the withdrawal may never have begun, or may have missed
 * what was being sent at that moment.
 */
export async function withdrawLeaving(ports: Ports): Promise<void> {
  const repository = await ports.repository();
  for (const space of await ports.store.settings.leaving()) {
    const latest = await ports.store.runs.ofSpace(space.id);
    if (latest && latest.endedAt === null) continue;
    const contents = (await ports.store.ledger.ofSpace(space.id, null)).length;
    const folders = (await ports.store.places.ofSpace(space.id)).length;
    const rest = contents + folders;
    const isYoung = ports.now() - space.since < SETTLING_MS;
    if (rest === 0 && !isYoung) await ports.store.settings.hasLeft(space.id);
    const wait = latest && latest.startedAt - space.since < SETTLING_MS ? AGAIN_MS : HOUR;
    if (rest > 0 && ports.now() - (latest?.endedAt ?? 0) >= wait) await startRun(ports, 'withdrawal', space);
    // After moves from space to space, a folder or file of another space may have kept the last folders; that one's next sweep takes it away.
    else if (contents === 0 && folders > 0 && repository) await sweepEmptyPlaces(ports, repository, space.id, async () => false);
  }
}
