/** What a part of a run leaves to the queue. In the simulation's world, with calm weather. */
import type { LedgerEntry, PartItem } from '../../src/store';
import { startRun } from '../../src/sync';
import { newEntry } from '../../src/sync/outcomes';
import { laneStep, listStep } from '../../src/sync/runs';
import { alignPart } from '../../src/sync/runs/part';
import { wholeSpace } from '../../src/sync/select';
import { type Calm, openCalm } from '../sim/calm';
import { MINUTE } from '../sim/play';

let play: Calm;
beforeEach(async () => {
  play = await openCalm();
});

/** What a backfill makes of one page that the ledger has so. */
async function partWith(said: (now: number) => Partial<LedgerEntry>): Promise<{ item: PartItem | undefined; isThere: boolean }> {
  await play.choose(wholeSpace);
  const page = play.page(null, { by: { ...play.editor, emit: () => {} } });
  await play.pass(10 * MINUTE);
  return play.answerOf(async (ports) => {
    const { store, now } = ports;
    const base = newEntry({ ref: { id: page.id, type: 'page' }, spaceId: '1', readAt: 0, snapshot: null, parentId: null });
    await store.ledger.put({ ...base, ...said(now()) }, null);
    const run = await startRun(ports, 'backfill', { id: '1', key: 'SP1' });
    const item = { id: page.id, type: 'page' as const, status: 'current', outcome: null, queuedAt: null, leaving: false };
    const [after] = await alignPart(ports, run, [item]);
    return { item: after, isThere: play.isThere(page) };
  });
}

it('what somebody has read since bulk reading may be up to date is read again by itself', async () => {
  const { item, isThere } = await partWith((now) => ({ state: 'out', reason: 'restricted', readAt: now - MINUTE }));
  expect(item).toMatchObject({ outcome: null, queuedAt: expect.any(Number) });
  expect(isThere).toBe(false);
});

it('what was read before that is sent', async () => {
  const { item, isThere } = await partWith((now) => ({ state: 'out', reason: 'restricted', readAt: now - 9 * MINUTE }));
  expect(item).toMatchObject({ outcome: 'sent', queuedAt: null });
  expect(isThere).toBe(true);
});

it('of two who take the same turn of a lane one counts', async () => {
  await play.choose(wholeSpace);
  for (let n = 0; n < 30; n += 1) play.page(null, { by: { ...play.editor, emit: () => {} } });
  await play.pass(10 * MINUTE);
  const queue = { touch: async () => {}, work: async () => {} };
  const run = await play.answerOf(async (ports) => {
    const begun = await startRun({ ...ports, queue }, 'backfill', { id: '1', key: 'SP1' });
    await listStep({ ...ports, queue }, begun.id, 0);
    return begun;
  });
  const both = [0, 1].map(() => play.begin((ports) => laneStep({ ...ports, queue }, run.id, 0, 0)));
  for (const one of both) await one.end();
  const lane = await play.answerOf(({ store }) => store.runs.lane(run.id, 0));
  expect(lane).toMatchObject({ step: 1, done: true });
  const { sent = 0, unchanged = 0 } = lane?.counts ?? {};
  expect(sent + unchanged).toBeGreaterThan(0);
  expect(sent + unchanged).toBeLessThanOrEqual(30);
});
