import type { SpaceId } from '../content';
import type { KeyValue } from './keyValue';
import type { LedgerState } from './ledger';
import { openRecord } from './record';

/** How many contents of a space stand where. */
export type StateCounts = Record<LedgerState, number>;
export const noStates: StateCounts = { pending: 0, sent: 0, out: 0, held: 0, failed: 0 };

/** Many invocations count at the same time: each picks one of these records, so that they seldom meet. */
const SHARDS = 4;

/**
 * Counts for the screen, kept beside the ledger since counting it means reading it all. An invocation that is killed loses its part,
 * so each run over a space puts them right at its end.
 */
export interface CountsStore {
  /** One content went from one state to another; null: it was not, or is not any more, in the ledger. Kept in memory until `flush`. */
  note(from: { spaceId: SpaceId; state: LedgerState } | null, to: { spaceId: SpaceId; state: LedgerState } | null): void;
  flush(): Promise<void>;
  ofSpace(spaceId: SpaceId): Promise<StateCounts>;
  /** What was counted by reading the whole ledger of the space. */
  set(spaceId: SpaceId, counts: StateCounts): Promise<void>;
}

export function openCounts(kv: KeyValue, random: () => number): CountsStore {
  const noted = new Map<SpaceId, StateCounts>();
  const key = (spaceId: SpaceId, shard: number) => `counts:${spaceId}:${shard}`;
  const add = (spaceId: SpaceId, state: LedgerState, n: number) => {
    const counts = noted.get(spaceId) ?? { ...noStates };
    counts[state] += n;
    noted.set(spaceId, counts);
  };
  return {
    note(from, to) {
      if (from) add(from.spaceId, from.state, -1);
      if (to) add(to.spaceId, to.state, 1);
    },
    async flush() {
      const all = [...noted].filter(([, counts]) => Object.values(counts).some((n) => n !== 0));
      noted.clear();
      for (const [spaceId, counts] of all) {
        const record = openRecord<StateCounts>(kv, 'state', key(spaceId, Math.floor(random() * SHARDS)));
        await record.update((now) => sumOf(now ?? noStates, counts));
      }
    },
    async ofSpace(spaceId) {
      const keys = Array.from({ length: SHARDS }, (_, shard) => key(spaceId, shard));
      const rows = await kv.getEntities<{ data: StateCounts }>('state', keys);
      const total = [...rows.values()].reduce((sum, row) => sumOf(sum, row.data), noStates);
      // A part that a killed invocation lost can make a count too small for a while; below none is nothing to show.
      return mapOf((state) => Math.max(0, total[state]));
    },
    async set(spaceId, counts) {
      noted.delete(spaceId);
      for (let shard = 0; shard < SHARDS; shard += 1)
        await openRecord<StateCounts>(kv, 'state', key(spaceId, shard)).update(() => (shard === 0 ? counts : noStates));
    },
  };
}

const mapOf = (count: (state: LedgerState) => number): StateCounts => ({
  pending: count('pending'),
  sent: count('sent'),
  out: count('out'),
  held: count('held'),
  failed: count('failed'),
});
const sumOf = (a: StateCounts, b: StateCounts): StateCounts => mapOf((state) => a[state] + b[state]);
