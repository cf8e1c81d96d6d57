import * as v from '@badrap/valita';
import type { Space, SpaceId } from '../content';
import { id, nullish, pathOf, safeId, text } from './answers';
import { isNotFound } from './errors';
import type { Http } from './http';
import { labelsOfSpace } from './labels';
import { askPage, cursorOf, listAll } from './paging';
import { chunks } from './parallel';
import type { SpaceListing, SpaceQuery } from './port';

const rawLabel = v.object({ name: v.string(), prefix: text });
const rawSpace = v.object({
  id,
  key: v.string(),
  name: text,
  type: text,
  status: text,
  description: nullish(v.object({ plain: nullish(v.object({ value: text })) })),
  homepageId: nullish(id),
  labels: nullish(v.object({ results: v.array(rawLabel), meta: nullish(v.object({ hasMore: nullish(v.boolean()) })) })),
});

function toSpace(raw: v.Infer<typeof rawSpace>): Space {
  return {
    id: raw.id,
    key: raw.key,
    name: raw.name ?? raw.key,
    type: raw.type ?? 'global',
    status: raw.status ?? 'current',
    description: raw.description?.plain?.value?.trim() || null,
    homepageId: raw.homepageId ?? null,
    labels: raw.labels ? labelsOfSpace(raw.labels.results) : null,
  };
}

export async function listSpaces(http: Http, query: SpaceQuery): Promise<SpaceListing> {
  const { cursor, limit = 250, keys, ids } = query;
  // Without a status, archived spaces come too.
  const path = pathOf('/wiki/api/v2/spaces', { ids: ids?.map(safeId), keys, 'description-format': 'plain', sort: 'name', limit, cursor });
  const page = await askPage(http, { operation: 'spaces.list', path, item: rawSpace });
  return { spaces: page.items.map(toSpace), cursor: page.next && cursorOf(page.next) };
}

export async function getSpace(http: Http, spaceId: SpaceId): Promise<Space | null> {
  const path = pathOf(`/wiki/api/v2/spaces/${safeId(spaceId)}`, { 'description-format': 'plain', 'include-labels': 'true' });
  const points = (space: v.Infer<typeof rawSpace>) => 1 + (space.labels?.results.length ?? 0);
  const found = await orNull(http.ask({ operation: 'spaces.get', path, schema: rawSpace, points }));
  if (!found) return null;
  const { labels } = found.value;
  // 50 labels at most come with the space, and of some servers none.
  const isWhole = labels && !labels.meta?.hasMore && labels.results.length < 50;
  const space = toSpace(found.value);
  return isWhole ? space : { ...space, labels: await listLabels(http, spaceId) };
}

/** Null: Confluence does not say. */
async function listLabels(http: Http, spaceId: SpaceId): Promise<string[] | null> {
  const path = pathOf(`/wiki/api/v2/spaces/${safeId(spaceId)}/labels`, { limit: 250 });
  const labels = await orNull(listAll(http, { operation: 'spaces.labels', path, item: rawLabel }));
  return labels && labelsOfSpace(labels);
}

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

const rawPolicy = v.object({ id, dataPolicy: nullish(v.object({ anyContentBlocked: nullish(v.boolean()) })) });

/** A blocked space is listed as ever; its contents silently vanish from all answers. Nothing of that is absence. */
export async function listBlockedSpaces(http: Http, ids: readonly SpaceId[]): Promise<Set<SpaceId>> {
  const blocked = new Set<SpaceId>();
  for (const some of chunks(ids, 250)) {
    const path = pathOf('/wiki/api/v2/data-policies/spaces', { ids: some.map(safeId), limit: 250 });
    try {
      const found = await listAll(http, { operation: 'dataPolicies.spaces', path, item: rawPolicy });
      for (const one of found) if (one.dataPolicy?.anyContentBlocked) blocked.add(one.id);
    } catch (error) {
      // A site whose plan has no data security policies does not have the operation.
      if (!isNotFound(error)) throw error;
    }
  }
  return blocked;
}
