import * as z from 'zod/mini';
import type { ContentType } from '../content';
import type { Ports, Touch } from '../sync';
import { lockOfContent } from './forgeQueue';
import { log } from './log';
import { wire } from './ports';

/** Forge gives a trigger 25 s. */
const SECONDS = 25;

/** Ids come as text or as numbers, sometimes the same field both ways. */
const id = z.pipe(z.union([z.string(), z.number()]), z.transform(String));
const space = z.object({ id });
const content = z.object({ id, type: z.string(), space: z.optional(space) });
/** The parts of a product event that are used: which content, in which space. All else in it is old by the time it is read. */
const contentEvent = z.object({
  eventType: z.string(),
  content: z.optional(z.extend(content, { container: z.optional(content) })),
  prevContent: z.optional(content),
  attachment: z.optional(z.object({ container: z.optional(content), space: z.optional(space) })),
  space: z.optional(space),
});
type ContentEvent = z.infer<typeof contentEvent>;
const spaceEvent = z.object({ eventType: z.string(), space });

/** Events after which something may be new for all that lies below the content, too. */
const reachesDown = /:(moved|copied|archived|unarchived|restored|permissions_updated):|:(added|removed):label$/;

/** Trigger: says which content may have changed, and nothing else. One key-value read, one push. */
export async function onContentEvent(event: unknown): Promise<void> {
  const parsed = contentEvent.safeParse(event);
  if (!parsed.success) return log('event not understood', { problem: parsed.error.issues[0]?.path.join('.') ?? 'shape' });
  const about = subjectOf(parsed.data);
  // A label of a space comes as any label does; of a page or blog post it names that, too.
  if (!about && /:label$/.test(parsed.data.eventType) && !parsed.data.content && parsed.data.space) return onSpaceEvent(event);
  if (!about) return;
  const { ports, finish } = wire(lockOfContent(about.id), SECONDS);
  try {
    if (!(await concerns(ports, parsed.data, about))) return;
    if (about.kind === 'folder') {
      await ports.queue.work({ kind: 'below', id: about.id, spaceId: about.spaceId, at: ports.now(), cause: 'event' });
      // What a restriction of the folder hides can't be listed; it is found by asking for what is known.
      if (about.spaceId) await ports.queue.work({ kind: 'probe', spaceId: about.spaceId, after: null });
      return;
    }
    const touch: Touch = {
      id: about.id,
      type: about.kind,
      spaceId: about.spaceId,
      at: ports.now(),
      cause: 'event',
      below: reachesDown.test(parsed.data.eventType),
      awaited: false,
    };
    await ports.queue.touch([touch]);
  } finally {
    await finish();
  }
}

interface Subject {
  id: string;
  kind: ContentType | 'folder';
  spaceId: string | null;
}

/** The page, blog post or folder that the event is about. A comment's, a task's or an attachment's is the one that it belongs to. */
function subjectOf(event: ContentEvent): Subject | null {
  const own = event.content?.type === 'comment' ? event.content.container : event.content;
  const subject = own ?? event.attachment?.container;
  if (!subject || !(subject.type === 'page' || subject.type === 'blogpost' || subject.type === 'folder')) return null;
  const where = subject.space ?? event.content?.space ?? event.attachment?.space;
  return { id: subject.id, kind: subject.type, spaceId: where?.id ?? null };
}

/** Whether the content is, or was, in a space that is included. */
async function concerns(ports: Ports, event: ContentEvent, about: Subject): Promise<boolean> {
  const { spaces } = await ports.store.settings.selection();
  const included = (spaceId: string | null | undefined) => spaces.some((s) => s.id === spaceId);
  if (about.spaceId === null || included(about.spaceId) || included(event.prevContent?.space?.id)) return spaces.length > 0;
  // A move out of an included space may not name the old space.
  return /:moved:/.test(event.eventType) && (await ports.store.ledger.get(about.id)) !== null;
}

/** Trigger: a space has a new name, description, status or label. */
export async function onSpaceEvent(event: unknown): Promise<void> {
  const parsed = spaceEvent.safeParse(event);
  if (!parsed.success) return log('event not understood', { problem: 'space' });
  const spaceId = parsed.data.space.id;
  const { ports, finish } = wire(`space:${spaceId}`, SECONDS);
  try {
    if (await ports.store.settings.selectedSpace(spaceId)) await ports.queue.work({ kind: 'space', spaceId });
  } finally {
    await finish();
  }
}

/** Trigger: the app was installed or upgraded. Nothing is sent before an admin has connected and chosen. */
export async function onLifecycleEvent(event: unknown): Promise<void> {
  const parsed = z.object({ eventType: z.optional(z.string()) }).safeParse(event);
  log('lifecycle', { event: parsed.success ? (parsed.data.eventType ?? 'unknown') : 'unknown' });
}
