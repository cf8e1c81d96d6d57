/** Searching by CQL. Which contents are found comes from an index that lags; what is said of them comes from the database. */
import * as v from '@badrap/valita';
import type { ContentId } from '../content';
import { body, id, nullish, number, pathOf, safeId, text } from './answers';
import { ConfluenceError } from './errors';
import type { Http } from './http';
import { sharedLabels } from './labels';
import { askPage, listAll } from './paging';

const principals = nullish(
  v.object({
    results: v.array(v.object({ accountId: text, name: text, id: text })),
    size: nullish(number),
    limit: nullish(number),
    totalSize: nullish(number),
    _links: nullish(v.object({ next: text })),
  }),
);
export const rawRestriction = v.object({ restrictions: nullish(v.object({ user: principals, group: principals })) });
export type RawRestriction = v.Infer<typeof rawRestriction>;

const related = v.object({ id, type: text, title: text });
const rawFound = v.object({
  id,
  type: v.string(),
  status: text,
  title: text,
  body,
  version: nullish(v.object({ when: text, number: nullish(number), by: nullish(v.object({ accountId: text })) })),
  ancestors: nullish(v.array(related)),
  container: nullish(related),
  restrictions: nullish(v.object({ read: nullish(rawRestriction) })),
  metadata: nullish(
    v.object({
      labels: nullish(
        v.object({
          results: v.array(v.object({ name: v.string(), prefix: text })),
          size: nullish(number),
          limit: nullish(number),
          _links: nullish(v.object({ next: text })),
        }),
      ),
    }),
  ),
  childTypes: nullish(v.object({ comment: nullish(v.object({ value: nullish(v.boolean()) })) })),
  extensions: nullish(
    v.object({
      location: text,
      inlineProperties: nullish(v.object({ originalSelection: text })),
      resolution: nullish(v.object({ status: text })),
    }),
  ),
});
/** An object of v1. All but id and type are there only if expanded. */
export type Found = v.Infer<typeof rawFound>;

/** What a content brings to all that is below it: who may read, and how it is labelled. */
export const factExpand = ['metadata.labels', 'restrictions.read.restrictions.user', 'restrictions.read.restrictions.group'];

export function search(http: Http, cql: string, expand: readonly string[], limit = 100): Promise<Found[]> {
  const path = pathOf('/wiki/rest/api/content/search', { cql, limit, expand: expand.length ? expand : undefined });
  return listAll(http, { operation: 'content.search', path, item: rawFound });
}

/**
 * As `search`, but answers null where Confluence refuses the whole batch: one content that is a draft or in the trash can make
 * it 404 (CONFCLOUD-77618, CONFCLOUD-76424). Then each has to be asked for itself.
 */
export async function searchIfItCan(http: Http, cql: string, expand: readonly string[], limit?: number): Promise<Found[] | null> {
  try {
    return await search(http, cql, expand, limit);
  } catch (error) {
    if (error instanceof ConfluenceError && (error.kind === 'not-found' || error.status === 400)) return null;
    throw error;
  }
}

/** Names of its labels, if the answer has all of them. */
export function labelsOf(found: Found): string[] | null {
  const labels = found.metadata?.labels;
  if (!labels || labels._links?.next || (typeof labels.limit === 'number' && labels.results.length >= labels.limit)) return null;
  return sharedLabels(labels.results);
}

/** How many things the index has for this CQL; costs 2 points. */
export async function count(http: Http, cql: string): Promise<number> {
  const path = pathOf('/wiki/rest/api/search', { cql, limit: 1, includeArchivedSpaces: 'true' });
  const page = await askPage(http, { operation: 'search.count', path, item: v.object({}) });
  if (page.totalSize === null) {
    throw new ConfluenceError({ kind: 'invalid-answer', status: 200, retryAfterMs: null, scope: null, operation: 'search.count' });
  }
  return page.totalSize;
}

export function inIds(field: 'id' | 'container', ids: readonly ContentId[]): string {
  return `${field} in (${ids.map(safeId).join(',')})`;
}

export const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** Keys of personal spaces begin with `~` and must be quoted. */
export function inSpaces(keys: readonly string[]): string {
  return `space in (${keys.map((key) => quoted(key)).join(',')})`;
}
