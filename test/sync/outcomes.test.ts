/** Pure: what the ledger and the activity say after something was tried, how a run is shown, and how many withdrawals need a person. */
import { runView } from '../../src/entry/siteAdmin/runView';
import { QontextError } from '../../src/qontext';
import type { LedgerEntry, Place, Run } from '../../src/store';
import { activityOf, entryAfterOut, entryAfterPush, newEntry, retryAt } from '../../src/sync/outcomes';
import type { Pushed } from '../../src/sync/push';
import { guardFor } from '../../src/sync/runs/leaving';

const NOW = 1_000_000;
const known = { ref: { id: '5', type: 'page' as const }, spaceId: '7', readAt: 900, snapshot: null, parentId: '4' };
const place: Place = { key: 'content:4', spaceId: '7', folderId: 'dir_4', parentFolderId: 'dir_s', nameHash: 'h', about: null };
const wanted = [{ name: 'A (5).md', content: 'text' }];
const file = { id: 'doc_1', changeId: 'chg_1', hash: 'h', bytes: 4, inReview: false };
const nothing: Pushed = {
  files: [file],
  bytes: 0,
  did: { created: false, replaced: false, renamed: false, moved: false, deleted: false },
  merged: false,
  obstacle: null,
  error: null,
  folderGone: false,
};
const failed = (code: string, status: number): Pushed => ({ ...nothing, error: new QontextError({ code, status, detail: 'No.' }) });
const entryOf = (pushed: Pushed | null, before: LedgerEntry = newEntry(known)) => entryAfterPush(before, known, place, wanted, pushed, NOW);

describe('after a push', () => {
  test('that got through, the content is sent and nothing is due', () => {
    expect(entryOf(nothing)).toMatchObject({
      state: 'sent',
      reason: null,
      files: [file],
      folderId: 'dir_4',
      readAt: 900,
      sentAt: NOW,
      nextTryAt: null,
      claim: null,
    });
  });

  test.each([
    ['rate limit', failed('rate_limited', 429), 'qontext-unavailable', true],
    ['no answer', failed('network', 0), 'qontext-unavailable', true],
    ['key refused', failed('unauthenticated', 401), 'qontext-unavailable', true],
    ['not allowed', failed('forbidden', 403), 'refused', false],
    ['never valid', failed('invalid', 400), 'refused', false],
    ['too large', failed('content_too_large', 413), 'too-large', false],
  ])('that failed (%s) the reason is named, and it is tried again where that can help', (_, pushed, reason, isTriedAgain) => {
    const entry = entryOf(pushed);
    expect(entry).toMatchObject({ state: 'failed', reason, tries: 1, claim: null });
    expect(entry.nextTryAt !== null).toBe(isTriedAgain);
  });

  test('that failed, the place before stands: all is said again at the next try', () => {
    const before = { ...newEntry(known), folderId: 'dir_old', nameHash: 'old', files: [file] };
    expect(entryOf(failed('network', 0), before)).toMatchObject({ folderId: 'dir_old', nameHash: 'old' });
  });

  test.each(['protected', 'in-review', 'name-taken'] as const)('that %s stood in the way of, it is held', (obstacle) => {
    expect(entryOf({ ...nothing, obstacle })).toMatchObject({ state: 'held', reason: obstacle, tries: 1 });
  });
});

test('held content counts from when it began to be held, and is out without a next try', () => {
  const first = entryAfterOut(newEntry(known), known, 'restrictions-unknown', 'held', NOW);
  const second = entryAfterOut(first, known, 'restrictions-unknown', 'held', NOW + 60_000);
  expect([first.heldSince, second.heldSince, second.tries]).toEqual([NOW, NOW, 2]);
  expect(entryAfterOut(second, known, 'archived', 'out', NOW)).toMatchObject({ state: 'out', heldSince: null, nextTryAt: null, tries: 0 });
});

test('tries come after 1, 2, 4 ... minutes, and at most two hours', () => {
  expect([1, 2, 3, 7, 8, 9, 100].map((tries) => (retryAt(0, tries) ?? 0) / 60_000)).toEqual([1, 2, 4, 64, 120, 120, 120]);
});

describe('the activity', () => {
  const entry = entryOf(nothing);
  const did = (change: Partial<Pushed['did']>): Pushed => ({ ...nothing, did: { ...nothing.did, ...change } });
  test.each<[string, Pushed, object | null]>([
    ['nothing', nothing, null],
    ['create', did({ created: true }), { kind: 'create', outcome: 'done' }],
    ['replace', did({ replaced: true }), { kind: 'update', outcome: 'done' }],
    ['rename and move', did({ renamed: true, moved: true }), { kind: 'move', outcome: 'done' }],
    ['rename', did({ renamed: true }), { kind: 'rename', outcome: 'done' }],
    ['delete', did({ deleted: true }), { kind: 'withdraw', outcome: 'done' }],
    ['merge', { ...did({ replaced: true }), merged: true }, { kind: 'update', outcome: 'merged' }],
    ['review', { ...did({ replaced: true }), obstacle: 'in-review' }, { kind: 'update', outcome: 'in-review' }],
    ['held', { ...nothing, obstacle: 'name-taken' }, { kind: 'hold', outcome: 'held' }],
    ['failed', failed('network', 0), { kind: 'fail', outcome: 'failed' }],
  ])('of %s', (_, pushed, expected) => {
    const row = activityOf(entry, pushed, 'event', NOW);
    if (expected === null) expect(row).toBeNull();
    else expect(row).toMatchObject({ ...expected, contentId: '5', spaceId: '7', cause: 'event', at: NOW });
  });
});

test.each([
  [0, 20],
  [20, 20],
  [200, 20],
  [209, 20],
  [210, 21],
  [5000, 500],
])('of %d sent, %d may go without a word', (sent, withdrawals) => {
  expect(guardFor(sent)).toBe(withdrawals);
});

describe('a run on the screen', () => {
  const noCounts = { sent: 0, unchanged: 0, out: 0, held: 0, failed: 0 };
  const run: Run = {
    id: 'r',
    kind: 'backfill',
    spaceId: '7',
    spaceKey: 'S',
    state: 'running',
    phase: 'aligning',
    startedAt: 0,
    updatedAt: 10,
    endedAt: null,
    step: 1,
    cursor: null,
    left: false,
    parts: 3,
    goneParts: 0,
    listed: 100,
    lanes: 2,
    approved: false,
    withdrawn: 0,
    counts: noCounts,
    note: null,
  };
  const lane = (sent: number, updatedAt: number) => ({ next: 0, done: false, step: 0, counts: { ...noCounts, sent }, open: [], updatedAt });

  test('adds up its lanes while they work, and tells when it will be done', () => {
    const view = runView(run, [lane(20, 30), lane(30, 50)], 1000);
    expect(view).toMatchObject({ listed: 100, sent: 50, pending: 50, updatedAt: 50, etaMs: 1000 });
  });

  test('always adds up', () => {
    for (const phase of ['listing', 'aligning', 'settling', 'leaving', 'ending', 'over'] as const) {
      const view = runView(
        { ...run, phase, counts: phase === 'aligning' ? noCounts : { ...noCounts, sent: 40, held: 2 } },
        [lane(42, 1)],
        5,
      );
      expect(view.sent + view.unchanged + view.out + view.held + view.failed + view.pending).toBe(view.listed);
    }
  });

  test('is not promised an end while nothing moves', () => {
    expect(runView({ ...run, state: 'paused' }, [lane(20, 30)], 1000).etaMs).toBeNull();
    expect(runView(run, [lane(0, 30)], 1000).etaMs).toBeNull();
  });
});
