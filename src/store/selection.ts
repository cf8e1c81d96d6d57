import type { Millis, SpaceId } from '../content';
import type { Policy } from '../scope';
import type { KeyValue } from './keyValue';
import { POLICY, policyAfter, policyOf, type StoredPolicy } from './policy';
import { openRecord } from './record';
import { type SelectedSpace, type StoredSelection, selectedSpaceOf, spacesIn, storedForm } from './selectionForm';
import { type ChangeRecord, openSelectionRecords } from './selectionRecords';

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

const spaceIn = (stored: StoredSelection, id: SpaceId): SelectedSpace | null => {
  const space = Object.hasOwn(stored.spaces, id) ? stored.spaces[id] : undefined;
  return space ? selectedSpaceOf(id, space) : null;
};
const longestFirst = (a: SelectedSpace, b: SelectedSpace): number => a.includedAt - b.includedAt || (a.id < b.id ? -1 : 1);

/** As changes of the records: null if nothing of these spaces is other than before. */
const changing =
  (change: ChangeSpace, at: Millis): ChangeRecord =>
  (before, ids) => {
    const after: StoredSelection = { spaces: { ...before.spaces }, leaving: { ...before.leaving } };
    let isSame = true;
    for (const id of ids) {
      const was = spaceIn(before, id);
      const is = change(was, id);
      const key = is?.key ?? was?.key;
      if (is === was || key === undefined) continue;
      isSame = false;
      if (is) {
        after.spaces[id] = storedForm(is);
        delete after.leaving[id];
      } else {
        delete after.spaces[id];
        after.leaving[id] = { key, since: at };
      }
    }
    return isSame ? null : after;
  };

/** `first` holds until an admin has saved a policy. */
export function openSelection(kv: KeyValue, first: Policy): SelectionStore {
  const records = openSelectionRecords(kv);
  const policy = openRecord<StoredPolicy>(kv, 'state', POLICY);
  const selection = async (): Promise<Selection> => ({ spaces: (await records.read('all')).flatMap(spacesIn).sort(longestFirst) });
  const selectedSpaces = async (ids: SpaceId[]): Promise<SelectedSpace[]> => {
    const stored = await records.read(ids);
    return [...new Set(ids)].flatMap((id) => stored.flatMap((one) => spaceIn(one, id) ?? []));
  };
  const withPolicy = async (spaces: Promise<SelectedSpace[]>): Promise<Rulebook> => {
    const [stored, some] = await Promise.all([policy.read(), spaces]);
    return { policy: policyOf(stored, first), spaces: some };
  };
  return {
    rulebook: () => withPolicy(selection().then(({ spaces }) => spaces)),
    rulebookOf: (ids) => withPolicy(selectedSpaces(ids)),
    selection,
    selectedSpaces,
    selectedSpace: async (id) => (await selectedSpaces([id]))[0] ?? null,
    changeSpace: (id, change, at) => records.update([id], changing(change, at)),
    saveAll: (wanted, newsAt, ids, change, at) =>
      records.update(ids, changing(change, at), async () => {
        const before = await kv.getEntity<{ rev: number; data: StoredPolicy }>('state', POLICY);
        const value = { rev: (before?.rev ?? 0) + 1, data: policyAfter(before?.data ?? null, wanted, newsAt) };
        return [{ kind: 'set', entity: 'state', key: POLICY, value, rev: before?.rev ?? null }];
      }),
    changeSelected: (id, change) =>
      records.update([id], (now) => {
        const space = spaceIn(now, id);
        return space && { ...now, spaces: { ...now.spaces, [id]: storedForm(change(space)) } };
      }),
    leaving: async () =>
      (await records.read('all')).flatMap(({ leaving }) => Object.entries(leaving).map(([id, rest]): LeavingSpace => ({ id, ...rest }))),
    hasLeft: (id) =>
      records.update([id], (now) => {
        if (!now.leaving[id]) return null;
        const { [id]: _, ...leaving } = now.leaving;
        return { ...now, leaving };
      }),
  };
}
