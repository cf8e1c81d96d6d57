import type { SpaceId } from '../content';
import { kindOf, type Repository } from '../qontext';
import { type Place, type PlaceKey, RecordBusyError, type Versioned } from '../store';
import { hashOf } from './hash';
import type { Ports } from './ports';

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

/** A place whose folder is being made has no id yet. */
export const isMade = (place: Place): boolean => place.folderId !== '';

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
 * 'not-found' if the folder that it is to go to is gone; if it is gone itself, it is forgotten.
 */
export async function alignOwnPlace(ports: Ports, repository: Repository, own: Versioned<Place>, wanted: WantedPlace): Promise<void> {
  const { value: place, rev } = own;
  const { name, parentFolderId, spaceId } = wanted;
  if (isInPlace(place, wanted)) return;
  // Said before it is done: after a kill, neither the old nor the new name is known to hold.
  const [moves, renames] = [place.parentFolderId !== parentFolderId, place.nameHash !== hashOf(name)];
  const unsure = { ...place, ...(moves ? { parentFolderId: null } : {}), ...(renames ? { nameHash: '' } : {}) };
  if (!(await ports.store.places.put(unsure, rev))) throw new RecordBusyError(place.key);
  try {
    if (moves) await repository.moveFolder(place.folderId, parentFolderId);
    if (renames) await repository.renameFolder(place.folderId, name);
  } catch (error) {
    if (kindOf(error) !== 'not-found' || (await repository.folder(place.folderId))) throw error;
    await forget(ports, place.key);
    return;
  }
  const after = { ...place, nameHash: hashOf(name), parentFolderId, spaceId };
  if (!(await ports.store.places.put(after, rev + 1))) throw new RecordBusyError(place.key);
}
