/** Pages and blog posts: two resources with the same fields, but for the tree. */
import * as v from '@badrap/valita';
import type { Content, ContentId, ContentRef, ContentType, SpaceId } from '../content';
import { anyNumber, body, id, isoTime, nullish, pathOf, safeId, storageOf, text } from './answers';
import type { Http } from './http';
import { sharedLabels } from './labels';
import { askPage, cursorOf, listAll, pagesOf } from './paging';
import { chunks } from './parallel';
import type { Listing, TitleAndUrl } from './port';

const label = v.object({ name: v.string(), prefix: text });
const contentFields = {
  id,
  status: v.string(),
  title: text,
  spaceId: id,
  parentId: nullish(id),
  parentType: text,
  authorId: text,
  createdAt: v.string(),
  subtype: text,
  version: v.object({ number: anyNumber, createdAt: v.string(), authorId: text }),
  body,
  _links: nullish(v.object({ webui: text })),
};
export const rawContent = v.object(contentFields);
export type RawContent = v.Infer<typeof rawContent>;
const labelledContent = v.object({
  ...contentFields,
  labels: nullish(v.object({ results: v.array(label), meta: nullish(v.object({ hasMore: nullish(v.boolean()) })) })),
});

export const resource = (type: ContentType) => (type === 'page' ? '/wiki/api/v2/pages' : '/wiki/api/v2/blogposts');
export const operation = (type: ContentType, verb: string) => `${type === 'page' ? 'pages' : 'blogposts'}.${verb}`;

export function toContent(raw: RawContent, type: ContentType, labels: string[]): Content {
  return {
    id: raw.id,
    type,
    status: raw.status,
    subtype: raw.subtype ?? null,
    spaceId: raw.spaceId,
    title: raw.title ?? '',
    parentId: type === 'page' ? (raw.parentId ?? null) : null,
    parentType: type === 'page' ? (raw.parentType ?? null) : null,
    authorId: raw.authorId ?? null,
    createdAt: isoTime(raw.createdAt),
    version: { number: raw.version.number, createdAt: isoTime(raw.version.createdAt), authorId: raw.version.authorId ?? null },
    labels,
    body: storageOf(raw.body),
  };
}

export async function getContent(http: Http, ref: ContentRef): Promise<Content> {
  const path = pathOf(`${resource(ref.type)}/${safeId(ref.id)}`, { 'body-format': 'storage', 'include-labels': 'true' });
  const { value } = await http.ask({ operation: operation(ref.type, 'get'), path, schema: labelledContent, points: () => 1 });
  // 50 labels at most come with the content.
  const { results = null, meta } = value.labels ?? {};
  const labels = results && results.length < 50 && !meta?.hasMore ? sharedLabels(results) : await listLabels(http, ref);
  const content = toContent(value, ref.type, labels);
  if (!isBlank(content)) return content;
  const adf = await http.ask({
    operation: operation(ref.type, 'get'),
    path: pathOf(`${resource(ref.type)}/${ref.id}`, { 'body-format': 'atlas_doc_format' }),
    schema: rawContent,
    points: () => 1,
  });
  return withAdf(content, adf.value);
}

/** Contents by ids: missing are those that are not there, not visible, or trashed. Current and archived ones come. */
export async function listContents(
  http: Http,
  type: ContentType,
  ids: readonly ContentId[],
  limit: number,
): Promise<Map<ContentId, RawContent>> {
  const found = await listRaw(http, type, ids, limit, 'storage');
  return new Map(found.map((raw) => [raw.id, raw]));
}

/** With ADF where storage is blank: some pages of the new editor have nothing in storage. */
export async function completeBodies(http: Http, contents: Content[], type: ContentType, limit: number): Promise<Content[]> {
  const blank = contents.filter(isBlank).map((content) => content.id);
  const adf = new Map<ContentId, RawContent>();
  for (const ids of chunks(blank, limit)) {
    for (const raw of await listRaw(http, type, ids, limit, 'atlas_doc_format')) adf.set(raw.id, raw);
  }
  return contents.map((content) => {
    const raw = adf.get(content.id);
    return raw ? withAdf(content, raw) : content;
  });
}

function listRaw(http: Http, type: ContentType, ids: readonly ContentId[], limit: number, format: string): Promise<RawContent[]> {
  const path = pathOf(resource(type), { id: ids.map(safeId), 'body-format': format, limit });
  return listAll(http, { operation: operation(type, 'list'), path, item: rawContent });
}

function isBlank(content: Content): boolean {
  return content.body.value.trim() === '';
}

/** The later of the two answers, so that a body never goes with another version's number. */
function withAdf(content: Content, raw: RawContent): Content {
  const value = raw.body?.atlas_doc_format?.value ?? '';
  return isEmptyAdf(value) ? content : { ...toContent(raw, content.type, content.labels), body: { format: 'adf', value } };
}

/** Of a page that really is empty there is nothing in ADF either. */
function isEmptyAdf(value: string): boolean {
  return value.trim() === '' || /^\{[^[\]]*"content"\s*:\s*\[\s*\][^[\]]*\}$/.test(value.trim());
}

export async function listLabels(http: Http, ref: ContentRef): Promise<string[]> {
  const path = pathOf(`${resource(ref.type)}/${safeId(ref.id)}/labels`, { limit: 250 });
  return sharedLabels(await listAll(http, { operation: operation(ref.type, 'labels'), path, item: label }));
}

/** Cursor: which of the two lists, the page's size, Confluence's own cursor. It outlives the function, so it holds no path. */
export async function listOfSpace(http: Http, spaceId: SpaceId, cursor: string | null): Promise<Listing> {
  const [, kind = 'page', limit = '250', own] = /^(page|blogpost):(\d+):(.*)$/s.exec(cursor ?? '') ?? [];
  const type: ContentType = kind === 'blogpost' ? 'blogpost' : 'page';
  // Archived pages stay in the listing: that they are archived is to be told from their being gone.
  const status = type === 'page' ? ['current', 'archived'] : ['current'];
  const base = `/wiki/api/v2/spaces/${safeId(spaceId)}/${type === 'page' ? 'pages' : 'blogposts'}`;
  const page = await askPage(http, {
    operation: `spaces.${type === 'page' ? 'pages' : 'blogposts'}`,
    path: pathOf(base, { status, limit, cursor: own || undefined }),
    item: rawContent,
  });
  const items = page.items.map((raw) => {
    const { title, status, parentId, parentType, version } = toContent(raw, type, []);
    return { id: raw.id, type, status, parentId, parentType, version: version.number, title };
  });
  const next = page.next && cursorOf(page.next);
  const nextLimit = page.next ? (new URL(page.next, 'https://site.invalid').searchParams.get('limit') ?? limit) : limit;
  if (next) return { items, cursor: `${type}:${nextLimit}:${next}` };
  return { items, cursor: type === 'page' ? 'blogpost:250:' : null };
}

export async function listTitles(http: Http, refs: readonly ContentRef[]): Promise<Map<ContentId, TitleAndUrl>> {
  const titles = new Map<ContentId, TitleAndUrl>();
  for (const type of ['page', 'blogpost'] as const) {
    const ids = refs.filter((ref) => ref.type === type).map((ref) => ref.id);
    for (const some of chunks(ids, 250)) {
      const path = pathOf(resource(type), { id: some.map(safeId), limit: 250 });
      for await (const page of pagesOf(http, { operation: operation(type, 'list'), path, item: rawContent })) {
        for (const raw of page.items) {
          const { title, spaceId, parentId, parentType } = toContent(raw, type, []);
          titles.set(raw.id, { title, url: (page.base ?? '') + (raw._links?.webui ?? ''), spaceId, parentId, parentType });
        }
      }
    }
  }
  return titles;
}

/** See `Confluence.byTitle`. A title is unique among the pages of a space, not among its blog posts: then the newest. */
export async function findByTitle(http: Http, spaceId: SpaceId, title: string): Promise<ContentRef | null> {
  for (const type of ['page', 'blogpost'] as const) {
    const path = pathOf(resource(type), { 'space-id': safeId(spaceId), title, sort: '-created-date', limit: 1 });
    const { items } = await askPage(http, { operation: operation(type, 'title'), path, item: v.object({ id }) });
    if (items[0]) return { id: items[0].id, type };
  }
  return null;
}

/** What is in the trash of these spaces, most recently changed first. */
export async function listTrashed(http: Http, spaceIds: readonly SpaceId[], limit: number): Promise<ContentRef[]> {
  const refs: ContentRef[] = [];
  for (const type of ['page', 'blogpost'] as const) {
    for (const some of chunks(spaceIds, 100)) {
      const path = pathOf(resource(type), {
        'space-id': some.map(safeId),
        status: 'trashed',
        sort: '-modified-date',
        limit: Math.min(250, limit),
      });
      const found = await listAll(http, { operation: operation(type, 'trashed'), path, item: v.object({ id }) }, limit);
      refs.push(...found.map((raw) => ({ id: raw.id, type })));
    }
  }
  return refs;
}
