/** Rule 2: one writer per content. A ledger write that lost a race changes nothing and is tried again. */
import { hold, until } from '../gates';
import { ada, openSite, type TestSite } from '../site';

let site: TestSite;
beforeEach(async () => {
  site = await openSite();
}, 180_000);
afterEach(() => site?.stop());

test('an edit during the backfill waits until the backfill has written the page, then follows', async () => {
  await site.call('connect', { apiKey: site.qontext.defaultKey });
  const writing = hold(site.sent, ({ method, body }) => method === 'POST' && body.includes('"Log 2 ('));
  await site.call('includeSpace', { spaceId: site.spaceId('TIDE') });
  await until(() => writing.held.length > 0);
  site.model.updatePage(ada.accountId, site.id('Log 2'), { body: '<p>Edited meanwhile.</p>' });
  // The touch finds the content claimed by the lane, and comes back later.
  await until(() => site.logs.some(({ message }) => message.includes('"outcome":"busy"')));
  expect(site.sent.writes().filter(({ body }) => body.includes('Log 2 (') || body.includes('Edited meanwhile'))).toHaveLength(1);
  writing.release();
  await site.settle();
  expect(site.paths('Log 2')).toHaveLength(1);
  expect(site.text('Log 2')).toContain('Edited meanwhile.');
});

test('two edits of one page are never written side by side; the last stands', async () => {
  await site.mirror('TIDE');
  const writing = hold(site.sent, ({ method }) => method === 'PUT');
  site.model.updatePage(ada.accountId, site.id('Log 2'), { body: '<p>One.</p>' });
  await until(() => writing.held.length > 0);
  site.model.updatePage(ada.accountId, site.id('Log 2'), { body: '<p>Two.</p>' });
  await until(() => site.host.queue.waiting().some(({ queueName }) => queueName === 'touches'));
  expect(writing.held).toHaveLength(1);
  writing.release();
  await site.settle();
  expect(site.text('Log 2')).toContain('Two.');
});

test('a sweep and an edit at the same time leave what Confluence says now', async () => {
  await site.mirror('TIDE');
  await site.call('startRun', { kind: 'resync' });
  for (const title of ['Log 1', 'Log 2', 'Log 3', 'Storm report'])
    site.model.updatePage(ada.accountId, site.id(title), { body: `<p>${title} during the sweep.</p>` });
  await site.settle();
  for (const title of ['Log 1', 'Log 2', 'Log 3', 'Storm report']) {
    expect(site.paths(title)).toHaveLength(1);
    expect(site.text(title)).toContain(`${title} during the sweep.`);
  }
});
