import { createHash } from 'node:crypto';
import { blockMarkup, inline, type Markup, type Text } from './inline';

export interface Task {
  readonly text: Text | readonly Text[];
  readonly done: boolean;
  readonly below: readonly Task[];
}

/** A task: a mention in it is its assignee, a date its due date. */
export const todo = (text: Text | readonly Text[], ...below: readonly Task[]): Task => ({ text, done: false, below });
export const done = (text: Text | readonly Text[], ...below: readonly Task[]): Task => ({ text, done: true, below });

/** Stands for a task's id until `numberTasks` knows its place on the page. */
const idMark = '<ac:task-id>?</ac:task-id>';

/** The local id that Confluence gives a node; ours follows from the words, so that the site is the same at each start. */
export function localId(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

function taskXml(task: Task): string {
  const parts = typeof task.text === 'string' || 'xml' in task.text ? [task.text] : task.text;
  const text = inline(...parts);
  const own = `<ac:task>${idMark}<ac:task-uuid>${localId(text)}</ac:task-uuid><ac:task-status>${task.done ? 'complete' : 'incomplete'}</ac:task-status><ac:task-body><span class="placeholder-inline-tasks">${text}</span></ac:task-body></ac:task>`;
  // The cloud editor writes a nested list beside the task it belongs to, not inside it.
  return task.below.length > 0 ? `${own}${listXml(task.below)}` : own;
}

const listXml = (list: readonly Task[]): string => `<ac:task-list>${list.map(taskXml).join('')}</ac:task-list>`;

export const tasks = (...list: readonly Task[]): Markup => blockMarkup(listXml(list));

/** Numbers the tasks of a page from 1: a task's id is unique on its page only. */
export function numberTasks(body: string): string {
  let serial = 0;
  return body.replaceAll(idMark, () => `<ac:task-id>${++serial}</ac:task-id>`);
}

/** Decisions exist in the new editor alone; storage format carries them as an ADF node with a list to fall back on. */
export function decisions(...list: readonly { readonly text: string; readonly decided?: boolean }[]): Markup {
  const nodes = list
    .map(
      ({ text, decided = true }) =>
        `<ac:adf-node type="decision-item"><ac:adf-attribute key="local-id">${localId(text)}</ac:adf-attribute><ac:adf-attribute key="state">${decided ? 'DECIDED' : 'UNDECIDED'}</ac:adf-attribute><ac:adf-content>${inline(text)}</ac:adf-content></ac:adf-node>`,
    )
    .join('');
  const fallback = list.map(({ text }) => `<li>${inline(text)}</li>`).join('');
  return blockMarkup(
    `<ac:adf-extension><ac:adf-node type="decision-list"><ac:adf-attribute key="local-id">${localId(list.map(({ text }) => text).join())}</ac:adf-attribute>${nodes}</ac:adf-node><ac:adf-fallback><ul class="decision-list">${fallback}</ul></ac:adf-fallback></ac:adf-extension>`,
  );
}
