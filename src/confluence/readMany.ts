/** Many contents with few calls: about 10 for 100 contents with 7 comments each. */
import * as v from '@badrap/valita';
import type { ContentId, ContentRef, ContentType, Millis, Snapshot } from '../content';
import { id, nullish, pathOf, safeId } from './answers';
import { commentsOfSearch } from './comments';
import { completeBodies, listContents, operation, type RawContent, resource, toContent } from './contents';
import type { Http } from './http';
import { listAll } from './paging';
import { chunks, inParallel } from './parallel';
import type { Ancestor, BulkReading } from './port';
import { restrictionOf } from './restrictions';
import { type Found, factExpand, inIds, labelsOf, searchIfItCan } from './search';
import { listTasks } from './tasks';
import { getFolder } from './tree';

/**
 * Comments come from the search index here, which lags by seconds to minutes. A reading says of itself that it was made before
 * that, so that a touch of the last minutes still has the content read for itself.
 */
export const indexLagAllowance: Millis = 5 * 60_000;

const defaultLimit = 100;
const contentExpand = ['ancestors', 'childTypes.comment', ...factExpand];
const commentExpand = ['body.storage', 'version', 'container', 'ancestors', 'extensions.inlineProperties', 'extensions.resolution'];

/** See `Confluence.readMany`. `now` is asked at the beginning of each piece. */
export async function readContents(
  http: Http,
  refs: readonly ContentRef[],
  limit: number | undefined,
  now: () => Millis,
): Promise<BulkReading> {
  const size = Math.max(1, Math.min(250, limit ?? defaultLimit));
  const reading: BulkReading = { snapshots: [], ancestors: new Map(), unsure: [], absent: [] };
  for (const type of ['page', 'blogpost'] as const) {
    const ids = new Set(refs.filter((ref) => ref.type === type).map((ref) => ref.id));
    for (const some of chunks([...ids], size)) await readPiece(http, type, some, size, now(), reading);
  }
  return reading;
}

async function readPiece(http: Http, type: ContentType, ids: ContentId[], limit: number, began: Millis, into: BulkReading): Promise<void> {
  const [raws, facts, searched, tasks] = await Promise.all([
    listContents(http, type, ids, limit),
    searchIfItCan(http, inIds('id', ids), contentExpand, limit),
    searchIfItCan(http, `type=comment and ${inIds('container', ids)}`, commentExpand, limit),
    listTasks(http, type, ids),
  ]);
  // Of one that does not say where it stands, nobody can say that it is not missing elsewhere.
  const foundComments = searched?.every((comment) => comment.container) ? searched : null;
  const factOf = new Map((facts ?? []).map((fact) => [fact.id, fact]));
  const parents = type === 'page' ? await parentsOf(http, raws, facts ?? []) : new Map<ContentId, ContentId | null>();
  const commentsOf = groupByContainer(foundComments ?? []);
  const snapshots: Snapshot[] = [];
  for (const id of ids) {
    const raw = raws.get(id);
    const fact = factOf.get(id);
    if (!raw) into.absent.push({ id, type });
    else {
      const established = fact && foundComments && establish(raw, type, fact, commentsOf.get(id) ?? [], parents);
      if (!established) into.unsure.push({ id, type });
      else {
        const { ancestors, ...rest } = established;
        snapshots.push({ ...rest, tasks: tasks.get(id) ?? [], readAt: began - indexLagAllowance });
        into.ancestors.set(id, ancestors);
      }
    }
  }
  const contents = await completeBodies(
    http,
    snapshots.map((snapshot) => snapshot.content),
    type,
    limit,
  );
  into.snapshots.push(...snapshots.map((snapshot, at) => ({ ...snapshot, content: contents[at] ?? snapshot.content })));
}

/**
 * What each content here and each page or folder above it stands below, by the database. v1 may leave a folder out of the ancestors at any
 * level, and with it what it restricts. One call for 250 pages above that are not here themselves, and one for each folder.
 */
async function parentsOf(
  http: Http,
  raws: ReadonlyMap<ContentId, RawContent>,
  facts: readonly Found[],
): Promise<Map<ContentId, ContentId | null>> {
  const parents = new Map<ContentId, ContentId | null>([...raws.values()].map((raw) => [raw.id, raw.parentId ?? null]));
  const above = facts.flatMap((fact) => ancestorsOf(fact) ?? []).filter((node) => !parents.has(node.id));
  const ids = (type: string) => [...new Set(above.filter((node) => node.type === type).map((node) => node.id))];
  for (const some of chunks(ids('page'), 250)) {
    const path = pathOf(resource('page'), { id: some.map(safeId), limit: 250 });
    for (const page of await listAll(http, { operation: operation('page', 'list'), path, item: v.object({ id, parentId: nullish(id) }) }))
      parents.set(page.id, page.parentId ?? null);
  }
  const folders = await inParallel(ids('folder'), 4, (folderId) => getFolder(http, folderId));
  for (const folder of folders) if (folder) parents.set(folder.id, folder.parentId);
  return parents;
}

/** Null unless all of it is there and nothing contradicts. */
function establish(
  raw: RawContent,
  type: ContentType,
  fact: Found,
  found: readonly Found[],
  parents: ReadonlyMap<ContentId, ContentId | null>,
) {
  const restriction = restrictionOf(fact);
  const comments = commentsOfSearch(found);
  const labels = labelsOf(fact);
  const ancestors = ancestorsOf(fact);
  if (!restriction || !comments || !labels || !ancestors) return null;
  const content = toContent(raw, type, labels);
  // v1 may leave out what stands between (a folder), and a move may have come between the answers.
  if ((ancestors[0]?.id ?? null) !== content.parentId) return null;
  if (ancestors.some((node, at) => parents.get(node.id) !== (ancestors[at + 1]?.id ?? null))) return null;
  const hasComments = fact.childTypes?.comment?.value;
  if (typeof hasComments === 'boolean' && hasComments !== comments.length > 0) return null;
  return { content, comments, restriction, ancestors };
}

function groupByContainer(found: readonly Found[]): Map<ContentId, Found[]> {
  const groups = new Map<ContentId, Found[]>();
  for (const comment of found) {
    const id = comment.container?.id ?? '';
    const group = groups.get(id);
    if (group) group.push(comment);
    else groups.set(id, [comment]);
  }
  return groups;
}

/** Nearest first; v1 lists from the top down. */
function ancestorsOf(fact: Found): Ancestor[] | null {
  if (!fact.ancestors) return fact.type === 'blogpost' ? [] : null;
  return fact.ancestors.map(({ id, type, title }) => ({ id, type: type ?? 'page', title: title ?? '' })).reverse();
}
