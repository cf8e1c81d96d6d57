import type { Policy } from '../scope';
import { type ActivityLog, openActivity } from './activity';
import { type CountsStore, openCounts } from './counts';
import type { KeyValue } from './keyValue';
import { type Ledger, openLedger } from './ledger';
import { type Meter, openMeter } from './meter';
import { openPlaces, type Places } from './places';
import { openRecord, type RecordOf } from './record';
import { openRuns, type Runs } from './runs';
import { openSettings, type SettingsStore } from './settings';

export type { Activity, ActivityLog } from './activity';
export { countStand, noSpaceCounts, type ReasonCount, type SpaceCounts, type StateCounts } from './counts';
export type { Change, KeyValue, Query, Versioned } from './keyValue';
export type { Attempt, Claim, Ledger, LedgerEntry, LedgerFile, LedgerState } from './ledger';
export { HOUR, hourOf, type Meter, noUsage, sum, type Usage } from './meter';
export { ownerOf, type Place, type PlaceKey, type Places, placeKey } from './places';
export { RecordBusyError, StoreBusyError } from './record';
export {
  type Ending,
  type Lane,
  noCounts,
  type PartItem,
  type PartOutcome,
  type Run,
  type RunCounts,
  type RunPhase,
  type Runs,
  type SweepAt,
} from './runs';
export type { ChangeSpace, Rulebook, Selection } from './selection';
export type { SelectedSpace } from './selectionForm';
export { SelectionFullError } from './selectionRecords';
export { defaultSettings, type SettingsStore } from './settings';

/** What the tick remembers from one time to the next. */
export interface TickMemory {
  /** Who ticks at the moment, and until when the others keep off. */
  leaseUntil: number;
  lastTickAt: number | null;
  /** Changes before this are known. */
  polledUpTo: number | null;
  /** How many contents Confluence's search showed at the last tick. */
  total: number | null;
  /** Where the probe of known contents goes on: the space, and the content id in it. */
  probe: { spaceId: string; after: string | null } | null;
  /** The same of the glance at pages that have others below them: the space, and the key of a place in it. */
  watch?: { spaceId: string; after: string | null } | null;
  /** Restricted folders of Confluence's, of which no ledger entry tells: what of it was seen, and when what lies below was last touched for it. */
  shut?: Record<string, { spaceId: string; standing: string; at: number }>;
  lastSpaceCheckAt: number | null;
  /** The check of spaces ran out of time before this one. */
  spacesFrom?: string | null;
  /** Spaces that the policy's keywords may be about, and that no step has looked at yet. */
  toFollow?: string[];
}

/** The app's own state. Ids, hashes, times and states only (rule 10). */
export interface Store {
  ledger: Ledger;
  counts: CountsStore;
  places: Places;
  settings: SettingsStore;
  runs: Runs;
  activity: ActivityLog;
  meter: Meter;
  tick: RecordOf<TickMemory>;
}

/** `policy` holds until an admin has saved one. */
export function openStore(kv: KeyValue, random: () => number, policy: Policy): Store {
  const counts = openCounts(kv, random);
  return {
    ledger: openLedger(kv, counts),
    counts,
    places: openPlaces(kv),
    settings: openSettings(kv, policy),
    runs: openRuns(kv),
    activity: openActivity(kv, random),
    meter: openMeter(kv, random),
    tick: openRecord<TickMemory>(kv, 'state', 'tick'),
  };
}
