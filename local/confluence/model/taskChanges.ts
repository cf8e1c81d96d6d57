import { type Context, contentOf, emitFor, ModelError } from './context';
import { contentInEvent, taskInEvent } from './events';
import { uuidOf } from './ids';
import { addVersion } from './inserting';
import { type TaskInBody, tasksInBody, withTaskStatus } from './tasks';
import type { Content, Task } from './types';

const emitTask = (context: Context, content: Content, verb: string, who: string, task: Task, old?: Task) =>
  emitFor(context, content, `avi:confluence:${verb}:task`, who, {
    task: taskInEvent(task),
    ...(old ? { oldTask: taskInEvent(old) } : {}),
    content: contentInEvent(context.state, content),
  });

function insertTask({ state, clock }: Context, content: Content, who: string, read: TaskInBody): Task {
  const at = clock.now();
  const complete = read.status === 'complete';
  const task: Task = {
    id: state.nextId(),
    localId: read.localId,
    uuid: read.uuid ?? uuidOf('task', content.id, read.localId),
    contentId: content.id,
    status: read.status,
    body: read.body,
    createdBy: who,
    assignedTo: read.assignedTo,
    completedBy: complete ? who : null,
    createdAt: at,
    updatedAt: at,
    dueAt: read.dueAt,
    completedAt: complete ? at : null,
  };
  state.tasks.set(task.id, task);
  state.taskIds.add(task.id);
  const ids = state.taskIdsByContent.get(content.id) ?? [];
  ids.push(task.id);
  state.taskIdsByContent.set(content.id, ids);
  return task;
}

export function removeTask({ state }: Context, task: Task): void {
  state.tasks.delete(task.id);
  state.taskIds.remove(task.id);
  const ids = state.taskIdsByContent.get(task.contentId) ?? [];
  state.taskIdsByContent.set(
    task.contentId,
    ids.filter((id) => id !== task.id),
  );
}

const differs = (task: Task, read: TaskInBody) =>
  task.status !== read.status || task.body !== read.body || task.assignedTo !== read.assignedTo || task.dueAt !== read.dueAt;

function applyTask(context: Context, task: Task, read: TaskInBody, who: string): void {
  const at = context.clock.now();
  if (task.status !== read.status)
    Object.assign(task, read.status === 'complete' ? { completedAt: at, completedBy: who } : { completedAt: null, completedBy: null });
  Object.assign(task, { status: read.status, body: read.body, assignedTo: read.assignedTo, dueAt: read.dueAt, updatedAt: at });
}

/** Brings the listed tasks of a content in line with its body, and tells of each that came, changed or went. */
export function syncTasks(context: Context, content: Content, who: string): void {
  const before = (context.state.taskIdsByContent.get(content.id) ?? []).flatMap((id) => context.state.tasks.get(id) ?? []);
  const read = tasksInBody(content.body);
  if (read.length === 0 && before.length === 0) return;
  for (const one of read) {
    const known = before.find((task) => task.localId === one.localId);
    if (!known) {
      emitTask(context, content, 'created', who, insertTask(context, content, who, one));
    } else if (differs(known, one)) {
      const old = { ...known };
      applyTask(context, known, one, who);
      emitTask(context, content, 'updated', who, known, old);
    }
  }
  const kept = new Set(read.map((one) => one.localId));
  for (const task of before) {
    if (kept.has(task.localId)) continue;
    removeTask(context, task);
    emitTask(context, content, 'removed', who, task);
  }
}

export const taskChanges = (context: Context) => ({
  /** Ticks or unticks: the body is rewritten, the page has a version more, and `updated:task` is the only event. */
  toggleTask(who: string, taskId: string): Task {
    const task = context.state.tasks.get(taskId);
    if (!task) throw new ModelError(404, `No task with id ${taskId} in this site`);
    const content = contentOf(context, task.contentId);
    if (content.status !== 'current') throw new ModelError(409, `The content is ${content.status}: restore it before you tick its tasks`);
    const body = withTaskStatus(content.body, task.localId, task.status === 'complete' ? 'incomplete' : 'complete');
    if (body === null) throw new ModelError(409, 'The body does not have this task any more: reload the page');
    content.body = body;
    addVersion(context, content, who, { minor: true });
    context.index.touch(content.id);
    syncTasks(context, content, who);
    return task;
  },
});
