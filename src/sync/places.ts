import type { Content, ContentId, SpaceId } from '../content';
import { blogYear, folderName } from '../document';
import { kindOf, type Repository } from '../qontext';
import type { Audience } from '../scope';
import { type Place, type PlaceKey, placeKey, type Versioned } from '../store';
import { type Description, describeRoot, describeSpace, ensureAbout } from './about';
import { audienceKey } from './audiences';
import { hashOf } from './hash';
import { alignOwnPlace, forget, isMade, seenPlaces } from './placeMoves';
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
  /** A page's folder follows the page; a folder of Confluence's has nobody but the contents in it. */
  type: 'page' | 'folder';
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
  const fixed = (name: string) => async (): Promise<Description> => ({ name, about: null });
  const root: Wanted = { key: placeKey('root', key), spaceId: 'site', above: null, describe: () => describeRoot(ports, audience) };
  const space: Wanted = { key: placeKey(`space:${spaceId}`, key), spaceId, above: root, describe: () => describeSpace(ports, spaceId) };
  if (content.type === 'blogpost') {
    const year = blogYear(content.createdAt);
    const blog: Wanted = { key: placeKey(`blog:${spaceId}`, key), spaceId, above: space, describe: fixed('Blog') };
    return { key: placeKey(`blog:${spaceId}:${year}`, key), spaceId, above: blog, describe: fixed(year) };
  }
  const below = (parent: Wanted, node: Above): Wanted => ({
    key: placeKey(`content:${node.id}`, key),
    spaceId,
    above: parent,
    describe: async () => ({ name: folderName(node), about: null }),
  });
  return [...above].reverse().reduce(below, space);
}

function ensure(ports: Ports, repository: Repository, wanted: Wanted): Promise<Place> {
  const places = seenPlaces(ports);
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
    if (known && isMade(known.value)) return known.value;
    const above = wanted.above && (await ensure(ports, repository, wanted.above));
    const { name, about } = await wanted.describe();
    const planned: Place = {
      key: wanted.key,
      spaceId: wanted.spaceId,
      folderId: '',
      parentFolderId: above?.folderId ?? null,
      nameHash: hashOf(name),
      about: null,
    };
    const plan = known ?? { rev: 0, value: planned };
    try {
      const made = above ? await make(ports, repository, plan) : await makeRoot(ports, repository, planned, name);
      if (!made) continue;
      if (above) await alignOwnPlace(ports, repository, made, { name, parentFolderId: above.folderId, spaceId: wanted.spaceId });
      if (about) await ensureAbout(ports, repository, wanted.key, about.name, about.text);
      return made.value;
    } catch (error) {
      if (kindOf(error) !== 'not-found' || !above) throw error;
      // The folder above is gone from the repository: somebody deleted it there. Forget it, and make it anew.
      await forget(ports, wanted.key);
      if (plan.value.parentFolderId === above.folderId) await forget(ports, above.key);
    }
  }
}

/** A root's whole path never changes, and is found again by it. Null: somebody else was faster. */
async function makeRoot(ports: Ports, repository: Repository, planned: Place, path: string): Promise<Versioned<Place> | null> {
  const folder = await repository.createFolderPath(path);
  const place = { ...planned, folderId: folder.id };
  return (await ports.store.places.put(place, null)) ? { rev: 1, value: place } : null;
}

/**
 * The name under which a folder is made, such as `(65538)`: it holds no title, so what a killed invocation made is found under it
 * whatever the title is by then. `Blog` and the years keep it.
 */
function firstName(key: PlaceKey): string {
  const [kind, id = '', year] = (key.split('#')[0] ?? key).split(':');
  return kind === 'blog' ? (year ?? 'Blog') : `(${id})`;
}

/** First the plan, then the folder under its first name, then its id: a kill between any two of them leaves nothing that is not found again. */
export async function make(ports: Ports, repository: Repository, plan: Versioned<Place>): Promise<Versioned<Place> | null> {
  const { places } = ports.store;
  const { key, parentFolderId } = plan.value;
  // Also takes the plan away from whoever made it: only one of us may write the id down, and rename the folder then.
  if (!(await places.put(plan.value, plan.rev === 0 ? null : plan.rev))) return null;
  const rev = plan.rev + 1;
  const folder = await repository.createFolder(parentFolderId ?? '', firstName(key));
  const place = { ...plan.value, folderId: folder.id, nameHash: hashOf(firstName(key)) };
  if (await places.put(place, rev)) return { rev: rev + 1, value: place };
  // The other has renamed it already, so ours is a second one.
  const theirs = await places.get(key);
  if (theirs && isMade(theirs.value) && theirs.value.folderId !== folder.id) await repository.deleteFolder(folder.id);
  return null;
}

/** The folder of a content's parent, made if it is not there. */
export const ensureAbove = (ports: Ports, repository: Repository, spot: Spot, rest: Above[]): Promise<Place> =>
  ensure(ports, repository, wantedFor(ports, { ...spot, above: rest }));
