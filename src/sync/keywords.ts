import type { Space, SpaceId } from '../content';
import { lockOf, matchesKeyword, type Policy } from '../scope';
import type { SelectedSpace } from '../store';
import type { Ports } from './ports';
import { startRun } from './runs';
import { hasTime } from './runs/gate';
import { forgetTotal, hasKnownLabels, newlySelected, wholeSpace } from './select';

/** Ids that one message takes, at most 20 figures each; what a site has beyond these comes with the next look. */
const MOST_IDS = 5_000;

/** Sets going what the policy's keywords bring about: they may name thousands of spaces, and each takes some calls. */
export async function followKeywords(ports: Ports): Promise<void> {
  const { policy, spaces } = await ports.store.settings.rulebook();
  if (policy.keywords.length > 0 || spaces.some(isAwake)) await ports.queue.work({ kind: 'keywords', ids: null });
}

/**
 * Brings what the policy's keywords name into the selection. A space that they brought in and do not name any more is left by a run under
 * the guard. Its rules are kept: a listing may lack a space for a moment, and what was excluded of it must not come in with it again.
 * `ids`: the spaces to be looked at; null: all of which a listing shows that they may have to. Answers with those that there was no time for.
 */
export async function keywordStep(ports: Ports, ids: SpaceId[] | null): Promise<SpaceId[]> {
  const { policy, spaces } = await ports.store.settings.rulebook();
  const selected = new Map(spaces.map((space) => [space.id, space]));
  const all = ids ?? (await spacesToLookAt(ports, policy, selected));
  for (const [i, id] of all.entries()) {
    // At least one, so that it comes to an end.
    if (i > 0 && !hasTime(ports)) return all.slice(i);
    await followFor(ports, id, selected.get(id) ?? null, policy);
  }
  return [];
}

const isAwake = (space: SelectedSpace): boolean => space.byKeyword && !space.rules.dormant;
const isNamed = (space: Space, { keywords }: Policy): boolean => keywords.some((keyword) => matchesKeyword(space, keyword));

async function spacesToLookAt(ports: Ports, policy: Policy, selected: Map<SpaceId, SelectedSpace>): Promise<SpaceId[]> {
  const named = await namedSpaces(ports, policy);
  const isOther = (space: SelectedSpace) => space.byKeyword && named.has(space.id) === (space.rules.dormant === true);
  const others = [...selected.values()].filter(isOther).map(({ id }) => id);
  const fresh = [...named.values()].filter((space) => !selected.has(space.id) && !lockOf(space, policy)).map(({ id }) => id);
  return [...others, ...fresh].slice(0, MOST_IDS);
}

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

/** Not on the word of a listing: what does not show itself is for the look at the spaces, and what is named after all stays. */
async function followFor(ports: Ports, id: SpaceId, selected: SelectedSpace | null, policy: Policy): Promise<void> {
  const space = await ports.confluence.space(id);
  if (!space) return;
  if (!selected) await bringIn(ports, space, policy);
  else if (selected.byKeyword && isNamed(space, policy)) await wake(ports, selected);
  else if (isAwake(selected)) await leave(ports, selected);
}

/** Where Confluence does not say the labels, the next look tries again. */
async function bringIn(ports: Ports, space: Space, policy: Policy): Promise<void> {
  if (lockOf(space, policy) || !isNamed(space, policy) || !hasKnownLabels(space, policy.labelsOut)) return;
  const fresh = { ...newlySelected(space, policy.labelsOut, ports.now(), null, true), rules: { site: [wholeSpace], space: [] } };
  await ports.store.settings.changeSpace(space.id, (now) => now ?? fresh, ports.now());
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

async function leave(ports: Ports, space: SelectedSpace): Promise<void> {
  await ports.store.settings.changeSelected(space.id, (now) =>
    now.byKeyword ? { ...now, rules: { ...now.rules, dormant: true }, changedAt: ports.now() } : now,
  );
  await startRun(ports, 'sweep', space);
}
