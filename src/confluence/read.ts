/** Everything of one content, from the database. */
import type { Comment, ContentRef, Millis, Restriction, SpaceId } from '../content';
import { listRoots, listThreads } from './comments';
import { getContent } from './contents';
import { ConfluenceError, isNotFound } from './errors';
import type { Http } from './http';
import type { AbsenceEvidence, Reading } from './port';
import { completeRestrictions, getRestriction } from './restrictions';
import { type Found, factExpand, inIds, searchIfItCan } from './search';
import { getSpace } from './spaces';
import { listTasks } from './tasks';
import { describeAncestors, listAncestors, type Node } from './tree';

/** See `Confluence.read`. */
export async function readContent(http: Http, ref: ContentRef, spaceId: SpaceId | null, readAt: Millis): Promise<Reading> {
  // Settled, all of them: only the content itself may say that it is absent, whichever answer comes first.
  const [content, footer, inline, tasks, above] = await Promise.allSettled([
    getContent(http, ref),
    listRoots(http, ref, 'footer'),
    listRoots(http, ref, 'inline'),
    listTasks(http, ref.type, [ref.id]),
    ref.type === 'page' ? listAncestors(http, ref.id) : Promise.resolve([]),
  ]);
  if (content.status === 'rejected') {
    if (!isNotFound(content.reason)) throw content.reason;
    return { kind: 'absent', evidence: await evidenceOfAbsence(http, spaceId), readAt };
  }
  const { status, parentId, parentType } = content.value;
  if (status === 'trashed' || status === 'deleted') return { kind: 'absent', evidence: 'trashed', readAt };

  const roots = [...settled(footer), ...settled(inline)];
  const chain = withParent(settled(above), parentId ? { id: parentId, type: parentType ?? 'page' } : null);
  const found = await searchAround(http, ref, chain, roots);
  const hasReplies = repliesTold(found, roots);
  const [restriction, ancestors, comments] = await Promise.all([
    ownRestriction(http, ref, found),
    describeAncestors(http, chain, found),
    // What the index does not know of yet is asked.
    listThreads(http, roots, (id) => hasReplies.get(id) !== false),
  ]);
  const snapshot = { content: content.value, comments, tasks: settled(tasks).get(ref.id) ?? [], restriction, readAt };
  return { kind: 'found', snapshot, ancestors };
}

/**
 * One search for what would else be a call for each ancestor and each comment: restrictions, and who has replies. It only saves
 * calls: what it does not find is asked for itself, so that the index's lag never shows.
 */
async function searchAround(http: Http, ref: ContentRef, chain: readonly Node[], roots: readonly Comment[]): Promise<Found[]> {
  // For itself alone the direct question costs the same.
  if (chain.length === 0 && roots.length === 0) return [];
  const contents = inIds('id', [ref.id, ...chain.map((node) => node.id)]);
  const cql = roots.length > 0 ? `(type=comment and ${inIds('container', [ref.id])}) or ${contents}` : contents;
  const expand = [...factExpand, ...(roots.length > 0 ? ['childTypes.comment'] : [])];
  return (await searchIfItCan(http, cql, expand, 250)) ?? [];
}

/**
 * What the comments say of their having replies. That v1 says it of comments is not documented, and a field that is false of each would
 * silently lose all replies: so where the index has replies and no comment owns to any, all comments are asked.
 */
function repliesTold(found: readonly Found[], roots: readonly Comment[]): Map<string, boolean | null | undefined> {
  const told = new Map(found.map((one) => [one.id, one.childTypes?.comment?.value]));
  const rootIds = new Set(roots.map((root) => root.id));
  const knowsReplies = found.some((one) => one.type === 'comment' && !rootIds.has(one.id));
  return knowsReplies && roots.every((root) => told.get(root.id) !== true) ? new Map() : told;
}

async function ownRestriction(http: Http, ref: ContentRef, found: readonly Found[]): Promise<Restriction> {
  const restriction =
    found.length > 0 ? (await completeRestrictions(http, [ref.id], found)).get(ref.id) : await getRestriction(http, ref.id);
  if (restriction !== undefined && restriction !== 'unknown') return restriction;
  // It was visible a moment ago: it has just changed, and the next reading will say how.
  throw new ConfluenceError({ kind: 'unavailable', status: 404, retryAfterMs: null, scope: null, operation: 'restriction.read' });
}

/** A 404 may also be the whole space: gone, or not open to the app. */
async function evidenceOfAbsence(http: Http, spaceId: SpaceId | null): Promise<AbsenceEvidence> {
  return spaceId === null || (await getSpace(http, spaceId)) ? 'not-visible' : 'space-gone';
}

/** Moved between two of the answers: then the restrictions of the old and the new ancestors hold. */
function withParent(chain: readonly Node[], parent: Node | null): Node[] {
  return parent === null || chain.some((node) => node.id === parent.id) ? [...chain] : [parent, ...chain];
}

function settled<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
