import * as v from '@badrap/valita';
import type { ContentType, Millis, SpaceId, Task } from '../content';
import { body, byId, id, nullish, optionalTime, pathOf, safeId, storageOf, text } from './answers';
import type { Http } from './http';
import { listAll } from './paging';
import type { Changed } from './port';

const rawTask = v.object({
  id,
  localId: nullish(id),
  status: text,
  body,
  pageId: nullish(id),
  blogPostId: nullish(id),
  assignedTo: text,
  createdBy: text,
  completedBy: text,
  dueAt: text,
  createdAt: text,
  completedAt: text,
});
type RawTask = v.Infer<typeof rawTask>;

/** The tasks of these contents of one type, by content id. Each asked id has a list. */
export async function listTasks(http: Http, type: ContentType, ids: readonly string[]): Promise<Map<string, Task[]>> {
  const path = pathOf('/wiki/api/v2/tasks', {
    [type === 'page' ? 'page-id' : 'blogpost-id']: ids.map(safeId),
    'body-format': 'storage',
    limit: 250,
  });
  const tasks = new Map<string, Task[]>(ids.map((one) => [one, []]));
  for (const raw of await listAll(http, { operation: 'tasks.list', path, item: rawTask })) {
    tasks.get((type === 'page' ? raw.pageId : raw.blogPostId) ?? '')?.push(toTask(raw));
  }
  for (const list of tasks.values()) list.sort(byId);
  return tasks;
}

/** Contents with tasks created or completed since then. There is no filter for changes. */
export async function listTouchedByTasks(
  http: Http,
  spaceIds: readonly SpaceId[],
  since: Millis,
  what: 'created' | 'completed',
): Promise<Changed[]> {
  const path = pathOf('/wiki/api/v2/tasks', { 'space-id': spaceIds.map(safeId), [`${what}-at-from`]: since, limit: 250 });
  const found = await listAll(http, { operation: `tasks.${what}`, path, item: rawTask });
  return found.flatMap((raw): Changed[] => {
    const at = Date.parse((what === 'created' ? raw.createdAt : raw.completedAt) ?? '') || since;
    if (raw.pageId) return [{ ref: { id: raw.pageId, type: 'page' }, at }];
    return raw.blogPostId ? [{ ref: { id: raw.blogPostId, type: 'blogpost' }, at }] : [];
  });
}

function toTask(raw: RawTask): Task {
  return {
    id: raw.id,
    localId: raw.localId ?? null,
    status: raw.status === 'complete' ? 'complete' : 'incomplete',
    body: raw.body?.storage?.value ? storageOf(raw.body) : null,
    assignedTo: raw.assignedTo ?? null,
    createdBy: raw.createdBy ?? null,
    completedBy: raw.completedBy ?? null,
    dueAt: optionalTime(raw.dueAt),
    completedAt: optionalTime(raw.completedAt),
  };
}
