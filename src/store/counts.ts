import type { SpaceId } from '../content';
import type { KeyValue } from './keyValue';
import type { LedgerState } from './ledger';
import { updateTogether } from './record';

/** How many contents of a space stand where. */
export type StateCounts = Record<LedgerState, number>;
export const noStates: StateCounts = { pending: 0, sent: 0, out: 0, held: 0, failed: 0 };

/** Many invocations count at the same time: each picks one of these records, so that they seldom meet. */
const SHARDS = 4;
/** The whole site's counts are counted by all invocations, and a sum over thousands of spaces would read more than Forge allows in a minute. */
const SITE = 'site';
const SITE_SHARDS = 8;
/** Of a transaction's 25 changes one is the site's. */
const AT_ONCE = 24;

/**
 * Counts for the screen, kept beside the ledger since counting it means reading it all. An invocation that is killed loses its part,
 * so each run over a space puts them right at its end.
 */
export interface CountsStore {
  /** One content went from one state to another; null: it was not, or is not any more, in the ledger. Kept in memory until `flush`. */
  note(from: { spaceId: SpaceId; state: LedgerState } | null, to: { spaceId: SpaceId; state: LedgerState } | null): void;
  flush(): Promise<void>;
  ofSpace(spaceId: SpaceId): Promise<StateCounts>;
  /** The sum over all spaces. */
  ofSite(): Promise<StateCounts>;
  /** What was counted by reading the whole ledger of the space. */
  set(spaceId: SpaceId, counts: StateCounts): Promise<void>;
}

export function openCounts(kv: KeyValue, random: () => number): CountsStore {
  const noted = new Map<SpaceId, StateCounts>();
  const key = (of: SpaceId | typeof SITE, shard: number) => `counts:${of}:${shard}`;
  const anyOf = (shards: number) => Math.floor(random() * shards);
  const total = async (of: SpaceId | typeof SITE, shards: number): Promise<StateCounts> => {
    const keys = Array.from({ length: shards }, (_, shard) => key(of, shard));
    const rows = await kv.getEntities<{ data: StateCounts }>('state', keys);
    const all = [...rows.values()].reduce((sum, row) => sumOf(sum, row.data), noStates);
    // A part that a killed invocation lost can make a count too small for a while; below none is nothing to show.
    return mapOf((state) => Math.max(0, all[state]));
  };
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
      for (let i = 0; i < all.length; i += AT_ONCE) {
        const some = all.slice(i, i + AT_ONCE);
        const keys = { one: key(SITE, anyOf(SITE_SHARDS)), others: some.map(([spaceId]) => key(spaceId, anyOf(SHARDS))) };
        // The site's with the spaces' in one: what is lost is lost to both, and put right in both by the next run over the space.
        await updateTogether<StateCounts, StateCounts>(kv, 'state', keys, (site, spaces) => ({
          one: some.reduce((sum, [, counts]) => sumOf(sum, counts), site ?? noStates),
          others: spaces.map((now, n) => sumOf(now ?? noStates, some[n]?.[1] ?? noStates)),
        }));
      }
    },
    ofSpace: (spaceId) => total(spaceId, SHARDS),
    ofSite: () => total(SITE, SITE_SHARDS),
    async set(spaceId, counts) {
      noted.delete(spaceId);
      const keys = { one: key(SITE, anyOf(SITE_SHARDS)), others: Array.from({ length: SHARDS }, (_, shard) => key(spaceId, shard)) };
      await updateTogether<StateCounts, StateCounts>(kv, 'state', keys, (site, shards) => {
        const before = shards.reduce<StateCounts>((sum, shard) => sumOf(sum, shard ?? noStates), noStates);
        const after = sumOf(site ?? noStates, counts);
        return {
          one: mapOf((state) => after[state] - before[state]),
          others: shards.map((_, shard) => (shard === 0 ? counts : noStates)),
        };
      });
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
