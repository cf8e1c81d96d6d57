import { HOUR } from '../store';
import type { Ports } from './ports';
import { startRun } from './runs';
import { sweepEmptyPlaces } from './sweepPlaces';

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
    else if (contents === 0 && folders > 0 && repository) await sweepEmptyPlaces(ports, repository, space.id, () => false);
  }
}
