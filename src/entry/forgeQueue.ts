import { Queue as ForgeQueue, InvocationLimitReachedError, RateLimitError } from '@forge/events';
import { lockOf, type Queue, QueueFullError, type Touch, type Work } from '../sync';

/** Forge takes 50 events in a push. */
const PUSH = 50;
/** Forge takes only plain records as bodies. */
type Message<T> = T & Record<string, unknown>;

/** The two queues of the manifest. */
export function forgeQueue(): Queue {
  const touches = new ForgeQueue<Message<Touch>>({ key: 'touches' });
  const works = new ForgeQueue<Message<Work>>({ key: 'work' });
  return {
    async touch(list, delaySeconds = 0) {
      for (let i = 0; i < list.length; i += PUSH) {
        const events = list.slice(i, i + PUSH).map((touch) => ({
          body: { ...touch },
          delayInSeconds: delaySeconds,
          concurrency: { key: lockOfContent(touch.id), limit: 1 },
        }));
        await named(touches.push(events));
      }
    },
    async work(work: Work, delaySeconds = 0) {
      await named(works.push([{ body: { ...work }, delayInSeconds: delaySeconds, concurrency: { key: lockOf(work), limit: 1 } }]));
    },
  };
}

export const lockOfContent = (id: string): string => `content:${id}`;

async function named(push: Promise<unknown>): Promise<void> {
  try {
    await push;
  } catch (error) {
    // The second is Forge's guard against endless chains of events (1,000 pushes from one origin); the tick is a new origin.
    if (error instanceof RateLimitError || error instanceof InvocationLimitReachedError) throw new QueueFullError(error);
    throw error;
  }
}
