/** Labels, permissions and administrators of spaces, and who is let in at all. */
import { appUser, guest } from '../../../local/people';
import { ada, mei, openSite, siteOf, type TestSite, tomas } from './site';

let site: TestSite;
beforeEach(async () => {
  site = await openSite(
    siteOf([{ title: 'Home', body: '<p>Home</p>', labels: ['on-a-page'] }], { labels: ['harbour', 'north'], admins: [mei.email] }, [
      { key: 'PEO', name: 'People', type: 'global', viewGroups: ['people-team', 'auditors'], admins: [tomas.email], pages: [] },
    ]),
  );
});
afterEach(() => site.close());

const names = (labels: { name: string }[]) => labels.map((label) => label.name);

test("a space's labels come with it, by themselves, and find it; those of its pages are not among them", async () => {
  const path = `/wiki/api/v2/spaces/${site.spaceId()}`;
  expect((await site.ask(path)).body).not.toHaveProperty('labels');
  const { body } = await site.ask(`${path}?include-labels=true`);
  expect(body.labels.results).toEqual([
    { id: expect.any(String), name: 'harbour', prefix: 'team' },
    { id: expect.any(String), name: 'north', prefix: 'team' },
  ]);
  expect(body.labels.meta.hasMore).toBe(false);
  expect(names(await site.all(`${path}/labels?limit=1`))).toEqual(['harbour', 'north']);
  expect(await site.all(`${path}/labels?prefix=my`)).toEqual([]);
  const keys = async (labels: string) => (await site.all(`/wiki/api/v2/spaces?labels=${labels}`)).map((space) => space.key);
  expect(await keys('nowhere,north')).toEqual(['TST']);
  expect(await keys('on-a-page')).toEqual([]);
  expect((await site.ask(`/wiki/api/v2/spaces/${site.spaceId('PEO')}/labels`)).status).toBe(404);
});

test('a label of a space is told with the space and all its labels, and only to who sees the space', () => {
  const space = site.spaceId();
  site.model.addSpaceLabel(ada.accountId, space, ' No-AI ');
  site.model.addSpaceLabel(ada.accountId, space, 'no-ai');
  site.model.removeSpaceLabel(ada.accountId, space, 'harbour');
  expect(site.events).toHaveLength(2);
  expect(site.events[0]).toMatchObject({
    eventType: 'avi:confluence:added:label',
    atlassianId: ada.accountId,
    label: { name: 'no-ai', prefix: 'team' },
    space: { id: Number(space), key: 'TST', homepage: { id: site.id('Home'), type: 'page' } },
  });
  expect(site.events[0]).not.toHaveProperty('content');
  const removed = site.events[1] as unknown as { eventType: string; space: { labels: { name: string }[] } }; // as the first has shown
  expect(removed.eventType).toBe('avi:confluence:removed:label');
  expect(names(removed.space.labels)).toEqual(['north', 'no-ai']);
  site.model.addSpaceLabel(ada.accountId, site.spaceId('PEO'), 'no-ai');
  expect(site.events).toHaveLength(2);
  expect(() => site.model.addSpaceLabel(ada.accountId, space, 'two words')).toThrow('A label has no blanks');
  expect(() => site.model.removeSpaceLabel(ada.accountId, space, 'harbour')).toThrow('The space has no label harbour');
});

test('the permissions of a space name groups that can be looked up, also those that nobody is in', async () => {
  const rows = await site.all(`/wiki/api/v2/spaces/${site.spaceId('PEO')}/permissions`, { by: tomas });
  const readers = rows.filter((row) => row.operation.key === 'read' && row.operation.targetType === 'space');
  const groups = readers.filter((row) => row.principal.type === 'group').map((row) => row.principal.id);
  const found = await Promise.all(groups.map((id) => site.ask(`/wiki/rest/api/group/by-id?id=${id}`)));
  expect(found.map(({ body }) => body)).toMatchObject([{ type: 'group', name: 'people-team' }, { name: 'auditors' }]);
  expect(readers.filter((row) => row.principal.type === 'user').map((row) => row.principal.id)).toEqual([tomas.accountId]);
  expect((await site.ask('/wiki/rest/api/group/by-id?id=none')).status).toBe(404);
});

test('the operations of a space are those of who asks: its own admins and those of the site administer it', async () => {
  const operations = async (by: typeof ada) => {
    const whole = (await site.ask(`/wiki/api/v2/spaces/${site.spaceId()}?include-operations=true`, { by })).body.operations;
    const { operations: single } = (await site.ask(`/wiki/api/v2/spaces/${site.spaceId()}/operations`, { by })).body;
    expect(whole).toMatchObject({ results: single });
    // Both have the same rows, and the API description says that these are.
    return (single as { operation: string }[]).map((one) => one.operation);
  };
  expect(await operations(mei)).toEqual(['read', 'administer']);
  expect(await operations(ada)).toEqual(['read', 'administer']);
  expect(await operations(tomas)).toEqual(['read']);
  expect(await operations(appUser)).toEqual(['read']);
});

test('a guest sees nothing in v2 and is refused in v1; who is not signed in is refused in both', async () => {
  const paths = {
    v2: [`/wiki/api/v2/pages/${site.id('Home')}`, `/wiki/api/v2/spaces/${site.spaceId()}`],
    v1: ['/wiki/rest/api/content/search?cql=type=page', '/wiki/rest/api/user/current', '/wiki/rest/api/group'],
  };
  for (const path of paths.v2) expect([path, (await site.ask(path, { by: guest })).status]).toEqual([path, 404]);
  for (const path of paths.v1) expect([path, (await site.ask(path, { by: guest })).status]).toEqual([path, 403]);
  expect(await site.all('/wiki/api/v2/spaces', { by: guest })).toEqual([]);
  expect(await site.all('/wiki/api/v2/pages', { by: guest })).toEqual([]);
  for (const path of [...paths.v2, ...paths.v1]) expect([path, (await fetch(site.url + path)).status]).toEqual([path, 401]);
});
