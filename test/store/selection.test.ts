/** What admins chose: in its order, changed by two at once and all or nothing, left and come back to. The same in one record and spread over many. */
import { defaultPolicy, type Rule } from '../../src/scope';
import { type KeyValue, openStore, RecordBusyError, type SelectedSpace } from '../../src/store';
import { recordOf } from '../../src/store/selectionRecords';
import { AT, byId, idOf, idsOfOneRecord, importAll, include, noted, openMemory, page, space, whole } from './selections';

describe.each([
  ['in one record', false],
  ['spread over many', true],
])('%s', (_, isSpread) => {
  test('the spaces are in the order in which they were included', async () => {
    const { settings } = await openMemory({ isSpread });
    const spaces = Array.from({ length: 40 }, (_, n) => space(idOf(n), { includedAt: AT + ((n * 7) % 40) }));
    for (const one of spaces) await include(settings, one);
    const times = (await settings.selection()).spaces.map(({ includedAt }) => includedAt);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  describe('two admins at the same moment', () => {
    test('in different spaces: both count, whether these share a record or not', async () => {
      const { settings, interrupt } = await openMemory({ isSpread });
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
      const { settings, interrupt } = await openMemory({ isSpread });
      const id = idOf(0);
      await include(settings, space(id));
      const add = (layer: 'site' | 'space', rule: Rule) =>
        settings.changeSpace(id, (now) => now && { ...now, rules: { ...now.rules, [layer]: [...now.rules[layer], rule] } }, AT);
      interrupt(() => add('space', page('8')));
      await add('site', page('7'));
      expect((await settings.selectedSpace(id))?.rules).toEqual({ site: [whole, page('7')], space: [page('8')] });
    });

    test('an import is made on top of what somebody chose in one of its spaces meanwhile', async () => {
      const { settings, interrupt } = await openMemory({ isSpread });
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

  test('one record that somebody else keeps changing: nothing of an import is written, nor the policy', async () => {
    const { kv, settings, stored } = await openMemory({ isSpread });
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

  test('a space leaves with its own write, comes back without being among the leaving, and leaves them when it has left', async () => {
    const { settings, commits } = await openMemory({ isSpread });
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
    const { settings, commits } = await openMemory({ isSpread });
    await include(settings, space(idOf(0)));
    commits.length = 0;
    await settings.changeSpace(idOf(0), (now) => now, AT);
    await settings.changeSpace(idOf(1), () => null, AT);
    await settings.changeSelected(idOf(1), (one) => ({ ...one, ...noted }));
    await settings.hasLeft(idOf(1));
    expect(commits).toEqual([]);
  });
});
