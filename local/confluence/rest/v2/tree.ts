import { descendantsOf } from '../../model/state';
import type { Content, ContentKind } from '../../model/types';
import { type Answer, type Call, contentFor, notFound, RestError, sees } from '../call';
import { listAnswer, type Order } from '../paging';
import { integer, oneOf } from '../parameters';
import { contentOrder, sortFields, sortFieldsOfPosts } from './order';
import { childShape, folderShape } from './shapes';

/** Folders, whiteboards and databases, each under its own address. */
export const getNode =
  (kind: ContentKind) =>
  (call: Call): Answer => {
    const content = contentFor(call, call.params.id ?? '');
    if (content.kind !== kind || content.status === 'trashed') throw notFound(kind, content.id);
    return { body: folderShape(call, content), objects: 1 };
  };

const childrenOf = (call: Call, id: string): Content[] =>
  (call.model.state.childIds.get(id) ?? []).flatMap((childId) => {
    const child = call.model.state.contents.get(childId);
    return child && sees(call, child) ? [child] : [];
  });

const childOrder = (call: Call, fields: readonly (typeof sortFields)[number][] = sortFields): Order<Content> => {
  const sort = oneOf(call, 'sort', ['child-position', '-child-position', ...fields]);
  if (sort === null || sort.endsWith('child-position'))
    return { key: (content) => content.position, descending: sort?.startsWith('-') ?? false };
  return contentOrder(call) ?? { key: (content) => Number(content.id), descending: false };
};

export function nodeOf(call: Call, kinds: readonly ContentKind[]): Content {
  const content = contentFor(call, call.params.id ?? '');
  if (!kinds.includes(content.kind) || content.status === 'trashed') throw notFound('content', content.id);
  return content;
}

/** Anything that lies directly below. */
export const listDirectChildren =
  (kind: ContentKind) =>
  (call: Call): Answer => {
    const parent = nodeOf(call, [kind]);
    return listAnswer(call, { source: () => childrenOf(call, parent.id), order: childOrder(call), shape: childShape });
  };

/** Deprecated by the vendor: pages only, folders and the like are left out. */
export const listChildPages = (call: Call): Answer => {
  const parent = nodeOf(call, ['page']);
  const shape = (content: Content) => {
    const { type: _, ...rest } = childShape(content);
    return rest;
  };
  const headers = { link: `<${call.base}/api/v2/pages/{id}/direct-children>; rel="deprecation"`, warning: '299 - "Deprecated API"' };
  return listAnswer(call, {
    source: () => childrenOf(call, parent.id).filter((child) => child.kind === 'page'),
    order: childOrder(call, sortFieldsOfPosts),
    shape,
    headers,
  });
};

export const listDescendants =
  (kind: ContentKind) =>
  (call: Call): Answer => {
    const top = nodeOf(call, [kind]);
    const depth = integer(call, 'depth', { min: 1, max: 10 }, 2);
    const depths = new Map([[top.id, 0]]);
    const found: (Content & { ordinal: number })[] = [];
    for (const content of descendantsOf(call.model.state, top.id)) {
      const level = (depths.get(content.parentId ?? '') ?? 0) + 1;
      depths.set(content.id, level);
      if (level <= depth && sees(call, content)) found.push({ ...content, ordinal: found.length });
    }
    const shape = (content: Content) => {
      const { spaceId: _, ...rest } = childShape(content);
      return { ...rest, parentId: content.parentId ?? undefined, depth: depths.get(content.id) };
    };
    return listAnswer(call, { source: () => found, order: { key: (content) => content.ordinal, descending: false }, shape });
  };

/** From the top down; of more ancestors than the limit the nearest ones: the caller goes on with the highest one's id. */
export const listAncestors = (call: Call): Answer => {
  const content = contentFor(call, call.params.id ?? '');
  const limit = integer(call, 'limit', { min: 1, max: 250 }, 25);
  const chain: { id: string; type: string }[] = [];
  for (let id = content.parentId; id !== null && chain.length < limit; ) {
    const parent = call.model.state.contents.get(id);
    if (!parent) break;
    chain.unshift({ id: parent.id, type: parent.kind });
    id = parent.parentId;
  }
  // Links come with the ancestors of a page only, as recorded.
  return { body: { results: chain, ...(content.kind === 'page' ? { _links: { base: call.base } } : {}) }, objects: chain.length };
};

const types: Record<ContentKind, string> = {
  page: 'page',
  blogpost: 'blogpost',
  folder: 'folder',
  whiteboard: 'whiteboard',
  database: 'database',
};

/** The type of each id; null for what the caller may not see. What lies in the trash still has its type. */
export const convertIds = (call: Call): Answer => {
  const wanted = contentIdsIn(call.body);
  if (wanted.length > 100) throw new RestError(400, `contentIds takes at most 100 ids: it has ${wanted.length}`);
  const { contents, comments, attachments } = call.model.state;
  const typeOf = (id: string): string | null => {
    const content = contents.get(id);
    if (content) return sees(call, content) ? types[content.kind] : null;
    const part = comments.get(id) ?? attachments.get(id);
    const container = part && contents.get(part.contentId);
    if (!part || !container || !sees(call, container)) return null;
    if ('fileId' in part) return 'attachment';
    return part.inline ? 'inline-comment' : 'footer-comment';
  };
  return { body: { results: Object.fromEntries(wanted.map((id) => [id, typeOf(id)])) }, objects: wanted.length };
};

function contentIdsIn(body: unknown): string[] {
  const value: unknown = typeof body === 'object' && body !== null && 'contentIds' in body ? body.contentIds : null;
  if (!Array.isArray(value)) throw new RestError(400, 'The body must have contentIds: an array of ids');
  return value.map((id: unknown) => {
    if (typeof id !== 'string' && typeof id !== 'number') throw new RestError(400, 'contentIds are strings or numbers');
    return String(id);
  });
}
