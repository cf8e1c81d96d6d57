import type { Space, SpaceId } from '../content';
import { aboutSource, aboutSpace, folderName, spaceFolderName } from '../document';
import { type ErrorKind, kindOf, type Repository } from '../qontext';
import type { Audience } from '../scope';
import { type Place, type PlaceKey, RecordBusyError } from '../store';
import { audienceInWords, audienceKey, audienceTitle, readersInWords } from './audiences';
import { hashOf } from './hash';
import type { Ports } from './ports';

const ABOUT_SOURCE = 'About this source.md';
export const ABOUT_SPACE = 'About this space.md';
export const ABOUT_AUDIENCE = 'About this audience.md';
/** What a file's front matter says of who may read it. The same everywhere: a change of permissions alone moves a file and does not rewrite it. */
export const AUDIENCE = 'described in the “About” files of the folders that this file lies in';

/** A folder's name, and the file in it that explains it. */
export interface Description {
  /** Of the two folders that all others lie in: its whole path. */
  name: string;
  about: { name: string; text: string } | null;
}

/** The space itself is not visible at the moment, so its folder can't be named. The content is held. */
export class SpaceUnknownError extends Error {
  constructor(spaceId: SpaceId) {
    super(`Confluence does not show the space ${spaceId} to the app.`);
    this.name = 'SpaceUnknownError';
  }
}

export async function siteUrl(ports: Ports): Promise<string> {
  const url = await ports.store.settings.siteUrl();
  if (!url) throw new Error("The site's address is not known yet: an admin has to open the app's page once.");
  return url;
}

const hostOf = async (ports: Ports): Promise<string> => new URL(await siteUrl(ports)).host.replaceAll(':', '-');
export const rootPath = async (ports: Ports): Promise<string> => `/Confluence/${await hostOf(ports)}`;
/** A sibling of the other root: access in Qontext can be widened below a folder, but not narrowed. */
export const restrictedRootPath = async (ports: Ports): Promise<string> => `/Confluence restricted/${await hostOf(ports)}`;

/** Of one space: a grant on it opens nothing of another space, whose viewers may be others. */
export const audienceFolder = (audience: Audience, space: Pick<Space, 'id' | 'key'>): string =>
  folderName({ id: audienceKey(audience, space.id), title: audienceTitle(audience, space.key) });

export async function describeRoot(ports: Ports, audience: Audience | null, spaceId: SpaceId | null): Promise<Description> {
  const url = await siteUrl(ports);
  const { instructions } = await ports.store.settings.policy();
  if (!audience || spaceId === null) {
    const about = { name: ABOUT_SOURCE, text: aboutSource({ siteUrl: url, instructions }) };
    return { name: await rootPath(ports), about };
  }
  const space = await ports.confluence.space(spaceId);
  if (!space) throw new SpaceUnknownError(spaceId);
  const text = aboutSource({ siteUrl: url, instructions, audience: audienceInWords(audience, space.key) });
  return { name: audienceFolder(audience, space), about: { name: ABOUT_AUDIENCE, text } };
}

export async function describeSpace(ports: Ports, spaceId: SpaceId): Promise<Description> {
  const space = await ports.confluence.space(spaceId);
  if (!space) throw new SpaceUnknownError(spaceId);
  const about = { name: ABOUT_SPACE, text: await aboutSpaceText(ports, space) };
  return { name: spaceFolderName(space), about };
}

async function aboutSpaceText(ports: Ports, space: Space): Promise<string> {
  const [url, instructions, readers] = await Promise.all([
    siteUrl(ports),
    ports.store.settings.instructions(space.id),
    ports.confluence.readersOf(space.id),
  ]);
  return aboutSpace({ space, siteUrl: url, audience: readersInWords(readers), instructions });
}

/** Writes the file that explains a folder, if it is not there or says something else. Never over a person's edit: the merge is kept. */
export async function ensureAbout(ports: Ports, repository: Repository, key: PlaceKey, name: string, text: string): Promise<void> {
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
