/** The selection of a large site: it fits, comes back as it was chosen, is changed all or nothing, and who asks about one space reads little. */
import { defaultPolicy, type Rule } from '../../src/scope';
import { type Change, type KeyValue, openStore, RecordBusyError, type SelectedSpace, SelectionFullError } from '../../src/store';
import { RECORDS, recordOf } from '../../src/store/selection';
import { SelectionUnreadableError, type StoredSpace, selectedSpaceOf, storedForm } from '../../src/store/selectionForm';
import { memoryKeyValue } from './memory';

const ADMIN = '712020:7c6f2a1e-0d3b-4a55-9c1e-2f8d6b7a9e01';
/** What Forge takes. */
const VALUE_BYTES = 240 * 1024;
const TRANSACTION_BYTES = 4_000_000;
const AT = Date.parse('2026-11-21T10:20:00Z');

const whole: Rule = { target: { kind: 'space' }, choice: 'include' };
const trees = (count: number, from: number): Rule[] =>
  Array.from({ length: count }, (_, n) => ({
    target: { kind: 'tree', id: String(from + n * 65_537) },
    choice: n % 7 ? 'include' : 'exclude',
  }));
const page = (id: string): Rule => ({ target: { kind: 'content', id }, choice: 'exclude' });
const space = (id: string, change: Partial<SelectedSpace> = {}): SelectedSpace => ({
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
const noted = { lastSweepAt: AT + 1, changedAt: AT + 2, statusSince: AT + 3, status: 'archived', isLabelledOut: true } as const;
/** As Confluence gives them: large, and all alike in their last bits. */
const idOf = (n: number): string => String(163_840_002 + n * 32_768);
/** So many ids of spaces that share one record. */
function idsOfOneRecord(count: number): string[] {
  const ids = Array.from({ length: count * RECORDS * 2 }, (_, n) => idOf(n)).filter((id) => recordOf(id) === recordOf(idOf(0)));
  return ids.slice(0, count);
}

/** A store that notes which records are read, and refuses what Forge would refuse. */
function open() {
  const memory = memoryKeyValue();
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
type Settings = ReturnType<typeof open>['settings'];

const include = (settings: Settings, one: SelectedSpace) => settings.changeSpace(one.id, () => one, AT);
const importAll = (settings: Settings, spaces: SelectedSpace[], policy = defaultPolicy) => {
  const wanted = new Map(spaces.map((one) => [one.id, one]));
  return settings.saveAll(policy, null, [...wanted.keys()], (now, id) => wanted.get(id) ?? now, AT);
};
const byId = (spaces: SelectedSpace[]) => new Map(spaces.map((one) => [one.id, one]));

test('3,000 whole spaces and 10,000 tree rules fit, in one import, and come back equal', async () => {
  const { settings, commits } = open();
  const spaces = Array.from({ length: 3_000 }, (_, n) => space(idOf(n)));
  const ruled = Array.from({ length: 25 }, (_, n) =>
    space(idOf(5_000 + n), { rules: { site: trees(400, 10 ** 9 + n), space: [page('77')] } }),
  );
  await importAll(settings, [...spaces, ...ruled], { ...defaultPolicy, keywords: ['a'] });
  expect(commits).toHaveLength(1);
  const { spaces: selected, policy } = await settings.rulebook();
  expect(policy.keywords).toEqual(['a']);
  expect(byId(selected)).toEqual(byId([...spaces, ...ruled]));
});

test('10,000 spaces fit, also with all that the app notes on them', async () => {
  const { settings } = open();
  const spaces = Array.from({ length: 10_000 }, (_, n) => space(idOf(n)));
  await importAll(settings, spaces);
  await importAll(
    settings,
    spaces.map((one) => ({ ...one, ...noted })),
  );
  expect((await settings.selection()).spaces).toHaveLength(10_000);
});

test('20,000 tree rules in ten spaces fit', async () => {
  const { settings } = open();
  const spaces = Array.from({ length: 10 }, (_, n) => space(idOf(n), { rules: { site: trees(2_000, 10 ** 11 + n), space: [] } }));
  for (const one of spaces) await include(settings, one);
  expect(byId((await settings.selection()).spaces)).toEqual(byId(spaces));
});

test('who asks about one space reads its record only, and with the policy one more', async () => {
  const { settings, read } = open();
  await importAll(
    settings,
    Array.from({ length: 100 }, (_, n) => space(idOf(n))),
  );
  const readBy = async (ask: () => Promise<unknown>) => {
    read.length = 0;
    await ask();
    return [...read].sort();
  };
  const own = recordOf(idOf(7));
  expect(await readBy(() => settings.selectedSpace(idOf(7)))).toEqual([own]);
  expect(await readBy(() => settings.rulebookOf([idOf(7), idOf(7)]))).toEqual(['policy', own].sort());
  expect(await readBy(() => settings.changeSelected(idOf(7), (one) => one))).toEqual([own]);
  expect((await settings.rulebookOf([idOf(7), '1'])).spaces).toEqual([space(idOf(7))]);
  expect(await settings.selectedSpace('constructor')).toBeNull();
});

test('the spaces are in the order in which they were included', async () => {
  const { settings } = open();
  const spaces = Array.from({ length: 40 }, (_, n) => space(idOf(n), { includedAt: AT + ((n * 7) % 40) }));
  for (const one of spaces) await include(settings, one);
  const times = (await settings.selection()).spaces.map(({ includedAt }) => includedAt);
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

describe('two admins at the same moment', () => {
  test('in different spaces: both count, whether these share a record or not', async () => {
    const { settings, interrupt } = open();
    const [a = '', b = ''] = idsOfOneRecord(2);
    const c = idOf(1);
    expect(recordOf(c)).not.toBe(recordOf(a));
    interrupt(() => include(settings, space(b)));
    await include(settings, space(a));
    interrupt(() => include(settings, space(a, { byKeyword: true })));
    await include(settings, space(c));
    await Promise.all([2, 3, 4, 5].map((n) => include(settings, space(idOf(n)))));
    const { spaces } = await settings.selection();
    expect(byId(spaces)).toEqual(byId([space(a, { byKeyword: true }), space(b), space(c), ...[2, 3, 4, 5].map((n) => space(idOf(n)))]));
  });

  test('in the same space: the later change is made on top of the other', async () => {
    const { settings, interrupt } = open();
    const id = idOf(0);
    await include(settings, space(id));
    const add = (layer: 'site' | 'space', rule: Rule) =>
      settings.changeSpace(id, (now) => now && { ...now, rules: { ...now.rules, [layer]: [...now.rules[layer], rule] } }, AT);
    interrupt(() => add('space', page('8')));
    await add('site', page('7'));
    expect((await settings.selectedSpace(id))?.rules).toEqual({ site: [whole, page('7')], space: [page('8')] });
  });

  test('an import is made on top of what somebody chose in one of its spaces meanwhile', async () => {
    const { settings, interrupt } = open();
    const ids = [0, 1, 2].map(idOf);
    await importAll(
      settings,
      ids.map((id) => space(id)),
    );
    interrupt(() => settings.changeSpace(idOf(1), (now) => now && { ...now, rules: { ...now.rules, space: [page('7')] } }, AT));
    const change = (now: SelectedSpace | null) => now && { ...now, rules: { ...now.rules, site: [whole, page('9')] } };
    await settings.saveAll({ ...defaultPolicy, archived: true }, null, ids, change, AT);
    const { policy, spaces } = await settings.rulebook();
    expect(policy.archived).toBe(true);
    expect(spaces.map(({ rules }) => rules)).toEqual([
      { site: [whole, page('9')], space: [] },
      { site: [whole, page('9')], space: [page('7')] },
      { site: [whole, page('9')], space: [] },
    ]);
  });
});

describe('all or nothing', () => {
  test('one record that somebody else keeps changing: nothing of an import is written, nor the policy', async () => {
    const { kv, settings, stored } = open();
    const ids = [0, 1, 2].map(idOf);
    await importAll(
      settings,
      ids.map((id) => space(id)),
    );
    const before = stored();
    // Of the last change the condition never holds.
    const late: KeyValue = {
      ...kv,
      commit: (changes) => kv.commit(changes.map((change, i) => (i === changes.length - 1 ? { ...change, rev: 999 } : change))),
    };
    const { settings: unlucky } = openStore(late, () => 0.5, defaultPolicy);
    await expect(
      importAll(
        unlucky,
        ids.map((id) => space(id, noted)),
        { ...defaultPolicy, archived: true },
      ),
    ).rejects.toThrow(RecordBusyError);
    expect(stored()).toBe(before);
  });

  test('one record that would be too full: nothing is written, and the error names the space', async () => {
    const { settings, stored } = open();
    const full = { site: trees(2_000, 10 ** 18), space: [] };
    const [last = '', ...ids] = idsOfOneRecord(6);
    await importAll(
      settings,
      ids.map((id) => space(id, { rules: full })),
    );
    const before = stored();
    const more = space(last, { key: 'LAST', rules: full });
    await expect(include(settings, more)).rejects.toThrow('The app has no room left for what was chosen in LAST, so nothing was saved.');
    await expect(importAll(settings, [space(idOf(1)), more], { ...defaultPolicy, archived: true })).rejects.toThrow(SelectionFullError);
    expect(stored()).toBe(before);
  });
});

test('a record that is as full as can be has room for all that the app notes, and lets whoever takes something away', async () => {
  const { kv, rows, settings } = open();
  const ids = idsOfOneRecord(2_000);
  const fits = (some: string[]) =>
    importAll(
      settings,
      some.map((id) => space(id)),
    ).then(
      () => true,
      (error) => {
        expect(error).toBeInstanceOf(SelectionFullError);
        return false;
      },
    );
  let count = 0;
  while (await fits(ids.slice(count, count + 50))) count += 50;
  while (await fits(ids.slice(count, count + 1))) count += 1;
  expect(count).toBeGreaterThan(800);
  // All at once what `changeSelected` writes one by one.
  const [key, rev] = [recordOf(ids[0] ?? ''), rows('state').find((row) => row.key === recordOf(ids[0] ?? ''))?.value.rev];
  const spaces = Object.fromEntries(ids.slice(0, count).map((id) => [id, storedForm(space(id, noted))]));
  expect(await kv.commit([{ kind: 'set', entity: 'state', key, value: { rev, data: { spaces, leaving: {} } } }])).toBe(true);
  expect(await fits(ids.slice(count, count + 1))).toBe(false);
  const [gone = ''] = ids;
  await settings.changeSpace(gone, () => null, AT);
  expect(await settings.leaving()).toEqual([{ id: gone, key: space(gone).key, since: AT }]);
});

test('a space leaves with its own write, comes back without being among the leaving, and leaves them when it has left', async () => {
  const { settings, commits } = open();
  for (const n of [0, 1]) await include(settings, space(idOf(n)));
  commits.length = 0;
  for (const n of [0, 1]) await settings.changeSpace(idOf(n), () => null, AT + n);
  expect(commits).toHaveLength(2);
  expect((await settings.selection()).spaces).toEqual([]);
  expect((await settings.leaving()).map(({ id, since }) => [id, since]).sort()).toEqual([
    [idOf(0), AT],
    [idOf(1), AT + 1],
  ]);
  await include(settings, space(idOf(0)));
  expect((await settings.leaving()).map(({ id }) => id)).toEqual([idOf(1)]);
  await settings.hasLeft(idOf(1));
  expect(await settings.leaving()).toEqual([]);
});

test('nothing is written where nothing changes, and nothing is noted on what is not selected', async () => {
  const { settings, commits } = open();
  await include(settings, space(idOf(0)));
  commits.length = 0;
  await settings.changeSpace(idOf(0), (now) => now, AT);
  await settings.changeSpace(idOf(1), () => null, AT);
  await settings.changeSelected(idOf(1), (one) => ({ ...one, ...noted }));
  await settings.hasLeft(idOf(1));
  expect(commits).toEqual([]);
});

describe('the stored form', () => {
  const blogposts: Rule = { target: { kind: 'blogposts' }, choice: 'exclude' };
  test.each<[string, Partial<SelectedSpace>]>([
    ['a whole space', {}],
    ['nothing chosen', { rules: { site: [], space: [] } }],
    [
      'all kinds of rules, in their order',
      { rules: { site: [blogposts, page('1'), page('2'), whole, ...trees(9, 5), page('3')], space: [blogposts] } },
    ],
    ['dormant', { byKeyword: true, rules: { site: [whole], space: [page('1')], dormant: true } }],
    ['all that the app notes', { ...noted, type: 'personal', includedBy: null }],
  ])('%s comes back equal', (_, change) => {
    const one = space('42', change);
    // As the key-value store gives it back.
    const stored: StoredSpace = JSON.parse(JSON.stringify(storedForm(one)));
    expect(selectedSpaceOf('42', stored)).toEqual(one);
  });

  test.each(['+q', 's', '+s7', '+t', '-c', '+c1,,2', '-c1, -c2', '+t1  +t2', '*t1'])(
    'a rule that is not known, "%s", is not passed over',
    (r) => {
      expect(() => selectedSpaceOf('42', { k: 'K', i: 1, r })).toThrow(SelectionUnreadableError);
    },
  );

  test('ids of spaces as Confluence gives them are spread over all records', () => {
    const counts = new Map<string, number>();
    for (let n = 0; n < 3_200; n += 1) counts.set(recordOf(idOf(n)), (counts.get(recordOf(idOf(n))) ?? 0) + 1);
    expect(counts.size).toBe(RECORDS);
    expect(Math.max(...counts.values())).toBeLessThan(300);
  });
});
