/** Qontext is busy for a while: what it does not take is tried again by the queue before it counts as failed. On the local site, with the real bundle. */
import { ada, openMirrored, openSite, type TestSite } from '../site';
import { openTides } from '../tides';

jest.setTimeout(120_000);

let site: TestSite;
afterEach(() => site?.stop());
const lastRun = async () => (await site.call('listRuns')).runs[0];
const busy = { status: 503, headers: { 'retry-after': '20' }, body: { code: 'service_unavailable', detail: 'Busy' } };

test('a run waits for the next tries, and nothing has failed', async () => {
  site = await openSite();
  let refused = 0;
  site.sent.interfere = ({ method, path }) => {
    if (method !== 'POST' || path !== '/v1/files') return null;
    refused += 1;
    return refused <= 2 * openTides.length ? busy : null;
  };
  await site.mirror('TIDE');
  expect(openTides.filter((title) => !site.isThere(title))).toEqual([]);
  expect(await lastRun()).toMatchObject({ state: 'done', sent: openTides.length, failed: 0, pending: 0 });
  expect(site.activity('Log 1').map(({ kind, outcome }) => [kind, outcome])).toEqual([['create', 'done']]);
});

test('what it never takes has failed after that, once; the others are sent', async () => {
  site = await openSite();
  site.sent.interfere = ({ method, path, body }) =>
    method === 'POST' && path === '/v1/files' && body.includes('Calm all day') ? busy : null;
  await site.mirror('TIDE');
  expect(await lastRun()).toMatchObject({ state: 'done', sent: openTides.length - 1, failed: 1, pending: 0 });
  expect(site.ledger('Log 2')).toMatchObject({ state: 'failed', reason: 'qontext-unavailable' });
  expect(site.activity('Log 2').filter(({ outcome }) => outcome === 'failed')).toHaveLength(1);
  site.sent.interfere = () => null;
  await site.tick();
  expect(site.isThere('Log 2')).toBe(true);
});

test('an edit that it does not take at first follows without a tick', async () => {
  site = await openMirrored();
  let refused = 0;
  site.sent.interfere = ({ method }) => {
    if (method !== 'PUT') return null;
    refused += 1;
    return refused <= 2 ? busy : null;
  };
  site.model.updatePage(ada.accountId, site.id('Log 2'), { body: '<p>Stormy after all.</p>' });
  await site.settle();
  expect(site.text('Log 2')).toContain('Stormy after all');
  expect(site.ledger('Log 2')).toMatchObject({ state: 'sent', tries: 0 });
});
