import type { ContentId, SpaceId } from '../content';
import type { LedgerEntry, Place, SelectedSpace, TickMemory } from '../store';
import { HOUR, ownerOf } from '../store';
import type { Ports, Touch } from './ports';
import { hasTime, waitForPoints } from './runs/gate';
import { isOtherNow, knownStanding, OPEN, standingOf } from './standing';

/**
 * What no event tells: that content became restricted (CONFCLOUD-82583), was opened again, or got a label, with its event lost. None of
 * it changes the content, so no poll shows it. A glance asks for restrictions, labels and visibility in bulk: a point for each content.
 */

/** Contents that one tick glances at, at least; a batch is at most 100 more. */
const CONTENTS = 60;
/** Pages above others that one tick glances at: on these hangs who may read all that lies below. */
const ANCESTORS = 200;
/** Spaces with little in them, looked through in one tick. */
const MOST_TURNS = 40;
/** Restricted folders that are remembered. */
const SHUT = 200;

const hasFiles = (entry: LedgerEntry) => entry.files.length > 0;
/** Nothing of it is sent, and when it was read last something of its own kept it out: a restriction, a label, the trash. */
const isKeptOut = (entry: LedgerEntry) => !hasFiles(entry) && entry.standing !== undefined && knownStanding(entry) !== OPEN;

type At = { spaceId: SpaceId; after: string | null };
interface Batch<T> {
  items: T[];
  /** Null at the end of the space. */
  after: string | null;
}

/** Collects from space after space, beginning where the last tick stopped, once around at most. */
async function collect<T>(
  spaces: SelectedSpace[],
  from: At | null | undefined,
  most: number,
  next: (spaceId: SpaceId, after: string | null) => Promise<Batch<T>>,
): Promise<{ items: T[]; at: At }> {
  let at: At = from ?? { spaceId: spaces[0]?.id ?? '', after: null };
  const items: T[] = [];
  for (let turns = 0; items.length < most && turns < Math.min(spaces.length + 1, MOST_TURNS); ) {
    const batch = await next(at.spaceId, at.after);
    items.push(...batch.items);
    if (batch.after !== null) at = { ...at, after: batch.after };
    else {
      const i = spaces.findIndex((space) => space.id === at.spaceId);
      at = { spaceId: spaces[(i + 1) % spaces.length]?.id ?? '', after: null };
      turns += 1;
    }
  }
  return { items, at };
}

async function entriesOf(
  ports: Ports,
  spaceId: SpaceId,
  after: string | null,
  isAsked: (entry: LedgerEntry) => boolean,
): Promise<Batch<LedgerEntry>> {
  const entries = (await ports.store.ledger.ofSpace(spaceId, after)).map(({ value }) => value);
  return { items: entries.filter(isAsked), after: entries[entries.length - 1]?.id ?? null };
}

/** Glances at some known contents, and goes on from there the next time. */
export async function probeSome(ports: Ports, spaces: SelectedSpace[], memory: TickMemory): Promise<Partial<TickMemory>> {
  const { items, at } = await collect(spaces, memory.probe, CONTENTS, (spaceId, after) =>
    entriesOf(ports, spaceId, after, (entry) => hasFiles(entry) || isKeptOut(entry)),
  );
  await glanceAt(ports, items);
  return { probe: at };
}

/** Glances at pages and folders with something of ours below them: on a site with no more than 200 of these, at all of them in each tick. */
export async function watchAncestors(ports: Ports, spaces: SelectedSpace[], memory: TickMemory): Promise<Partial<TickMemory>> {
  const { items, at } = await collect(spaces, memory.watch, ANCESTORS, async (spaceId, after): Promise<Batch<Place>> => {
    const places = await ports.store.places.ofContents(spaceId, after);
    return { items: places, after: places[places.length - 1]?.key ?? null };
  });
  const places = new Map(items.map((place) => [ownerOf(place.key).contentId ?? '', place]));
  const entries = await ports.store.ledger.getMany([...places.keys()]);
  await glanceAt(
    ports,
    [...entries.values()].map(({ value }) => value),
  );
  const folders = [...places].flatMap(([id, place]) =>
    entries.has(id) || ownerOf(place.key).audience !== null ? [] : [{ id, spaceId: place.spaceId }],
  );
  const known = Object.entries(memory.shut ?? {}).filter(([, { spaceId }]) => spaces.some((space) => space.id === spaceId));
  return { watch: at, shut: await lookAtFolders(ports, folders, Object.fromEntries(known)) };
}

type Shut = NonNullable<TickMemory['shut']>;

/**
 * Folders of Confluence's have no ledger entry of their own. One whose restriction is another than at the last look is news for what lies
 * below it; also one that was opened, of which nothing is in the repository any more. `open`: those that something of ours lies below.
 */
async function lookAtFolders(ports: Ports, open: { id: ContentId; spaceId: SpaceId }[], shut: Shut): Promise<Shut> {
  const spaceOf = new Map([
    ...Object.entries(shut).map(([id, { spaceId }]) => [id, spaceId] as const),
    ...open.map((f) => [f.id, f.spaceId] as const),
  ]);
  if (spaceOf.size === 0) return shut;
  const facts = await ports.confluence.glance([...spaceOf.keys()]);
  const after: Shut = { ...shut };
  for (const [id, spaceId] of spaceOf) {
    const restriction = facts.get(id)?.restriction ?? 'unknown';
    const standing = standingOf({ restriction, labels: [] }, []);
    if (standing === 'unknown' || standing === null) continue;
    const before = shut[id];
    const isDue = standing !== OPEN && ports.now() - (before?.at ?? 0) >= HOUR && open.some((folder) => folder.id === id);
    if (standing === (before?.standing ?? OPEN) && !isDue) continue;
    await ports.queue.work({ kind: 'below', id, spaceId, at: ports.now(), cause: 'probe' });
    delete after[id];
    if (standing !== OPEN) after[id] = { spaceId, standing, at: ports.now() };
  }
  return Object.fromEntries(
    Object.entries(after)
      .sort(([, a], [, b]) => b.at - a.at)
      .slice(0, SHUT),
  );
}

/** One hundred contents of a space. Answers where to go on; null at the end. */
export async function probe(ports: Ports, spaceId: SpaceId, from: ContentId | null): Promise<ContentId | null> {
  const { items, after } = await entriesOf(ports, spaceId, from, (entry) => hasFiles(entry) || isKeptOut(entry));
  await glanceAt(ports, items);
  return after;
}

/**
 * Glances at what was kept out when it was read last: of one space, or, `onwards`, of it and all that come after it by id, as far as the
 * time and the hour's points allow. Answers where to go on; null at the end.
 */
export async function probeKeptOut(ports: Ports, from: At, onwards: boolean): Promise<At | null> {
  let at: At | null = from;
  const ids = onwards ? (await ports.store.settings.selection()).spaces.map(({ id }) => id).sort() : [];
  do {
    const { items, after }: Batch<LedgerEntry> = await entriesOf(ports, at.spaceId, at.after, isKeptOut);
    await glanceAt(ports, items);
    if (after !== null) at = { ...at, after };
    else {
      const next = idAfter(ids, at.spaceId);
      at = next === undefined ? null : { spaceId: next, after: null };
    }
  } while (at !== null && hasTime(ports) && (await waitForPoints(ports)) === null);
  return at;
}

const idAfter = (sorted: SpaceId[], id: SpaceId): SpaceId | undefined => sorted.find((other) => other > id);

async function glanceAt(ports: Ports, entries: LedgerEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const { labelsOut } = await ports.store.settings.policy();
  const facts = await ports.confluence.glance(entries.map((entry) => entry.id));
  const others = entries.filter((entry) => {
    const seen = facts.get(entry.id);
    return isOtherNow(entry, seen ? standingOf(seen, labelsOut) : null);
  });
  const at = ports.now();
  const touches = others.map(({ id, type, spaceId }): Touch => ({ id, type, spaceId, at, cause: 'probe', below: false, awaited: false }));
  if (touches.length > 0) await ports.queue.touch(touches);
}
