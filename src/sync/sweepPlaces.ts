import type { SpaceId } from '../content';
import { liesIn, type Repository } from '../qontext';
import { ownerOf, type Place, type PlaceKey, placeKey, type SweepAt, type Versioned } from '../store';
import { ABOUT_AUDIENCE, ensureAbout, rootPath } from './about';
import { spaceOf } from './audiences';
import { hashOf } from './hash';
import { isPaused } from './pause';
import { isAsked, isDoubtYoung, isMade, seenPlaces } from './placeMoves';
import { dropPlace, dropSecond, finishMaking, noteRoot } from './placeUpkeep';
import { OUTBOUND_PER_INVOCATION, type Ports } from './ports';
import { hasTime } from './runs/gate';

const START: SweepAt = { at: 'folders', before: null, again: false, dropped: [] };
/** The index shows for some seconds what was just deleted. An invocation deletes no more than this. */
const REMEMBERED = OUTBOUND_PER_INVOCATION;

const goesOn = async (ports: Ports): Promise<boolean> =>
  hasTime(ports) && ports.usage.qontextRequests < OUTBOUND_PER_INVOCATION && !(await isPaused(ports));

/**
 * Deletes our folders of a space that hold nothing any more, the deepest first. Qontext refuses to delete one that holds something. Null at
 * the end; else where to go on, in another invocation: a space may have more of them than one has time or outbound requests for.
 */
export async function sweepEmptyPlaces(
  ports: Ports,
  repository: Repository,
  spaceId: SpaceId,
  isKept: (key: PlaceKey) => boolean,
  from: SweepAt = START,
): Promise<SweepAt | null> {
  let now = from;
  while (now.at === 'folders') {
    const next: SweepAt = await sweepRound(ports, repository, spaceId, isKept, now);
    if (next.at === 'folders' && next.before !== null) return next;
    now = next;
  }
  return sweepRoots(ports, repository, now.after);
}

/** One round, from where it stands. With `before` in the answer the time was up before its end. */
async function sweepRound(
  ports: Ports,
  repository: Repository,
  spaceId: SpaceId,
  isKept: (key: PlaceKey) => boolean,
  { before, again, dropped: known }: Extract<SweepAt, { at: 'folders' }>,
): Promise<SweepAt> {
  const dropped = new Set(known);
  const all = (await ports.store.places.ofSpace(spaceId)).filter(({ value }) => !dropped.has(value.key));
  const inside = new Map<string | null, number>();
  for (const { value } of all) inside.set(value.parentFolderId, (inside.get(value.parentFolderId) ?? 0) + 1);
  // What lies below is younger as a rule, and has the later key: so that one round does for most of a tree.
  const isHome = homeOf(all);
  const due = all.filter(({ value }) => before === null || value.key < before).sort((a, b) => (a.value.key < b.value.key ? 1 : -1));
  let last = before;
  let found = again;
  for (const place of due) {
    if (!(await goesOn(ports))) return { at: 'folders', before: last ?? FIRST, again: found, dropped: [...dropped].slice(-REMEMBERED) };
    last = place.value.key;
    if (!(await dropIfEmpty(ports, repository, place, { isKept, inside }))) {
      if (!isKept(last) && !isHome(place.value)) await handOver(ports, repository, place);
      continue;
    }
    found = true;
    dropped.add(last);
    const { parentFolderId } = place.value;
    inside.set(parentFolderId, (inside.get(parentFolderId) ?? 1) - 1);
  }
  return found ? { at: 'folders', before: null, again: false, dropped: [...dropped].slice(-REMEMBERED) } : { at: 'roots', after: null };
}

/** Comes after all keys: nothing of the round has been looked at yet. */
const FIRST: PlaceKey = 'space:~';

async function dropIfEmpty(
  ports: Ports,
  repository: Repository,
  found: Versioned<Place>,
  { isKept, inside }: { isKept: (key: PlaceKey) => boolean; inside: ReadonlyMap<string | null, number> },
): Promise<boolean> {
  const place = found.value.contested ? await dropSecond(ports, repository, found.value.key) : found;
  if (!place || (inside.get(place.value.folderId) ?? 0) > 0 || isKept(place.value.key)) return false;
  await noteRoot(ports, place.value.key);
  return dropPlace(ports, repository, place);
}

/** Whether a folder lies in one of the space's own, as far as is known. One of an audience does: the audience is of one space. */
function homeOf(all: Versioned<Place>[]): (place: Place) => boolean {
  const byFolder = new Map(all.map(({ value }) => [value.folderId, value]));
  return (place) => {
    if (ownerOf(place.key).audience !== null || !isMade(place)) return true;
    const seen = new Set<Place>();
    for (let at: Place | undefined = place; at && !seen.has(at); at = byFolder.get(at.parentFolderId ?? '')) {
      if (at.key.startsWith('space:')) return true;
      seen.add(at);
    }
    return false;
  };
}

/**
 * A folder that moved to another space took those in it along, and one that no content asks for any more keeps the old space. It keeps
 * the folders above it as well, each of which may be of the one space or the other: so it is given to the space that it lies in, whose
 * sweep takes all of them. Qontext says where it is: a request for a folder that is rare.
 */
async function handOver(ports: Ports, repository: Repository, { rev, value: place }: Versioned<Place>): Promise<void> {
  const { places, settings } = ports.store;
  const folder = await repository.folder(place.folderId);
  const above = `${await rootPath(ports)}/`;
  if (!folder?.path.startsWith(above)) return;
  const top = folder.path.slice(above.length).split('/')[0]?.normalize() ?? '';
  // By the key that its name ends in, so that of thousands of spaces one or two are looked at.
  const named = [...(await settings.selection()).spaces, ...(await settings.leaving())].filter(({ key }) => top.endsWith(`(${key})`));
  const tops = await places.getMany(named.map(({ id }) => placeKey(`space:${id}`, null)));
  const nameHash = hashOf(top);
  const home = [...tops.values()].find(({ value }) => value.nameHash === nameHash)?.value.spaceId ?? place.spaceId;
  // A lost race means that somebody uses it.
  if (home !== place.spaceId) await places.put({ ...place, spaceId: home }, rev);
}

async function sweepRoots(ports: Ports, repository: Repository, after: PlaceKey | null): Promise<SweepAt | null> {
  const doubted = (await ports.store.places.ofSpace('site')).map(({ value }) => value).filter((root) => root.doubtedAt !== undefined);
  let last = after;
  for (const { key } of doubted.sort((a, b) => (a.key < b.key ? -1 : 1))) {
    if (after !== null && key <= after) continue;
    if (!(await goesOn(ports))) return { at: 'roots', after: last };
    await dropIfNobodysRoot(ports, repository, key);
    last = key;
  }
  return null;
}

/**
 * Whether the audience's folder of its space is in the root, empty or not: whoever uses that one again asks nothing of the root, whose
 * file would be gone for good. The run over the space deletes it first.
 */
async function hasSpaceFolder(ports: Ports, root: Place): Promise<boolean> {
  const spaceId = spaceOf(root.within ?? []);
  const { audience } = ownerOf(root.key);
  return spaceId !== null && audience !== null && (await ports.store.places.get(placeKey(`space:${spaceId}`, audience))) !== null;
}

/** Deletes the root of an audience in which nothing lies any more but the file that says who it is. */
async function dropIfNobodysRoot(ports: Ports, repository: Repository, key: PlaceKey): Promise<void> {
  const { places } = ports.store;
  const noted = await places.get(key);
  // Whoever planned it may still be making it.
  if (noted?.value.doubtedAt === undefined || (!isMade(noted.value) && isAsked(ports, noted.value))) return;
  const known = noted.value.contested ? await dropSecond(ports, repository, key) : noted;
  const root = known && !isMade(known.value) ? await finishMaking(ports, repository, known) : known;
  if (!root) return;
  const { doubtedAt: _, ...inUse } = root.value;
  const folder = await repository.folder(root.value.folderId);
  const files = folder ? (await repository.listFiles(folder.path)).files : [];
  const fileId = root.value.about?.fileId ?? files.find((file) => file.name === ABOUT_AUDIENCE && folder && liesIn(file, folder))?.id;
  const isInUse = files.some((file) => file.id !== fileId);
  if (isInUse && !isDoubtYoung(ports, root.value)) await places.put(inUse, root.rev);
  if (isInUse || (await hasSpaceFolder(ports, root.value))) return;
  const about = fileId ? await repository.readFile(fileId) : null;
  // Said before it is done: after a kill, whoever uses the folder again must not think that it has its file.
  if (!(await places.put({ ...root.value, about: null }, root.rev))) return;
  seenPlaces(ports).delete(key);
  if (about) await repository.deleteFile(about.id);
  if (!folder || (await repository.deleteFolder(folder.id)) !== 'not-empty') return void (await places.remove(key, root.rev + 1));
  // Somebody has just made a folder in it, or left an empty one.
  if (about) await ensureAbout(ports, repository, key, ABOUT_AUDIENCE, about.content);
}
