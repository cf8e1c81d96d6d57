import type { SpaceId } from '../content';
import type { Reason } from '../scope';
import type { KeyValue } from './keyValue';
import type { LedgerState } from './ledger';
import { openRecord } from './record';

/** How many contents of a space stand where. */
export type StateCounts = Record<LedgerState, number>;
export const noStates: StateCounts = { pending: 0, sent: 0, out: 0, held: 0, failed: 0 };

/** How one content stands, as far as it is counted. */
export interface Stand {
  spaceId: SpaceId;
  state: LedgerState;
  reason: Reason | null;
}
export interface ReasonCount {
  state: LedgerState;
  reason: Reason;
  count: number;
}
/** `why`: contents with a reason, by state and reason. */
export interface SpaceCounts extends StateCounts {
  why: Record<string, number>;
}
export const noSpaceCounts = (): SpaceCounts => ({ ...noStates, why: {} });
const whyKey = (state: LedgerState, reason: Reason): string => `${state} ${reason}`;

/** One content more, or fewer, that stands so. */
export function countStand(counts: SpaceCounts, { state, reason }: Omit<Stand, 'spaceId'>, n: 1 | -1): void {
  counts[state] += n;
  if (reason) counts.why[whyKey(state, reason)] = (counts.why[whyKey(state, reason)] ?? 0) + n;
}

/** Many invocations count at the same time: each picks one of these records, so that they seldom meet. */
const SHARDS = 4;

/**
 * Counts for the screen, kept beside the ledger since counting it means reading it all. An invocation that is killed loses its part,
 * so each run over a space puts them right at its end.
 */
export interface CountsStore {
  /** One content went from one state to another; null: it was not, or is not any more, in the ledger. Kept in memory until `flush`. */
  note(from: Stand | null, to: Stand | null): void;
  flush(): Promise<void>;
  ofSpace(spaceId: SpaceId): Promise<StateCounts>;
  /** Those with a reason, the most frequent first. */
  reasonsOf(spaceId: SpaceId): Promise<ReasonCount[]>;
  /** What was counted by reading the whole ledger of the space. */
  set(spaceId: SpaceId, counts: SpaceCounts): Promise<void>;
}

export function openCounts(kv: KeyValue, random: () => number): CountsStore {
  const noted = new Map<SpaceId, SpaceCounts>();
  const key = (spaceId: SpaceId, shard: number) => `counts:${spaceId}:${shard}`;
  const add = (stand: Stand, n: 1 | -1) => {
    const counts = noted.get(stand.spaceId) ?? noSpaceCounts();
    countStand(counts, stand, n);
    noted.set(stand.spaceId, counts);
  };
  const totalOf = async (spaceId: SpaceId): Promise<SpaceCounts> => {
    const keys = Array.from({ length: SHARDS }, (_, shard) => key(spaceId, shard));
    const rows = await kv.getEntities<{ data: StateCounts & Partial<SpaceCounts> }>('state', keys);
    return [...rows.values()].reduce((sum, row) => sumOf(sum, row.data), noSpaceCounts());
  };
  return {
    note(from, to) {
      if (from) add(from, -1);
      if (to) add(to, 1);
    },
    async flush() {
      const all = [...noted].filter(([, { why, ...states }]) => [...Object.values(states), ...Object.values(why)].some((n) => n !== 0));
      noted.clear();
      for (const [spaceId, counts] of all) {
        const record = openRecord<SpaceCounts>(kv, 'state', key(spaceId, Math.floor(random() * SHARDS)));
        await record.update((now) => sumOf(now ?? noSpaceCounts(), counts));
      }
    },
    async ofSpace(spaceId) {
      const total = await totalOf(spaceId);
      // A part that a killed invocation lost can make a count too small for a while; below none is nothing to show.
      return mapOf((state) => Math.max(0, total[state]));
    },
    async reasonsOf(spaceId) {
      const { why } = await totalOf(spaceId);
      return Object.entries(why)
        .filter(([, count]) => count > 0)
        .sort(([, a], [, b]) => b - a)
        .map(([name, count]) => {
          // Names are made by whyKey.
          const [state, reason] = name.split(' ') as [LedgerState, Reason];
          return { state, reason, count };
        });
    },
    async set(spaceId, counts) {
      noted.delete(spaceId);
      for (let shard = 0; shard < SHARDS; shard += 1)
        await openRecord<SpaceCounts>(kv, 'state', key(spaceId, shard)).update(() => (shard === 0 ? counts : noSpaceCounts()));
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
/** A record of an earlier version has no reasons. What comes to nothing is not kept. */
function sumOf(a: StateCounts & Partial<SpaceCounts>, b: StateCounts & Partial<SpaceCounts>): SpaceCounts {
  const why = { ...a.why };
  for (const [name, count] of Object.entries(b.why ?? {})) {
    why[name] = (why[name] ?? 0) + count;
    if (why[name] === 0) delete why[name];
  }
  return { ...mapOf((state) => a[state] + b[state]), why };
}
