import type { Ports } from './ports';

const START = 4;
const MOST = 10;

/**
 * Works on all items, some at a time. Qontext publishes no limits, so it starts with few, takes one more after each round of successes,
 * and half as many when something failed meanwhile. The first error ends it, after what is under way has come to its end.
 */
export async function inParallel<T>(ports: Ports, items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const failures: unknown[] = [];
  let allowed = START;
  while (waiting.length > 0 && failures.length === 0) {
    const before = ports.usage.failures;
    const round = waiting.splice(0, Math.floor(allowed));
    const results = await Promise.allSettled(round.map(work));
    for (const result of results) if (result.status === 'rejected') failures.push(result.reason);
    allowed = ports.usage.failures > before ? Math.max(1, allowed / 2) : Math.min(MOST, allowed + 1);
  }
  if (failures.length > 0) throw failures[0];
}
