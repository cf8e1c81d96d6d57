import type { ConfluenceSettings } from './settings';

export interface Metered {
  calls: number;
  points: number;
}

/** What was asked of the REST API so far, refused calls included; by operation as in `GET /wiki/api/v2/pages/{id}`. */
export interface ConfluenceMeter {
  total(): Metered;
  byOperation(): Record<string, Metered>;
  /** Points of the present hour of UTC: what the quota counts. */
  usedThisHour(): number;
  reset(): void;
}

export interface MeterWriter extends ConfluenceMeter {
  add(operation: string, points: number): void;
  /** Counts a request into the present second; answers how many there were. */
  burst(): number;
}

const hour = 3_600_000;

export function confluenceMeter(now: () => number): MeterWriter {
  let operations = new Map<string, Metered>();
  let present = { hour: -1, points: 0 };
  let second = { at: -1, calls: 0 };
  const roll = () => {
    const current = Math.floor(now() / hour);
    if (current !== present.hour) present = { hour: current, points: 0 };
    return present;
  };
  return {
    total() {
      const sum = { calls: 0, points: 0 };
      for (const one of operations.values()) {
        sum.calls += one.calls;
        sum.points += one.points;
      }
      return sum;
    },
    byOperation: () => Object.fromEntries([...operations].map(([name, one]) => [name, { ...one }])),
    usedThisHour: () => roll().points,
    reset() {
      operations = new Map();
    },
    add(operation, points) {
      const one = operations.get(operation) ?? { calls: 0, points: 0 };
      operations.set(operation, { calls: one.calls + 1, points: one.points + points });
      roll().points += points;
    },
    burst() {
      const current = Math.floor(now() / 1_000);
      second = current === second.at ? { at: current, calls: second.calls + 1 } : { at: current, calls: 1 };
      return second.calls;
    },
  };
}

/** Seconds until the quota begins anew: at the top of the next hour of UTC. */
export const secondsToNextHour = (now: number) => Math.ceil((hour - (now % hour)) / 1_000);

/** The headers of the quota. How much is left is told only above 80 % of use. */
export function quotaHeaders(settings: ConfluenceSettings, used: number, now: number): Record<string, string> {
  const prefix = settings.quotaMode === 'beta' ? 'Beta-' : '';
  const left = Math.max(0, settings.quotaPoints - used);
  const rest = used > 0.8 * settings.quotaPoints ? `r=${left};` : '';
  return {
    [`${prefix}RateLimit-Policy`]: `"global-app-quota";q=${settings.quotaPoints};w=3600`,
    [`${prefix}RateLimit`]: `"global-app-quota";${rest}t=${secondsToNextHour(now)}`,
  };
}
