import type { Content, ContentId, SpaceId } from '../content';
import { blogYear, folderName } from '../document';
import { kindOf, type Repository } from '../qontext';
import type { Audience } from '../scope';
import { type Place, type PlaceKey, placeKey, RecordBusyError, type Versioned } from '../store';
import { type Description, describeRoot, describeSpace, ensureAbout, restrictedRootPath } from './about';
import { audienceKey, demandsOf } from './audiences';
import { hashOf } from './hash';
import { alignOwnPlace, firstName, forget, isAsked, isBeingMade, isMade, isNamed, seenPlaces } from './placeMoves';
import type { Ports } from './ports';

/** One of our folders, by the folder above it. Its name is asked for only if it has to be made. */
interface Wanted {
  key: PlaceKey;
  spaceId: SpaceId;
  above: Wanted | null;
  /** Null: who asks for it cannot say what it is. If it is there, it serves as it is. */
  describe: (() => Promise<Description>) | null;
  /** Set for an audience's root. */
  within?: string[];
}

/** The root of an audience is gone, and what was to be done needs it, without knowing who the audience is. */
export class AudienceUnknownError extends Error {
  constructor(key: PlaceKey) {
    super(`The folder ${key} is gone from the repository. Content of its audience makes it anew.`);
    this.name = 'AudienceUnknownError';
  }
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
  const key = audience && audienceKey(audience, content.spaceId);
  if (content.type === 'blogpost') return placeKey(`blog:${content.spaceId}:${blogYear(content.createdAt)}`, key);
  return placeKey(above[0] ? `content:${above[0].id}` : `space:${content.spaceId}`, key);
}

/** The folder's id in the repository. Makes it, and those above it, if they are not there. One key-value read if it is, and that once in an invocation. */
export function ensurePlace(ports: Ports, repository: Repository, spot: Spot): Promise<Place> {
  return ensure(ports, repository, wantedFor(ports, spot));
}

function wantedFor(ports: Ports, spot: Spot): Wanted {
  const { audience, content } = spot;
  const { spaceId } = content;
  const key = audience && audienceKey(audience, spaceId);
  return wantedBelow(ports, spot, key, () => describeRoot(ports, audience, spaceId), demandsOf(audience, spaceId));
}

function wantedBelow(
  ports: Ports,
  { content, above }: Spot,
  key: string | null,
  describeRootHere: Wanted['describe'],
  within: string[],
): Wanted {
  const { spaceId } = content;
  const fixed = (name: string) => async (): Promise<Description> => ({ name, about: null });
  const restricted = async (): Promise<Description> => ({ name: await restrictedRootPath(ports), about: null });
  const top: Wanted | null = key === null ? null : { key: 'restricted', spaceId: 'site', above: null, describe: restricted };
  const root: Wanted = { key: placeKey('root', key), spaceId: 'site', above: top, describe: describeRootHere, within };
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
  for (let turn = 1; ; turn += 1) {
    const known = await places.get(wanted.key);
    if (known && isMade(known.value) && isNamed(known.value) && (isDescribed(known.value) || !wanted.describe)) return known.value;
    if (known && isBeingMade(ports, known.value)) {
      // Another invocation is making it at this moment. To take it away would cost both of them their requests, again and again.
      if (turn < TURNS) continue;
      throw new RecordBusyError(wanted.key);
    }
    if (!wanted.describe) throw new AudienceUnknownError(wanted.key);
    const above = wanted.above && (await ensure(ports, repository, wanted.above));
    const { name, about } = await wanted.describe();
    const planned: Place = {
      key: wanted.key,
      spaceId: wanted.spaceId,
      folderId: '',
      parentFolderId: above?.folderId ?? null,
      nameHash: hashOf(name),
      about: null,
      ...(isAudienceRoot(wanted.key) ? { doubtedAt: ports.now(), within: wanted.within ?? [] } : {}),
    };
    const plan = known ?? { rev: 0, value: planned };
    try {
      const made = isMade(plan.value)
        ? plan
        : above
          ? await make(ports, repository, plan)
          : await makeRoot(ports, repository, planned, name);
      const place =
        made && above
          ? await alignOwnPlace(ports, repository, made, { name, parentFolderId: above.folderId, spaceId: wanted.spaceId })
          : made?.value;
      if (!place) throw new RecordBusyError(wanted.key);
      if (about) await ensureAbout(ports, repository, wanted.key, about.name, about.text);
      return place;
    } catch (error) {
      // Somebody else is making or naming it at the same time: look again how far that is.
      if (error instanceof RecordBusyError && turn < TURNS) continue;
      const kind = kindOf(error);
      // A person's folder has the name, and ours is in use: it serves under the name that it has.
      if (kind === 'exists' && known && isMade(known.value)) return known.value;
      if (kind !== 'not-found' || !above || turn >= TURNS) throw error;
      // The folder above is gone from the repository: somebody deleted it there. Forget it, and make it anew.
      await forget(ports, wanted.key);
      if (plan.value.parentFolderId === above.folderId) await forget(ports, above.key);
    }
  }
}

const TURNS = 10;

/** Only an audience's own content can say who it is. The files of spaces and of the site are looked after by the runs. */
const isDescribed = ({ key, about }: Place): boolean => about !== null || !isAudienceRoot(key);
const isAudienceRoot = (key: PlaceKey): boolean => key.startsWith('root#');

/** A root's whole path never changes, and is found again by it. Null: somebody else was faster. */
async function makeRoot(ports: Ports, repository: Repository, planned: Place, path: string): Promise<Versioned<Place> | null> {
  const folder = await repository.createFolderPath(path);
  const place = { ...planned, folderId: folder.id };
  return (await ports.store.places.put(place, null)) ? { rev: 1, value: place } : null;
}

/** First the plan, then the folder under its first name, then its id: a kill between any two of them leaves nothing that is not found again. Null: somebody else was faster. */
export async function make(ports: Ports, repository: Repository, plan: Versioned<Place>): Promise<Versioned<Place> | null> {
  const { places } = ports.store;
  const { key, parentFolderId } = plan.value;
  const planned: Place = { ...plan.value, askedAt: ports.now() };
  // Also takes the plan away from whoever made it: only one of us may write the id down, and rename the folder then.
  if (!(await places.put(planned, plan.rev === 0 ? null : plan.rev))) return null;
  const rev = plan.rev + 1;
  const folder = await repository.createFolder(parentFolderId ?? '', firstName(key));
  // Whoever planned it may still send its request, and be killed before it can take a second folder away: the sweep does.
  const contested = parentFolderId && isAsked(ports, plan.value) ? { contested: parentFolderId } : {};
  const place = { ...planned, folderId: folder.id, nameHash: hashOf(firstName(key)), ...contested };
  // If another has made and renamed it meanwhile, ours is a second one.
  const dropOurs = async () => {
    const theirs = await places.get(key);
    if (theirs && isMade(theirs.value) && theirs.value.folderId !== folder.id) await repository.deleteFolder(folder.id);
  };
  const isWritten = await places.put(place, rev).catch(async (error: unknown) => {
    await dropOurs();
    throw error;
  });
  if (isWritten) return { rev: rev + 1, value: place };
  await dropOurs();
  return null;
}

/** The folder of a content's parent, made if it is not there. */
export const ensureAbove = (ports: Ports, repository: Repository, spot: Spot, rest: Above[]): Promise<Place> =>
  ensure(ports, repository, wantedFor(ports, { ...spot, above: rest }));

/** As `ensurePlace`, for what lies below the content in the tree of another audience: who that is, only its own content can say. Throws AudienceUnknownError. */
export const ensureBeside = (ports: Ports, repository: Repository, spot: Spot, key: string | null): Promise<Place> =>
  ensure(ports, repository, wantedBelow(ports, spot, key, null, []));
