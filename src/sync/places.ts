import type { Content, ContentId, SpaceId } from '../content';
import { blogYear, folderName } from '../document';
import { kindOf, type Repository } from '../qontext';
import type { Audience } from '../scope';
import { type Place, type PlaceKey, placeKey } from '../store';
import { type Description, describeRoot, describeSpace, ensureAbout } from './about';
import { audienceKey } from './audiences';
import { hashOf } from './hash';
import type { Ports } from './ports';

/** One of our folders, by the folder above it. Its name is asked for only if it has to be made. */
interface Wanted {
  key: PlaceKey;
  spaceId: SpaceId;
  above: Wanted | null;
  describe(): Promise<Description>;
}
/** An ancestor that has a folder in the repository: in scope, and its title known. */
export interface Above {
  id: ContentId;
  title: string;
}

/** Where a content's files belong. `above` is nearest first and holds in-scope ancestors only; `audience` is null where whoever may read the space may read it. */
export interface Spot {
  content: Pick<Content, 'spaceId' | 'type' | 'createdAt'>;
  above: Above[];
  audience: Audience | null;
}

export function placeOf({ content, above, audience }: Spot): PlaceKey {
  const key = audience && audienceKey(audience);
  if (content.type === 'blogpost') return placeKey(`blog:${content.spaceId}:${blogYear(content.createdAt)}`, key);
  return placeKey(above[0] ? `content:${above[0].id}` : `space:${content.spaceId}`, key);
}

/** The folder's id in the repository. Makes it, and those above it, if they are not there. One key-value read if it is, and that once in an invocation. */
export function ensurePlace(ports: Ports, repository: Repository, spot: Spot): Promise<Place> {
  return ensure(ports, repository, wantedFor(ports, spot));
}

function wantedFor(ports: Ports, { content, above, audience }: Spot): Wanted {
  const { spaceId } = content;
  const key = audience && audienceKey(audience);
  const root: Wanted = { key: placeKey('root', key), spaceId: 'site', above: null, describe: () => describeRoot(ports, audience) };
  const space: Wanted = { key: placeKey(`space:${spaceId}`, key), spaceId, above: root, describe: () => describeSpace(ports, spaceId) };
  if (content.type === 'blogpost') {
    const year = blogYear(content.createdAt);
    const blog: Wanted = {
      key: placeKey(`blog:${spaceId}`, key),
      spaceId,
      above: space,
      describe: async () => ({ name: 'Blog', about: null }),
    };
    return { key: placeKey(`blog:${spaceId}:${year}`, key), spaceId, above: blog, describe: async () => ({ name: year, about: null }) };
  }
  const below = (parent: Wanted, node: Above): Wanted => ({
    key: placeKey(`content:${node.id}`, key),
    spaceId,
    above: parent,
    describe: async () => ({ name: folderName(node), about: null }),
  });
  return [...above].reverse().reduce(below, space);
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
    const above = wanted.above && (await ensure(ports, repository, wanted.above));
    const { name, about } = await wanted.describe();
    try {
      const folder = above ? await repository.createFolder(above.folderId, name) : await repository.createFolderPath(name);
      const place: Place = {
        key: wanted.key,
        spaceId: wanted.spaceId,
        folderId: folder.id,
        parentFolderId: above?.folderId ?? null,
        nameHash: hashOf(name),
        about: null,
      };
      if (await places.put(place, null)) {
        if (about) await ensureAbout(ports, repository, wanted.key, about.name, about.text);
        return place;
      }
    } catch (error) {
      if (kindOf(error) !== 'not-found' || !above) throw error;
      // The folder above is gone from the repository: somebody deleted it there. Forget it, and make it anew.
      await forget(ports, above.key);
    }
  }
}

/** This invocation forgets the folder; the store does not. */
export const drop = (ports: Ports, key: PlaceKey): void => void seen.get(ports)?.delete(key);

/** Drops what we know of a folder that is not in the repository any more. */
export async function forget(ports: Ports, key: PlaceKey): Promise<void> {
  seen.get(ports)?.delete(key);
  const known = await ports.store.places.get(key);
  if (known) await ports.store.places.remove(key, known.rev);
}
