import type { SpaceId } from '../content';
import type { SelectedSpace } from '../store';
import { alignSpacePlace } from './places';
import type { Ports } from './ports';
import { startRun } from './runs';

/** Looks at included spaces: 251 points for 250 of them. What changed is written down; a space that may not be mirrored any more is swept, under the guard. */
export async function checkSpaces(ports: Ports, spaces: SelectedSpace[]): Promise<void> {
  for (let i = 0; i < spaces.length; i += 250) {
    const some = spaces.slice(i, i + 250);
    const ids = some.map((space) => space.id);
    const { spaces: seen } = await ports.confluence.spaces({ ids, limit: 250 });
    const blocked = await ports.confluence.blockedSpaces(ids);
    for (const space of some) {
      const now = seen.find(({ id }) => id === space.id);
      await noteStatus(ports, space, statusOf(now?.status ?? null, blocked.has(space.id)), now?.key ?? space.key);
    }
  }
}

function statusOf(status: string | null, blocked: boolean): SelectedSpace['status'] {
  if (blocked) return 'blocked';
  if (status === null) return 'missing';
  return status === 'current' ? 'current' : 'archived';
}

async function noteStatus(ports: Ports, space: SelectedSpace, status: SelectedSpace['status'], key: string): Promise<void> {
  if (space.status === status && space.key === key) return;
  await ports.store.settings.changeSelected(space.id, (now) => ({ ...now, key, status, statusSince: ports.now() }));
  ports.log('space status', { space: space.id, status });
  // In either direction: what is in the repository may have to leave, or to come back.
  if (space.status !== status) await startRun(ports, status === 'current' ? 'backfill' : 'sweep', { id: space.id, key });
}

/** After an event of the space: its name, description or status may be new. */
export async function alignSpace(ports: Ports, spaceId: SpaceId): Promise<void> {
  const space = await ports.store.settings.selectedSpace(spaceId);
  if (!space) return;
  await checkSpaces(ports, [space]);
  const repository = await ports.repository();
  if (repository) await alignSpacePlace(ports, repository, spaceId);
}
