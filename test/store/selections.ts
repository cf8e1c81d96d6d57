/** Selections small and large, and a store that refuses what Forge would refuse. */
import { defaultPolicy, type Rule } from '../../src/scope';
import { type Change, type KeyValue, openStore, type SelectedSpace } from '../../src/store';
import type { StoredSelection } from '../../src/store/selectionForm';
import { RECORDS, recordOf, WHOLE } from '../../src/store/selectionRecords';
import { memoryKeyValue } from './memory';

const ADMIN = '712020:7c6f2a1e-0d3b-4a55-9c1e-2f8d6b7a9e01';
/** What Forge takes. */
const VALUE_BYTES = 240 * 1024;
const TRANSACTION_BYTES = 4_000_000;
export const AT = Date.parse('2026-11-21T10:20:00Z');

export const whole: Rule = { target: { kind: 'space' }, choice: 'include' };
export const trees = (count: number, from: number): Rule[] =>
  Array.from({ length: count }, (_, n) => ({
    target: { kind: 'tree', id: String(from + n * 65_537) },
    choice: n % 7 ? 'include' : 'exclude',
  }));
export const page = (id: string): Rule => ({ target: { kind: 'content', id }, choice: 'exclude' });
export const space = (id: string, change: Partial<SelectedSpace> = {}): SelectedSpace => ({
  id,
  key: `SPACE${id.slice(-5)}`,
  type: 'global',
  rules: { site: [whole], space: [] },
  byKeyword: false,
  includedAt: AT,
  includedBy: ADMIN,
  lastSweepAt: null,
  changedAt: AT,
  status: 'current',
  statusSince: AT,
  isLabelledOut: false,
  ...change,
});
export const noted = { lastSweepAt: AT + 1, changedAt: AT + 2, statusSince: AT + 3, status: 'archived', isLabelledOut: true } as const;
/** As Confluence gives them: large, and all alike in their last bits. */
export const idOf = (n: number): string => String(163_840_002 + n * 32_768);
/** So many ids of spaces that share one record. */
export function idsOfOneRecord(count: number): string[] {
  const ids = Array.from({ length: count * RECORDS * 2 }, (_, n) => idOf(n)).filter((id) => recordOf(id) === recordOf(idOf(0)));
  return ids.slice(0, count);
}

/** As it is when a large selection has become small again. */
const spread: StoredSelection = { spaces: {}, leaving: {}, isSpread: true };

/** A store that notes which records are read, and refuses what Forge would refuse. */
export async function openMemory({ isSpread = false } = {}) {
  const memory = memoryKeyValue();
  if (isSpread) await memory.kv.commit([{ kind: 'set', entity: 'state', key: WHOLE, value: { rev: 1, data: spread } }]);
  const read: string[] = [];
  const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
  const commits: Change[][] = [];
  const kv: KeyValue = {
    ...memory.kv,
    getEntity: (entity, key) => {
      read.push(key);
      return memory.kv.getEntity(entity, key);
    },
    getEntities: (entity, keys) => {
      if (keys.length > 25) throw new Error('Forge takes 25 keys at most in one batch.');
      read.push(...keys);
      return memory.kv.getEntities(entity, keys);
    },
    commit: async (changes) => {
      for (const change of changes)
        if (change.kind === 'set' && bytes(change.value) > VALUE_BYTES) throw new Error('A value is too large.');
      if (bytes(changes) > TRANSACTION_BYTES) throw new Error('A transaction is too large.');
      commits.push(changes);
      return memory.kv.commit(changes);
    },
  };
  const { settings } = openStore(kv, () => 0.5, defaultPolicy);
  return { ...memory, kv, settings, read, commits, stored: () => JSON.stringify(memory.rows('state')) };
}
export type Settings = Awaited<ReturnType<typeof openMemory>>['settings'];

export const include = (settings: Settings, one: SelectedSpace) => settings.changeSpace(one.id, () => one, AT);
export const importAll = (settings: Settings, spaces: SelectedSpace[], policy = defaultPolicy) => {
  const wanted = new Map(spaces.map((one) => [one.id, one]));
  return settings.saveAll(policy, null, [...wanted.keys()], (now, id) => wanted.get(id) ?? now, AT);
};
export const byId = (spaces: SelectedSpace[]) => new Map(spaces.map((one) => [one.id, one]));
