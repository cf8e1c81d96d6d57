/**
 * Rule 12: every resolver checks for itself that this user may do this, in this space, now. The UI hiding a button is not a check.
 * Each resolver with each kind of person: test/entry/resolvers.test.ts.
 */
import { ada, openMirrored, type TestSite, tomas } from '../site';

let site: TestSite;
beforeAll(async () => {
  site = await openMirrored();
}, 180_000);
afterAll(() => site?.stop());
afterEach(() => {
  site.asked.interfere = () => null;
});

test('it asks Confluence as the person who calls, at each call', async () => {
  for (let n = 0; n < 2; n += 1) {
    site.asked.requests.length = 0;
    await site.call('getSettings');
    const credentials = site.asked.requests.map(({ headers }) =>
      Buffer.from((headers.authorization ?? '').split(' ')[1] ?? '', 'base64').toString(),
    );
    expect(credentials.length).toBeGreaterThan(0);
    expect(new Set(credentials)).toEqual(new Set([`${ada.email}:${ada.token}`]));
  }
});

test('who stops being an administrator is refused from the next call on', async () => {
  const person = site.model.state.people.get(tomas.accountId);
  if (!person) throw new Error('Tomas is gone.');
  const before = [...person.groups];
  person.groups.push('site-admins');
  expect(await site.call('getSettings', undefined, tomas)).toHaveProperty('sweep');
  person.groups.splice(0, person.groups.length, ...before);
  await expect(site.call('getSettings', undefined, tomas)).rejects.toThrow('Only Confluence administrators');
});

test('saying in the payload that one is somebody else does not help', async () => {
  const lie = { accountId: ada.accountId, context: { accountId: ada.accountId }, isAdmin: true, spaceId: site.spaceId('OPS') };
  await expect(site.send('includeSpace', lie, tomas.accountId)).rejects.toThrow('Only Confluence administrators');
});

test.each([401, 403, 404, 500])('where Confluence answers %d to the question who this is, nothing is done', async (status) => {
  const before = site.dump();
  site.asked.interfere = () => ({ status, body: {} });
  await expect(site.call('excludeSpace', { spaceId: site.spaceId('TIDE') })).rejects.toThrow();
  site.asked.interfere = () => null;
  await site.settle();
  expect(site.dump()).toBe(before);
});
