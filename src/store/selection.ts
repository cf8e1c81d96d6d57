import type { Millis, SpaceId } from '../content';
import type { Policy } from '../scope';
import type { KeyValue } from './keyValue';
import { POLICY, policyAfter, policyOf, type StoredPolicy } from './policy';
import { openRecord, updateTogether } from './record';
import { type SelectedSpace, type StoredSpace, selectedSpaceOf, storedForm } from './selectionForm';

/**
 * The selection lies in so many records, each space in the one that its id says: who asks about one space reads one of them, mostly of
 * one unit, and who changes several changes them in one transaction, of which Forge takes 25 changes and 4 MB.
 */
export const RECORDS = 16;
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

/** Taken out of the selection, and perhaps not out of the repository yet. */
export interface LeavingSpace {
  id: SpaceId;
  key: string;
  since: Millis;
}
/** What admins chose, by space. */
export interface Selection {
  spaces: SelectedSpace[];
}
/** What every decision about the scope rests on. */
export interface Rulebook extends Selection {
  policy: Policy;
}

/** What is selected of a space now, and what is to be; null: nothing. The same as it got changes nothing. */
export type ChangeSpace = (now: SelectedSpace | null, id: SpaceId) => SelectedSpace | null;

export interface SelectionStore {
  /** With all spaces of the selection, the longest in it first. */
  rulebook(): Promise<Rulebook>;
  /** With only those of these spaces that are selected: enough to decide about contents of theirs, and cheap. */
  rulebookOf(ids: SpaceId[]): Promise<Rulebook>;
  selection(): Promise<Selection>;
  selectedSpaces(ids: SpaceId[]): Promise<SelectedSpace[]>;
  selectedSpace(id: SpaceId): Promise<SelectedSpace | null>;
  /**
   * Changes what is selected of a space as a function of what is there now. Out of the selection and among the leaving is one write: a kill
   * never leaves a space that nobody withdraws. `change` may run more than once. Throws SelectionFullError before anything is written.
   */
  changeSpace(id: SpaceId, change: ChangeSpace, at: Millis): Promise<void>;
  /** Several spaces together with another policy, all or nothing: nobody sees the one without the other. Throws as `changeSpace`. */
  saveAll(policy: Policy, newsAt: Millis | null, ids: SpaceId[], change: ChangeSpace, at: Millis): Promise<void>;
  /** What the app itself notes on a space. Nothing if it is not selected. */
  changeSelected(id: SpaceId, change: (space: SelectedSpace) => SelectedSpace): Promise<void>;
  leaving(): Promise<LeavingSpace[]>;
  /** Nothing of it is in the repository any more. */
  hasLeft(id: SpaceId): Promise<void>;
}

/** One of the records. */
export interface StoredSelection {
  spaces: Record<SpaceId, StoredSpace>;
  leaving: Record<SpaceId, Omit<LeavingSpace, 'id'>>;
}
const empty: StoredSelection = { spaces: {}, leaving: {} };

/** The record that a space is in. Confluence's ids are far from evenly spread, so each figure of them counts (FNV-1a). */
export function recordOf(id: SpaceId): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i += 1) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return keyOf(((hash ^ (hash >>> 16)) >>> 0) % RECORDS);
}
const keyOf = (n: number): string => `selection:${n}`;
const allKeys = Array.from({ length: RECORDS }, (_, n) => keyOf(n));
const keysOf = (ids: SpaceId[]): string[] => [...new Set(ids.map(recordOf))];

const spaceIn = (stored: StoredSelection | null, id: SpaceId): SelectedSpace | null => {
  const space = stored && Object.hasOwn(stored.spaces, id) ? stored.spaces[id] : undefined;
  return space ? selectedSpaceOf(id, space) : null;
};
export const spacesIn = ({ spaces }: StoredSelection): SelectedSpace[] =>
  Object.entries(spaces).map(([id, stored]) => selectedSpaceOf(id, stored));

const longestFirst = (a: SelectedSpace, b: SelectedSpace): number => a.includedAt - b.includedAt || (a.id < b.id ? -1 : 1);

const sizeOf = (stored: StoredSelection): number =>
  Buffer.byteLength(JSON.stringify(stored)) + Object.keys(stored.spaces).length * NOTES_BYTES;

/** Null if nothing of these spaces is other than before. */
function storedAfter(before: StoredSelection | null, ids: SpaceId[], change: ChangeSpace, at: Millis): StoredSelection | null {
  const after: StoredSelection = { spaces: { ...before?.spaces }, leaving: { ...before?.leaving } };
  const changed: string[] = [];
  for (const id of ids) {
    const was = spaceIn(before, id);
    const is = change(was, id);
    const key = is?.key ?? was?.key;
    if (is === was || key === undefined) continue;
    changed.push(key);
    if (is) {
      after.spaces[id] = storedForm(is);
      delete after.leaving[id];
    } else {
      delete after.spaces[id];
      after.leaving[id] = { key, since: at };
    }
  }
  if (changed.length === 0) return null;
  // Whoever takes something away is let, also where too much is there already.
  if (sizeOf(after) > MOST_BYTES && sizeOf(after) > sizeOf(before ?? empty)) throw new SelectionFullError(changed);
  return after;
}

/** `first` holds until an admin has saved a policy. */
export function openSelection(kv: KeyValue, first: Policy): SelectionStore {
  const open = (key: string) => openRecord<StoredSelection>(kv, 'state', key);
  const policy = openRecord<StoredPolicy>(kv, 'state', POLICY);
  const read = async (keys: string[]): Promise<StoredSelection[]> => {
    const rows = await kv.getEntities<{ data: StoredSelection }>('state', keys);
    return [...rows.values()].map(({ data }) => data);
  };
  const selection = async (): Promise<Selection> => ({ spaces: (await read(allKeys)).flatMap(spacesIn).sort(longestFirst) });
  const selectedSpaces = async (ids: SpaceId[]): Promise<SelectedSpace[]> => {
    const stored = await read(keysOf(ids));
    return [...new Set(ids)].flatMap((id) => stored.flatMap((one) => spaceIn(one, id) ?? []));
  };
  const withPolicy = async (spaces: Promise<SelectedSpace[]>): Promise<Rulebook> => {
    const [stored, some] = await Promise.all([policy.read(), spaces]);
    return { policy: policyOf(stored, first), spaces: some };
  };
  const changeSpace: SelectionStore['changeSpace'] = async (id, change, at) => {
    await open(recordOf(id)).update((now) => storedAfter(now, [id], change, at));
  };
  return {
    rulebook: () => withPolicy(selection().then(({ spaces }) => spaces)),
    rulebookOf: (ids) => withPolicy(selectedSpaces(ids)),
    selection,
    selectedSpaces,
    selectedSpace: async (id) => (await selectedSpaces([id]))[0] ?? null,
    changeSpace,
    async saveAll(wanted, newsAt, ids, change, at) {
      const others = keysOf(ids);
      await updateTogether<StoredPolicy, StoredSelection>(kv, 'state', { one: POLICY, others }, (before, records) => ({
        one: policyAfter(before, wanted, newsAt),
        others: records.map((now, i) => {
          const own = ids.filter((id) => recordOf(id) === others[i]);
          return storedAfter(now, own, change, at);
        }),
      }));
    },
    changeSelected: async (id, change) => {
      await open(recordOf(id)).update((now) => {
        const space = spaceIn(now, id);
        return now && space && { ...now, spaces: { ...now.spaces, [id]: storedForm(change(space)) } };
      });
    },
    leaving: async () =>
      (await read(allKeys)).flatMap(({ leaving }) => Object.entries(leaving).map(([id, rest]): LeavingSpace => ({ id, ...rest }))),
    hasLeft: async (id) => {
      await open(recordOf(id)).update((now) => {
        if (!now?.leaving[id]) return null;
        const { [id]: _, ...leaving } = now.leaving;
        return { ...now, leaving };
      });
    },
  };
}
