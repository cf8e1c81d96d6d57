/** Two who write the same record: one gets through, the other changes nothing, and nothing of either is lost. */
import { defaultPolicy } from '../../src/scope';
import { type Activity, type LedgerEntry, openStore, RecordBusyError } from '../../src/store';
import { openRecord } from '../../src/store/record';
import { newEntry } from '../../src/sync/outcomes';
import { memoryKeyValue } from './memory';

const entry = (id: string, change: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...newEntry({ ref: { id, type: 'page' }, spaceId: '7', parentId: null, readAt: 0, snapshot: null }),
  ...change,
});
const open = () => {
  const memory = memoryKeyValue();
  return { ...memory, store: openStore(memory.kv, () => 0.5, defaultPolicy) };
};
const activity: Activity = {
  at: 1,
  kind: 'create',
  outcome: 'done',
  cause: 'event',
  contentId: '1',
  contentType: 'page',
  spaceId: '7',
  version: 1,
  fileIds: ['doc_1'],
  bytes: 10,
  reason: null,
};

describe('the ledger', () => {
  test('a write at an old revision changes nothing, and neither does what was to be written with it', async () => {
    const { store, rows } = open();
    const first = await store.ledger.put(entry('1'), null);
    const second = await store.ledger.put(entry('1', { state: 'sent', reason: null }), first?.rev ?? null);
    expect(await store.ledger.put(entry('1', { state: 'failed' }), first?.rev ?? null, [store.activity.record(activity)])).toBeNull();
    expect(await store.ledger.get('1')).toEqual(second);
    expect(rows('activity')).toEqual([]);
  });

  test('of two who create it one gets through', async () => {
    const { store } = open();
    const both = await Promise.all([
      store.ledger.put(entry('1', { version: 1 }), null),
      store.ledger.put(entry('1', { version: 2 }), null),
    ]);
    expect(both.filter((one) => one !== null)).toHaveLength(1);
    expect((await store.ledger.get('1'))?.rev).toBe(1);
  });

  test('removing at an old revision removes nothing', async () => {
    const { store } = open();
    await store.ledger.put(entry('1'), null);
    await store.ledger.put(entry('1', { state: 'sent', reason: null }), 1);
    expect(await store.ledger.remove('1', 1)).toBe(false);
    expect(await store.ledger.get('1')).not.toBeNull();
    expect(await store.ledger.remove('1', 2)).toBe(true);
    expect(await store.ledger.get('1')).toBeNull();
  });

  test('the activity is written with the ledger, or neither is', async () => {
    const { store, rows } = open();
    await store.ledger.put(entry('1', { state: 'sent', reason: null }), null, [store.activity.record(activity)]);
    expect(rows('activity').map(({ value }) => value.data)).toEqual([activity]);
  });

  test('walks a space page by page, each content once', async () => {
    const { store } = open();
    const ids = Array.from({ length: 230 }, (_, at) => String(9_000 + at * 7));
    for (const id of ids) await store.ledger.put(entry(id), null);
    await store.ledger.put(entry('9001', { spaceId: '8' }), null);
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = await store.ledger.ofSpace('7', after);
      if (page.length === 0) break;
      seen.push(...page.map(({ value }) => value.id));
      after = seen[seen.length - 1] ?? null;
    }
    expect(seen).toEqual([...ids].sort());
  });

  test('all children of a page are found, however many', async () => {
    const { store } = open();
    const ids = Array.from({ length: 230 }, (_, at) => String(9_000 + at));
    for (const id of ids) await store.ledger.put(entry(id, { parentId: '5' }), null);
    await store.ledger.put(entry('9999', { parentId: '6' }), null);
    expect((await store.ledger.childrenOf('5')).map(({ id }) => id).sort()).toEqual(ids);
  });

  test('what is due is what waits for a try whose time has come', async () => {
    const { store } = open();
    await store.ledger.put(entry('1', { state: 'failed', nextTryAt: 100 }), null);
    await store.ledger.put(entry('2', { state: 'failed', nextTryAt: 200 }), null);
    await store.ledger.put(entry('3', { state: 'failed', nextTryAt: null }), null);
    await store.ledger.put(entry('4', { state: 'held', nextTryAt: 50 }), null);
    expect((await store.ledger.due('failed', 150, 10)).map(({ id }) => id)).toEqual(['1']);
  });
});

describe('a record', () => {
  test('a change is made again on top of what somebody else wrote meanwhile', async () => {
    const { kv, interrupt } = open();
    const record = openRecord<number>(kv, 'state', 'n');
    await record.update(() => 1);
    interrupt(async () => void (await record.update((now) => (now ?? 0) + 10)));
    expect(await record.update((now) => (now ?? 0) + 100)).toBe(111);
  });

  test('gives up by name when it is always too late', async () => {
    const { kv } = open();
    const record = openRecord<number>({ ...kv, commit: async () => false }, 'state', 'n');
    await expect(record.update(() => 1)).rejects.toThrow(RecordBusyError);
  });

  test('null leaves it as it is', async () => {
    const { kv, rows } = open();
    const record = openRecord<number>(kv, 'state', 'n');
    await record.update(() => 5);
    const before = rows('state');
    expect(await record.update(() => null)).toBe(5);
    expect(rows('state')).toEqual(before);
  });
});

describe('the counts of a space', () => {
  test('follow each content from state to state, and a lost race counts nothing', async () => {
    const { store } = open();
    const first = await store.ledger.put(entry('1'), null);
    await store.ledger.put(entry('1', { state: 'sent', reason: null }), first?.rev ?? null);
    await store.ledger.put(entry('1', { state: 'failed' }), 1);
    await store.ledger.put(entry('2', { state: 'out' }), null);
    await store.counts.flush();
    expect(await store.counts.ofSpace('7')).toEqual({ pending: 0, sent: 1, out: 1, held: 0, failed: 0 });
  });

  test('go with the content to another space', async () => {
    const { store } = open();
    await store.ledger.put(entry('1', { state: 'sent', reason: null }), null);
    await store.ledger.put(entry('1', { state: 'sent', spaceId: '8' }), 1);
    await store.counts.flush();
    expect((await store.counts.ofSpace('7')).sent).toBe(0);
    expect((await store.counts.ofSpace('8')).sent).toBe(1);
  });

  test('many who count at once all count', async () => {
    const memory = memoryKeyValue();
    await Promise.all(
      Array.from({ length: 6 }, async (_, at) => {
        const store = openStore(memory.kv, () => 0, defaultPolicy);
        await store.ledger.put(entry(String(at), { state: 'sent', reason: null }), null);
        await store.counts.flush();
      }),
    );
    expect((await openStore(memory.kv, () => 0, defaultPolicy).counts.ofSpace('7')).sent).toBe(6);
  });

  test('say how many have which reason, and forget one that nothing has any more', async () => {
    const { store } = open();
    await store.ledger.put(entry('1', { state: 'out', reason: 'excluded' }), null);
    await store.ledger.put(entry('2', { state: 'out', reason: 'archived' }), null);
    await store.ledger.put(entry('3', { state: 'out', reason: 'archived' }), null);
    await store.counts.flush();
    expect(await store.counts.reasonsOf('7')).toEqual([
      { state: 'out', reason: 'archived', count: 2 },
      { state: 'out', reason: 'excluded', count: 1 },
    ]);
    await store.ledger.put(entry('1', { state: 'held', reason: 'in-review' }), 1);
    await store.ledger.put(entry('2', { state: 'sent', reason: null }), 1);
    await store.counts.flush();
    expect(await store.counts.reasonsOf('7')).toEqual([
      { state: 'out', reason: 'archived', count: 1 },
      { state: 'held', reason: 'in-review', count: 1 },
    ]);
  });

  test('are put right by a count of the whole ledger', async () => {
    const { store } = open();
    await store.ledger.put(entry('1', { state: 'sent', reason: null }), null);
    await store.counts.flush();
    await store.counts.set('7', { pending: 0, sent: 40, out: 2, held: 0, failed: 0, why: { 'out excluded': 2 } });
    expect(await store.counts.reasonsOf('7')).toEqual([{ state: 'out', reason: 'excluded', count: 2 }]);
    expect(await store.counts.ofSpace('7')).toEqual({ pending: 0, sent: 40, out: 2, held: 0, failed: 0 });
  });

  test('a count of the whole ledger has what this invocation has noted on the way', async () => {
    const { store } = open();
    await store.ledger.put(entry('1', { state: 'sent', reason: null }), null);
    await store.counts.set('7', { pending: 0, sent: 1, out: 0, held: 0, failed: 0, why: {} });
    await store.counts.flush();
    expect((await store.counts.ofSpace('7')).sent).toBe(1);
    expect((await store.counts.ofSite()).sent).toBe(1);
  });

  test('add up to the site’s, also when one is put right, and after the others were lost', async () => {
    const { kv, store } = open();
    const spaces = Array.from({ length: 30 }, (_, n) => String(n));
    for (const spaceId of spaces) await store.ledger.put(entry(`9${spaceId}`, { state: 'sent', spaceId }), null);
    await store.counts.flush();
    expect((await store.counts.ofSite()).sent).toBe(30);
    const lost = openStore({ ...kv, commit: async () => false }, () => 0.5, defaultPolicy);
    lost.counts.note(null, { spaceId: '7', state: 'sent', reason: null });
    await expect(lost.counts.flush()).rejects.toThrow(RecordBusyError);
    await store.counts.set('7', { pending: 0, sent: 40, out: 2, held: 0, failed: 0, why: {} });
    await store.counts.set('8', { pending: 0, sent: 0, out: 0, held: 0, failed: 0, why: {} });
    expect(await store.counts.ofSite()).toEqual({ pending: 0, sent: 68, out: 2, held: 0, failed: 0 });
  });
});

test('a folder that somebody else has noted something on meanwhile is not forgotten', async () => {
  const { store } = open();
  const place = { key: 'content:5', spaceId: '7', folderId: 'dir_1', parentFolderId: null, nameHash: 'h', about: null } as const;
  await store.places.put(place, null);
  await store.places.put({ ...place, nameHash: 'other' }, 1);
  expect(await store.places.remove('content:5', 1)).toBe(false);
  expect(await store.places.get('content:5')).toMatchObject({ rev: 2 });
  expect(await store.places.remove('content:5', 2)).toBe(true);
});

test('all folders of a space are found, however many', async () => {
  const { store } = open();
  const keys = Array.from({ length: 230 }, (_, at) => `content:${9_000 + at}` as const);
  const place = { folderId: 'dir_1', parentFolderId: null, nameHash: 'h', about: null };
  for (const key of keys) await store.places.put({ ...place, key, spaceId: '7' }, null);
  await store.places.put({ ...place, key: 'content:1', spaceId: '8' }, null);
  expect((await store.places.ofSpace('7')).map(({ value }) => value.key).sort()).toEqual(keys);
});

describe('settings', () => {
  test('that a policy is news to the runs is not forgotten when one is saved that is none', async () => {
    const { store } = open();
    await store.settings.savePolicy({ ...defaultPolicy, archived: true }, 100);
    await store.settings.savePolicy({ ...defaultPolicy, archived: true, instructions: 'Read slowly.' }, null);
    expect(await store.settings.policyNewsAt()).toBe(100);
  });

  test('the key is in the secret store and in nothing else', async () => {
    const { store, rows } = open();
    await store.settings.saveApiKey('q_sk_secret');
    await store.settings.saveConnection({ state: 'connected', workspaceName: 'W', workspaceUrl: null, checkedAt: 1 });
    expect(await store.settings.apiKey()).toBe('q_sk_secret');
    expect(JSON.stringify(rows('state'))).not.toContain('q_sk_secret');
    await store.settings.deleteApiKey();
    expect(await store.settings.apiKey()).toBeNull();
  });
});

test('of two runs that begin at once for a space one is begun', async () => {
  const { store } = open();
  const run = (id: string) => ({
    id,
    kind: 'sweep' as const,
    spaceId: '7',
    spaceKey: 'S',
    state: 'running' as const,
    phase: 'listing' as const,
    startedAt: 1,
    updatedAt: 1,
    endedAt: null,
    step: 0,
    cursor: null,
    left: false,
    parts: 0,
    goneParts: 0,
    listed: 0,
    lanes: 0,
    approved: false,
    withdrawn: 0,
    counts: { sent: 0, unchanged: 0, out: 0, held: 0, failed: 0 },
    note: null,
  });
  const begun = await Promise.all([store.runs.begin(run('a'), null), store.runs.begin(run('b'), null)]);
  expect(begun.filter((one) => one !== null)).toHaveLength(1);
  expect((await store.runs.ofSpace('7'))?.id).toBe(begun.find((one) => one !== null)?.id);
  expect(await store.runs.open()).toHaveLength(1);
});
