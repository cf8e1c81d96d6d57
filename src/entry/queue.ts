import type { AsyncEvent, InvocationError } from '@forge/events';
import { kindOf } from '../qontext';
import { RecordBusyError, StoreBusyError } from '../store';
import { align, doWork, giveUpForNow, lockOf, markBroken, type Ports, QueueFullError, retryAfterMs, type Work } from '../sync';
import { again, FULL_SECONDS } from './again';
import { lockOfContent } from './forgeQueue';
import { log } from './log';
import { touchMessage, workMessage } from './messages';
import { wire } from './ports';

/** Forge ends a consumer after 55 s unless its function asks for more. */
const SECONDS = 55;
const TRIES = 4;
const BUSY_SECONDS = 2;

/** Consumer of `touches`: brings one content in line. */
export async function onTouch(event: AsyncEvent): Promise<InvocationError | undefined> {
  const touch = touchMessage(event.body);
  const { ports, finish } = wire(lockOfContent(touch.id), SECONDS);
  ports.usage.touches += 1;
  ports.usage.lastTouchAt = ports.now();
  try {
    const aligned = await align(ports, touch);
    log('aligned', { content: touch.id, outcome: aligned.kind, cause: touch.cause });
    return aligned.kind === 'busy' ? again(BUSY_SECONDS) : undefined;
  } catch (error) {
    if (kindOf(error) === 'auth') {
      await markBroken(ports, error);
      return undefined;
    }
    const tries = event.retryContext?.retryCount ?? 0;
    log('align failed', { content: touch.id, tries, error: nameOf(error) });
    if (isPassing(error) && tries < TRIES) return again(waitFor(error, tries));
    await giveUpForNow(ports, touch, error);
    return undefined;
  } finally {
    await finish();
  }
}

/** Consumer of `work`: one step of a run, of a walk down a tree, of a probe. */
export async function onWork(event: AsyncEvent): Promise<InvocationError | undefined> {
  const work = workMessage(event.body);
  const { ports, finish } = wire(lockOf(work), SECONDS);
  try {
    await doWork(ports, work);
    return undefined;
  } catch (error) {
    if (kindOf(error) === 'auth') {
      // The run pauses at its next step, and says why.
      await markBroken(ports, error);
      return again(BUSY_SECONDS);
    }
    const tries = event.retryContext?.retryCount ?? 0;
    log('work failed', { kind: work.kind, tries, error: nameOf(error) });
    // A run that is given up here stands where its checkpoint is, and the tick takes it up again.
    if (tries < TRIES) return again(waitFor(error, tries));
    // Nothing else knows of a walk that is given up; what is queued anew has all its tries before it.
    if (error instanceof QueueFullError) await requeue(ports, work);
    return undefined;
  } finally {
    await finish();
  }
}

async function requeue(ports: Ports, work: Work): Promise<void> {
  try {
    await ports.queue.work(work, FULL_SECONDS);
  } catch (error) {
    log('work dropped', { kind: work.kind, error: nameOf(error) });
  }
}

const isPassing = (error: unknown): boolean =>
  retryAfterMs(error) !== null || error instanceof QueueFullError || error instanceof RecordBusyError;

/** The platform's limit for this minute is spent. */
const isSpent = (error: unknown): boolean => error instanceof QueueFullError || error instanceof StoreBusyError;

/** Seconds: what was asked for, at least 2, 4, 8 ..., at most Forge's 900. */
const waitFor = (error: unknown, tries: number): number =>
  Math.min(900, Math.max(Math.ceil((retryAfterMs(error) ?? 0) / 1000), 2 ** (tries + 1), isSpent(error) ? 30 : 0));

/** Names and codes only: a message may hold what it should not. */
const nameOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const kind = 'kind' in error && typeof error.kind === 'string' ? error.kind : kindOf(error);
  return kind ? `${error.name}:${kind}` : error.name;
};
