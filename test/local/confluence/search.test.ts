/** CQL reads an index that lags behind; what it finds is then read from the database. */
import { ada, openSite, siteOf, type TestSite } from './site';

let site: TestSite;
beforeEach(async () => {
  site = await openSite(
    siteOf(
      [
        {
          title: 'Home of Test',
          body: '<p>Welcome aboard</p>',
          labels: ['alpha'],
          daysAgo: 3,
          children: [
            {
              title: 'Tide tables',
              body: '<p>High water</p>',
              daysAgo: 2,
              children: [{ title: 'Deep page', daysAgo: 1, labels: ['beta'] }],
            },
            { title: 'Drawer', kind: 'folder', daysAgo: 9 },
            { title: 'Old', status: 'archived', daysAgo: 9 },
          ],
        },
      ],
      { blogposts: [{ title: 'Tide news', body: '<p>News</p>', daysAgo: 8 }] },
      [
        { key: '~me', name: 'Me', type: 'personal', pages: [{ title: 'Mine', daysAgo: 9 }] },
        { key: 'GONE', name: 'Gone', type: 'global', status: 'archived', pages: [{ title: 'Kept', daysAgo: 9 }] },
      ],
    ),
  );
});
afterEach(() => site.close());

const refused = async (cql: string) => (await site.ask(`/wiki/rest/api/content/search?cql=${encodeURIComponent(cql)}`)).status;
const id = (title: string) => site.id(title);

test.each<[cql: string, found: string[]]>([
  ['type = page and space = TST', ['Home of Test', 'Tide tables', 'Deep page', 'Old']],
  ['type in (page, blogpost) and title ~ "tide"', ['Tide tables', 'Tide news']],
  ['title ~ "ti*" and type = page', ['Tide tables']],
  ['title = "deep page"', ['Deep page']],
  ['type = folder and space = "TST"', ['Drawer']],
  ['label in (alpha, beta)', ['Home of Test', 'Deep page']],
  ['label = alpha or label = beta order by title', ['Deep page', 'Home of Test']],
  ['space = TST and not label = alpha and type = page', ['Tide tables', 'Deep page', 'Old']],
  ['space = "~me"', ['Mine']],
  ['space.type = personal', ['Mine']],
  ['text ~ "high water"', ['Tide tables']],
  ['type = page and (label = beta or title = "Tide tables") order by created desc', ['Deep page', 'Tide tables']],
  ['type = page and space = TST and label not in (alpha, beta)', ['Tide tables', 'Old']],
  ['type = page and space = NOPE', []],
])('%s', async (cql, found) => {
  expect(await site.search(cql)).toEqual(found);
});

test('ids, ancestors of any depth, parents and containers', async () => {
  expect(await site.search(`id in (${id('Old')}, ${id('Deep page')}, 1)`)).toEqual(['Deep page', 'Old']);
  expect(await site.search(`ancestor in (${id('Home of Test')})`)).toEqual(['Tide tables', 'Deep page', 'Drawer', 'Old']);
  expect(await site.search(`parent = ${id('Tide tables')}`)).toEqual(['Deep page']);
});

test.each([
  'space = ~me',
  'type =',
  'colour = red',
  'type = page order by colour',
  'lastmodified > now("-5x")',
  'type = page and (',
  'lastmodified > "soon"',
])('%s is refused', async (cql) => {
  expect(await refused(cql)).toBe(400);
});

test('now("-Nm") goes by the clock; a literal is a minute in the zone of the user', async () => {
  site.clock.advance(600_000);
  site.model.updatePage(ada.accountId, id('Tide tables'), { body: '<p>Low water</p>' });
  site.clock.advance(120_000);
  expect(await site.search('lastmodified >= now("-3m")')).toEqual(['Tide tables']);
  expect(await site.search('lastmodified >= now("-1m")')).toEqual([]);
  // The edit was at 10:30:30 UTC, which is 11:30:30 in Berlin.
  expect(await site.search('lastmodified >= "2026-11-21 10:30"')).toEqual(['Tide tables']);
  site.local.settings.timeZone = 'Europe/Berlin';
  expect(await site.search('lastmodified >= "2026-11-21 10:30"')).toEqual(['Tide tables']);
  expect(await site.search('lastmodified >= "2026-11-21 11:31"')).toEqual([]);
  expect(await site.search('lastmodified = "2026-11-21 11:30"')).toEqual(['Tide tables']);
});

test('the index learns late: of what is new, changed, moved and gone; fields come from the database', async () => {
  site.local.settings.indexLagMs = 30_000;
  const made = site.model.createPage(ada.accountId, { spaceId: site.spaceId(), title: 'New', parentId: id('Home of Test') });
  site.model.renamePage(ada.accountId, id('Tide tables'), 'Tide clock');
  const comment = site.model.addComment(ada.accountId, { contentId: made.id, body: '<p>Hm</p>' });
  site.model.trashPage(ada.accountId, id('Old'));
  expect(await site.search(`id = ${made.id}`)).toEqual([]);
  expect(await site.search(`type = comment and container = ${made.id}`)).toEqual([]);
  expect(await site.search('lastmodified >= now("-1m")')).toEqual([]);
  // Found by the old title, told with the new one.
  expect(await site.search('title = "Tide tables"')).toEqual(['Tide clock']);
  // Still in the index, but no longer visible.
  expect(await site.search('title = "Old"')).toEqual([]);
  site.clock.advance(30_000);
  expect(await site.search(`id = ${made.id}`)).toEqual(['New']);
  expect(await site.search(`type = comment and container = ${made.id}`)).toEqual(['Re: New']);
  expect((await site.search('lastmodified >= now("-1m")')).sort()).toEqual(['New', 'Re: New', 'Tide clock']);
  expect(comment.contentId).toBe(made.id);
});

test('archived spaces are found by /rest/api/search alone, and only on demand', async () => {
  expect(await site.search('space = GONE')).toEqual([]);
  const total = async (query: string) =>
    (await site.ask(`/wiki/rest/api/search?cql=${encodeURIComponent('type = page')}${query}`)).body.totalSize;
  expect(await total('')).toBe(5);
  expect(await total('&includeArchivedSpaces=true')).toBe(6);
  expect(await total('&excludeCurrentSpaces=true')).toBe(1);
});

test('a total costs two points with a limit of one, and content/search has none', async () => {
  const before = site.local.meter.total().points;
  await site.ask(`/wiki/rest/api/search?cql=${encodeURIComponent('type = page')}&limit=1`);
  expect(site.local.meter.total().points - before).toBe(2);
  expect((await site.ask('/wiki/rest/api/content/search?cql=type%3Dpage')).body).not.toHaveProperty('totalSize');
});

test('limits are cut down without a word: 250, and 25 with rendered bodies', async () => {
  const limit = async (query: string) => (await site.ask(`/wiki/rest/api/content/search?cql=type%3Dpage&${query}`)).body.limit;
  expect(await limit('limit=1000')).toBe(250);
  expect(await limit('limit=100&expand=body.export_view')).toBe(25);
});

test('labels that are expanded are 200 at most', async () => {
  const tables = id('Tide tables');
  for (let n = 0; n < 205; n += 1) site.model.addLabel(ada.accountId, tables, `label-${n}`);
  const { body } = await site.ask(`/wiki/rest/api/content/search?cql=id%3D${tables}&expand=metadata.labels`);
  expect(body.results[0]?.metadata).toMatchObject({ labels: { limit: 200, size: 200, results: { length: 200 } } });
});

test('expanded restrictions of ancestors make the whole batch a 404 when one cannot be read', async () => {
  const path = `/wiki/rest/api/content/search?cql=${encodeURIComponent(`id in (${id('Deep page')}, ${id('Mine')})`)}`;
  const { status, body } = await site.ask(`${path}&expand=ancestors.restrictions.read.restrictions.user`);
  expect([status, body.results.length]).toEqual([200, 2]);
  const deep = site.model.state.contents.get(id('Tide tables'));
  Object.assign(deep ?? {}, { status: 'trashed' });
  const failed = await site.ask(`${path}&expand=ancestors.restrictions.read.restrictions.user`);
  expect(failed.status).toBe(404);
  expect(failed.body.message).toContain('No content with id');
  expect((await site.ask(`${path}&expand=restrictions.read.restrictions.user`)).status).toBe(200);
});

test('bodies in a search fail above a limit, when set', async () => {
  site.local.settings.searchBodyLimit = 25;
  const path = '/wiki/rest/api/content/search?cql=type%3Dpage&expand=body.storage';
  expect((await site.ask(`${path}&limit=50`)).status).toBe(500);
  expect((await site.ask(`${path}&limit=25`)).status).toBe(200);
});
