import type { Millis } from '../content';
import type { KeyValue } from './keyValue';
import { openRecord } from './record';

export interface Usage {
  points: number;
  confluenceCalls: number;
  qontextRequests: number;
  keyValueUnits: number;
  pushes: number;
  withdrawals: number;
  failures: number;
  touches: number;
  /** When the last one was taken up; 0 for never. */
  lastTouchAt: Millis;
}
export const noUsage: Usage = {
  points: 0,
  confluenceCalls: 0,
  qontextRequests: 0,
  keyValueUnits: 0,
  pushes: 0,
  withdrawals: 0,
  failures: 0,
  touches: 0,
  lastTouchAt: 0,
};

export const HOUR = 3_600_000;
export const hourOf = (at: Millis): Millis => Math.floor(at / HOUR) * HOUR;

/** Many invocations count at the same time: each picks one of these records, so that they seldom meet. */
const SHARDS = 4;
const KEPT_DAYS = 8;

export interface Meter {
  /** Adds what one invocation used to the hour that it ended in. */
  add(used: Usage, at: Millis): Promise<void>;
  /** What was used in the hour that begins at `hour`. */
  hour(hour: Millis): Promise<Usage>;
}

export function openMeter(kv: KeyValue, random: () => number): Meter {
  const key = (hour: Millis, shard: number) => `usage:${hour}:${shard}`;
  return {
    async add(used, at) {
      if (Object.values(used).every((n) => n === 0)) return;
      const shard = Math.floor(random() * SHARDS);
      await openRecord<Usage>(kv, 'state', key(hourOf(at), shard), { ttlSeconds: KEPT_DAYS * 86_400 }).update((now) =>
        sum(now ?? noUsage, used),
      );
    },
    async hour(hour) {
      const keys = Array.from({ length: SHARDS }, (_, shard) => key(hour, shard));
      const rows = await kv.getEntities<{ data: Usage }>('state', keys);
      return [...rows.values()].reduce((all, row) => sum(all, row.data), noUsage);
    },
  };
}

export function sum(a: Usage, b: Usage): Usage {
  return {
    points: a.points + b.points,
    confluenceCalls: a.confluenceCalls + b.confluenceCalls,
    qontextRequests: a.qontextRequests + b.qontextRequests,
    keyValueUnits: a.keyValueUnits + b.keyValueUnits,
    pushes: a.pushes + b.pushes,
    withdrawals: a.withdrawals + b.withdrawals,
    failures: a.failures + b.failures,
    touches: a.touches + b.touches,
    lastTouchAt: Math.max(a.lastTouchAt, b.lastTouchAt),
  };
}
