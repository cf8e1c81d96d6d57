import type { SpaceId } from '../content';
import type { Reason } from '../scope';
import type { KeyValue } from './keyValue';
import type { LedgerState } from './ledger';
import { updateTogether } from './record';

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
  note(from: Stand | null, to: Stand | null): void;
  flush(): Promise<void>;
  ofSpace(spaceId: SpaceId): Promise<StateCounts>;
  /** The sum over all spaces. */
  ofSite(): Promise<StateCounts>;
  /** Those with a reason, the most frequent first. */
  reasonsOf(spaceId: SpaceId): Promise<ReasonCount[]>;
  /** What was counted by reading the whole ledger of the space. */
  set(spaceId: SpaceId, counts: SpaceCounts): Promise<void>;
}

export function openCounts(kv: KeyValue, random: () => number): CountsStore {
  const noted = new Map<SpaceId, SpaceCounts>();
  const key = (of: SpaceId | typeof SITE, shard: number) => `counts:${of}:${shard}`;
  const anyOf = (shards: number) => Math.floor(random() * shards);
  const total = async (of: SpaceId | typeof SITE, shards: number): Promise<SpaceCounts> => {
    const keys = Array.from({ length: shards }, (_, shard) => key(of, shard));
    const rows = await kv.getEntities<{ data: SpaceCounts }>('state', keys);
    const all = [...rows.values()].reduce((sum, row) => sumOf(sum, row.data), noSpaceCounts());
    // A part that a killed invocation lost can make a count too small for a while; below none is nothing to show.
    return { ...mapOf((state) => Math.max(0, all[state])), why: all.why };
  };
  const statesOf = ({ why: _, ...states }: SpaceCounts): StateCounts => states;
  const add = (stand: Stand, n: 1 | -1) => {
    const counts = noted.get(stand.spaceId) ?? noSpaceCounts();
    countStand(counts, stand, n);
    noted.set(stand.spaceId, counts);
  };
  return {
    note(from, to) {
      if (from) add(from, -1);
      if (to) add(to, 1);
    },
    async flush() {
      const all = [...noted].filter(([, { why, ...states }]) => [...Object.values(states), ...Object.values(why)].some((n) => n !== 0));
      noted.clear();
      for (let i = 0; i < all.length; i += AT_ONCE) {
        const some = all.slice(i, i + AT_ONCE);
        const keys = { one: key(SITE, anyOf(SITE_SHARDS)), others: some.map(([spaceId]) => key(spaceId, anyOf(SHARDS))) };
        // The site's with the spaces' in one: what is lost is lost to both, and put right in both by the next run over the space.
        await updateTogether<SpaceCounts>(kv, 'state', keys, (site, spaces) => ({
          one: some.reduce((sum, [, counts]) => sumOf(sum, counts), site ?? noSpaceCounts()),
          others: spaces.map((now, n) => sumOf(now ?? noSpaceCounts(), some[n]?.[1] ?? noSpaceCounts())),
        }));
      }
    },
    ofSpace: async (spaceId) => statesOf(await total(spaceId, SHARDS)),
    ofSite: async () => statesOf(await total(SITE, SITE_SHARDS)),
    async reasonsOf(spaceId) {
      const { why } = await total(spaceId, SHARDS);
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
      const keys = { one: key(SITE, anyOf(SITE_SHARDS)), others: Array.from({ length: SHARDS }, (_, shard) => key(spaceId, shard)) };
      await updateTogether<SpaceCounts>(kv, 'state', keys, (site, shards) => {
        const before = shards.reduce<SpaceCounts>((sum, shard) => sumOf(sum, shard ?? noSpaceCounts()), noSpaceCounts());
        return {
          one: sumOf(sumOf(site ?? noSpaceCounts(), counts), before, -1),
          others: shards.map((_, shard) => (shard === 0 ? counts : noSpaceCounts())),
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
/** `sign` -1 takes `b` away. What comes to nothing is not kept. */
function sumOf(a: SpaceCounts, b: SpaceCounts, sign: 1 | -1 = 1): SpaceCounts {
  const why = { ...a.why };
  for (const [name, count] of Object.entries(b.why)) {
    why[name] = (why[name] ?? 0) + sign * count;
    if (why[name] === 0) delete why[name];
  }
  return { ...mapOf((state) => a[state] + sign * b[state]), why };
}
