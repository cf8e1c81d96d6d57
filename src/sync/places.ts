import type { Content, ContentId, SpaceId } from '../content';
import { aboutSource, aboutSpace, blogYear, folderName, sourceIdOf, spaceFolderName } from '../document';
import { type ErrorKind, kindOf, type Repository } from '../qontext';
import { type Place, type PlaceKey, RecordBusyError, type Versioned } from '../store';
import { hashOf } from './hash';
import { CLAIM_MS, type Ports } from './ports';

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
  /** A page's folder follows the page; a folder of Confluence's has nobody but the contents in it. */
  type: 'page' | 'folder';
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
    const blog: Wanted = {
      key: `blog:${spaceId}`,
      spaceId,
      above: space,
      describe: async () => ({ name: 'Blog', about: null }),
    };
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
  for (let turn = 1; ; turn += 1) {
    const known = await places.get(wanted.key);
    if (known && isMade(known.value) && isNamed(known.value)) return known.value;
    if (known && askedWithin(ports, known.value, MAKING_MS)) {
      // Another invocation is making it at this moment. To take it away would cost both of them their requests, again and again.
      if (turn < TURNS) continue;
      throw new RecordBusyError(wanted.key);
    }
    const above = wanted.above ? await ensure(ports, repository, wanted.above) : await ensureRoot(ports, repository);
    const { name, about } = await wanted.describe();
    const planned: Place = {
      key: wanted.key,
      spaceId: wanted.spaceId,
      folderId: '',
      parentFolderId: above.folderId,
      nameHash: hashOf(name),
      about: null,
    };
    const plan = known ?? { rev: 0, value: planned };
    try {
      const made = isMade(plan.value) ? plan : await make(ports, repository, plan);
      const place =
        made && (await alignOwnPlace(ports, repository, made, { name, parentFolderId: above.folderId, spaceId: wanted.spaceId }));
      if (!place) throw new RecordBusyError(wanted.key);
      if (about) await ensureAbout(ports, repository, wanted.key, about.name, about.text);
      return place;
    } catch (error) {
      // Somebody else is making or naming it at the same time: look again how far that is.
      if (error instanceof RecordBusyError && turn < TURNS) continue;
      const kind = kindOf(error);
      // A person's folder has the name, and ours is in use: it serves under the name that it has.
      if (kind === 'exists' && known && isMade(known.value)) return known.value;
      if (kind !== 'not-found' || turn >= TURNS) throw error;
      // The folder above is gone from the repository: somebody deleted it there. Forget it, and make it anew.
      await forget(ports, wanted.key);
      if (plan.value.parentFolderId === above.folderId) await forget(ports, above.key);
    }
  }
}

const TURNS = 10;
/** Longer than making a folder takes, and shorter than the queue's first wait: what a killed invocation was making is taken over then. */
const MAKING_MS = 2_000;
const askedWithin = (ports: Ports, { askedAt }: Place, ms: number) => askedAt !== undefined && ports.now() - askedAt < ms;
/** A request for a folder under the first name may still arrive, and be nobody's then: no invocation outlives a claim. */
const isAsked = (ports: Ports, place: Place) => askedWithin(ports, place, CLAIM_MS);
const isMade = (place: Place) => place.folderId !== '';
/** Until it has its name, another folder that has it may have to take its place: nothing should lie in it. */
const isNamed = ({ key, nameHash }: Place) => nameHash !== '' && (key.startsWith('blog:') || nameHash !== hashOf(firstName(key)));
/**
 * The name under which a folder is made, such as `(65538)`: it holds no title, so what a killed invocation made is found under it
 * whatever the title is by then. `Blog` and the years keep it.
 */
function firstName(key: PlaceKey): string {
  const [kind, id = '', year] = key.split(':');
  return kind === 'blog' ? (year ?? 'Blog') : `(${id})`;
}

/** First the plan, then the folder under its first name, then its id: a kill between any two of them leaves nothing that is not found again. Null: somebody else was faster. */
async function make(ports: Ports, repository: Repository, plan: Versioned<Place>): Promise<Versioned<Place> | null> {
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
    await alignSourcePlace(ports, repository);
    return place;
  }
  return ensureRoot(ports, repository);
}

/** Brings "About this source" in line. Does nothing where nothing of the site is in the repository. */
export async function alignSourcePlace(ports: Ports, repository: Repository): Promise<void> {
  await ensureAbout(ports, repository, 'root', ABOUT_SOURCE, aboutSource({ siteUrl: await siteUrl(ports), instructions: '' }));
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

interface WantedPlace {
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

/** Folders of Confluence's above a content, top down, that are not where they should be: their renames have no event, and no ledger entry stands for them. */
export async function misplacedFolders(
  ports: Ports,
  content: Content,
  above: Above[],
): Promise<{ own: Versioned<Place>; above: Above[] }[]> {
  if (content.type !== 'page' || !above.some((node) => node.type === 'folder')) return [];
  const keyOf = (chain: Above[]): PlaceKey => (chain[0] ? `content:${chain[0].id}` : `space:${content.spaceId}`);
  const places = await ports.store.places.getMany([keyOf([]), ...above.map((_, i) => keyOf(above.slice(i)))]);
  return above
    .flatMap((node, i) => {
      const own = node.type === 'folder' ? places.get(keyOf(above.slice(i))) : undefined;
      const parentFolderId = places.get(keyOf(above.slice(i + 1)))?.value.folderId ?? '';
      const wanted = { name: folderName(node), parentFolderId, spaceId: content.spaceId };
      return own && !isInPlace(own.value, wanted) ? [{ own, above: above.slice(i) }] : [];
    })
    .reverse();
}

export async function alignFolders(
  ports: Ports,
  repository: Repository,
  content: Content,
  misplaced: { own: Versioned<Place>; above: Above[] }[],
): Promise<void> {
  for (const { own, above } of misplaced) {
    const [node, ...rest] = above;
    if (!node) continue;
    const parent = await ensure(ports, repository, wantedFor(ports, content, rest));
    await alignOwnPlace(ports, repository, own, { name: folderName(node), parentFolderId: parent.folderId, spaceId: content.spaceId });
  }
}

/** Brings the space's folder name and its "About this space" in line with Confluence. Makes no folder where none is. */
export async function alignSpacePlace(ports: Ports, repository: Repository, spaceId: SpaceId): Promise<void> {
  const known = await ports.store.places.get(`space:${spaceId}`);
  const space = await ports.confluence.space(spaceId);
  if (!known || !space) return;
  const parentFolderId = known.value.parentFolderId ?? '';
  if (!isMade(known.value)) {
    // It was being made for a content that is not to be sent any more, by an invocation that was killed.
    await dropPlace(ports, repository, known);
    return;
  }
  try {
    await alignOwnPlace(ports, repository, known, { name: spaceFolderName(space), parentFolderId, spaceId });
  } catch (error) {
    if (kindOf(error) !== 'exists') throw error;
    // A person's folder has the name. Ours keeps its old one, and the next look tries again; a run need not wait for that.
    ports.log('folder name taken', { space: spaceId });
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
  let { rev } = known;
  const { about: before } = known.value;
  // Said before it is done: after a kill, what the file says is not known, and a replacement from the old base would collide with our own.
  if (before && before.hash !== '') {
    if (!(await ports.store.places.put({ ...known.value, about: { ...before, hash: '' } }, rev))) throw new RecordBusyError(key);
    rev += 1;
  }
  const about = await writeAbout(repository, known.value, name, text);
  if (about) await ports.store.places.put({ ...known.value, about }, rev);
}

async function writeAbout(repository: Repository, place: Place, name: string, text: string): Promise<Place['about']> {
  const hash = hashOf(text);
  try {
    const { about } = place;
    const existing =
      about && about.hash !== ''
        ? { id: about.fileId, lastChangeId: about.changeId }
        : about
          ? await repository.readFile(about.fileId)
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
  // The index may still show what is dropped here, so each round leaves that out by itself.
  const dropped = new Set<PlaceKey>();
  for (let again = true; again; ) {
    again = false;
    const all = (await ports.store.places.ofSpace(spaceId)).filter(({ value }) => !dropped.has(value.key));
    const parents = new Set(all.map(({ value }) => value.parentFolderId));
    for (const found of all) {
      const place = found.value.contested ? await dropSecond(ports, repository, found.value.key) : found;
      if (!place || parents.has(place.value.folderId) || (await inUse(place.value.key))) continue;
      if (!(await dropPlace(ports, repository, place))) continue;
      dropped.add(place.value.key);
      again = true;
    }
  }
}

/**
 * Takes away the second folder that two makers at once may have left. It is found, or made, under the first name, and is empty. Goes by
 * what the store says now, not by an index: it must be noted until the folder is gone. Null: somebody else is at it, or it has been dropped.
 */
async function dropSecond(ports: Ports, repository: Repository, key: PlaceKey): Promise<Versioned<Place> | null> {
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
  seen.get(ports)?.delete(key);
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
async function finishMaking(ports: Ports, repository: Repository, plan: Versioned<Place>): Promise<Versioned<Place> | null> {
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
  const ours = whole && sourceIdOf(whole.content) === `about-${place.value.key.replace(':', '-')}` ? whole.id : null;
  const fileId = place.value.about?.fileId ?? ours;
  // Said before it is done: after a kill or a lost answer, a folder that is used again must not be thought to have it.
  if (!(await ports.store.places.put({ ...place.value, about: null }, place.rev))) return false;
  const outcome = fileId ? await repository.deleteFile(fileId) : 'absent';
  return outcome === 'deleted' || outcome === 'absent';
}
