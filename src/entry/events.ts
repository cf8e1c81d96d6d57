import * as v from '@badrap/valita';
import type { InvocationError } from '@forge/events';
import type { ContentType } from '../content';
import { StoreBusyError } from '../store';
import { type Cause, type Ports, QueueFullError, type Touch } from '../sync';
import { again, FULL_SECONDS } from './again';
import { lockOfContent } from './forgeQueue';
import { log } from './log';
import { anyId as id } from './payloads';
import { wire } from './ports';

/** Forge gives a trigger 25 s. */
const SECONDS = 25;

const space = v.object({ id });
const content = v.object({ id, type: v.string(), space: space.optional() });
/** The parts of a product event that are used: which content, in which space. All else in it is old by the time it is read. */
const contentEvent = v.object({
  eventType: v.string(),
  content: content.extend({ container: content.optional() }).optional(),
  prevContent: content.optional(),
  attachment: v.object({ container: content.optional(), space: space.optional() }).optional(),
  space: space.optional(),
});
type ContentEvent = v.Infer<typeof contentEvent>;
const spaceEvent = v.object({ eventType: v.string(), space });

/** Events after which something may be new for all that lies below the content, too. */
const reachesDown = /:(moved|copied|archived|unarchived|restored|permissions_updated):|:(added|removed):label$/;

/**
 * Trigger: says which content may have changed, and nothing else. One small key-value read, one push. Where the minute's queue or store is
 * spent it asks to be called again: what throws is not, and of a move, a label or a restriction only the next sweep would know.
 */
export async function onContentEvent(event: unknown): Promise<InvocationError | undefined> {
  const parsed = contentEvent.try(event, { mode: 'strip' });
  if (!parsed.ok) {
    log('event not understood', { problem: parsed.issues[0]?.path.join('.') ?? 'shape' });
    return undefined;
  }
  const about = subjectOf(parsed.value);
  // A label of a space comes as any label does; of a page or blog post it names that, too.
  if (!about && /:label$/.test(parsed.value.eventType) && !parsed.value.content && parsed.value.space) return onSpaceEvent(event);
  if (!about) return undefined;
  const { ports, finish } = wire(lockOfContent(about.id), SECONDS);
  try {
    if (!(await concerns(ports, parsed.value, about))) return undefined;
    if (about.kind === 'folder') {
      await ports.queue.work({ kind: 'below', id: about.id, spaceId: about.spaceId, at: ports.now(), cause: causeOf(parsed.value) });
      // What a restriction of the folder hides can't be listed; it is found by asking for what is known.
      if (about.spaceId) await ports.queue.work({ kind: 'probe', spaceId: about.spaceId, after: null });
      return undefined;
    }
    const touch: Touch = {
      id: about.id,
      type: about.kind,
      spaceId: about.spaceId,
      at: ports.now(),
      cause: causeOf(parsed.value),
      below: reachesDown.test(parsed.value.eventType),
      awaited: false,
    };
    await ports.queue.touch([touch]);
    return undefined;
  } catch (error) {
    return laterIfSpent(error);
  } finally {
    await finish();
  }
}

function laterIfSpent(error: unknown): InvocationError {
  if (error instanceof QueueFullError || error instanceof StoreBusyError) return again(FULL_SECONDS);
  throw error;
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

const causesByEvent: [RegExp, Cause][] = [
  [/:label$/, 'label'],
  [/:permissions_updated:/, 'permission'],
  [/:moved:/, 'move'],
  [/:comment$/, 'comment'],
  [/:task$/, 'task'],
  [/:attachment$/, 'attachment'],
  [/:created:/, 'create'],
  [/:updated:/, 'edit'],
];
/** In what way the content changed, for the activity to say. What is done about it does not depend on this. */
const causeOf = ({ eventType }: ContentEvent): Cause => causesByEvent.find(([pattern]) => pattern.test(eventType))?.[1] ?? 'event';

/** Whether the content is, or was, in a space that is included. */
async function concerns(ports: Ports, event: ContentEvent, about: Subject): Promise<boolean> {
  const { settings } = ports.store;
  if (about.spaceId === null) return (await settings.selection()).spaces.length > 0;
  const before = event.prevContent?.space?.id;
  if ((await settings.selectedSpaces([about.spaceId, ...(before ? [before] : [])])).length > 0) return true;
  // A move out of an included space may not name the old space.
  return /:moved:/.test(event.eventType) && (await ports.store.ledger.get(about.id)) !== null;
}

/** Trigger: a space has a new name, description, status or label. */
export async function onSpaceEvent(event: unknown): Promise<InvocationError | undefined> {
  const parsed = spaceEvent.try(event, { mode: 'strip' });
  if (!parsed.ok) {
    log('event not understood', { problem: 'space' });
    return undefined;
  }
  const spaceId = parsed.value.space.id;
  const { ports, finish } = wire(`space:${spaceId}`, SECONDS);
  try {
    if (await ports.store.settings.selectedSpace(spaceId)) await ports.queue.work({ kind: 'space', spaceId });
    return undefined;
  } catch (error) {
    return laterIfSpent(error);
  } finally {
    await finish();
  }
}

/** Trigger: the app was installed or upgraded. Nothing is sent before an admin has connected and chosen. */
export async function onLifecycleEvent(event: unknown): Promise<void> {
  const parsed = v.object({ eventType: v.string().optional() }).try(event, { mode: 'strip' });
  log('lifecycle', { event: parsed.ok ? (parsed.value.eventType ?? 'unknown') : 'unknown' });
}
