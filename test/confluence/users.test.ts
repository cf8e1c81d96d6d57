/** Who administers is what Confluence says to that person's own request. A refusal is a no; a failure is no answer. */
import { asUserChecks, connectConfluence } from '../../src/confluence';
import { type Said, scripted } from './scripted';

const operations = (...list: [string, string][]) => list.map(([operation, targetType]) => ({ operation, targetType }));

test.each([
  ['an admin', operations(['use', 'application'], ['administer', 'application']), true],
  ['a user', operations(['use', 'application'], ['administer', 'space']), false],
  ['nobody', null, false],
])('site: %s', async (_, list, expected) => {
  const site = scripted(() => ({ body: { type: 'known', operations: list } }));
  expect(await asUserChecks(site.options).isSiteAdmin()).toBe(expected);
  expect(site.asked).toEqual(['/wiki/rest/api/user/current?expand=operations']);
});

test.each([
  [401, false],
  [403, false],
  [404, false],
])('a %i is a no', async (status, expected) => {
  const site = scripted(() => ({ status }));
  expect(await asUserChecks(site.options).isSiteAdmin()).toBe(expected);
  expect(await asUserChecks(site.options).isSpaceAdmin('KEY')).toBe(expected);
});

test('a failure is an error', async () => {
  const site = scripted(() => ({ status: 503 }));
  await expect(asUserChecks(site.options).isSiteAdmin()).rejects.toMatchObject({ kind: 'unavailable' });
});

test.each([
  ['administer', true],
  ['read', false],
])('space: %s', async (operation, expected) => {
  const space = { id: 7, key: '~me', name: 'Mine' };
  const site = scripted((path): Said => {
    if (path.includes('/spaces/7?')) return { body: { ...space, operations: { results: operations([operation, 'space']) } } };
    return { body: { results: [space] } };
  });
  expect(await asUserChecks(site.options).isSpaceAdmin('~me')).toBe(expected);
});

test('of a list that has other spaces, too, only the one that was asked for counts', async () => {
  const spaces = [
    { id: 7, key: 'THEIRS', name: 'Theirs' },
    { id: 8, key: 'OURS', name: 'Ours' },
  ];
  const site = scripted((path): Said => {
    const asked = spaces.find(({ id }) => path.includes(`/spaces/${id}?`));
    if (!asked) return { body: { results: spaces } };
    return { body: { ...asked, operations: { results: operations([asked.key === 'THEIRS' ? 'administer' : 'read', 'space']) } } };
  });
  expect(await asUserChecks(site.options).isSpaceAdmin('OURS')).toBe(false);
  expect(await asUserChecks(site.options).isSpaceAdmin('NOBODYS')).toBe(false);
});

test('a space that the person does not see is not theirs', async () => {
  const site = scripted(() => ({ body: { results: [] } }));
  expect(await asUserChecks(site.options).isSpaceAdmin('KEY')).toBe(false);
});

test('names come 250 at a time, each asked once, at 2 points', async () => {
  const ids = Array.from({ length: 260 }, (_, at) => `a${at}`);
  const site = scripted((_, nth) => ({
    body: { results: nth === 1 ? [{ accountId: 'a1', displayName: '', publicName: 'Ada' }, { accountId: 'a2' }] : [] },
  }));
  const names = await connectConfluence(site.options).names([...ids, 'a1']);
  expect([...names]).toEqual([['a1', 'Ada']]);
  const sent = site.sent.map((options) => JSON.parse(options.body ?? '{}').accountIds.length);
  expect(sent).toEqual([250, 10]);
  expect(site.calls[0]).toEqual({ operation: 'users.bulk', status: 200, points: 5 });
});
