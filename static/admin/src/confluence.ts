/** What the picker reads of Confluence: from the browser, as the admin who looks at it, so nobody sees here what Confluence would not show. */
import { requestConfluence } from '@forge/bridge';

/** The most that one request may bring. */
export const PAGE_OF = 250;
const SEARCH_PAGE = 50;
/** As many as one look at labels and restrictions is about: each brings its labels and readers along. */
export const FACTS_OF = 25;

export type PlaceKind = 'page' | 'blogpost' | 'folder' | 'whiteboard' | 'database' | 'embed';
export interface Place {
  id: string;
  kind: PlaceKind;
  title: string;
  isArchived: boolean;
  /** Titles and ids above, from the top; only what a search found says so. */
  ancestors?: { id: string; title: string }[];
}
/** One answer's worth of a longer list. `cursor` goes on with it; null: this is its end. */
export interface Listed {
  places: Place[];
  cursor: string | null;
}
/** What may keep a content out, as far as this admin can see it. */
export interface Facts {
  labels: string[];
  isRestricted: boolean;
}

export class ConfluenceRefusal extends Error {
  override name = 'ConfluenceRefusal';
}

interface RawPlace {
  id: string | number;
  type?: string;
  title?: string | null;
  status?: string;
  ancestors?: { id: string | number; title?: string }[];
  metadata?: { labels?: { results?: { name: string }[] } };
  restrictions?: {
    read?: { restrictions?: { user?: { size?: number; results?: unknown[] }; group?: { size?: number; results?: unknown[] } } };
  };
}
interface RawList {
  results?: RawPlace[];
  totalSize?: number;
  _links?: { next?: string };
}

/** Each type of content has its own address: asked for under another it is a 404. */
const addresses: Partial<Record<PlaceKind, string>> = {
  page: 'pages',
  folder: 'folders',
  whiteboard: 'whiteboards',
  database: 'databases',
  embed: 'embeds',
};
export const canHaveChildren = (kind: PlaceKind): boolean => addresses[kind] !== undefined;

/**
 * The pages at the top of a space, then its folders and the like at the top: Confluence lists the one, and has only its search for the other.
 *
 * @param cursor as the last answer gave it; null begins
 */
export async function listRoots(space: { id: string; key: string }, cursor: string | null): Promise<Listed> {
  if (cursor?.startsWith('places:')) return listRootPlaces(space.key, cursor.slice('places:'.length));
  const pages = await list(`/wiki/api/v2/spaces/${encodeURIComponent(space.id)}/pages`, { depth: 'root', limit: PAGE_OF }, cursor, 'page');
  if (pages.cursor !== null) return pages;
  const others = await listRootPlaces(space.key, null);
  return { places: [...pages.places, ...others.places], cursor: others.cursor };
}

async function listRootPlaces(key: string, cursor: string | null): Promise<Listed> {
  const cql = `space = ${quoted(key)} and type in (folder, whiteboard, database)`;
  const found = await list('/wiki/rest/api/content/search', { cql, limit: PAGE_OF / 2, expand: 'ancestors' }, cursor, 'folder');
  const places = found.places.filter((place) => (place.ancestors ?? []).length === 0);
  return { places, cursor: found.cursor && `places:${found.cursor}` };
}

export async function listChildren(parent: { id: string; kind: PlaceKind }, cursor: string | null): Promise<Listed> {
  const address = addresses[parent.kind] ?? 'pages';
  return list(`/wiki/api/v2/${address}/${encodeURIComponent(parent.id)}/direct-children`, { limit: PAGE_OF }, cursor, 'page');
}

/**
 * What has these words in its title, the last of them as a beginning, or is this number. Only the words are asked for: signs such as `+` and
 * `(`, and AND and OR in capitals, are operators of the text search, and it refuses what it can't read.
 */
export async function searchTitles(key: string, text: string, cursor: string | null): Promise<Listed> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu);
  if (!words) return { places: [], cursor: null };
  const inTitle = `title ~ ${quoted(`${words.join(' ')}*`)}`;
  const wanted = /^\d{1,19}$/.test(text) ? `(${inTitle} or id = ${text})` : inTitle;
  const cql = `space = ${quoted(key)} and type in (page, blogpost, folder) and ${wanted}`;
  return list('/wiki/rest/api/content/search', { cql, limit: SEARCH_PAGE, expand: 'ancestors' }, cursor, 'page');
}

/** Labels and read restrictions of up to `FACTS_OF` contents. What Confluence does not answer for is not in the map. */
export async function factsOf(ids: readonly string[]): Promise<Map<string, Facts>> {
  const expand = 'metadata.labels,restrictions.read.restrictions.user,restrictions.read.restrictions.group';
  const { results = [] } = await ask('/wiki/rest/api/content/search', { cql: `id in (${ids.join(',')})`, limit: FACTS_OF, expand });
  return new Map(
    results.map((raw) => {
      const { user, group } = raw.restrictions?.read?.restrictions ?? {};
      const readers = [user, group].reduce((sum, one) => sum + (one?.size ?? one?.results?.length ?? 0), 0);
      return [String(raw.id), { labels: (raw.metadata?.labels?.results ?? []).map((label) => label.name), isRestricted: readers > 0 }];
    }),
  );
}

/** How many pages a tree has, itself with it, by Confluence's search. */
export async function countTree(id: string): Promise<number> {
  const cql = `(ancestor = ${id} or id = ${id}) and type = page`;
  const { totalSize } = await ask('/wiki/rest/api/search', { cql, limit: 1 });
  if (totalSize === undefined) throw new ConfluenceRefusal('Confluence did not say how many there are.');
  return totalSize;
}

async function list(path: string, query: Record<string, string | number>, cursor: string | null, kind: PlaceKind): Promise<Listed> {
  const { results = [], _links } = await ask(path, cursor ? { ...query, cursor } : query);
  const next = _links?.next ? new URL(_links.next, 'https://site.invalid').searchParams.get('cursor') : null;
  return { places: results.map((raw) => toPlace(raw, kind)), cursor: next };
}

function toPlace(raw: RawPlace, kind: PlaceKind): Place {
  return {
    id: String(raw.id),
    // Confluence may bring types that are not in the list; they are shown as they are called, and have no children here.
    kind: (raw.type ?? kind) as PlaceKind,
    title: raw.title || 'Untitled',
    isArchived: raw.status === 'archived',
    ...(raw.ancestors && { ancestors: raw.ancestors.map((one) => ({ id: String(one.id), title: one.title ?? '' })) }),
  };
}

async function ask(path: string, query: Record<string, string | number>): Promise<RawList> {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const response = await requestConfluence(`${path}?${search}`, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new ConfluenceRefusal(refusalOf(response.status));
  // Confluence's answer to a list, as its documentation has it; fields that are missing are taken as empty.
  return (await response.json()) as RawList;
}

function refusalOf(status: number): string {
  if (status === 401 || status === 403) return 'Confluence does not let you read this.';
  if (status === 404) return 'Confluence does not find this, or does not show it to you.';
  if (status === 429) return 'Confluence asks to wait a little: too much was asked at once.';
  return `Confluence answered ${status}.`;
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
