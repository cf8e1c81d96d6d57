import type { Clock, VirtualClock } from '../clock';

/**
 * The host's clock, as host and functions share it. A virtual clock stands still while nothing runs; while an invocation runs it moves with
 * real time, because the function does too: so no invocation ever sees an earlier time than the one before it.
 */
export interface HostTime {
  readonly clock: Clock;
  readonly virtual: VirtualClock | null;
  now(): number;
  /** Called when an invocation begins. The time to tell the function, or undefined where the machine's own will do. */
  begin(): number | undefined;
  end(): void;
  /** A function's clock jumped ahead by so many milliseconds. */
  jump(ms: number): void;
  /** Lets a virtual clock follow real time while something runs. Never call it from a timer of that clock. */
  flow(): void;
}

/** A clock this far from the machine's is one that functions have to be told about, milliseconds. */
const noticeable = 1000;

export function hostTime(clock: Clock): HostTime {
  const virtual = 'advance' in clock ? (clock as VirtualClock) : null; // only a virtual clock can be advanced
  let running = 0;
  let ahead = 0;
  const flow = () => {
    if (!virtual || running === 0) return;
    const target = Date.now() + ahead;
    if (target > virtual.now()) virtual.advance(target - virtual.now());
    else ahead = virtual.now() - Date.now();
  };
  return {
    clock,
    virtual,
    now: () => clock.now(),
    begin() {
      if (running++ === 0) ahead = clock.now() - Date.now();
      ahead = Math.max(ahead, clock.now() - Date.now());
      return virtual || Math.abs(ahead) > noticeable ? clock.now() : undefined;
    },
    end() {
      flow();
      running--;
    },
    jump(ms) {
      ahead += ms;
      flow();
    },
    flow,
  };
}
