import type { ContentId, ContentType, Millis, SpaceId } from '../content';
import type { Reason } from '../scope';
import type { CountsStore, Stand } from './counts';
import type { Change, KeyValue, Versioned } from './keyValue';
import type { PlaceKey } from './places';

/** One file that we put into the repository. No text of it: ids and hashes. */
export interface LedgerFile {
  id: string;
  /** The repository's revision of the file that we know. The base of the next replacement. */
  changeId: string;
  /** Hash of the Markdown that we sent last. */
  hash: string;
  bytes: number;
  /** What we sent last waits in Qontext for a person's decision. */
  inReview: boolean;
  /** While it waits: the file's revision when it began to, as far as that is known. Another one says that a person has decided. */
  reviewOf?: string | null;
}

/** pending: known and never settled, being written, or with a folder that is still to follow. sent: the files are what they should be. out, held, failed: with a reason. */
export type LedgerState = 'pending' | 'sent' | 'out' | 'held' | 'failed';

/** What we know the repository to hold for one content. */
export interface LedgerEntry {
  id: ContentId;
  type: ContentType;
  spaceId: SpaceId;
  /** The nearest page above it; Confluence's folders in between do not count. */
  parentId: ContentId | null;
  state: LedgerState;
  reason: Reason | null;
  /** Confluence's version number of what was read last; 0 if nothing was. */
  version: number;
  /** When the reading began that the state rests on; 0 if there was none. */
  readAt: Millis;
  sentAt: Millis | null;
  files: LedgerFile[];
  /** Which of our folders the files are in, its id, and a hash of the first file's name. */
  placeKey: PlaceKey | null;
  folderId: string | null;
  nameHash: string | null;
  /** A key for who may read it, if that is fewer than may read the space. */
  audience: string | null;
  /** Its own restriction and keeping labels as they were read last, in a word (sync/standing). Null: the app did not see it. */
  standing?: string | null;
  /** No later than when that was seen. */
  standingAt?: Millis;
  /** What was lost in the text that was sent last: how often what kind, and not of what, since a macro may have any name. */
  warnings?: { kind: string; count: number }[];
  /** Since when it is held without a break, for the grace time. */
  heldSince: Millis | null;
  tries: number;
  nextTryAt: Millis | null;
  /** A push that has not come to its end: the repository may hold some of what it was to make. */
  attempt: Attempt | null;
  /** Who is writing to the repository for this content at the moment. Runs out by itself, since a killed invocation cannot give it back. */
  claim: Claim | null;
}
export interface Claim {
  /** The lock that the claimer holds in the queue: its redelivery after a kill may go on at once. */
  by: string;
  /** How the content stood before. */
  was: LedgerState;
  until: Millis;
}
/** What a push was to make of the content: written down before it begins, taken away when all of it is known to be done. */
export interface Attempt {
  folderId: string | null;
  nameHash: string | null;
  /** Hash of the text of each file. Files beyond these were to be deleted. */
  hashes: string[];
}

export interface Ledger {
  get(id: ContentId): Promise<Versioned<LedgerEntry> | null>;
  getMany(ids: ContentId[]): Promise<Map<ContentId, Versioned<LedgerEntry>>>;
  /** Writes if the ledger still is at `rev` (null: has no entry yet). Answers what is there now, or null if the race was lost: then nothing has changed. */
  put(entry: LedgerEntry, rev: number | null, also?: Change[]): Promise<Versioned<LedgerEntry> | null>;
  remove(id: ContentId, rev: number, also?: Change[]): Promise<boolean>;
  /** At most 100 contents of a space in order of id (as text), after the one named. Fewer only at the end. May lag. */
  ofSpace(spaceId: SpaceId, after: ContentId | null): Promise<Versioned<LedgerEntry>[]>;
  /** Contents of a space in this state, some at a time in order of id. `cursor` null begins, and is null at the end. May lag. */
  inState(
    spaceId: SpaceId,
    state: LedgerState,
    cursor: string | null,
    limit: number,
  ): Promise<{ entries: LedgerEntry[]; cursor: string | null }>;
  /** All contents whose nearest page above is this one. May lag. */
  childrenOf(parentId: ContentId): Promise<LedgerEntry[]>;
  /** Contents in this state whose next try is due. May lag. */
  due(state: LedgerState, now: Millis, limit: number): Promise<LedgerEntry[]>;
  /** Contents that wait for another try, at most 100, and since when the first of these waits. May lag. */
  waiting(state: 'held' | 'failed'): Promise<{ count: number; oldestAt: Millis | null }>;
}

interface Row {
  rev: number;
  spaceId: string;
  parentId: string;
  state: string;
  nextTryAt?: number;
  contentId: string;
  data: LedgerEntry;
}

const toRow = (entry: LedgerEntry, rev: number): Row => ({
  rev,
  spaceId: entry.spaceId,
  parentId: entry.parentId ?? 'none',
  state: entry.state,
  ...(entry.nextTryAt === null ? {} : { nextTryAt: entry.nextTryAt }),
  contentId: entry.id,
  data: entry,
});
const fromRow = (row: Row): Versioned<LedgerEntry> => ({ rev: row.rev, value: row.data });

export function openLedger(kv: KeyValue, counts: CountsStore): Ledger {
  /** How each content stood at the revision that was read or written last: what a write takes it away from. */
  const seen = new Map<ContentId, Stand & { rev: number }>();
  const see = ({ rev, value }: Versioned<LedgerEntry>): Versioned<LedgerEntry> => {
    seen.set(value.id, { rev, spaceId: value.spaceId, state: value.state, reason: value.reason });
    return { rev, value };
  };
  const stoodAt = (id: ContentId, rev: number | null) => {
    const last = seen.get(id);
    return last && last.rev === rev ? last : null;
  };
  return {
    async get(id) {
      const row = await kv.getEntity<Row>('ledger', id);
      return row ? see(fromRow(row)) : null;
    },
    async getMany(ids) {
      const rows = await kv.getEntities<Row>('ledger', ids);
      return new Map([...rows].map(([id, row]) => [id, see(fromRow(row))]));
    },
    async put(entry, rev, also = []) {
      const next = (rev ?? 0) + 1;
      const written = await kv.commit([{ kind: 'set', entity: 'ledger', key: entry.id, value: { ...toRow(entry, next) }, rev }, ...also]);
      if (!written) return null;
      counts.note(stoodAt(entry.id, rev), entry);
      return see({ rev: next, value: entry });
    },
    async remove(id, rev, also = []) {
      const removed = await kv.commit([{ kind: 'delete', entity: 'ledger', key: id, rev }, ...also]);
      if (removed) counts.note(stoodAt(id, rev), null);
      return removed;
    },
    async ofSpace(spaceId, after) {
      const page = await kv.query<Row>('ledger', 'by-space', {
        partition: [spaceId],
        limit: 100,
        // The range is inclusive; a space after the id is the smallest text that comes after it.
        ...(after === null ? {} : { from: `${after} ` }),
      });
      return page.rows.map((row) => fromRow(row.value));
    },
    async inState(spaceId, state, cursor, limit) {
      const page = await kv.query<Row>('ledger', 'by-state', { partition: [spaceId, state], limit, ...(cursor ? { cursor } : {}) });
      return { entries: page.rows.map((row) => row.value.data), cursor: page.cursor };
    },
    async childrenOf(parentId) {
      const found: LedgerEntry[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page: { rows: { value: Row }[]; cursor: string | null } = await kv.query<Row>('ledger', 'by-parent', {
          partition: [parentId],
          limit: 100,
          ...(cursor ? { cursor } : {}),
        });
        found.push(...page.rows.map((row) => row.value.data));
        cursor = page.cursor;
      }
      return found;
    },
    async due(state, now, limit) {
      const page = await kv.query<Row>('ledger', 'due', { partition: [state], to: now, limit });
      return page.rows.map((row) => row.value.data);
    },
    async waiting(state) {
      const { rows } = await kv.query<Row>('ledger', 'due', { partition: [state], limit: 100 });
      const times = rows.map(({ value }) => value.data.heldSince ?? value.data.readAt).filter((at) => at > 0);
      return { count: rows.length, oldestAt: times.length > 0 ? Math.min(...times) : null };
    },
  };
}
