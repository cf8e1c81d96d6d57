/** Time as the local servers see it. Passed in, so that a test can let an hour pass in milliseconds. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number;
  /** Calls `fn` once after `ms` milliseconds. Returns what cancels it. */
  setTimer(ms: number, fn: () => void): () => void;
}

export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    setTimer(ms, fn) {
      const timer = setTimeout(fn, ms);
      return () => clearTimeout(timer);
    },
  };
}

export interface VirtualClock extends Clock {
  /** Lets `ms` pass: runs each timer that falls due, in order of time, with the clock at that time. */
  advance(ms: number): void;
  /** The time of the next timer, or null. */
  nextTimerAt(): number | null;
}

export function virtualClock(start: number): VirtualClock {
  let now = start;
  let serial = 0;
  const timers = new Map<number, { at: number; fn: () => void }>();
  const next = () => {
    let found: { id: number; at: number; fn: () => void } | null = null;
    for (const [id, timer] of timers) if (!found || timer.at < found.at) found = { id, ...timer };
    return found;
  };
  return {
    now: () => now,
    setTimer(ms, fn) {
      const id = ++serial;
      timers.set(id, { at: now + Math.max(0, ms), fn });
      return () => timers.delete(id);
    },
    advance(ms) {
      const end = now + ms;
      for (let timer = next(); timer && timer.at <= end; timer = next()) {
        timers.delete(timer.id);
        now = Math.max(now, timer.at);
        timer.fn();
      }
      now = end;
    },
    nextTimerAt: () => next()?.at ?? null,
  };
}
