/** Which contents a list has by default, what lies under what, and what answers 404 though it exists. */
import { ada, openSite, siteOf, type TestSite } from './site';

let site: TestSite;
beforeEach(async () => {
  site = await openSite(
    siteOf(
      [
        {
          title: 'Home',
          body: '<p>Home</p>',
          children: [
            { title: 'Drawer', kind: 'folder', children: [{ title: 'Filed', body: '<p>Filed</p>' }] },
            { title: 'Board', kind: 'whiteboard', children: [{ title: 'Under the board' }] },
            { title: 'Live', kind: 'live', body: '<p>Live</p>' },
            { title: 'Old', status: 'archived', children: [{ title: 'Child of old' }] },
            { title: 'Bin', status: 'trashed', children: [{ title: 'Child of bin' }] },
            { title: 'Draft', status: 'draft', by: ada.email },
          ],
        },
      ],
      { blogposts: [{ title: 'Post', body: '<p>Post</p>' }] },
      [{ key: 'GONE', name: 'Gone', type: 'global', status: 'archived', pages: [{ title: 'Kept' }] }],
    ),
  );
});
afterEach(() => site.close());

test('a list of pages has archived ones by default, and never trashed ones, drafts, folders or posts', async () => {
  const titles = await site.titles('/wiki/api/v2/pages');
  expect(titles.sort()).toEqual(['Child of bin', 'Child of old', 'Filed', 'Home', 'Kept', 'Live', 'Old', 'Under the board']);
  expect(await site.titles('/wiki/api/v2/pages?status=trashed')).toEqual(['Bin']);
  expect(await site.titles('/wiki/api/v2/pages?status=archived')).toEqual(['Old']);
  expect((await site.ask('/wiki/api/v2/pages?status=draft')).status).toBe(400);
  expect(await site.titles('/wiki/api/v2/blogposts')).toEqual(['Post']);
  expect((await site.ask('/wiki/api/v2/blogposts?status=archived')).status).toBe(400);
});

test('a parameter that a list is not described with is not looked at, and a sorting refused', async () => {
  const all = await site.titles('/wiki/api/v2/pages');
  expect(await site.titles('/wiki/api/v2/pages?depth=root')).toEqual(all);
  expect(await site.titles(`/wiki/api/v2/spaces/${site.spaceId()}/pages?depth=root`)).toEqual(['Home']);
  expect(await site.titles('/wiki/api/v2/pages?subtype=live')).toEqual(['Live']);
  expect((await site.titles(`/wiki/api/v2/spaces/${site.spaceId()}/pages?subtype=live`)).length).toBeGreaterThan(1);
  for (const list of ['blogposts', `pages/${site.id('Home')}/children`])
    expect((await site.ask(`/wiki/api/v2/${list}?sort=title`)).status).toBe(400);
});

test('the parent of a page may be a folder or a whiteboard; at the root there is none', async () => {
  const pages = await site.all('/wiki/api/v2/pages');
  const parents = Object.fromEntries(pages.map((page) => [page.title, page.parentType]));
  expect(parents).toMatchObject({ Filed: 'folder', 'Under the board': 'whiteboard', Home: null, Live: 'page' });
});

test('a folder is 404 among pages and has an address of its own, with its creation as a number', async () => {
  const id = site.id('Drawer');
  expect((await site.ask(`/wiki/api/v2/pages/${id}`)).status).toBe(404);
  const { body } = await site.ask(`/wiki/api/v2/folders/${id}`);
  expect(body).toMatchObject({ title: 'Drawer', type: 'folder', parentType: 'page' });
  expect(typeof body.createdAt).toBe('number');
});

test('the deprecated list of children hides what is no page, and says so', async () => {
  const { body, headers } = await site.ask(`/wiki/api/v2/pages/${site.id('Home')}/children`);
  expect(body.results.map((one: { title: string }) => one.title)).toEqual(['Live', 'Old', 'Child of old', 'Child of bin']);
  expect(headers.get('warning')).toContain('Deprecated');
  expect(headers.get('link')).toContain('rel="deprecation"');
  const all = await site.titles(`/wiki/api/v2/pages/${site.id('Home')}/direct-children`);
  expect(all).toEqual(['Drawer', 'Board', 'Live', 'Old', 'Child of old', 'Child of bin']);
});

test('what was trashed still has an answer of its own, and a type; a draft only its author sees, and only on demand', async () => {
  expect((await site.ask(`/wiki/api/v2/pages/${site.id('Bin')}`)).body.status).toBe('trashed');
  const draft = site.id('Draft');
  expect((await site.ask(`/wiki/api/v2/pages/${draft}`, { by: ada })).status).toBe(404);
  expect((await site.ask(`/wiki/api/v2/pages/${draft}?get-draft=true`, { by: ada })).body.status).toBe('draft');
  expect((await site.ask(`/wiki/api/v2/pages/${draft}?get-draft=true`)).status).toBe(404);
  const { body } = await site.ask('/wiki/api/v2/content/convert-ids-to-types', { post: { contentIds: [site.id('Bin'), Number(draft)] } });
  expect(body.results).toEqual({ [site.id('Bin')]: 'page', [draft]: null });
});

test('spaces have archived ones unless a status is asked for', async () => {
  expect((await site.all('/wiki/api/v2/spaces')).map((space) => space.key)).toEqual(['TST', 'GONE']);
  expect((await site.all('/wiki/api/v2/spaces?status=current')).map((space) => space.key)).toEqual(['TST']);
  expect((await site.all('/wiki/api/v2/spaces?keys=GONE'))[0]).toMatchObject({ description: null, icon: null, status: 'archived' });
});

test('descendants are two levels deep by default, ten at most; ancestors come from the top down', async () => {
  const home = site.id('Home');
  site.model.createPage(ada.accountId, { spaceId: site.spaceId(), title: 'Third', parentId: site.id('Filed') });
  expect(await site.titles(`/wiki/api/v2/pages/${home}/descendants`)).not.toContain('Third');
  expect(await site.titles(`/wiki/api/v2/pages/${home}/descendants?depth=3`)).toContain('Third');
  expect((await site.ask(`/wiki/api/v2/pages/${home}/descendants?depth=11`)).status).toBe(400);
  const { body } = await site.ask(`/wiki/api/v2/pages/${site.id('Third')}/ancestors`);
  expect(body.results).toEqual([
    { id: home, type: 'page' },
    { id: site.id('Drawer'), type: 'folder' },
    { id: site.id('Filed'), type: 'page' },
  ]);
});

test('without a body format there is no body', async () => {
  expect((await site.all('/wiki/api/v2/pages')).every((page) => Object.keys(page.body).length === 0)).toBe(true);
  expect((await site.ask('/wiki/api/v2/pages?body-format=view')).status).toBe(400);
  const { body } = await site.ask(`/wiki/api/v2/pages/${site.id('Home')}?body-format=view`);
  expect(body.body.view.value).toBe('<p>Home</p>');
});
