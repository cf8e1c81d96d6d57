import type { Millis } from '../../src/content';
import { lockOf, type Queue, QueueFullError, type Touch, type Work } from '../../src/sync';
import { call, type Life, type World } from './world';

export type Message = { kind: 'touch'; touch: Touch } | { kind: 'work'; work: Work };

interface Waiting {
  message: Message;
  lock: string;
  retries: number;
}

/** What became of one delivery. */
export type Delivered = { kind: 'done' } | { kind: 'again'; seconds: number } | { kind: 'failed' } | { kind: 'killed' };

/** The platform's queues: at least once, in no order, one delivery at a time for each lock. */
export interface Mailbox {
  send(message: Message, delaySeconds: number): void;
  /** Waiting or being delivered. */
  open(): number;
  show(): string[];
}

export const lockOfMessage = (message: Message): string =>
  message.kind === 'touch' ? `content:${message.touch.id}` : lockOf(message.work);

export function mailboxOf(
  world: World,
  deliver: (message: Message, lock: string, retries: number, ended: (how: Delivered) => void) => void,
): Mailbox {
  const held = new Set<string>();
  const blocked = new Map<string, Waiting[]>();
  const open = new Set<Waiting>();
  const { timeline, random, weather } = world;

  const later = (waiting: Waiting, ms: Millis) => {
    open.add(waiting);
    timeline.after(ms, () => arrive(waiting));
  };
  const arrive = (waiting: Waiting) => {
    if (held.has(waiting.lock)) return void blocked.set(waiting.lock, [...(blocked.get(waiting.lock) ?? []), waiting]);
    held.add(waiting.lock);
    deliver(waiting.message, waiting.lock, waiting.retries, (how) => {
      held.delete(waiting.lock);
      open.delete(waiting);
      if (how.kind === 'again') later({ ...waiting, retries: waiting.retries + 1 }, how.seconds * 1000);
      if (how.kind === 'failed' || (how.kind === 'killed' && !random.chance(weather.messageLost)))
        later({ ...waiting, retries: waiting.retries + 1 }, Math.min(900_000, 2_000 * 2 ** waiting.retries));
      const next = blocked.get(waiting.lock) ?? [];
      blocked.delete(waiting.lock);
      for (const one of next) later(one, random.int(1, 500));
    });
  };
  const add = (message: Message, delaySeconds: number) =>
    later(
      { message, lock: lockOfMessage(message), retries: 0 },
      delaySeconds * 1000 + random.wait(1, 2_000, { chance: weather.eventLate, most: 60_000 }),
    );
  return {
    send(message, delaySeconds) {
      add(message, delaySeconds);
      if (random.chance(weather.duplicate)) add(message, delaySeconds);
    },
    open: () => open.size,
    show: () => [...open].map(({ message }) => JSON.stringify(message)),
  };
}

/** The queue as one invocation has it. */
export function queueOf(world: World, life: Life, mailbox: Mailbox): Queue {
  const push = (label: string, messages: Message[], delaySeconds: number) =>
    call(world, life, label, () => {
      for (const message of messages) {
        // A part may have been taken before the queue was full.
        if (world.random.chance(world.weather.queueFull / messages.length)) throw new QueueFullError();
        mailbox.send(structuredClone(message), delaySeconds);
      }
    });
  return {
    touch: (touches, delaySeconds = 0) =>
      push(
        `queue touches ${touches.map(({ id }) => id).join(' ')}`,
        touches.map((touch) => ({ kind: 'touch', touch })),
        delaySeconds,
      ),
    work: (work, delaySeconds = 0) => push(`queue work ${JSON.stringify(work)}`, [{ kind: 'work', work }], delaySeconds),
  };
}
