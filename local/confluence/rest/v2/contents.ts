import type { Content, ContentKind, ContentStatus } from '../../model/types';
import { mayEdit } from '../../model/visibility';
import { type Answer, type Call, contentFor, notFound, sees, spaceFor } from '../call';
import { listAnswer } from '../paging';
import { bodyFormat, flag, ids, integer, oneOf, singleBodyFormat, someOf } from '../parameters';
import { contentOrder, sortFields, sortFieldsOfPosts } from './order';
import { labelShape, pageShape, versionShape } from './shapes';
import { nodeOf } from './tree';

const pageStatuses = ['current', 'archived', 'deleted', 'trashed'] as const;
function* merged(call: Call, spaceIds: Iterable<string>, after?: string): Generator<string> {
  const { contentIdsBySpace } = call.model.state;
  const all = [...spaceIds].flatMap((id) => [...(contentIdsBySpace.get(id)?.after(after) ?? [])]);
  yield* all.sort((a, b) => Number(a) - Number(b));
}

/** The ids that a list looks at: those asked for, those of some spaces, or all. */
function candidates(call: Call, wanted: Set<string> | null, spaceIds: Set<string> | null, after?: string): Iterable<string> {
  const { contentIds, contentIdsBySpace } = call.model.state;
  if (wanted) return [...wanted].filter((id) => after === undefined || Number(id) > Number(after)).sort((a, b) => Number(a) - Number(b));
  if (!spaceIds) return contentIds.after(after);
  const [only] = spaceIds;
  return spaceIds.size === 1 && only !== undefined ? (contentIdsBySpace.get(only)?.after(after) ?? []) : merged(call, spaceIds, after);
}

interface Wanted {
  kind: 'page' | 'blogpost';
  ids: Set<string> | null;
  spaceIds: Set<string> | null;
  statuses: Set<string>;
  /** Each of these is a parameter of one list only; elsewhere it is not looked at, as on the real one. */
  depth?: 'all' | 'root' | null;
  subtype?: 'live' | 'page' | null;
}

function contentList(call: Call, wanted: Wanted): Answer {
  const title = call.query.get('title');
  const { subtype = null, depth = null } = wanted;
  const format = bodyFormat(call);
  const { contents } = call.model.state;
  const fits = (content: Content) =>
    content.kind === wanted.kind &&
    wanted.statuses.has(content.status) &&
    (wanted.spaceIds === null || wanted.spaceIds.has(content.spaceId)) &&
    (title === null || content.title === title) &&
    (subtype === null || content.live === (subtype === 'live')) &&
    (depth !== 'root' || content.parentId === null) &&
    sees(call, content);
  return listAnswer(call, {
    *source(after) {
      for (const id of candidates(call, wanted.ids, wanted.spaceIds, after)) {
        const content = contents.get(id);
        if (content && fits(content)) yield content;
      }
    },
    order: contentOrder(call, wanted.kind === 'page' ? sortFields : sortFieldsOfPosts),
    shape: (content) => pageShape(call, content, format),
  });
}

/** By default a list of pages has the archived ones, too; drafts are in no list. */
const pageStatus = (call: Call) => someOf(call, 'status', pageStatuses, ['current', 'archived']);
const postStatus = (call: Call) => someOf(call, 'status', ['current', 'deleted', 'trashed'], ['current']);
const inSpace = (call: Call) => new Set([spaceFor(call, call.params.id ?? '').id]);

export const listPages = (call: Call) =>
  contentList(call, {
    kind: 'page',
    ids: ids(call, 'id', 250),
    spaceIds: ids(call, 'space-id', 100),
    statuses: pageStatus(call),
    subtype: oneOf(call, 'subtype', ['live', 'page'] as const),
  });
export const listSpacePages = (call: Call) =>
  contentList(call, {
    kind: 'page',
    ids: null,
    spaceIds: inSpace(call),
    statuses: pageStatus(call),
    depth: oneOf(call, 'depth', ['all', 'root'] as const),
  });
export const listBlogPosts = (call: Call) =>
  contentList(call, { kind: 'blogpost', ids: ids(call, 'id', 250), spaceIds: ids(call, 'space-id', 100), statuses: postStatus(call) });
export const listSpaceBlogPosts = (call: Call) =>
  contentList(call, { kind: 'blogpost', ids: null, spaceIds: inSpace(call), statuses: postStatus(call) });

/** What comes along with a content: 50 of each kind, and whether there is more. */
const included = (call: Call, name: string, all: unknown[]) => ({
  results: all.slice(0, 50),
  meta: { hasMore: all.length > 50, cursor: '' },
  _links: { self: `${call.path.replace(/^\/wiki/, '')}/${name}` },
});

const operationsOf = (call: Call, content: Content) => {
  const may = mayEdit(call.model.state, call.principal, content) ? ['read', 'update', 'delete'] : ['read'];
  return may.map((operation) => ({ operation, targetType: content.kind }));
};

/** What `include-...` adds; each has 50 at most. */
function includes(call: Call, content: Content): Record<string, unknown> {
  const parts: Record<string, () => unknown[]> = {
    labels: () => content.labels.map(labelShape),
    versions: () => [...content.versions].reverse().map(versionShape),
    operations: () => operationsOf(call, content),
    properties: () => [],
    likes: () => [],
  };
  return Object.fromEntries(
    Object.entries(parts).flatMap(([name, results]) => (flag(call, `include-${name}`) ? [[name, included(call, name, results())]] : [])),
  );
}

/**
 * A page or a blog post by its id. What is in the trash or the archive is answered, with its status; a draft only when asked for.
 * A folder is not a page: 404.
 */
function single(call: Call, kind: ContentKind): Answer {
  const content = contentFor(call, call.params.id ?? '');
  const otherwise: ContentStatus[] = flag(call, 'get-draft')
    ? ['current', 'archived', 'trashed', 'draft']
    : ['current', 'archived', 'trashed'];
  const statuses = someOf<string>(call, 'status', ['current', 'archived', 'trashed', 'deleted', 'historical', 'draft'], otherwise);
  if (content.kind !== kind || !statuses.has(content.status)) throw notFound(kind, content.id);
  const number = integer(call, 'version', { min: 1, max: 1_000_000 }, null);
  const version = number === null ? null : content.versions.find((one) => one.number === number);
  if (version === undefined) throw notFound('version', String(number));
  const shown: Content = version ? { ...content, title: version.title, body: version.body, versions: [version] } : content;
  const { _links, ...shape } = pageShape(call, shown, singleBodyFormat(call));
  const more = includes(call, content);
  return {
    body: { ...shape, ...more, _links: { ..._links, base: call.base } },
    objects: 1,
    nested: Object.keys(more).length > 0 ? content.labels.length : 0,
  };
}

export const getPage = (call: Call) => single(call, 'page');
export const getBlogPost = (call: Call) => single(call, 'blogpost');

/** The step number of the new editor is told with a content, not in the list of versions. */
const listed = ({ ncsStepVersion: _, ...version }: ReturnType<typeof versionShape>) => version;

/** Newest first unless asked for otherwise. */
export const listVersions =
  (kind: ContentKind) =>
  (call: Call): Answer => {
    const content = nodeOf(call, [kind]);
    const format = bodyFormat(call);
    const sort = oneOf(call, 'sort', ['modified-date', '-modified-date']);
    const entries = content.versions.map((version) => ({ id: String(version.number), version }));
    return listAnswer(call, {
      source: () => entries,
      order: { key: (entry) => entry.version.number, descending: sort !== 'modified-date' },
      shape: ({ version }) => ({
        ...listed(versionShape(version)),
        ...(format === null
          ? {}
          : { page: { id: content.id, title: version.title, body: pageShape(call, { ...content, body: version.body }, format).body } }),
      }),
    });
  };

export const listOperations = (call: Call): Answer => {
  const content = contentFor(call, call.params.id ?? '');
  return { body: { operations: operationsOf(call, content) }, people: 1 };
};
