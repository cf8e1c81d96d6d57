import type { Space, SpaceId } from '../content';
import { lockOf, matchesKeyword, type Policy } from '../scope';
import type { SelectedSpace } from '../store';
import type { Ports } from './ports';
import { startRun } from './runs';
import { forgetTotal, hasKnownLabels, newlySelected, wholeSpace } from './select';

/**
 * Brings what the policy's keywords name into the selection. A space that they brought in and do not name any more is left by a run under
 * the guard. Its rules are kept: a listing may lack a space for a moment, and what was excluded of it must not come in with it again.
 */
export async function followKeywords(ports: Ports): Promise<void> {
  const { policy, spaces } = await ports.store.settings.rulebook();
  if (policy.keywords.length === 0 && !spaces.some(isAwake)) return;
  const named = await namedSpaces(ports, policy);
  for (const space of spaces) {
    if (!space.byKeyword) continue;
    if (named.has(space.id)) await wake(ports, space);
    else if (isAwake(space)) await leaveIfUnnamed(ports, space, policy);
  }
  for (const space of named.values()) if (!spaces.some((one) => one.id === space.id)) await bringIn(ports, space.id, policy);
}

const isAwake = (space: SelectedSpace): boolean => space.byKeyword && !space.rules.dormant;
const isNamed = (space: Space, { keywords }: Policy): boolean => keywords.some((keyword) => matchesKeyword(space, keyword));

async function namedSpaces(ports: Ports, policy: Policy): Promise<Map<SpaceId, Space>> {
  const named = new Map<SpaceId, Space>();
  if (policy.keywords.length === 0) return named;
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await ports.confluence.spaces({ limit: 250, ...(cursor ? { cursor } : {}) });
    for (const space of page.spaces) if (isNamed(space, policy)) named.set(space.id, space);
    cursor = page.cursor;
  }
  return named;
}

/** Lists of spaces do not have the labels, so it is asked for by itself. Where Confluence does not say them, the next look tries again. */
async function bringIn(ports: Ports, spaceId: SpaceId, policy: Policy): Promise<void> {
  const space = await ports.confluence.space(spaceId);
  if (!space || lockOf(space, policy) || !isNamed(space, policy) || !hasKnownLabels(space, policy.labelsOut)) return;
  const fresh = { ...newlySelected(space, policy.labelsOut, ports.now(), null, true), rules: { site: [wholeSpace], space: [] } };
  await ports.store.settings.changeSpace(spaceId, (now) => now ?? fresh, ports.now());
  await forgetTotal(ports);
  await startRun(ports, 'backfill', space);
}

async function wake(ports: Ports, space: SelectedSpace): Promise<void> {
  if (!space.rules.dormant) return;
  await ports.store.settings.changeSelected(space.id, (now) => {
    const { dormant: _, ...rules } = now.rules;
    return { ...now, rules, changedAt: ports.now() };
  });
  await startRun(ports, 'backfill', space);
}

/** Not on the word of a listing: what does not show itself is for the look at the spaces, and what is named after all stays. */
async function leaveIfUnnamed(ports: Ports, selected: SelectedSpace, policy: Policy): Promise<void> {
  const space = await ports.confluence.space(selected.id);
  if (!space || isNamed(space, policy)) return;
  await ports.store.settings.changeSelected(selected.id, (now) =>
    now.byKeyword ? { ...now, rules: { ...now.rules, dormant: true }, changedAt: ports.now() } : now,
  );
  await startRun(ports, 'sweep', selected);
}
