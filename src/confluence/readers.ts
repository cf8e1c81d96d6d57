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
/** One question for each group and role; what stands in a file for people to read need not name hundreds. */
const mostNamed = 20;

export async function listReaders(http: Http, spaceId: SpaceId): Promise<SpaceReaders> {
  const path = pathOf(`/wiki/api/v2/spaces/${safeId(spaceId)}/permissions`, { limit: 250 });
  const all = await listAll(http, { operation: 'spaces.permissions', path, item: rawPermission, points: 2 });
  const readers = all
    .filter(({ operation }) => operation?.key === 'read' && operation.targetType === 'space')
    .flatMap((one) => one.principal ?? []);
  const ids = (type: string) => [...new Set(readers.filter((one) => one.type === type).map((one) => one.id))];
  const named = async (type: string, nameOf: (http: Http, id: string) => Promise<string | null>) => {
    const names = await inParallel(ids(type).slice(0, mostNamed), 4, (one) => nameOf(http, one));
    return names.filter((name) => name !== null).sort();
  };
  const roles = await named('role', roleName);
  return {
    groups: await named('group', groupName),
    roles,
    unnamedRoles: ids('role').length - roles.length,
    people: ids('user').length,
    everyone: readers.some((one) => one.type === 'anonymous'),
  };
}

const groupName = (http: Http, groupId: string) => nameAt(http, 'groups.get', pathOf('/wiki/rest/api/group/by-id', { id: groupId }));
/** Only sites with role-based access have roles; their ids are UUIDs. */
const roleName = (http: Http, roleId: string) => nameAt(http, 'roles.get', `/wiki/api/v2/space-roles/${encodeURIComponent(roleId)}`);

/** Null for what the app may not look up. */
async function nameAt(http: Http, operation: string, path: string): Promise<string | null> {
  try {
    const { value } = await http.ask({ operation, path, schema: v.object({ name: text }), points: () => 2 });
    return value.name ?? null;
  } catch (error) {
    if (error instanceof ConfluenceError && (error.kind === 'not-found' || error.kind === 'forbidden')) return null;
    throw error;
  }
}
