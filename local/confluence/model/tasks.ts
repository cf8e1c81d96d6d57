/** Tasks live in the body: what the REST API lists is read out of it, and ticking one rewrites it. */
export interface TaskInBody {
  localId: string;
  uuid: string | null;
  status: 'complete' | 'incomplete';
  body: string;
  assignedTo: string | null;
  dueAt: number | null;
}

// Not \b after the name: it would take `ac:task-id` and its like as well.
const taskStart = /<ac:task(?:\s[^>]*)?>/g;
const field = (text: string, name: string) => new RegExp(`<ac:${name}\\b[^>]*>([\\s\\S]*?)</ac:${name}>`).exec(text)?.[1]?.trim() ?? null;

/** The spans of `ac:task` elements, outer and nested, in the order of the text. */
function spans(body: string): { start: number; end: number }[] {
  const open: number[] = [];
  const found: { start: number; end: number }[] = [];
  const tags = /<ac:task(?:\s[^>]*)?>|<\/ac:task>/g;
  for (let tag = tags.exec(body); tag; tag = tags.exec(body)) {
    if (tag[0].startsWith('</')) {
      const start = open.pop();
      if (start !== undefined) found.push({ start, end: tag.index + tag[0].length });
    } else open.push(tag.index);
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The task's own text: nested task lists and tasks are tasks of their own. */
const ownText = (text: string) => text.replace(taskStart, '').replace(/<ac:task-list\b[\s\S]*<\/ac:task-list>/g, '');

export function tasksInBody(body: string): TaskInBody[] {
  if (!body.includes('<ac:task')) return [];
  const tasks: TaskInBody[] = [];
  for (const { start, end } of spans(body)) {
    const text = body.slice(start, end);
    const own = ownText(text);
    const opening = text.indexOf('<ac:task-body>');
    const closing = text.lastIndexOf('</ac:task-body>');
    const taskBody = opening < 0 || closing < opening ? '' : ownText(text.slice(opening + '<ac:task-body>'.length, closing)).trim();
    const due = /<time\b[^>]*datetime="([^"]+)"/.exec(own)?.[1];
    const dueAt = due === undefined ? Number.NaN : Date.parse(due);
    tasks.push({
      localId: field(own, 'task-id') ?? String(tasks.length + 1),
      uuid: field(own, 'task-uuid'),
      status: field(own, 'task-status') === 'complete' ? 'complete' : 'incomplete',
      body: taskBody,
      assignedTo: /<ri:user\b[^>]*ri:account-id="([^"]+)"/.exec(own)?.[1] ?? null,
      dueAt: Number.isNaN(dueAt) ? null : dueAt,
    });
  }
  return tasks;
}

/** The body with the status of one task changed; null if the body has no such task. */
export function withTaskStatus(body: string, localId: string, status: 'complete' | 'incomplete'): string | null {
  let ordinal = 0;
  for (const { start, end } of spans(body)) {
    ordinal += 1;
    const text = body.slice(start, end);
    if ((field(ownText(text), 'task-id') ?? String(ordinal)) !== localId) continue;
    const at = /<ac:task-status>[\s\S]*?<\/ac:task-status>/.exec(text);
    const element = `<ac:task-status>${status}</ac:task-status>`;
    const bodyAt = text.indexOf('<ac:task-body>');
    if (at && (bodyAt < 0 || at.index < bodyAt || at.index > text.lastIndexOf('</ac:task-body>')))
      return body.slice(0, start) + text.slice(0, at.index) + element + text.slice(at.index + at[0].length) + body.slice(end);
    const opened = text.indexOf('>') + 1;
    return body.slice(0, start) + text.slice(0, opened) + element + text.slice(opened) + body.slice(end);
  }
  return null;
}
