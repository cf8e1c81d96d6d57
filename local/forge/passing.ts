import type { HostTime } from './time';
import type { Work } from './work';

/** Work was still in flight when the time that was given for it had passed. */
export class HostBusyError extends Error {
  override name = 'HostBusyError';
}

/**
 * Lets up to `ms` of the host's clock pass. With 'events' it ends as soon as no event falls due in what is left of it; with 'all' it takes
 * the whole time, and a virtual clock stops at each of its timers until what that began has finished.
 */
export async function pass({ time, work }: { time: HostTime; work: Work }, ms: number, until: 'events' | 'all'): Promise<void> {
  const end = time.now() + ms;
  for (;;) {
    if (time.virtual || ms === 0) await work.quiet();
    else await quietBefore(time, work, end);
    const next = until === 'events' || !time.virtual ? work.nextDueAt() : time.virtual.nextTimerAt();
    if (!work.isQuiet()) {
      // It fell due between the two looks: no future event any more, and not begun yet.
      work.pump();
      continue;
    }
    const stop = next !== null && next <= end ? next : until === 'all' ? end : null;
    if (stop === null || time.now() >= end) return;
    const wait = Math.max(0, stop - time.now());
    if (time.virtual) time.virtual.advance(wait);
    else await new Promise<void>((resolve) => time.clock.setTimer(wait, resolve));
    // What fell due is begun by the host's own timer, which may be set for the very same moment.
    work.pump();
  }
}

async function quietBefore(time: HostTime, work: Work, end: number): Promise<void> {
  let cancel = () => {};
  const late = new Promise<never>((_, reject) => {
    cancel = time.clock.setTimer(end - time.now(), () =>
      reject(new HostBusyError('Invocations are still in flight at the end of the time given.')),
    );
  });
  try {
    await Promise.race([work.quiet(), late]);
  } finally {
    cancel();
  }
}
