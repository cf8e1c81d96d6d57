import type { ContentRef, Millis, Snapshot, SpaceId } from '../content';
import type { QontextError } from '../qontext';
import type { Decision } from '../scope';
import type { Above } from './places';
import type { Cause } from './ports';
import type { Standing } from './standing';

/** What Confluence said of one content, and what follows from it for the scope. */
export interface Verdict {
  ref: ContentRef;
  spaceId: SpaceId;
  decision: Decision;
  readAt: Millis;
  /** Its own restriction and keeping labels in a word; null where the app does not see it. Missing where nothing was read. */
  standing?: Standing;
  /** When that was seen at the latest: what bulk reading says of it is newer than `readAt`. */
  standingAt?: Millis;
  /** Null where nothing could be read. */
  snapshot: Snapshot | null;
  /** Ancestors that are in scope, nearest first. */
  above: Above[];
  /** '' where the space is not included. */
  spaceKey: string;
  /** The nearest page above, in scope or not. */
  parentId: string | null;
  /** A rule is about this content alone: what it hangs on is not what decides for all below it. */
  isRuledAlone?: boolean;
}

/**
 * busy: somebody else writes for this content at the moment, or wrote meanwhile; nothing was changed, to be tried again.
 * passing: Qontext was busy, and the content waits for the next try, which comes soon.
 * below says that what lies below may have to be looked at again.
 */
export type Settled =
  | { kind: 'sent' | 'unchanged' | 'out' | 'held'; below: boolean }
  | { kind: 'failed'; below: boolean; passing?: QontextError }
  | { kind: 'busy' };

export interface SettleOptions {
  cause: Cause;
  /** Write the reading down even if nothing else is new: somebody waits to see it. */
  awaited: boolean;
  /** How long content stays whose standing is not established; the policy's, or an hour. */
  graceMs: Millis;
  /** Display names that were looked up already, for many contents at once. */
  names?: ReadonlyMap<string, string>;
}
