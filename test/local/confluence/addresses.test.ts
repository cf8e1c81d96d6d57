/** The ways into a page that are not its own address: what people paste and documents link to. */
import { ada, openSite, siteOf, type TestSite, tomas } from './site';

let site: TestSite;
beforeEach(async () => {
  site = await openSite(
    siteOf(
      [
        { title: 'Tide & tables', body: '<p>x</p>' },
        { title: 'Hidden', restrictedTo: { users: [ada.email] } },
        { title: 'Drawer', kind: 'folder' },
      ],
      { blogposts: [{ title: 'Launch day', body: '<p>x</p>' }] },
    ),
  );
});
afterEach(() => site.close());

const follow = async (path: string, by = ada) => {
  const cookie = `user=${encodeURIComponent(by.accountId)}`;
  const answer = await fetch(`${site.url}/wiki${path}`, { headers: { cookie }, redirect: 'manual' });
  return [answer.status, answer.headers.get('location')];
};

test('the short link that the API gives leads to the page, blog post or folder', async () => {
  const home = `/wiki/spaces/TST/pages/${site.id('Tide & tables')}/Tide+%26+tables`;
  const { body } = await site.ask(`/wiki/api/v2/pages/${site.id('Tide & tables')}`);
  expect(body._links.tinyui).toMatch(/^\/x\/[\w-]{2,11}$/);
  expect(await follow(body._links.tinyui)).toEqual([302, home]);
  const post = await site.ask(`/wiki/api/v2/blogposts/${site.id('Launch day')}`);
  expect(await follow(post.body._links.tinyui)).toEqual([302, `/wiki${post.body._links.webui}`]);
});

test('old addresses by id and by title lead there, too', async () => {
  const home = `/wiki/spaces/TST/pages/${site.id('Tide & tables')}/Tide+%26+tables`;
  expect(await follow(`/pages/viewpage.action?pageId=${site.id('Tide & tables')}`)).toEqual([302, home]);
  expect(await follow('/display/TST/Tide+%26+tables')).toEqual([302, home]);
  expect(await follow('/display/TST')).toEqual([302, '/wiki/spaces/TST/overview']);
  expect(await follow('/display/TST/2026/11/01/Launch+day')).toEqual([302, expect.stringContaining(site.id('Launch day'))]);
});

test('no address tells of what one may not see, or what is not there', async () => {
  const { body } = await site.ask(`/wiki/api/v2/pages/${site.id('Hidden')}`, { by: ada });
  for (const path of [body._links.tinyui, `/pages/viewpage.action?pageId=${site.id('Hidden')}`, '/display/TST/Hidden']) {
    expect((await follow(path, ada))[0]).toBe(302);
    expect(await follow(path, tomas)).toEqual([404, null]);
  }
  for (const path of ['/x/AQ', '/x/%25%25', '/display/NONE', '/display/TST/Nothing', '/pages/viewpage.action?pageId=12'])
    expect([path, ...(await follow(path))]).toEqual([path, 404, null]);
});
