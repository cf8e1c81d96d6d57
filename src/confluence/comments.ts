import * as v from '@badrap/valita';
import type { Comment, ContentRef } from '../content';
import { body, byId, id, isoTime, nullish, pathOf, safeId, storageOf, text } from './answers';
import { operation, resource } from './contents';
import type { Http } from './http';
import { listAll } from './paging';
import { inParallel } from './parallel';
import type { Found } from './search';

const rawComment = v.object({
  id,
  status: text,
  version: v.object({ createdAt: v.string(), authorId: text }),
  body,
  resolutionStatus: text,
  properties: nullish(v.object({ inlineOriginalSelection: text })),
});
type RawComment = v.Infer<typeof rawComment>;
type Kind = Comment['kind'];

/** The lists of a content give the first comment of each thread only. */
export async function listRoots(http: Http, ref: ContentRef, kind: Kind): Promise<Comment[]> {
  const path = pathOf(`${resource(ref.type)}/${safeId(ref.id)}/${kind}-comments`, { 'body-format': 'storage', limit: 250 });
  const found = await listAll(http, { operation: operation(ref.type, `${kind}Comments`), path, item: rawComment });
  return found.filter(isCurrent).map((raw) => toComment(raw, kind, null));
}

async function listReplies(http: Http, parent: Comment): Promise<Comment[]> {
  const path = pathOf(`/wiki/api/v2/${parent.kind}-comments/${safeId(parent.id)}/children`, { 'body-format': 'storage', limit: 250 });
  const found = await listAll(http, { operation: `${parent.kind}Comments.children`, path, item: rawComment });
  return found.filter(isCurrent).map((raw) => toComment(raw, parent.kind, parent.id));
}

/**
 * All replies below these comments, level by level. `mayHaveReplies` saves the calls for those that are known to have none.
 * A call that fails fails all of it: half a thread is never given.
 */
export async function listThreads(http: Http, roots: Comment[], mayHaveReplies: (id: string) => boolean): Promise<Comment[]> {
  const all = new Map(roots.map((root) => [root.id, root]));
  let level = roots;
  while (level.length > 0) {
    const parents = level.filter((comment) => mayHaveReplies(comment.id));
    const replies = (await inParallel(parents, 6, (parent) => listReplies(http, parent))).flat();
    // Known ones are left out, so that a circle of comments ends.
    level = replies.filter((reply) => !all.has(reply.id));
    for (const reply of level) all.set(reply.id, reply);
  }
  return [...all.values()].sort(byId);
}

/**
 * The threads of one content out of search results (v1 objects), the same as `read` gives. Null if they are incomplete: the
 * index has a reply and not what it answers.
 */
export function commentsOfSearch(found: readonly Found[]): Comment[] | null {
  const current = found.filter((one) => (one.status ?? 'current') === 'current');
  const above = new Map(current.map((one) => [one.id, ancestorsOf(one)]));
  const kinds = new Map(current.map((one) => [one.id, kindOf(one)]));
  const comments: Comment[] = [];
  for (const one of current) {
    const chain = above.get(one.id) ?? [];
    if (chain.some((ancestor) => !above.has(ancestor))) return null;
    // The order of ancestors is not promised; the parent is the one that has the most ancestors itself.
    const [parentId = null] = [...chain].sort((a, b) => (above.get(b)?.length ?? 0) - (above.get(a)?.length ?? 0));
    const rootId = chain.find((ancestor) => above.get(ancestor)?.length === 0) ?? one.id;
    const comment = commentOfSearch(one, kinds.get(rootId) ?? 'footer', parentId);
    if (!comment) return null;
    comments.push(comment);
  }
  return comments.sort(byId);
}

function commentOfSearch(one: Found, kind: Kind, parentId: string | null): Comment | null {
  if (!one.version?.when || !one.body?.storage) return null;
  const quote = one.extensions?.inlineProperties?.originalSelection ?? null;
  const resolution = one.extensions?.resolution?.status ?? null;
  return {
    id: one.id,
    kind,
    parentId,
    authorId: one.version.by?.accountId ?? null,
    at: isoTime(one.version.when),
    body: storageOf(one.body),
    ...aboutText(kind, parentId, resolution, quote),
  };
}

function toComment(raw: RawComment, kind: Kind, parentId: string | null): Comment {
  return {
    id: raw.id,
    kind,
    parentId,
    authorId: raw.version.authorId ?? null,
    at: isoTime(raw.version.createdAt),
    body: storageOf(raw.body),
    ...aboutText(kind, parentId, raw.resolutionStatus ?? null, raw.properties?.inlineOriginalSelection ?? null),
  };
}

/** The thread's, so the first comment has it. Footer comments carry a resolution in v2 and none in v1: it says nothing. */
function aboutText(kind: Kind, parentId: string | null, resolution: string | null, quote: string | null) {
  if (kind === 'footer' || parentId !== null) return { resolution: null, quote: null };
  return { resolution, quote: quote || null };
}

function isCurrent(raw: RawComment): boolean {
  return (raw.status ?? 'current') === 'current';
}

function ancestorsOf(one: Found): string[] {
  return (one.ancestors ?? []).filter((ancestor) => (ancestor.type ?? 'comment') === 'comment').map((ancestor) => ancestor.id);
}

function kindOf(one: Found): Kind {
  return one.extensions?.location === 'inline' ? 'inline' : 'footer';
}
