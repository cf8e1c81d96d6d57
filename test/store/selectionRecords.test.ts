/** The selection of a large site: it fits and comes back as it was chosen, and who asks about one space reads little, in a small one and in a large one. */
import { defaultPolicy } from '../../src/scope';
import { SelectionFullError } from '../../src/store';
import { storedForm } from '../../src/store/selectionForm';
import { RECORDS, recordOf, WHOLE } from '../../src/store/selectionRecords';
import { AT, byId, idOf, idsOfOneRecord, importAll, include, noted, openMemory, page, space, trees } from './selections';

test('3,000 whole spaces and 10,000 tree rules fit, in one import, and come back equal', async () => {
  const { settings, commits } = await openMemory();
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
  const { settings } = await openMemory();
  const spaces = Array.from({ length: 10_000 }, (_, n) => space(idOf(n)));
  await importAll(settings, spaces);
  await importAll(
    settings,
    spaces.map((one) => ({ ...one, ...noted })),
  );
  expect((await settings.selection()).spaces).toHaveLength(10_000);
});

test('20,000 tree rules in ten spaces fit', async () => {
  const { settings } = await openMemory();
  const spaces = Array.from({ length: 10 }, (_, n) => space(idOf(n), { rules: { site: trees(2_000, 10 ** 11 + n), space: [] } }));
  for (const one of spaces) await include(settings, one);
  expect(byId((await settings.selection()).spaces)).toEqual(byId(spaces));
});

describe('who asks', () => {
  const spaces = (count: number) => Array.from({ length: count }, (_, n) => space(idOf(n)));
  async function readings(count: number) {
    const { settings, read } = await openMemory();
    await importAll(settings, spaces(count));
    const readBy = async (ask: () => Promise<unknown>) => {
      read.length = 0;
      await ask();
      return [...read].sort();
    };
    return { settings, readBy };
  }

  test('about a small selection reads one record, however much is asked', async () => {
    const { settings, readBy } = await readings(50);
    expect(await readBy(() => settings.selection())).toEqual([WHOLE]);
    expect(await readBy(() => settings.rulebookOf([idOf(7), idOf(9)]))).toEqual(['policy', WHOLE]);
    expect((await settings.selection()).spaces).toHaveLength(50);
    expect((await settings.rulebookOf([idOf(7), '1'])).spaces).toEqual([space(idOf(7))]);
  });

  test('about one space of a large one reads the record of that space besides', async () => {
    const { settings, readBy } = await readings(200);
    const own = recordOf(idOf(7));
    expect(await readBy(() => settings.selectedSpace(idOf(7)))).toEqual([WHOLE, own]);
    expect(await readBy(() => settings.rulebookOf([idOf(7), idOf(7)]))).toEqual(['policy', WHOLE, own]);
    expect(await readBy(() => settings.changeSelected(idOf(7), (one) => one))).toEqual([WHOLE, own]);
    expect((await settings.rulebookOf([idOf(7), '1'])).spaces).toEqual([space(idOf(7))]);
    expect(await settings.selectedSpace('constructor')).toBeNull();
  });
});

describe('a selection that outgrows its one record', () => {
  const few = Array.from({ length: 60 }, (_, n) => space(idOf(n)));
  const more = Array.from({ length: 140 }, (_, n) => space(idOf(60 + n)));

  test('is spread in one commit, with what leaves, and stays spread', async () => {
    const { settings, commits, rows } = await openMemory();
    await importAll(settings, few);
    await settings.changeSpace(idOf(0), () => null, AT);
    expect(
      rows('state')
        .map(({ key }) => key)
        .sort(),
    ).toEqual(['policy', WHOLE]);
    commits.length = 0;
    await importAll(settings, more);
    expect(commits).toHaveLength(1);
    expect(byId((await settings.selection()).spaces)).toEqual(byId([...few.slice(1), ...more]));
    expect((await settings.leaving()).map(({ id }) => id)).toEqual([idOf(0)]);
    for (const { id } of [...few, ...more]) await settings.changeSpace(id, () => null, AT);
    expect((await settings.selection()).spaces).toEqual([]);
    expect(await settings.leaving()).toHaveLength(200);
    expect(rows('state')).toHaveLength(2 + RECORDS);
  });

  test('loses nothing of what somebody changed while it was being spread, nor of what came just before', async () => {
    const { settings, interrupt } = await openMemory();
    await importAll(settings, few);
    interrupt(() => include(settings, space('7')));
    await importAll(settings, more);
    const { settings: other, interrupt: before } = await openMemory();
    await importAll(other, few);
    before(() => importAll(other, more));
    await include(other, space('7'));
    for (const one of [settings, other]) expect(byId((await one.selection()).spaces)).toEqual(byId([...few, ...more, space('7')]));
  });

  test('that would be too full at once is not changed at all', async () => {
    const { settings, stored } = await openMemory();
    await importAll(settings, few);
    const before = stored();
    const full = { site: trees(13_000, 10 ** 18), space: [] };
    await expect(include(settings, space('7', { key: 'LAST', rules: full }))).rejects.toThrow(
      'what was chosen in LAST, so nothing was saved',
    );
    expect(stored()).toBe(before);
  });
});

test('one record that would be too full: nothing is written, and the error names the space', async () => {
  const { settings, stored } = await openMemory();
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

test('a record that is as full as can be has room for all that the app notes, and lets whoever takes something away', async () => {
  const { kv, rows, settings } = await openMemory();
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

test('ids of spaces as Confluence gives them are spread over all records', () => {
  const counts = new Map<string, number>();
  for (let n = 0; n < 3_200; n += 1) counts.set(recordOf(idOf(n)), (counts.get(recordOf(idOf(n))) ?? 0) + 1);
  expect(counts.size).toBe(RECORDS);
  expect(Math.max(...counts.values())).toBeLessThan(300);
});
