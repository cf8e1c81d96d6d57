import type { ContentId, Restriction } from '../content';
import { pathOf, safeId } from './answers';
import { ConfluenceError } from './errors';
import type { Http } from './http';
import { inParallel } from './parallel';
import { type Found, type RawRestriction, rawRestriction } from './search';

const pageSize = 100;

/** What the search said, and for the rest what the contents themselves say. */
export async function completeRestrictions(
  http: Http,
  ids: readonly ContentId[],
  found: readonly Found[],
): Promise<Map<ContentId, Restriction | 'unknown'>> {
  const known = new Map(found.map((one) => [one.id, restrictionOf(one)]));
  const answers = await inParallel(ids, 6, async (id) => [id, known.get(id) ?? (await getRestriction(http, id))] as const);
  return new Map(answers);
}

/** Null if the answer does not have it, or not all of it. */
export function restrictionOf(found: Found): Restriction | null {
  const read = found.restrictions?.read;
  if (!read?.restrictions?.user || !read.restrictions.group) return null;
  return hasMore(read, 0) ? null : toRestriction([read]);
}

/** From the database, not the index. */
export async function getRestriction(http: Http, id: ContentId): Promise<Restriction | 'unknown'> {
  const answers: RawRestriction[] = [];
  for (let start = 0; ; start += pageSize) {
    const path = pathOf(`/wiki/rest/api/content/${safeId(id)}/restriction/byOperation/read`, {
      expand: ['restrictions.user', 'restrictions.group'],
      start,
      limit: pageSize,
    });
    try {
      const { value } = await http.ask({ operation: 'restriction.read', path, schema: rawRestriction, points: principalPoints });
      answers.push(value);
      if (!value.restrictions?.user || !value.restrictions.group) return 'unknown';
      if (!hasMore(value, start)) return toRestriction(answers);
    } catch (error) {
      if (error instanceof ConfluenceError && (error.kind === 'not-found' || error.kind === 'forbidden')) return 'unknown';
      throw error;
    }
  }
}

/** These lists page by `start` and have no next link; some say their total, some only how long they may be. */
function hasMore(raw: RawRestriction, start: number): boolean {
  return [raw.restrictions?.user, raw.restrictions?.group].some((list) => {
    if (!list || list.results.length === 0) return false;
    if (list._links?.next) return true;
    if (typeof list.totalSize === 'number') return start + list.results.length < list.totalSize;
    return list.results.length >= (list.limit ?? pageSize);
  });
}

/** Groups by name, as people know them; by id where there is no name. A user whose id is withheld leaves the list shorter, never open. */
function toRestriction(answers: readonly RawRestriction[]): Restriction {
  const users = answers.flatMap((raw) => raw.restrictions?.user?.results ?? []);
  const groups = answers.flatMap((raw) => raw.restrictions?.group?.results ?? []);
  if (users.length + groups.length === 0) return { kind: 'none' };
  return {
    kind: 'some',
    users: distinct(users.map((user) => user.accountId)),
    groups: distinct(groups.map((group) => group.name ?? group.id)),
  };
}

function distinct(values: readonly (string | null | undefined)[]): string[] {
  return [...new Set(values.filter((value): value is string => typeof value === 'string' && value !== ''))].sort();
}

function principalPoints(raw: RawRestriction): number {
  return 2 * ((raw.restrictions?.user?.results.length ?? 0) + (raw.restrictions?.group?.results.length ?? 0));
}
