import type { AccountId } from '../content';
import type { Needs, SnapshotParts } from './types';

const accounts = /ri:account-id="([^"]+)"/g;

/** What `compose` must be told about this content: who its people are. Each once, sorted. */
export function needsOf(parts: SnapshotParts): Needs {
  const { content, comments, tasks } = parts;
  const ids = new Set<AccountId>();
  const add = (id: AccountId | null) => {
    if (id !== null && id !== '') ids.add(id);
  };
  add(content.authorId);
  for (const comment of comments) add(comment.authorId);
  for (const task of tasks) add(task.assignedTo);
  const bodies = [
    content.body,
    ...comments.map((comment) => comment.body),
    ...tasks.flatMap((task) => (task.body === null ? [] : [task.body])),
  ];
  for (const body of bodies) for (const match of body.value.matchAll(accounts)) add(match[1] ?? null);
  return { accountIds: [...ids].sort() };
}
