/** Searching by CQL. Which contents are found comes from an index that lags; what is said of them comes from the database. */
import * as z from 'zod/mini';
import type { ContentId } from '../content';
import { body, id, pathOf, safeId, text } from './answers';
import { ConfluenceError } from './errors';
import type { Http } from './http';
import { sharedLabels } from './labels';
import { askPage, listAll } from './paging';

const principals = z.nullish(
  z.object({
    results: z.array(z.object({ accountId: text, name: text, id: text })),
    size: z.nullish(z.number()),
    limit: z.nullish(z.number()),
    totalSize: z.nullish(z.number()),
    _links: z.nullish(z.object({ next: text })),
  }),
);
export const rawRestriction = z.object({ restrictions: z.nullish(z.object({ user: principals, group: principals })) });
export type RawRestriction = z.infer<typeof rawRestriction>;

const related = z.object({ id, type: text, title: text });
const rawFound = z.object({
  id,
  type: z.string(),
  status: text,
  title: text,
  body,
  version: z.nullish(z.object({ when: text, by: z.nullish(z.object({ accountId: text })) })),
  ancestors: z.nullish(z.array(related)),
  container: z.nullish(related),
  restrictions: z.nullish(z.object({ read: z.nullish(rawRestriction) })),
  metadata: z.nullish(
    z.object({
      labels: z.nullish(
        z.object({
          results: z.array(z.object({ name: z.string(), prefix: text })),
          size: z.nullish(z.number()),
          limit: z.nullish(z.number()),
          _links: z.nullish(z.object({ next: text })),
        }),
      ),
    }),
  ),
  childTypes: z.nullish(z.object({ comment: z.nullish(z.object({ value: z.nullish(z.boolean()) })) })),
  extensions: z.nullish(
    z.object({
      location: text,
      inlineProperties: z.nullish(z.object({ originalSelection: text })),
      resolution: z.nullish(z.object({ status: text })),
    }),
  ),
});
/** An object of v1. All but id and type are there only if expanded. */
export type Found = z.infer<typeof rawFound>;

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
  const page = await askPage(http, { operation: 'search.count', path, item: z.object({}) });
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
