import type { Millis, SpaceId } from '../content';
import { kindOf, type Repository } from '../qontext';
import { type Place, type PlaceKey, RecordBusyError, type Versioned } from '../store';
import { hashOf } from './hash';
import { CLAIM_MS, type Ports } from './ports';

/** What one invocation knows already, or is just making: contents that are settled side by side ask for the same folders. */
const seen = new WeakMap<Ports, Map<PlaceKey, Promise<Place>>>();

export function seenPlaces(ports: Ports): Map<PlaceKey, Promise<Place>> {
  const known = seen.get(ports) ?? new Map<PlaceKey, Promise<Place>>();
  seen.set(ports, known);
  return known;
}

/** Drops what we know of a folder that is not in the repository any more. */
export async function forget(ports: Ports, key: PlaceKey): Promise<void> {
  seenPlaces(ports).delete(key);
  const known = await ports.store.places.get(key);
  if (known) await ports.store.places.remove(key, known.rev);
}

/** Longer than making a folder takes, and shorter than the queue's first wait: what a killed invocation was making is taken over then. */
const MAKING_MS = 2_000;
const within = (ports: Ports, at: Millis | undefined, ms: number) => at !== undefined && ports.now() - at < ms;
/** Somebody set out to make the folder just now. */
export const isBeingMade = (ports: Ports, place: Place): boolean => within(ports, place.askedAt, MAKING_MS);
/** A request for a folder under the first name may still arrive, and be nobody's then: no invocation outlives a claim. */
export const isAsked = (ports: Ports, place: Place): boolean => within(ports, place.askedAt, CLAIM_MS);
/** Whoever raised the doubt may still be about to empty it. */
export const isDoubtYoung = (ports: Ports, place: Place): boolean => within(ports, place.doubtedAt, CLAIM_MS);

/** A place whose folder is being made has no id yet. */
export const isMade = (place: Place): boolean => place.folderId !== '';

/**
 * The name under which a folder is made, such as `(65538)`: it holds no title, so what a killed invocation made is found under it
 * whatever the title is by then. `Blog` and the years keep it.
 */
export function firstName(key: PlaceKey): string {
  const [name = '', audience] = key.split('#');
  const [kind, id = '', year] = name.split(':');
  if (kind === 'root') return `(${audience ?? ''})`;
  return kind === 'blog' ? (year ?? 'Blog') : `(${id})`;
}

/** Until it has its name, another folder that has it may have to take its place: nothing should lie in it. */
export const isNamed = ({ key, nameHash }: Place): boolean =>
  nameHash !== '' && (key.startsWith('blog:') || key === 'root' || key === 'restricted' || nameHash !== hashOf(firstName(key)));

export interface WantedPlace {
  name: string;
  parentFolderId: string;
  spaceId: SpaceId;
}

/** Whether the folder is where it should be, as far as we know. One that is being made is nowhere yet. */
export const isInPlace = (place: Place, wanted: WantedPlace): boolean =>
  !isMade(place) ||
  (place.nameHash === hashOf(wanted.name) && place.parentFolderId === wanted.parentFolderId && place.spaceId === wanted.spaceId);

/**
 * Renames and moves a folder, such as that of a page's children after the page. Two requests at most, whatever lies in it. Throws kind
 * 'not-found' if the folder that it is to go to is gone; if it is gone itself, it is forgotten, and the answer is null.
 */
export async function alignOwnPlace(
  ports: Ports,
  repository: Repository,
  own: Versioned<Place>,
  wanted: WantedPlace,
): Promise<Place | null> {
  const { value: place, rev } = own;
  const { name, parentFolderId, spaceId } = wanted;
  if (isInPlace(place, wanted)) return place;
  // Said before it is done: after a kill, neither the old nor the new name is known to hold.
  const [moves, renames] = [place.parentFolderId !== parentFolderId, place.nameHash !== hashOf(name)];
  const unsure = { ...place, ...(moves ? { parentFolderId: null } : {}), ...(renames ? { nameHash: '' } : {}) };
  if (!(await ports.store.places.put(unsure, rev))) throw new RecordBusyError(place.key);
  let at: { folderId: string; rev: number } = { folderId: place.folderId, rev: rev + 1 };
  try {
    if (moves) await repository.moveFolder(place.folderId, parentFolderId);
    if (renames) await repository.renameFolder(place.folderId, name);
  } catch (error) {
    const kind = kindOf(error);
    if (kind === 'exists') at = await takeExisting(ports, repository, { rev: rev + 1, value: unsure }, wanted, error);
    else if (kind !== 'not-found' || (await repository.folder(place.folderId))) throw error;
    else {
      await forget(ports, place.key);
      return null;
    }
  }
  const after = { ...place, folderId: at.folderId, nameHash: hashOf(name), parentFolderId, spaceId };
  if (!(await ports.store.places.put(after, at.rev))) throw new RecordBusyError(place.key);
  return after;
}

/**
 * The folder of this name that is there already: from an earlier installation of the app, whose own state is gone, or a person's. It has
 * our id in its name and lies below our root, so it serves, if ours has just been made and nothing is in it. Else throws `refusal`.
 */
async function takeExisting(ports: Ports, repository: Repository, own: Versioned<Place>, wanted: WantedPlace, refusal: unknown) {
  const { value: place, rev } = own;
  const ours = await repository.folder(place.folderId);
  if (ours && ours.name !== firstName(place.key)) throw refusal;
  // Said before it is done: after a kill, it is made anew.
  const { places } = ports.store;
  if (!(await places.put({ ...place, folderId: '' }, rev))) throw new RecordBusyError(place.key);
  if ((await repository.deleteFolder(place.folderId)) === 'not-empty') {
    await places.put(place, rev + 1);
    throw refusal;
  }
  const { id: folderId } = await repository.createFolder(wanted.parentFolderId, wanted.name);
  return { folderId, rev: rev + 1 };
}
