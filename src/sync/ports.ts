import type { Confluence } from '../confluence';
import type { ContentId, ContentType, Millis, SpaceId } from '../content';
import type { Repository } from '../qontext';
import type { Store, Usage } from '../store';

/** What caused a touch, a push or a withdrawal. Shown in the activity. */
export type Cause = (typeof causes)[number];
export const causes = [
  // What an event of Confluence told of; 'event' is any other than those named here.
  ...(['event', 'create', 'edit', 'move', 'label', 'permission', 'comment', 'task', 'attachment'] as const),
  ...(['choice', 'send-now'] as const),
  // Found without an event.
  ...(['poll', 'probe', 'subtree', 'retry', 'backfill', 'sweep', 'resync', 'withdrawal'] as const),
] as const;

/** "This content may have changed." Ids and a time, never content. */
export interface Touch {
  id: ContentId;
  type: ContentType;
  /** Where it was when the touch was made, as far as that is known. */
  spaceId: SpaceId | null;
  /** What changed, changed no later than this. */
  at: Millis;
  cause: Cause;
  /** Something may have changed for all that lies below it as well: its place, its restrictions, its space. */
  below: boolean;
  /** A run waits to see this settled: the reading is written down even if nothing had to be sent. */
  awaited: boolean;
}

export type Work =
  | { kind: 'list'; runId: string; step: number }
  | { kind: 'lane'; runId: string; lane: number; step: number }
  | { kind: 'settle'; runId: string; step: number }
  | { kind: 'leave'; runId: string; step: number }
  | { kind: 'end'; runId: string; step: number }
  | { kind: 'below'; id: ContentId; spaceId: SpaceId | null; at: Millis; cause: Cause; after?: ContentId | undefined }
  | { kind: 'space'; spaceId: SpaceId }
  | { kind: 'keywords'; ids: SpaceId[] | null }
  | { kind: 'source' }
  | { kind: 'probe'; spaceId: SpaceId; after: ContentId | null }
  | { kind: 'kept-out'; spaceId: SpaceId; after: ContentId | null; onwards?: boolean | undefined };

export interface Queue {
  /** One content at a time: touches of the same content wait for each other. */
  touch(touches: Touch[], delaySeconds?: number): Promise<void>;
  work(work: Work, delaySeconds?: number): Promise<void>;
  /** Forge takes so many events a minute and no more. Thrown by both: nothing, or a part, was queued. */
}

/** The queue is full for this minute. What asks for it goes on from its checkpoint a little later. */
export class QueueFullError extends Error {
  constructor(cause?: unknown) {
    super('The queue takes no more events this minute.', { cause });
    this.name = 'QueueFullError';
  }
}

/** All that the engine knows of the world. Only entry wires the real ones. */
export interface Ports {
  confluence: Confluence;
  /** Null while no API key is saved. */
  repository(): Promise<Repository | null>;
  store: Store;
  queue: Queue;
  now(): Millis;
  /** 0 inclusive to 1 exclusive. */
  random(): number;
  log(event: string, facts: Record<string, string | number | boolean | null>): void;
  /** What this invocation has used so far; the engine adds pushes, withdrawals and failures. */
  usage: Usage;
  invocation: {
    /** What the queue lets only one invocation hold at a time: a content, a lane. Its claims bear this name. */
    lock: string;
    /** When the platform ends it. */
    deadline: Millis;
  };
}

/** The platform lets one invocation make 100 outbound requests in a minute of its time. What is left is for the last content's parts. */
export const OUTBOUND_PER_INVOCATION = 80;
/** A claim must outlive the invocation that made it (55 s at most), and not by much. */
export const CLAIM_MS = 75_000;
