import type { SpaceId } from '../content';
import { kindOf, type Repository } from '../qontext';
import type { Place, PlaceKey, Versioned } from '../store';
import { describeSpace, ensureAbout, SpaceUnknownError } from './about';
import { hashOf } from './hash';
import { drop, forget } from './places';
import type { Ports } from './ports';

/** Renames and moves the folder of a page's children after the page. Two requests at most, whatever lies in it. */
export async function alignOwnPlace(
  ports: Ports,
  repository: Repository,
  own: Versioned<Place>,
  name: string,
  parentFolderId: string,
): Promise<void> {
  const { value: place, rev } = own;
  const nameHash = hashOf(name);
  try {
    if (place.nameHash !== nameHash) await repository.renameFolder(place.folderId, name);
    if (place.parentFolderId !== parentFolderId) await repository.moveFolder(place.folderId, parentFolderId);
  } catch (error) {
    if (kindOf(error) !== 'not-found') throw error;
    await forget(ports, place.key);
    return;
  }
  if (place.nameHash !== nameHash || place.parentFolderId !== parentFolderId)
    await ports.store.places.put({ ...place, nameHash, parentFolderId }, rev);
}

/** Brings the space's folders, one for each audience, and their "About this space" in line with Confluence. Does nothing where none is. */
export async function alignSpacePlace(ports: Ports, repository: Repository, spaceId: SpaceId): Promise<void> {
  const folders = (await ports.store.places.ofSpace(spaceId)).filter(({ value }) => value.key.startsWith('space:'));
  if (folders.length === 0) return;
  const wanted = await describeSpace(ports, spaceId).catch((error: unknown) => {
    if (error instanceof SpaceUnknownError) return null;
    throw error;
  });
  if (!wanted) return;
  for (const { value: place, rev } of folders) {
    if (place.nameHash !== hashOf(wanted.name)) {
      await repository.renameFolder(place.folderId, wanted.name);
      await ports.store.places.put({ ...place, nameHash: hashOf(wanted.name) }, rev);
    }
    if (wanted.about) await ensureAbout(ports, repository, place.key, wanted.about.name, wanted.about.text);
  }
}

/** Deletes our folders of a space that hold nothing any more, deepest first. Qontext refuses to delete one that holds something. */
export async function sweepEmptyPlaces(
  ports: Ports,
  repository: Repository,
  spaceId: SpaceId,
  isKept: (key: PlaceKey) => boolean,
): Promise<void> {
  for (let again = true; again; ) {
    again = false;
    const all = await ports.store.places.ofSpace(spaceId);
    const parents = new Set(all.map(({ value }) => value.parentFolderId));
    for (const place of all) {
      if (parents.has(place.value.folderId) || isKept(place.value.key)) continue;
      again = (await dropPlace(ports, repository, place)) || again;
    }
  }
}

/** True if the folder is gone now. */
export async function dropPlace(ports: Ports, repository: Repository, place: Versioned<Place>): Promise<boolean> {
  drop(ports, place.value.key);
  if (place.value.about) await repository.deleteFile(place.value.about.fileId);
  if ((await repository.deleteFolder(place.value.folderId)) === 'not-empty') return false;
  return ports.store.places.remove(place.value.key, place.rev);
}
