import { KvsError } from './rules';

/** Units read and written in the present minute of the host's clock, per installation. */
export interface Quota {
  /** Throws the platform's 429 when `units` more would go over the limit; counts them else. */
  spend(kind: 'read' | 'write', units: number): void;
}

const minute = 60_000;

export function quota(now: () => number, limit: () => number): Quota {
  let current = -1;
  let spent = { read: 0, write: 0 };
  return {
    spend(kind, units) {
      const at = Math.floor(now() / minute);
      if (at !== current) {
        current = at;
        spent = { read: 0, write: 0 };
      }
      if (spent[kind] + units > limit()) {
        throw new KvsError(429, 'RATE_LIMIT_EXCEEDED', `More than ${limit()} ${kind} units of 10 KB in one minute.`);
      }
      spent[kind] += units;
    },
  };
}
