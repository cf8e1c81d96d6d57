import type { SpaceId } from '../content';
import type { Change, KeyValue } from './keyValue';
import { commitPlan } from './record';
import type { StoredSelection } from './selectionForm';

/**
 * In which records the selection lies. While it is small, in one, which is one unit to read however much is asked of it. Beyond that it is
 * spread over sixteen, each space in the one that its id says: who asks about one space reads one of them, mostly of one unit, and who
 * changes several changes them in one transaction, of which Forge takes 25 changes and 4 MB. What is spread stays spread.
 */
export const RECORDS = 16;
/** The record of a small selection; it says when the selection is spread. */
export const WHOLE = 'selection';
/** What Forge counts as one unit is 10 KB, with what lies around the selection. */
const SMALL_BYTES = 9_500;
/** Forge takes 240 KiB for a value, and so all records, each as full as can be, fit into a transaction together with the policy. */
const MOST_BYTES = 230_000;
/** What the app itself may yet note on a space, beside what was chosen: it must fit whenever that comes. */
const NOTES_BYTES = 100;

/** One choice more would not fit, and nothing could be chosen any more in the spaces of the same record. */
export class SelectionFullError extends Error {
  constructor(keys: string[]) {
    const named = keys.length > 3 ? `${keys.slice(0, 3).join(', ')} and ${keys.length - 3} more` : keys.join(', ');
    super(
      `The app has no room left for what was chosen in ${named}, so nothing was saved. It keeps this together with a part of the other ` +
        'spaces, and they fill it. Choose trees instead of single pages, here or where there are the most rules, or leave out spaces.',
    );
    this.name = 'SelectionFullError';
  }
}

export interface SelectionRecords {
  /** Together they have these spaces, if they are selected or leaving, and perhaps others. */
  read(ids: SpaceId[] | 'all'): Promise<StoredSelection[]>;
  /**
   * Changes what is said of these spaces, all or nothing. `change` answers null for nothing else than before, and may run more than once: on
   * each record with those of the spaces that are in it. `besides` gives changes of other records for the same transaction, at most eight.
   * Throws SelectionFullError before anything is written.
   */
  update(ids: SpaceId[], change: ChangeRecord, besides?: () => Promise<Change[]>): Promise<void>;
}
export type ChangeRecord = (now: StoredSelection, ids: SpaceId[]) => StoredSelection | null;

type Row = { rev: number; data: StoredSelection };
const empty: StoredSelection = { spaces: {}, leaving: {} };

/** The record that a space is in once the selection is spread. Confluence's ids are far from evenly spread, so each figure of them counts (FNV-1a). */
export function recordOf(id: SpaceId): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i += 1) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return keyOf(((hash ^ (hash >>> 16)) >>> 0) % RECORDS);
}
const keyOf = (n: number): string => `${WHOLE}:${n}`;
const allKeys = Array.from({ length: RECORDS }, (_, n) => keyOf(n));
const keysOf = (ids: SpaceId[]): string[] => [...new Set(ids.map(recordOf))];

const bytesOf = (stored: StoredSelection): number => Buffer.byteLength(JSON.stringify(stored));
const bytesWithNotes = (stored: StoredSelection): number => bytesOf(stored) + Object.keys(stored.spaces).length * NOTES_BYTES;

export function openSelectionRecords(kv: KeyValue): SelectionRecords {
  const whole = () => kv.getEntity<Row>('state', WHOLE);
  const spread = (keys: string[]) => kv.getEntities<Row>('state', keys);

  const changesOf = async (ids: SpaceId[], change: ChangeRecord): Promise<Change[]> => {
    const row = await whole();
    if (row?.data.isSpread) {
      const keys = keysOf(ids);
      const rows = await spread(keys);
      return keys.flatMap((key) => {
        const own = ids.filter((id) => recordOf(id) === key);
        const before = rows.get(key)?.data ?? empty;
        const after = change(before, own);
        return after === null ? [] : [setting(key, rows.get(key), fitting(after, before, changedIn(after, before, own)))];
      });
    }
    const before = row?.data ?? empty;
    const after = change(before, ids);
    if (after === null) return [];
    if (bytesOf(after) <= SMALL_BYTES) return [setting(WHOLE, row, after)];
    const changed = changedIn(after, before, ids);
    const parts = spreadOf(after).map(([key, part]) => setting(key, undefined, fitting(part, empty, changed)));
    return [setting(WHOLE, row, { ...empty, isSpread: true }), ...parts];
  };

  return {
    async read(ids) {
      const row = await whole();
      if (!row?.data.isSpread) return row ? [row.data] : [];
      return [...(await spread(ids === 'all' ? allKeys : keysOf(ids))).values()].map(({ data }) => data);
    },
    update: (ids, change, besides = async () => []) =>
      commitPlan(kv, WHOLE, async () => {
        const [changes, others] = await Promise.all([changesOf(ids, change), besides()]);
        return [...others, ...changes];
      }),
  };
}

function setting(key: string, before: Row | undefined, data: StoredSelection): Change {
  return { kind: 'set', entity: 'state', key, value: { rev: (before?.rev ?? 0) + 1, data }, rev: before?.rev ?? null };
}

const changedIn = (after: StoredSelection, before: StoredSelection, ids: SpaceId[]): SpaceId[] =>
  ids.filter((id) => after.spaces[id] !== before.spaces[id]);

/** Throws SelectionFullError, which names those of `changed` that the record has. Whoever takes something away is let, also where too much is there. */
function fitting(after: StoredSelection, before: StoredSelection, changed: SpaceId[]): StoredSelection {
  if (bytesWithNotes(after) > MOST_BYTES && bytesWithNotes(after) > bytesWithNotes(before))
    throw new SelectionFullError(changed.flatMap((id) => after.spaces[id]?.k ?? []));
  return after;
}

function spreadOf({ spaces, leaving }: StoredSelection): [string, StoredSelection][] {
  const parts = new Map<string, StoredSelection>();
  const partOf = (id: SpaceId) => {
    const part = parts.get(recordOf(id)) ?? { spaces: {}, leaving: {} };
    parts.set(recordOf(id), part);
    return part;
  };
  for (const [id, space] of Object.entries(spaces)) partOf(id).spaces[id] = space;
  for (const [id, space] of Object.entries(leaving)) partOf(id).leaving[id] = space;
  return [...parts];
}
