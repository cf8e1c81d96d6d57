import type { RunKind, RunState } from '../api/siteAdmin';
import type { ContentId, ContentType, Millis, SpaceId } from '../content';
import type { SpaceCounts } from './counts';
import type { KeyValue } from './keyValue';
import type { PlaceKey } from './places';
import { openRecord } from './record';

/**
 * listing: walks Confluence's listing (or, for a withdrawal, the ledger) into parts.
 * aligning: lanes take the parts in turn.
 * settling: waits for contents that were handed to the queue.
 * leaving: what the ledger has and the listing has not, or what is out of scope now, after the guard.
 * ending: puts counts and folders right, and adds up.
 */
export type RunPhase = 'listing' | 'aligning' | 'settling' | 'leaving' | 'ending' | 'over';

/** Where the end of a run stands: it reads the ledger, deletes empty folders, brings the space's own file in line, and reads the parts. */
export type Ending =
  | { at: 'ledger'; after: ContentId | null; counts: SpaceCounts }
  | { at: 'folders'; from: SweepAt | null }
  | { at: 'abouts' }
  | { at: 'parts'; next: number; counts: RunCounts };

/**
 * Where a sweep of empty folders stands: first those of the space, in rounds from the last key to the first, until a round has found none
 * to delete; then the roots of audiences. `before`, `after`: those from, or up to, this key have been looked at.
 */
export type SweepAt =
  | { at: 'folders'; before: PlaceKey | null; again: boolean; dropped: PlaceKey[] }
  | { at: 'roots'; after: PlaceKey | null };

export interface Run {
  id: string;
  kind: RunKind;
  spaceId: SpaceId;
  spaceKey: string;
  state: RunState;
  phase: RunPhase;
  startedAt: Millis;
  updatedAt: Millis;
  endedAt: Millis | null;
  /** Counts the steps of listing, settling and leaving. A message that names another step is late, and ignored. */
  step: number;
  /** Where the listing stands. */
  cursor: string | null;
  /** What is out of scope or gone has been found, and handed to the queue. */
  left: boolean;
  /** How many parts the listing has filled, and how many more hold what the ledger has and the listing has not. */
  parts: number;
  goneParts: number;
  listed: number;
  lanes: number;
  /** A person agreed to the withdrawals that the guard stopped. */
  approved: boolean;
  withdrawn: number;
  /** Final counts; while it runs the lanes have them. */
  counts: RunCounts;
  /** While it ends; missing where that has just begun. */
  ending?: Ending;
  /** How many sheets of places that hold something have been written while it ends. */
  usedSheets?: number;
  note: string | null;
}
export interface RunCounts {
  sent: number;
  unchanged: number;
  out: number;
  held: number;
  failed: number;
}
export const noCounts: RunCounts = { sent: 0, unchanged: 0, out: 0, held: 0, failed: 0 };

export type PartOutcome = keyof RunCounts;
/** One content of a run. `outcome` null: not settled; `queuedAt`: handed to the queue then; `leaving`: to be withdrawn after the guard. */
export interface PartItem {
  id: ContentId;
  type: ContentType;
  status: string;
  outcome: PartOutcome | null;
  queuedAt: Millis | null;
  leaving: boolean;
}

/** A lane takes every n-th part in turn; one invocation at a time works on it. */
export interface Lane {
  /** The part that comes next. */
  next: number;
  done: boolean;
  step: number;
  counts: RunCounts;
  /** Parts with contents that were handed to the queue, or that are to leave. */
  open: number[];
  updatedAt: Millis;
}

const KEPT_SECONDS = 30 * 86_400;

export interface Runs {
  get(id: string): Promise<Run | null>;
  update(id: string, change: (run: Run | null) => Run | null): Promise<Run | null>;
  /** Not over, newest first, at most `most`, else 100. May lag. */
  open(most?: number): Promise<Run[]>;
  /** Over, newest first. May lag. */
  over(limit: number): Promise<Run[]>;
  /** The latest run of a space. Strict. */
  ofSpace(spaceId: SpaceId): Promise<Run | null>;
  /** Starts a run, unless somebody else has just started one in place of `instead`: then answers null. */
  begin(run: Run, instead: string | null): Promise<Run | null>;
  part(id: string, n: number): Promise<PartItem[]>;
  savePart(id: string, n: number, items: PartItem[]): Promise<void>;
  /** Places that the ledger says hold something: too many for the run's own record. */
  usedPlaces(id: string, sheet: number): Promise<PlaceKey[]>;
  saveUsedPlaces(id: string, sheet: number, keys: PlaceKey[]): Promise<void>;
  lane(id: string, n: number): Promise<Lane | null>;
  updateLane(id: string, n: number, change: (lane: Lane | null) => Lane | null): Promise<Lane | null>;
  lanes(run: Run): Promise<Lane[]>;
}

export function openRuns(kv: KeyValue): Runs {
  const attributes = (run: Run) => ({
    stage: run.state === 'running' || run.state === 'paused' || run.state === 'asking' ? 'open' : 'over',
    startedAt: run.startedAt,
  });
  const record = (id: string) => openRecord<Run>(kv, 'run', id, { attributes, ttlSeconds: KEPT_SECONDS });
  const laneRecord = (id: string, n: number) => openRecord<Lane>(kv, 'state', `lane:${id}:${n}`, { ttlSeconds: KEPT_SECONDS });
  const latest = (spaceId: SpaceId) => openRecord<string>(kv, 'state', `run-of:${spaceId}`);
  const stage = async (name: 'open' | 'over', limit: number) => {
    const runs: Run[] = [];
    for (let cursor: string | undefined; runs.length < limit; ) {
      const at = { partition: [name], order: 'down' as const, limit: Math.min(100, limit), ...(cursor ? { cursor } : {}) };
      const page = await kv.query<{ data: Run }>('run', 'by-stage', at);
      runs.push(...page.rows.map((row) => row.value.data));
      if (!page.cursor) break;
      cursor = page.cursor;
    }
    return runs;
  };
  return {
    get: (id) => record(id).read(),
    update: (id, change) => record(id).update(change),
    open: (most = 100) => stage('open', most),
    over: (limit) => stage('over', limit),
    async ofSpace(spaceId) {
      const id = await latest(spaceId).read();
      return id ? record(id).read() : null;
    },
    async begin(run, instead) {
      await record(run.id).update(() => run);
      const now = await latest(run.spaceId).update((id) => (id === instead ? run.id : null));
      if (now === run.id) return run;
      await record(run.id).remove();
      return null;
    },
    part: async (id, n) => (await kv.get<PartItem[]>(`part:${id}:${n}`)) ?? [],
    savePart: async (id, n, items) => {
      await kv.set(`part:${id}:${n}`, items, { ttlSeconds: KEPT_SECONDS });
    },
    usedPlaces: async (id, sheet) => (await kv.get<PlaceKey[]>(`used:${id}:${sheet}`)) ?? [],
    saveUsedPlaces: async (id, sheet, keys) => {
      await kv.set(`used:${id}:${sheet}`, keys, { ttlSeconds: KEPT_SECONDS });
    },
    lane: (id, n) => laneRecord(id, n).read(),
    updateLane: (id, n, change) => laneRecord(id, n).update(change),
    async lanes(run) {
      const keys = Array.from({ length: run.lanes }, (_, n) => `lane:${run.id}:${n}`);
      const rows = await kv.getEntities<{ data: Lane }>('state', keys);
      return keys.flatMap((key) => rows.get(key)?.data ?? []);
    },
  };
}
