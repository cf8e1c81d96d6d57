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
const DAY = 24 * HOUR;
const dayOf = (at: Millis): Millis => Math.floor(at / DAY) * DAY;

/** Many invocations count at the same time: each picks one of these records, so that they seldom meet. */
const SHARDS = 4;
const KEPT_DAYS = 8;

/** The hours of a day in one record, by when they begin: a whole day is less than one of Forge's units of 10 KB. */
type Day = Record<Millis, Usage>;

export interface Meter {
  /** Adds what one invocation used to the hour that it ended in. */
  add(used: Usage, at: Millis): Promise<void>;
  /** What was used in the hour that begins at `hour`. */
  hour(hour: Millis): Promise<Usage>;
  /** The same of several, in their order. */
  hours(hours: Millis[]): Promise<Usage[]>;
}

export function openMeter(kv: KeyValue, random: () => number): Meter {
  const key = (day: Millis, shard: number) => `usage:${day}:${shard}`;
  const hours: Meter['hours'] = async (starts) => {
    const days = [...new Set(starts.map(dayOf))];
    const keys = days.flatMap((day) => Array.from({ length: SHARDS }, (_, shard) => key(day, shard)));
    const rows = [...(await kv.getEntities<{ data: Day }>('state', keys)).values()];
    return starts.map((hour) => rows.reduce((all, { data }) => sum(all, data[hour] ?? noUsage), noUsage));
  };
  return {
    async add(used, at) {
      if (Object.values(used).every((n) => n === 0)) return;
      const hour = hourOf(at);
      const record = openRecord<Day>(kv, 'state', key(dayOf(at), Math.floor(random() * SHARDS)), { ttlSeconds: KEPT_DAYS * 86_400 });
      await record.update((day) => ({ ...day, [hour]: sum(day?.[hour] ?? noUsage, used) }));
    },
    hour: async (hour) => (await hours([hour]))[0] ?? noUsage,
    hours,
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
