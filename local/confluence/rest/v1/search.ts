import { runCql, type Surroundings } from '../../cql/evaluate';
import { CqlError, parseCql } from '../../cql/parse';
import { ancestorsOf } from '../../model/state';
import { type Answer, type Call, iso, RestError, sees, seesIn } from '../call';
import { cursorOf, positionOf } from '../paging';
import { flag, integer } from '../parameters';
import { contentShape } from './contentShapes';
import { type Expand, expandOf } from './expand';
import { attachmentShape, commentShape } from './partShapes';

/** Found ids of the last queries: who follows a cursor asks the same again, page after page. */
const recentByModel = new WeakMap<object, Map<string, string[]>>();

function found(call: Call, spaces: Surroundings['spaces']): string[] {
  const { state, index } = call.model;
  const cql = call.query.get('cql');
  if (!cql) throw new RestError(400, 'The cql query parameter is required');
  const key = JSON.stringify([cql, spaces, index.generation(), state.spaces.size, /now\s*\(/i.test(cql) ? call.now : 0]);
  const recent = recentByModel.get(call.model) ?? new Map<string, string[]>();
  recentByModel.set(call.model, recent);
  const known = recent.get(key);
  if (known) return known;
  try {
    const ids = runCql(parseCql(cql), { state, index, now: call.now, timeZone: call.settings.timeZone, spaces });
    recent.set(key, ids);
    for (const old of [...recent.keys()].slice(0, -8)) recent.delete(old);
    return ids;
  } catch (error) {
    if (error instanceof CqlError) throw new RestError(400, error.message);
    throw error;
  }
}

/** The index names ids; whether the caller may see them, and what is in them, says the database. */
const visible = (call: Call, id: string): boolean => {
  const { contents, comments, attachments } = call.model.state;
  const content = contents.get(id);
  if (content) return content.status !== 'trashed' && content.status !== 'draft' && sees(call, content);
  const part = comments.get(id) ?? attachments.get(id);
  return part !== undefined && seesIn(call, part);
};

function shapeOf(call: Call, id: string, expand: Expand): unknown {
  const { contents, comments, attachments } = call.model.state;
  const content = contents.get(id);
  if (content) return contentShape(call, content, expand);
  const comment = comments.get(id);
  const attachment = attachments.get(id);
  const container = contents.get(comment?.contentId ?? attachment?.contentId ?? '');
  if (comment && container) return commentShape(call, comment, container, expand);
  if (attachment && container) return attachmentShape(call, attachment, container, expand);
  return undefined;
}

/** CONFCLOUD-77618: one ancestor that was trashed or archived, and the batch as a whole is a 404. */
function refuseAncestorRestrictions(call: Call, ids: string[], expand: Expand): void {
  if (!call.settings.ancestorsRestrictionsFail || !expand.has('ancestors.restrictions')) return;
  for (const id of ids) {
    const content = call.model.state.contents.get(id);
    if (!content) continue;
    for (const one of ancestorsOf(call.model.state, content))
      if (one.status !== 'current' || !sees(call, one))
        throw new RestError(404, `No content with id ${one.id}: Cannot find content. Outdated version/old_draft/trashed`);
    if (content.parentId !== null && !call.model.state.contents.has(content.parentId))
      throw new RestError(404, `No content with id ${content.parentId}`);
  }
}

interface Page {
  ids: string[];
  start: number;
  limit: number;
  next: string | null;
  total: number;
}

function pageOf(call: Call, spaces: Surroundings['spaces'], expand: Expand): Page {
  // The limit is cut down silently: 25 with rendered bodies, 250 otherwise.
  const cap = expand.has('body.export_view') || expand.has('body.styled_view') ? 25 : 250;
  const limit = Math.min(integer(call, 'limit', { min: 0, max: 100_000 }, 25), cap);
  const all = found(call, spaces);
  const position = positionOf(call, limit);
  const at = typeof position?.[0] === 'number' ? position[0] : null;
  const start = integer(call, 'start', { min: 0, max: 10_000_000 }, 0);
  const ids: string[] = [];
  // `start` counts visible results; with a cursor it is ignored, as on the real one.
  let index = at ?? 0;
  let skip = at === null && call.path.endsWith('/rest/api/search') ? start : 0;
  for (; index < all.length && ids.length < limit; index++) {
    const id = all[index] ?? '';
    if (!visible(call, id)) continue;
    if (skip > 0) skip -= 1;
    else ids.push(id);
  }
  let more = false;
  for (let later = index; later < all.length && !more && limit > 0; later++) more = visible(call, all[later] ?? '');
  const shown = Number(position?.[1] ?? start);
  if (!more && !(call.settings.trailingNext && limit > 0)) return { ids, start: shown, limit, next: null, total: 0 };
  const query = new URLSearchParams({
    next: 'true',
    cursor: `_t_${cursorOf(call, limit, [index, shown + ids.length])}`,
    limit: String(limit),
    start: String(shown + ids.length),
  });
  for (const [name, value] of call.query) if (!['next', 'cursor', 'limit', 'start'].includes(name)) query.append(name, value);
  // Without `/wiki`, unlike the links of v2.
  return { ids, start: shown, limit, next: `${call.path.replace(/^\/wiki/, '')}?${query}`, total: 0 };
}

const linksOf = (call: Call, page: Page) => ({
  base: call.base,
  context: '/wiki',
  ...(page.next ? { next: page.next } : {}),
  self: `${call.base}${call.path.replace(/^\/wiki/, '')}?${call.query}`,
});

const nestedIn = (call: Call, ids: string[], expand: Expand) =>
  ids.reduce((sum, id) => {
    const content = call.model.state.contents.get(id);
    if (!content) return sum;
    const rule = content.read;
    const people = expand.has('restrictions.read') && rule ? 2 * (rule.users.length + rule.groups.length) : 0;
    return sum + people + (expand.has('metadata.labels') ? content.labels.length : 0);
  }, 0);

/** GET /rest/api/content/search: contents, without a total. Archived spaces are never in it. */
export const searchContent = (call: Call): Answer => {
  const expand = expandOf(call);
  const page = pageOf(call, 'current', expand);
  const { searchBodyLimit } = call.settings;
  if (searchBodyLimit !== null && expand.has('body.storage') && page.limit > searchBodyLimit)
    throw new RestError(500, 'Internal server error');
  refuseAncestorRestrictions(call, page.ids, expand);
  const results = page.ids.map((id) => shapeOf(call, id, expand));
  return {
    body: { results, start: page.start, limit: page.limit, size: results.length, _links: linksOf(call, page) },
    objects: results.length,
    nested: nestedIn(call, page.ids, expand),
  };
};

const prefixed = (expand: Expand): Expand =>
  new Set([...expand].flatMap((path) => (path.startsWith('content.') ? [path.slice('content.'.length)] : [])));

/** GET /rest/api/search: wrapped contents and a total; archived spaces on demand. */
export const search = (call: Call): Answer => {
  const spaces = flag(call, 'excludeCurrentSpaces') ? 'archived' : flag(call, 'includeArchivedSpaces') ? 'all' : 'current';
  const expand = prefixed(expandOf(call));
  const page = pageOf(call, spaces, expand);
  const total = found(call, spaces).filter((id) => visible(call, id)).length;
  const results = page.ids.map((id) => {
    const doc = call.model.index.doc(id);
    const space = call.model.state.spaces.get(doc?.spaceId ?? '');
    return {
      content: shapeOf(call, id, expand),
      title: doc?.title ?? '',
      excerpt: (doc?.text ?? '')
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, 200),
      url: `/spaces/${space?.key ?? ''}/${doc?.type === 'comment' ? `pages/${doc.containerId}?focusedCommentId=${id}` : `pages/${id}`}`,
      resultGlobalContainer: { title: space?.name ?? '', displayUrl: `/spaces/${space?.key ?? ''}` },
      breadcrumbs: [],
      entityType: 'content',
      iconCssClass: `aui-icon content-type-${doc?.type ?? 'page'}`,
      lastModified: iso(doc?.modified ?? 0),
      friendlyLastModified: new Date(doc?.modified ?? 0).toDateString(),
      score: 0,
    };
  });
  return {
    body: {
      results,
      start: page.start,
      limit: page.limit,
      size: results.length,
      totalSize: total,
      cqlQuery: call.query.get('cql') ?? '',
      searchDuration: 12,
      archivedResultCount: 0,
      _links: linksOf(call, page),
    },
    objects: results.length,
  };
};
