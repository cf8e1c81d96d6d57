import type { Clock } from '../clock';

export interface ShiftableClock extends Clock {
  /** Lets `ms` pass at once: timers that fall due meanwhile run now. */
  shift(ms: number): void;
}

/** The real time, and as much more as a person let pass on the control page: so that a daily sweep can be seen without waiting a day. */
export function shiftableClock(base: Clock): ShiftableClock {
  let shifted = 0;
  let serial = 0;
  const waiting = new Map<number, { at: number; fn: () => void; cancel: () => void }>();
  const now = () => base.now() + shifted;
  const arm = (id: number, at: number, fn: () => void) => {
    const cancel = base.setTimer(Math.max(0, at - now()), () => {
      waiting.delete(id);
      fn();
    });
    waiting.set(id, { at, fn, cancel });
  };
  return {
    now,
    setTimer(ms, fn) {
      const id = ++serial;
      arm(id, now() + ms, fn);
      return () => {
        waiting.get(id)?.cancel();
        waiting.delete(id);
      };
    },
    shift(ms) {
      shifted += ms;
      for (const [id, { at, fn, cancel }] of [...waiting]) {
        cancel();
        arm(id, at, fn);
      }
    },
  };
}
