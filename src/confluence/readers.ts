/** Who may view a space. */
import * as v from '@badrap/valita';
import type { SpaceId } from '../content';
import { id, nullish, pathOf, safeId, text } from './answers';
import { ConfluenceError } from './errors';
import type { Http } from './http';
import { listAll } from './paging';
import { inParallel } from './parallel';
import type { SpaceReaders } from './port';

const rawPermission = v.object({
  principal: nullish(v.object({ type: text, id })),
  operation: nullish(v.object({ key: text, targetType: text })),
});
/** One question for each group; what stands in a file for people to read need not name hundreds. */
const mostGroups = 20;

export async function listReaders(http: Http, spaceId: SpaceId): Promise<SpaceReaders> {
  const path = pathOf(`/wiki/api/v2/spaces/${safeId(spaceId)}/permissions`, { limit: 250 });
  const all = await listAll(http, { operation: 'spaces.permissions', path, item: rawPermission, points: 2 });
  const readers = all
    .filter(({ operation }) => operation?.key === 'read' && operation.targetType === 'space')
    .flatMap((one) => one.principal ?? []);
  const ids = (type: string) => [...new Set(readers.filter((one) => one.type === type).map((one) => one.id))];
  const groups = await inParallel(ids('group').slice(0, mostGroups), 4, (groupId) => groupName(http, groupId));
  return {
    groups: groups.filter((name) => name !== null).sort(),
    roles: ids('role').sort(),
    people: ids('user').length,
    everyone: readers.some((one) => one.type === 'anonymous'),
  };
}

/** Null for a group that the app may not look up. */
async function groupName(http: Http, groupId: string): Promise<string | null> {
  try {
    const path = pathOf('/wiki/rest/api/group/by-id', { id: groupId });
    const { value } = await http.ask({ operation: 'groups.get', path, schema: v.object({ name: text }), points: () => 2 });
    return value.name ?? null;
  } catch (error) {
    if (error instanceof ConfluenceError && (error.kind === 'not-found' || error.kind === 'forbidden')) return null;
    throw error;
  }
}
