/** Rule 10: no content is stored in the app: ids, hashes, times and states only. No personal data beyond account ids, and those as few as possible. */
import { people } from '../../local/people';
import { ada, openSite, type TestSite } from '../site';

let site: TestSite;
beforeAll(async () => {
  site = await openSite();
  await site.mirror('TIDE', 'OPS');
  // Something of each kind: an edit, a comment, a failure, something held, something withdrawn.
  site.model.addComment(ada.accountId, { contentId: site.id('Log 2'), body: '<p>Wonderful weather.</p>' });
  site.sent.interfere = ({ method, body }) =>
    method === 'PUT' && body.includes('Ships ahoy')
      ? { status: 400, body: { code: 'invalid_content', detail: 'Ships ahoy is not allowed.' } }
      : null;
  site.model.updatePage(ada.accountId, site.id('Log 3'), { body: '<p>Ships ahoy.</p>' });
  site.model.restrictRead(ada.accountId, site.id('Pump guide'), { users: [ada.accountId], groups: [] });
  await site.settle();
  await site.tick();
}, 180_000);
afterAll(() => site?.stop());

const words = [
  'All stations',
  'sound',
  'gauge',
  'Calm all day',
  'Windy',
  'It blew',
  'hats',
  'Wonderful',
  'ahoy',
  'Turn left',
  'Seen it',
  'Station North',
  'Log 1',
  'Log 3',
  'Storm report',
  'Pump guide',
  'Tides home',
  'Operations',
  'Gauges and logs',
]; // of bodies, comments, tasks, titles, space names and descriptions

test.each(words)('the key-value store does not hold "%s"', (word) => {
  expect(site.dump()).not.toContain(word);
});

test.each(words)('it has been sent: "%s"', (word) => {
  expect(site.sent.requests.map(({ body }) => body).join('\n')).toContain(word);
});

test.each(words)('no log line holds "%s"', (word) => {
  const said = site.logs.map(({ message }) => message).join('\n');
  expect(said).toContain('"event":"aligned"');
  expect(said).not.toContain(word);
});

test('of people it holds the account id of who included a space, and no name or address', () => {
  const dump = site.dump();
  for (const { name, email } of people) {
    expect(dump).not.toContain(name);
    expect(dump).not.toContain(email);
  }
  expect(people.filter(({ accountId }) => dump.includes(accountId))).toEqual([ada]);
});

test('what is held of a content is a fraction of it, whatever its size', async () => {
  const before = site.host.kvs.bytes();
  site.model.updatePage(ada.accountId, site.id('Log 1'), { body: `<p>${'Long and winding. '.repeat(6000)}</p>` });
  await site.settle();
  expect((site.text('Log 1') ?? '').length).toBeGreaterThan(100_000);
  expect(site.host.kvs.bytes() - before).toBeLessThan(5_000);
});
