/** What a space's own page says of the contents that are not in Qontext: by the ledger, so that what was never sent is there with its reason. */
import type { SpaceAdminApi } from '../../src/api/spaceAdmin';
import { ada, mei, openSite, type TestSite } from '../site';

let site: TestSite;
beforeAll(async () => {
  site = await openSite();
  // Never sent: it has the label from the beginning.
  site.model.addLabel(ada.accountId, site.id('Station North'), 'no-ai');
  await site.mirror('TIDE');
}, 180_000);
afterAll(() => site?.stop());

const listed = (payload: SpaceAdminApi['listReasons']['payload']) => site.callInSpace('TIDE', 'listReasons', payload, mei);
const reasons = async () => (await site.callInSpace('TIDE', 'spaceOverview', undefined, mei)).reasons;

test('counts them by state and reason', async () => {
  expect(await reasons()).toEqual([
    { state: 'out', reason: 'A page above it has a label that keeps it and all below it out.', count: 2 },
    { state: 'out', reason: 'It has a label that keeps it out.', count: 1 },
    { state: 'out', reason: 'It is archived.', count: 1 },
  ]);
});

test('lists them with title and reason', async () => {
  const { rows, cursor } = await listed({ state: 'out' });
  const said = rows.map(({ title, reason, inRepository }) => `${title}: ${reason} ${inRepository}`);
  expect(said.sort()).toEqual([
    'Log 1: A page above it has a label that keeps it and all below it out. false',
    'Log 2: A page above it has a label that keeps it and all below it out. false',
    'Old station: It is archived. false',
    'Station North: It has a label that keeps it out. false',
  ]);
  expect(cursor).toBeNull();
  expect(await listed({ state: 'failed' })).toEqual({ rows: [], cursor: null });
});

test('follows what changes', async () => {
  site.model.removeLabel(ada.accountId, site.id('Station North'), 'no-ai');
  await site.settle();
  await site.tick();
  expect(await reasons()).toEqual([{ state: 'out', reason: 'It is archived.', count: 1 }]);
});

test('gives a long list page by page', async () => {
  for (let n = 0; n < 30; n += 1) {
    const page = site.model.createPage(ada.accountId, { spaceId: site.spaceId('TIDE'), title: `Draft ${n}`, body: '<p>New.</p>' });
    site.model.addLabel(ada.accountId, page.id, 'no-ai');
  }
  await site.settle();
  await site.tick();
  const first = await listed({ state: 'out' });
  const second = await listed({ state: 'out', cursor: first.cursor ?? '' });
  expect([first.rows.length, second.rows.length, second.cursor]).toEqual([25, 6, null]);
  expect(new Set([...first.rows, ...second.rows].map(({ contentId }) => contentId)).size).toBe(31);
}, 60_000);
