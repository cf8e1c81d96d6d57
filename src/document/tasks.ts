import type { ListItem } from 'mdast';
import type { Task } from '../content';
import { byId } from './comments';
import { type Block, heading, item, listOf, taskItem, textParagraph } from './mdast/blocks';
import { textAtom } from './mdast/phrasing';

/** `(assigned to @Ana, due 2026-12-01)`, without what the text `shown` says already; '' where nothing is left. */
export function taskNote(task: Task, name: (id: string) => string, shown: string): string {
  const said: string[] = [];
  const assignee = task.assignedTo === null ? '' : `@${name(task.assignedTo)}`;
  if (assignee !== '' && !shown.includes(assignee)) said.push(`assigned to ${assignee}`);
  const due = task.dueAt === null ? '' : (/^\d{4}-\d{2}-\d{2}/.exec(task.dueAt)?.[0] ?? task.dueAt);
  if (due !== '' && !shown.includes(due)) said.push(`due ${due}`);
  return said.length === 0 ? '' : `(${said.join(', ')})`;
}

/** Tasks that the body does not show, under a heading of their own; none where it shows them all. */
export function taskBlocks(
  tasks: readonly Task[],
  shown: ReadonlySet<string>,
  name: (id: string) => string,
  read: (task: Task) => Block[],
): Block[] {
  const items: ListItem[] = [];
  for (const task of [...tasks].sort(byId)) {
    if (task.localId !== null && shown.has(task.localId)) continue;
    const blocks = read(task);
    const done = task.status === 'complete';
    items.push(taskItem(blocks, done, (shown) => taskNote(task, name, shown)) ?? item(textParagraph('…'), done));
  }
  if (items.length === 0) return [];
  return [...heading(2, [textAtom('Tasks')]), ...listOf(items)];
}
