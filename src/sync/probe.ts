import type { ContentId, SpaceId } from '../content';
import type { LedgerEntry, Place, SelectedSpace, TickMemory } from '../store';
import { ownerOf } from '../store';
import type { Ports, Touch } from './ports';
import { hasTime } from './runs/gate';
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
  await lookAtFolders(
    ports,
    [...places].flatMap(([id, place]) => (entries.has(id) || ownerOf(place.key).audience !== null ? [] : [{ id, spaceId: place.spaceId }])),
  );
  return { watch: at };
}

/** Folders of Confluence's have no ledger entry of their own. One that is restricted, and has open files below it, is news. */
async function lookAtFolders(ports: Ports, folders: { id: ContentId; spaceId: SpaceId }[]): Promise<void> {
  if (folders.length === 0) return;
  const facts = await ports.confluence.glance(folders.map(({ id }) => id));
  for (const { id, spaceId } of folders) {
    const restriction = facts.get(id)?.restriction ?? 'unknown';
    if (restriction !== 'unknown' && restriction.kind === 'some')
      await ports.queue.work({ kind: 'below', id, spaceId, at: ports.now(), cause: 'probe' });
  }
}

/** One hundred contents of a space. Answers where to go on; null at the end. */
export async function probe(ports: Ports, spaceId: SpaceId, from: ContentId | null): Promise<ContentId | null> {
  const { items, after } = await entriesOf(ports, spaceId, from, (entry) => hasFiles(entry) || isKeptOut(entry));
  await glanceAt(ports, items);
  return after;
}

/** Glances at what was kept out when it was read last; all of a space, as far as the time allows. Answers where to go on; null at the end. */
export async function probeKeptOut(ports: Ports, spaceId: SpaceId, from: ContentId | null): Promise<ContentId | null> {
  let at = from;
  do {
    const { items, after } = await entriesOf(ports, spaceId, at, isKeptOut);
    await glanceAt(ports, items);
    at = after;
  } while (at !== null && hasTime(ports));
  return at;
}

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
