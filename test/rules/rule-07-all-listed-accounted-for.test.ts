/** Rule 7: everything listed is accounted for: sent + unchanged + out (reason) + held (reason) + failed (reason) = listed. */
import type { RunView } from '../../src/api/siteAdmin';
import { ada, openSite, type TestSite } from '../site';

let site: TestSite;
beforeAll(async () => {
  site = await openSite();
}, 180_000);
afterAll(() => site?.stop());
beforeEach(() => {
  site.asked.interfere = () => null;
  site.sent.interfere = () => null;
});

const sumOf = (run: RunView) => run.sent + run.unchanged + run.out + run.held + run.failed;
const countsOf = ({ listed, sent, unchanged, out, held, failed, pending }: RunView) => ({
  listed,
  sent,
  unchanged,
  out,
  held,
  failed,
  pending,
});
async function runOf(kind: 'sweep' | 'resync'): Promise<RunView> {
  const { runs } = await site.call('startRun', { kind });
  const id = runs[0]?.id;
  await site.settle();
  const run = (await site.call('listRuns')).runs.find((one) => one.id === id);
  if (!run) throw new Error('The run is not listed.');
  return run;
}

test('a backfill in which one page is refused and one name is taken names each outcome', async () => {
  const folder = `/Confluence/tides.example/Tides (TIDE)/Tides home (${site.id('Tides home')})/Station North (${site.id('Station North')})`;
  site.qontext.editByHand(`${folder}/Log 2 (${site.id('Log 2')}).md`, 'I was here first.');
  site.sent.interfere = ({ method, body }) =>
    method === 'POST' && body.includes('"Log 3 (') ? { status: 400, body: { code: 'invalid_content', detail: 'No.' } } : null;
  await site.mirror('TIDE');
  const [run] = (await site.call('listRuns')).runs;
  expect(run && countsOf(run)).toEqual({ listed: 8, sent: 5, unchanged: 0, out: 1, held: 1, failed: 1, pending: 0 });
  expect(run?.note).toContain('1 could not be sent');
  expect(site.ledger('Old station')).toMatchObject({ state: 'out', reason: 'archived' });
  expect(site.ledger('Log 2')).toMatchObject({ state: 'held', reason: 'name-taken' });
  expect(site.ledger('Log 3')).toMatchObject({ state: 'failed', reason: 'refused' });
  expect((await site.call('overview')).counts).toEqual({ sent: 5, out: 1, held: 1, failed: 1, pending: 0 });
});

test('a sweep after an edit, a restriction and a new page that no event told of', async () => {
  site.host.settings.eventLoss = 1;
  site.model.updatePage(ada.accountId, site.id('Log 1'), { body: '<p>Edited in silence.</p>' });
  site.model.createPage(ada.accountId, {
    spaceId: site.spaceId('TIDE'),
    parentId: site.id('Station South'),
    title: 'Log 4',
    body: '<p>New.</p>',
  });
  site.model.restrictRead(ada.accountId, site.id('Station North'), { users: [ada.accountId], groups: [] });
  site.model.movePage(ada.accountId, site.id('Log 1'), { parentId: site.id('Station South') });
  const run = await runOf('sweep');
  site.host.settings.eventLoss = 0;
  expect(sumOf(run)).toBe(run.listed);
  expect(run).toMatchObject({ state: 'done', pending: 0, withdrawn: 1 });
  expect(site.text('Log 4')).toContain('New.');
  expect(site.text('Log 1')).toContain('Edited in silence.');
  expect(site.text('Station North')).toBeNull();
});

test('a withdrawal accounts for all that was there', async () => {
  await site.call('excludeSpace', { spaceId: site.spaceId('TIDE') });
  await site.settle();
  const run = (await site.call('listRuns')).runs.find(({ kind }) => kind === 'withdrawal');
  expect(run).toMatchObject({ state: 'done', pending: 0 });
  expect(run?.out).toBe(run?.listed);
  expect((await site.call('overview')).counts).toEqual({ sent: 0, out: 0, held: 0, failed: 0, pending: 0 });
});

test('a resync counts what a person holds up as held, and does not wait for it', async () => {
  const other = await openSite();
  const folder = `/Confluence/tides.example/Tides (TIDE)/Tides home (${other.id('Tides home')})/Station North (${other.id('Station North')})`;
  other.qontext.editByHand(`${folder}/Log 2 (${other.id('Log 2')}).md`, 'I was here first.');
  await other.mirror('TIDE');
  await other.call('startRun', { kind: 'resync' });
  await other.settle();
  const run = (await other.call('listRuns')).runs.find(({ kind }) => kind === 'resync');
  await other.stop();
  expect(run && countsOf(run)).toEqual({ listed: 8, sent: 0, unchanged: 6, out: 1, held: 1, failed: 0, pending: 0 });
  expect(run).toMatchObject({ state: 'done', note: null });
});

test('a resync of what has not changed is all unchanged, and writes nothing', async () => {
  const other = await openSite();
  await other.mirror('TIDE');
  other.sent.requests.length = 0;
  await other.call('startRun', { kind: 'resync' });
  await other.settle();
  const run = (await other.call('listRuns')).runs.find(({ kind }) => kind === 'resync');
  const writes = other.sent.writes();
  await other.stop();
  expect(run && countsOf(run)).toEqual({ listed: 8, sent: 0, unchanged: 7, out: 1, held: 0, failed: 0, pending: 0 });
  expect(writes).toEqual([]);
});
