import type { Content, ContentId, SpaceId } from '../content';
import { aboutSource, aboutSpace, blogYear, folderName, spaceFolderName } from '../document';
import { type ErrorKind, kindOf, type Repository } from '../qontext';
import type { Place, PlaceKey, Versioned } from '../store';
import { hashOf } from './hash';
import type { Ports } from './ports';

const ABOUT_SOURCE = 'About this source.md';
const ABOUT_SPACE = 'About this space.md';
/** Restricted content does not leave, so there is one audience for each space. */
export const AUDIENCE = 'everyone who may read the space in Confluence';

/** One of our folders, by the folder above it. Its name is asked for only if it has to be made. */
interface Wanted {
  key: PlaceKey;
  spaceId: SpaceId;
  above: Wanted | null;
  describe(): Promise<Description>;
}
interface Description {
  name: string;
  /** The file that explains the folder. */
  about: { name: string; text: string } | null;
}

/** An ancestor that has a folder in the repository: in scope, and its title known. */
export interface Above {
  id: ContentId;
  title: string;
}

/** The space itself is not visible at the moment, so its folder can't be named. The content is held. */
export class SpaceUnknownError extends Error {
  constructor(spaceId: SpaceId) {
    super(`Confluence does not show the space ${spaceId} to the app.`);
    this.name = 'SpaceUnknownError';
  }
}

/** Which of our folders a content's files belong into. `above` is nearest first and holds in-scope ancestors only. */
export function placeOf(content: Content, above: Above[]): PlaceKey {
  if (content.type === 'blogpost') return `blog:${content.spaceId}:${blogYear(content.createdAt)}`;
  return above[0] ? `content:${above[0].id}` : `space:${content.spaceId}`;
}

/** The folder's id in the repository. Makes it, and those above it, if they are not there. One key-value read if it is, and that once in an invocation. */
export function ensurePlace(ports: Ports, repository: Repository, content: Content, above: Above[]): Promise<Place> {
  return ensure(ports, repository, wantedFor(ports, content, above));
}

function wantedFor(ports: Ports, content: Content, above: Above[]): Wanted {
  const { spaceId } = content;
  const space: Wanted = { key: `space:${spaceId}`, spaceId, above: null, describe: () => describeSpace(ports, spaceId) };
  if (content.type === 'blogpost') {
    const year = blogYear(content.createdAt);
    const blog: Wanted = { key: `blog:${spaceId}`, spaceId, above: space, describe: async () => ({ name: 'Blog', about: null }) };
    return { key: `blog:${spaceId}:${year}`, spaceId, above: blog, describe: async () => ({ name: year, about: null }) };
  }
  const below = (parent: Wanted, node: Above): Wanted => ({
    key: `content:${node.id}`,
    spaceId,
    above: parent,
    describe: async () => ({ name: folderName(node), about: null }),
  });
  return [...above].reverse().reduce(below, space);
}

async function describeSpace(ports: Ports, spaceId: SpaceId): Promise<Description> {
  const space = await ports.confluence.space(spaceId);
  if (!space) throw new SpaceUnknownError(spaceId);
  const text = aboutSpace({ space, siteUrl: await siteUrl(ports), audience: AUDIENCE, instructions: '' });
  return { name: spaceFolderName(space), about: { name: ABOUT_SPACE, text } };
}

/** What one invocation knows already, or is just making: contents that are settled side by side ask for the same folders. */
const seen = new WeakMap<Ports, Map<PlaceKey, Promise<Place>>>();

function ensure(ports: Ports, repository: Repository, wanted: Wanted): Promise<Place> {
  const places = seen.get(ports) ?? new Map<PlaceKey, Promise<Place>>();
  seen.set(ports, places);
  const known = places.get(wanted.key);
  if (known) return known;
  const made = findOrMake(ports, repository, wanted);
  places.set(wanted.key, made);
  // A failure is not remembered: the next content tries again.
  made.catch(() => places.delete(wanted.key));
  return made;
}

async function findOrMake(ports: Ports, repository: Repository, wanted: Wanted): Promise<Place> {
  const { places } = ports.store;
  for (;;) {
    const known = await places.get(wanted.key);
    if (known) return known.value;
    const above = wanted.above ? await ensure(ports, repository, wanted.above) : await ensureRoot(ports, repository);
    const { name, about } = await wanted.describe();
    try {
      const folder = await repository.createFolder(above.folderId, name);
      const place: Place = {
        key: wanted.key,
        spaceId: wanted.spaceId,
        folderId: folder.id,
        parentFolderId: above.folderId,
        nameHash: hashOf(name),
        about: null,
      };
      if (await places.put(place, null)) {
        if (about) await ensureAbout(ports, repository, wanted.key, about.name, about.text);
        return place;
      }
    } catch (error) {
      if (kindOf(error) !== 'not-found') throw error;
      // The folder above is gone from the repository: somebody deleted it there. Forget it, and make it anew.
      await forget(ports, above.key);
    }
  }
}

async function ensureRoot(ports: Ports, repository: Repository): Promise<Place> {
  const { places } = ports.store;
  const known = await places.get('root');
  if (known) return known.value;
  const folder = await repository.createFolderPath(await rootPath(ports));
  const place: Place = {
    key: 'root',
    spaceId: 'site',
    folderId: folder.id,
    parentFolderId: null,
    nameHash: hashOf(folder.path),
    about: null,
  };
  if (await places.put(place, null)) {
    await ensureAbout(ports, repository, 'root', ABOUT_SOURCE, aboutSource({ siteUrl: await siteUrl(ports), instructions: '' }));
    return place;
  }
  return ensureRoot(ports, repository);
}

export async function siteUrl(ports: Ports): Promise<string> {
  const url = await ports.store.settings.siteUrl();
  if (!url) throw new Error("The site's address is not known yet: an admin has to open the app's page once.");
  return url;
}

export async function rootPath(ports: Ports): Promise<string> {
  return `/Confluence/${new URL(await siteUrl(ports)).host.replaceAll(':', '-')}`;
}

/** Drops what we know of a folder that is not in the repository any more. */
export async function forget(ports: Ports, key: PlaceKey): Promise<void> {
  seen.get(ports)?.delete(key);
  const known = await ports.store.places.get(key);
  if (known) await ports.store.places.remove(key, known.rev);
}

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

/** Brings the space's folder name and its "About this space" in line with Confluence. Does nothing where no folder is. */
export async function alignSpacePlace(ports: Ports, repository: Repository, spaceId: SpaceId): Promise<void> {
  const known = await ports.store.places.get(`space:${spaceId}`);
  const space = await ports.confluence.space(spaceId);
  if (!known || !space) return;
  const name = spaceFolderName(space);
  if (known.value.nameHash !== hashOf(name)) {
    await repository.renameFolder(known.value.folderId, name);
    await ports.store.places.put({ ...known.value, nameHash: hashOf(name) }, known.rev);
  }
  await ensureAbout(
    ports,
    repository,
    `space:${spaceId}`,
    ABOUT_SPACE,
    aboutSpace({ space, siteUrl: await siteUrl(ports), audience: AUDIENCE, instructions: '' }),
  );
}

/** Writes the file that explains a folder, if it is not there or says something else. Never over a person's edit: the merge is kept. */
async function ensureAbout(ports: Ports, repository: Repository, key: PlaceKey, name: string, text: string): Promise<void> {
  const known = await ports.store.places.get(key);
  if (!known || known.value.about?.hash === hashOf(text)) return;
  const about = await writeAbout(repository, known.value, name, text);
  if (about) await ports.store.places.put({ ...known.value, about }, known.rev);
}

async function writeAbout(repository: Repository, place: Place, name: string, text: string): Promise<Place['about']> {
  const hash = hashOf(text);
  try {
    const existing = place.about
      ? { id: place.about.fileId, lastChangeId: place.about.changeId }
      : await repository.findFile(place.folderId, name);
    if (!existing) {
      const file = await repository.createFile(place.folderId, name, text);
      return { fileId: file.id, changeId: file.lastChangeId, hash };
    }
    const result = await repository.replaceContent(existing.id, existing.lastChangeId, text);
    return { fileId: existing.id, changeId: result.kind === 'written' ? result.file.lastChangeId : existing.lastChangeId, hash };
  } catch (error) {
    // A person deleted, protected or edited it: theirs to decide. It is looked at again when its text changes.
    if (personal.has(kindOf(error) ?? 'busy')) return null;
    throw error;
  }
}

/** What a person's doing in Qontext answers with. */
const personal = new Set<ErrorKind>(['not-found', 'exists', 'protected', 'in-review', 'invalid']);

/** Deletes our folders of a space that hold nothing any more, deepest first. Qontext refuses to delete one that holds something. */
export async function sweepEmptyPlaces(
  ports: Ports,
  repository: Repository,
  spaceId: SpaceId,
  inUse: (key: PlaceKey) => Promise<boolean>,
): Promise<void> {
  for (let again = true; again; ) {
    again = false;
    const all = await ports.store.places.ofSpace(spaceId);
    const parents = new Set(all.map(({ value }) => value.parentFolderId));
    for (const place of all) {
      if (parents.has(place.value.folderId) || (await inUse(place.value.key))) continue;
      again = (await dropPlace(ports, repository, place)) || again;
    }
  }
}

/** True if the folder is gone now. */
export async function dropPlace(ports: Ports, repository: Repository, place: Versioned<Place>): Promise<boolean> {
  seen.get(ports)?.delete(place.value.key);
  if (place.value.about) await repository.deleteFile(place.value.about.fileId);
  if ((await repository.deleteFolder(place.value.folderId)) === 'not-empty') return false;
  return ports.store.places.remove(place.value.key, place.rev);
}
