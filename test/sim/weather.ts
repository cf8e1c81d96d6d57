import type { Millis } from '../../src/content';
import type { Random } from './random';

/** How badly the world behaves. Chances are from 0 to 1, of each call, event or message. */
export interface Weather {
  /** An invocation ends for ever at a call: before it, or before its answer. */
  kill: number;
  confluence: number;
  qontext: number;
  /** Qontext did it, and the answer got lost. */
  lostAnswer: number;
  keyValue: number;
  queueFull: number;
  duplicate: number;
  /** A killed invocation's message does not come back. */
  messageLost: number;
  eventLost: number;
  eventLate: number;
  /** A call takes seconds, not milliseconds. */
  slow: number;
  /** The most that Confluence's search index lags behind. */
  indexLag: Millis;
  /** The most that a query of the key-value store lags behind. */
  queryLag: Millis;
}

export const calm: Weather = {
  kill: 0,
  confluence: 0,
  qontext: 0,
  lostAnswer: 0,
  keyValue: 0,
  queueFull: 0,
  duplicate: 0,
  messageLost: 0,
  eventLost: 0,
  eventLate: 0,
  slow: 0,
  indexLag: 1_000,
  queryLag: 100,
};

/** Each seed has weather of its own: some things never fail in it, others often. */
export function stormOf(random: Random): Weather {
  const some = (most: number) => (random.chance(0.25) ? 0 : most * random.next() ** 2);
  return {
    kill: some(0.02),
    confluence: some(0.1),
    qontext: some(0.1),
    lostAnswer: some(0.08),
    keyValue: some(0.02),
    queueFull: some(0.05),
    duplicate: some(0.3),
    messageLost: some(0.3),
    eventLost: some(0.6),
    eventLate: some(0.5),
    slow: some(0.03),
    indexLag: random.pick([500, 10_000, 60_000, 180_000]),
    queryLag: random.pick([0, 50, 500, 5_000]),
  };
}
