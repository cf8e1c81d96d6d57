import type { SpaceId } from '../content';
import { folderName, sourceIdOf } from '../document';
import { kindOf, type Repository } from '../qontext';
import { ownerOf, type Place, type PlaceKey, placeKey, RecordBusyError, type Versioned } from '../store';
import { ABOUT_SPACE, describeRoot, describeSpace, ensureAbout, SpaceUnknownError } from './about';
import { audienceKey } from './audiences';
import { alignOwnPlace, firstName, forget, isAsked, isInPlace, isMade, seenPlaces } from './placeMoves';
import { type Above, ensureAbove, make, type Spot } from './places';
import type { Cause, Ports, Touch } from './ports';
import { isKeptOut } from './verdict';

interface Misplaced {
  own: Versioned<Place>;
  above: Above[];
}

/** Folders of what stands above a content, in the tree of one audience, that are not where they should be by what was read of it. Top down. */
async function misplacedAbove(ports: Ports, { content, above }: Spot, key: string | null): Promise<Misplaced[]> {
  const keyOf = (chain: Above[]): PlaceKey => placeKey(chain[0] ? `content:${chain[0].id}` : `space:${content.spaceId}`, key);
  const places = await ports.store.places.getMany([keyOf([]), ...above.map((_, i) => keyOf(above.slice(i)))]);
  return above
    .flatMap((node, i) => {
      const own = places.get(keyOf(above.slice(i)));
      const parentFolderId = places.get(keyOf(above.slice(i + 1)))?.value.folderId ?? '';
      const wanted = { name: folderName(node), parentFolderId, spaceId: content.spaceId };
      return own && !isInPlace(own.value, wanted) ? [{ own, above: above.slice(i) }] : [];
    })
    .reverse();
}

/** Only those of Confluence's folders: their renames have no event, and no ledger entry stands for them. */
export async function misplacedFolders(ports: Ports, spot: Spot): Promise<Misplaced[]> {
  const { content, above, audience } = spot;
  if (content.type !== 'page' || !above.some((node) => node.type === 'folder')) return [];
  const all = await misplacedAbove(ports, spot, audience && audienceKey(audience, content.spaceId));
  return all.filter((one) => one.above[0]?.type === 'folder');
}

/**
 * Where a page and one above it have changed places in Confluence, the folder of the one cannot go into that of the other before that has
 * left it: Qontext takes no folder into itself. The event of the other may be lost, so it is told here. False if none stands in the way.
 */
export async function touchInTheWay(ports: Ports, spot: Spot, key: string | null, cause: Cause): Promise<boolean> {
  const pages = (await misplacedAbove(ports, spot, key)).flatMap(({ above: [node] }) => (node?.type === 'page' ? [node.id] : []));
  const at = ports.now();
  const { spaceId } = spot.content;
  if (pages.length > 0)
    await ports.queue.touch(pages.map((id): Touch => ({ id, type: 'page', spaceId, at, cause, below: false, awaited: false })));
  return pages.length > 0;
}

export async function alignFolders(ports: Ports, repository: Repository, spot: Spot, misplaced: Misplaced[]): Promise<void> {
  for (const { own, above } of misplaced) {
    const [node, ...rest] = above;
    if (!node) continue;
    const parent = await ensureAbove(ports, repository, spot, rest);
    await alignOwnPlace(ports, repository, own, { name: folderName(node), parentFolderId: parent.folderId, spaceId: spot.content.spaceId });
  }
}

/** Brings "About this source" in line. Does nothing where nothing of the site is in the repository. */
export async function alignSourcePlace(ports: Ports, repository: Repository): Promise<void> {
  const { about } = await describeRoot(ports, null, null);
  if (about) await ensureAbout(ports, repository, 'root', about.name, about.text);
}

/**
 * Brings the space's folders, one for each audience, and their "About this space" in line with Confluence. Makes none where none is. Of a
 * space that is kept out nothing is said either: not its name, its description or who may read it.
 */
export async function alignSpacePlace(ports: Ports, repository: Repository, spaceId: SpaceId): Promise<void> {
  const book = await ports.store.settings.rulebookOf([spaceId]);
  // What came meanwhile is looked at when the pause ends: a run over each space brings this in line, too.
  if (book.policy.paused) return;
  const strict = await ports.store.places.get(`space:${spaceId}`);
  const found = new Map((await ports.store.places.ofSpace(spaceId)).map((place) => [place.value.key, place]));
  if (strict) found.set(strict.value.key, strict);
  const all = [...found.values()].filter(({ value }) => value.key.startsWith('space:'));
  // One was being made for a content that is not to be sent any more, by an invocation that was killed.
  for (const planned of all.filter(({ value }) => !isMade(value))) await dropPlace(ports, repository, planned);
  const folders = all.filter(({ value }) => isMade(value));
  if (folders.length === 0) return;
  if (isKeptOut(book, spaceId)) {
    // Where something has to stay in it yet, its file goes by itself.
    for (const folder of folders) {
      await noteRoot(ports, folder.value.key);
      await dropPlace(ports, repository, folder);
    }
    return;
  }
  const wanted = await describeSpace(ports, spaceId).catch((error: unknown) => {
    if (error instanceof SpaceUnknownError) return null;
    throw error;
  });
  if (!wanted) return;
  for (const folder of folders) {
    const parentFolderId = folder.value.parentFolderId ?? '';
    try {
      await alignOwnPlace(ports, repository, folder, { name: wanted.name, parentFolderId, spaceId });
    } catch (error) {
      if (kindOf(error) !== 'exists') throw error;
      // A person's folder has the name. Ours keeps its old one, and the next look tries again; a run need not wait for that.
      ports.log('folder name taken', { space: spaceId });
    }
    if (wanted.about) await ensureAbout(ports, repository, folder.value.key, wanted.about.name, wanted.about.text);
  }
}

/** Said before the last folder in an audience's root is deleted: whoever is killed then leaves the root to the next run. */
export async function noteRoot(ports: Ports, key: PlaceKey): Promise<void> {
  const { audience } = ownerOf(key);
  if (audience === null || !key.startsWith('space:')) return;
  const root = await ports.store.places.get(placeKey('root', audience));
  if (root && !(await ports.store.places.put({ ...root.value, doubtedAt: ports.now() }, root.rev)))
    throw new RecordBusyError(root.value.key);
}

/**
 * Takes away the second folder that two makers at once may have left. It is found, or made, under the first name, and is empty. Goes by
 * what the store says now, not by an index: it must be noted until the folder is gone. Null: somebody else is at it, or it has been dropped.
 */
export async function dropSecond(ports: Ports, repository: Repository, key: PlaceKey): Promise<Versioned<Place> | null> {
  const place = await ports.store.places.get(key);
  if (!place?.value.contested) return place;
  if (isAsked(ports, place.value)) return null;
  const { contested, ...value } = place.value;
  // It may make one itself, only to find it: said before it is done, so that no other takes the note away meanwhile.
  if (!(await ports.store.places.put({ ...place.value, askedAt: ports.now() }, place.rev))) return null;
  try {
    const second = await repository.createFolder(contested, firstName(key));
    if (second.id !== value.folderId) await repository.deleteFolder(second.id);
  } catch (error) {
    // With the folder above it, it is gone itself.
    if (kindOf(error) !== 'not-found') throw error;
  }
  return (await ports.store.places.put(value, place.rev + 1)) ? { rev: place.rev + 2, value } : null;
}

/** True if the folder is gone now. */
export async function dropPlace(ports: Ports, repository: Repository, place: Versioned<Place>): Promise<boolean> {
  const { key } = place.value;
  seenPlaces(ports).delete(key);
  // Whoever planned it may still be making it. The next look finds what becomes of it.
  if (!isMade(place.value) && isAsked(ports, place.value)) return false;
  const known = place.value.contested ? await dropSecond(ports, repository, key) : place;
  if (!known) return false;
  const made = isMade(known.value) ? known : await finishMaking(ports, repository, known);
  if (!made) return false;
  if (key.startsWith('space:') && !(await dropAbout(ports, repository, made))) return false;
  const rev = key.startsWith('space:') ? made.rev + 1 : made.rev;
  if ((await repository.deleteFolder(made.value.folderId)) === 'not-empty') return false;
  return ports.store.places.remove(key, rev);
}

/** A folder that a killed invocation was making may be there: it gets its id, to be deleted by. Null if there is none. */
export async function finishMaking(ports: Ports, repository: Repository, plan: Versioned<Place>): Promise<Versioned<Place> | null> {
  try {
    return await make(ports, repository, plan);
  } catch (error) {
    if (kindOf(error) !== 'not-found') throw error;
    await forget(ports, plan.value.key);
    return null;
  }
}

/** Noted by itself: should the folder turn out to be in use, its file is written again. False if somebody else changed the place. */
async function dropAbout(ports: Ports, repository: Repository, place: Versioned<Place>): Promise<boolean> {
  // An invocation that was killed after it wrote the file has not noted it.
  const found = place.value.about ? null : await repository.findFile(place.value.folderId, ABOUT_SPACE);
  const whole = found && (await repository.readFile(found.id));
  const ours = whole && sourceIdOf(whole.content) === `about-${(place.value.key.split('#')[0] ?? '').replace(':', '-')}` ? whole.id : null;
  const fileId = place.value.about?.fileId ?? ours;
  // Said before it is done: after a kill or a lost answer, a folder that is used again must not be thought to have it.
  if (!(await ports.store.places.put({ ...place.value, about: null }, place.rev))) return false;
  const outcome = fileId ? await repository.deleteFile(fileId) : 'absent';
  return outcome === 'deleted' || outcome === 'absent';
}
