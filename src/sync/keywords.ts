import type { Millis, Space, SpaceId } from '../content';
import { lockOf, matchesKeyword, type Policy, type SpaceRules } from '../scope';
import { RecordBusyError, type SelectedSpace } from '../store';
import { retryAfterMs } from './align';
import type { Wish } from './forecast';
import { type Ports, QueueFullError } from './ports';
import { startRun } from './runs';
import { hasTime } from './runs/gate';
import { forgetTotal, hasKnownLabels, newlySelected, wholeSpace } from './select';

/** Ids that one message takes, at most 20 figures each; what a site has beyond these comes with the next look. */
const MOST_IDS = 5_000;

/**
 * Spaces in one step; the rest is for the next tick. With each a run begins, and Forge lets what comes of one event or tick push 1,000 times.
 * Reading what is in them takes far longer.
 */
const AT_ONCE = 50;

/** Sets going what the policy's keywords bring about: they may name thousands of spaces, and each takes some calls. */
export async function followKeywords(ports: Ports): Promise<void> {
  const { policy, spaces } = await ports.store.settings.rulebook();
  if (policy.keywords.length > 0 || spaces.some(isAwake)) await ports.queue.work({ kind: 'keywords', ids: null });
}

/**
 * Brings what the policy's keywords name into the selection. A space that they brought in and do not name any more is left by a run under
 * the guard. Its rules are kept: a listing may lack a space for a moment, and what was excluded of it must not come in with it again.
 * `ids`: the spaces to be looked at; null: all of which a listing shows that they may have to be. What a step leaves, the tick remembers.
 */
export async function keywordStep(ports: Ports, ids: SpaceId[] | null): Promise<void> {
  const rest = await followSome(ports, ids);
  await ports.store.tick.update((memory) => {
    if (!memory || (rest.length === 0 && !memory.toFollow?.length)) return null;
    if (ids === null) return { ...memory, toFollow: rest };
    // Another look may have found more meanwhile.
    const open = new Set(rest);
    const done = new Set(ids.filter((id) => !open.has(id)));
    return { ...memory, toFollow: (memory.toFollow ?? []).filter((id) => !done.has(id)) };
  });
}

/** A limit of the platform or of Confluence, or somebody who is faster. */
const isPassing = (error: unknown): boolean =>
  error instanceof QueueFullError || error instanceof RecordBusyError || retryAfterMs(error) !== null;

/** Answers with those that are for the next step. */
async function followSome(ports: Ports, ids: SpaceId[] | null): Promise<SpaceId[]> {
  const { policy, spaces } = await ports.store.settings.rulebook();
  const selected = new Map(spaces.map((space) => [space.id, space]));
  const all = ids ?? (await spacesToLookAt(ports, policy, selected));
  for (const [i, id] of all.entries()) {
    // At least one, so that it comes to an end.
    if (i > 0 && (i >= AT_ONCE || !hasTime(ports))) return all.slice(i);
    try {
      await followFor(ports, id, selected.get(id) ?? null, policy);
    } catch (error) {
      // What is done already is not to be looked at again for that.
      if (isPassing(error) && i > 0) return all.slice(i);
      if (isPassing(error)) throw error;
      // It says nothing about the others. The next look at all of them tries it again.
      ports.log('keyword not followed', { space: id, error: error instanceof Error ? error.name : 'unknown' });
    }
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
  for await (const spaces of namedPages(ports, policy)) for (const space of spaces) named.set(space.id, space);
  return named;
}

async function* namedPages(ports: Ports, policy: Policy): AsyncGenerator<Space[]> {
  if (policy.keywords.length === 0) return;
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await ports.confluence.spaces({ limit: 250, ...(cursor ? { cursor } : {}) });
    yield page.spaces.filter((space) => isNamed(space, policy));
    cursor = page.cursor;
  }
}

/**
 * What the keywords of another policy would bring in and let go, for its forecast. `spaces` are those that are selected. Null: they are more
 * than `most`, or the listing takes longer than `until`.
 */
export async function keywordWishes(
  ports: Ports,
  policy: Policy,
  spaces: SelectedSpace[],
  { most, until }: { most: number; until: Millis },
): Promise<Wish[] | null> {
  const selected = new Map(spaces.map((space) => [space.id, space]));
  const wishes = new Map<SpaceId, Wish>();
  const wish = ({ id, key, type, status }: Space | SelectedSpace, rules: SpaceRules): void => {
    wishes.set(id, { id, key, type, status: status === 'archived' ? 'archived' : 'current', rules });
  };
  const unnamed = new Map(spaces.filter(isAwake).map((space) => [space.id, space]));
  for await (const page of namedPages(ports, policy)) {
    for (const space of page) {
      const known = selected.get(space.id);
      unnamed.delete(space.id);
      if (known?.byKeyword && known.rules.dormant) wish(known, { site: known.rules.site, space: known.rules.space });
      if (!known && !lockOf(space, policy)) wish(space, { site: [wholeSpace], space: [] });
    }
    if (wishes.size > most || ports.now() > until) return null;
  }
  for (const space of unnamed.values()) wish(space, { ...space.rules, dormant: true });
  return wishes.size > most ? null : [...wishes.values()];
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
