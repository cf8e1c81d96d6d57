import type { SpaceId } from '../content';
import { hasLabel, type Policy } from '../scope';
import type { SelectedSpace } from '../store';
import { followKeywords } from './keywords';
import { alignSpacePlace } from './placeUpkeep';
import type { Ports } from './ports';
import { startRun } from './runs';
import { hasTime } from './runs/gate';
import { startApproved } from './select';

/**
 * Looks at included spaces: 251 points for 250 of them. What changed is written down; a space that may not be mirrored any more is swept, under the guard.
 * Answers with which space to go on, if the time did not do for all; null if it did.
 */
export async function checkSpaces(ports: Ports, spaces: SelectedSpace[]): Promise<SpaceId | null> {
  const policy = await ports.store.settings.policy();
  for (let i = 0; i < spaces.length; i += 250) {
    const some = spaces.slice(i, i + 250);
    const ids = some.map((space) => space.id);
    const { spaces: seen } = await ports.confluence.spaces({ ids, limit: 250 });
    const blocked = await ports.confluence.blockedSpaces(ids);
    for (const [k, space] of some.entries()) {
      // With labels in the policy each is a call of its own.
      if (k > 0 && !hasTime(ports)) return space.id;
      const now = seen.find(({ id }) => id === space.id);
      await noteStatus(ports, space, {
        status: statusOf(now?.status ?? null, blocked.has(space.id)),
        key: now?.key ?? space.key,
        isLabelledOut: now ? await isLabelledOut(ports, space, policy) : space.isLabelledOut,
      });
    }
  }
  return null;
}

function statusOf(status: string | null, blocked: boolean): SelectedSpace['status'] {
  if (blocked) return 'blocked';
  if (status === null) return 'missing';
  return status === 'current' ? 'current' : 'archived';
}

/** Lists of spaces do not have the labels, so each is asked: 2 points and one for each label. */
async function isLabelledOut(ports: Ports, space: SelectedSpace, policy: Policy): Promise<boolean> {
  if (policy.labelsOut.length === 0) return false;
  const labels = (await ports.confluence.space(space.id))?.labels;
  // Not said: what was open stays as it was found last, and what was closed is not opened.
  return labels ? hasLabel(labels, policy.labelsOut) : space.isLabelledOut;
}

async function noteStatus(ports: Ports, space: SelectedSpace, now: Pick<SelectedSpace, 'status' | 'key' | 'isLabelledOut'>): Promise<void> {
  const isOther = space.status !== now.status || space.isLabelledOut !== now.isLabelledOut;
  if (!isOther && space.key === now.key) return;
  const statusSince = space.status === now.status ? space.statusSince : ports.now();
  await ports.store.settings.changeSelected(space.id, (before) => ({ ...before, ...now, statusSince }));
  ports.log('space status', { space: space.id, status: now.status, isLabelledOut: now.isLabelledOut });
  // In either direction: what is in the repository may have to leave, or to come back.
  const isOpen = now.status === 'current' && !now.isLabelledOut;
  if (!isOther) return;
  // A label is the word of somebody who administers the space, as on a page; that the app sees less of a space may be a mistake.
  if (now.isLabelledOut && !space.isLabelledOut && now.status === 'current') await startApproved(ports, { id: space.id, key: now.key });
  else await startRun(ports, isOpen ? 'backfill' : 'sweep', { id: space.id, key: now.key });
}

/** After an event of the space: its name, description or status may be new. */
export async function alignSpace(ports: Ports, spaceId: SpaceId): Promise<void> {
  if (!(await alignSelectedSpace(ports, spaceId))) await followKeywords(ports);
}

/** The same for a space that is selected; false if it is not. */
export async function alignSelectedSpace(ports: Ports, spaceId: SpaceId): Promise<boolean> {
  const space = await ports.store.settings.selectedSpace(spaceId);
  if (!space) return false;
  await checkSpaces(ports, [space]);
  const repository = await ports.repository();
  if (repository) await alignSpacePlace(ports, repository, spaceId);
  return true;
}
