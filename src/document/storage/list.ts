import type { ListItem } from 'mdast';
import { type Block, item, listOf, taskItem } from '../mdast/blocks';
import { attributeOf, childOf, type Reading, type Style, textOf } from './reading';
import type { Element, Node } from './scan';

/** `ul` and `ol`. A list that lies directly in a list (older editors write that) belongs to the item before it. */
export function readList(element: Element, reading: Reading, style: Style): Block[] {
  const items: ListItem[] = [];
  let loose: Node[] = [];
  const flush = () => {
    const blocks = reading.blocks(loose, style);
    if (blocks.length > 0) items.push(item(blocks));
    loose = [];
  };
  for (const child of element.children) {
    if (child.kind === 'element' && child.name === 'li') {
      flush();
      items.push(item(reading.blocks(child.children, style)));
    } else if (child.kind === 'element' && (child.name === 'ul' || child.name === 'ol') && items.length > 0) {
      flush();
      const last = items[items.length - 1];
      last?.children.push(...(readList(child, reading, style) as ListItem['children'])); // as in `item`
    } else loose.push(child);
  }
  flush();
  if (items.every((listItem) => listItem.children.length === 0)) return [];
  const ordered = element.name === 'ol';
  const start = Number.parseInt(attributeOf(element, 'start'), 10);
  return listOf(items, ordered ? (start >= 0 && start < 1e9 ? start : 1) : null);
}

function readTask(task: Element, reading: Reading, style: Style): ListItem | null {
  const id = childOf(task, 'ac:task-id');
  const localId = id === null ? '' : textOf(id.children).trim();
  const status = childOf(task, 'ac:task-status');
  const body = childOf(task, 'ac:task-body');
  const blocks = reading.blocks(body?.children ?? [], style);
  if (localId !== '') reading.shownTasks.add(localId);
  const nested = task.children.filter((child) => child.kind === 'element' && child.name === 'ac:task-list');
  blocks.push(...reading.blocks(nested, style));
  const done = status !== null && textOf(status.children).trim() === 'complete';
  return taskItem(blocks, done, (shown) => (localId === '' ? '' : reading.taskNote(localId, shown)));
}

/** `ac:task-list`: a list with boxes. Tasks without any text are left out: there is nothing to read, and GFM can't write them. */
export function readTaskList(element: Element, reading: Reading, style: Style): Block[] {
  const tasks = element.name === 'ac:task' ? [element] : element.children;
  const items: ListItem[] = [];
  const others: Block[] = [];
  for (const child of tasks) {
    if (child.kind === 'text') {
      if (child.value.trim() !== '') others.push(...reading.blocks([child], style));
      continue;
    }
    const read = child.name === 'ac:task' ? readTask(child, reading, style) : null;
    const last = items[items.length - 1];
    if (read !== null) items.push(read);
    else if (child.name === 'ac:task') continue;
    else if (last !== undefined)
      last.children.push(...(reading.blocks([child], style) as ListItem['children'])); // as in `item`
    else others.push(...reading.blocks([child], style));
  }
  return [...others, ...listOf(items)];
}
