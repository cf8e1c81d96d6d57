/** Rule 1: what is pushed is what Confluence says now, never what a message said. */
import { hold, until } from '../gates';
import { ada, openMirrored, type TestSite } from '../site';

let site: TestSite;
beforeAll(async () => {
  site = await openMirrored();
}, 180_000);
afterAll(() => site?.stop());

/** An event of the page as Confluence would send it, with whatever else in it. */
const eventOf = (title: string, extra: Record<string, unknown>) => ({
  eventType: 'avi:confluence:updated:page',
  content: { id: site.id(title), type: 'page', status: 'current', space: { id: Number(site.spaceId('TIDE')), key: 'TIDE' }, ...extra },
});

test('a message with other words in it does not bring them into the repository', async () => {
  const before = site.repository();
  site.host.deliver(
    eventOf('Log 2', {
      title: 'Forged title',
      status: 'trashed',
      body: { storage: { value: '<p>Forged words</p>' } },
      version: { number: 99 },
    }),
  );
  await site.settle();
  expect(site.repository()).toEqual(before);
});

test('a message that comes late, after a later one, does not bring old text back', async () => {
  const { model } = site;
  const late: Record<string, unknown>[] = [];
  const stop = model.onEvent((event) => late.push(event));
  model.updatePage(ada.accountId, site.id('Log 2'), { body: '<p>First thought.</p>' });
  stop();
  model.updatePage(ada.accountId, site.id('Log 2'), { body: '<p>Second thought.</p>' });
  await site.settle();
  expect(site.text('Log 2')).toContain('Second thought.');
  for (const event of late) site.host.deliver(event);
  await site.settle();
  expect(site.text('Log 2')).toContain('Second thought.');
  expect(site.text('Log 2')).not.toContain('First thought.');
});

test('a burst of messages about one page becomes one write of its last state', async () => {
  site.host.settings.eventDelayMs = 2_000;
  site.sent.requests.length = 0;
  for (let n = 1; n <= 8; n += 1) site.model.updatePage(ada.accountId, site.id('Log 2'), { body: `<p>Edit ${n}.</p>` });
  await site.settle();
  site.host.settings.eventDelayMs = 0;
  expect(site.text('Log 2')).toContain('Edit 8.');
  expect(site.sent.writes().map(({ method }) => method)).toEqual(['PUT']);
});

test('messages in the queue hold ids and times only', async () => {
  const reading = hold(site.asked, () => true);
  const id = site.id('Log 1');
  site.model.updatePage(ada.accountId, id, { title: 'Log one', body: '<p>A secret of the sea.</p>' });
  site.model.updatePage(ada.accountId, id, { title: 'Log 1' });
  await until(() => site.host.queue.waiting().length > 0);
  const messages = site.host.queue.waiting();
  reading.release();
  await site.settle();
  expect(messages.map(({ body }) => Object.keys(body).sort())).toEqual(
    messages.map(() => ['at', 'awaited', 'below', 'cause', 'id', 'spaceId', 'type']),
  );
  expect(JSON.stringify(messages)).not.toMatch(/secret|Log/);
});
