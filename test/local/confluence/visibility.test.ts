/** The caller sees what a person of its name would see. The app is such a person: no override exists. */
import { appUser } from '../../../local/people';
import { ada, mei, openSite, siteOf, type TestSite, taskList, tomas } from './site';

let site: TestSite;
beforeEach(async () => {
  site = await openSite(
    siteOf(
      [
        { title: 'Open', body: '<p>Open</p>' },
        {
          title: 'For engineering',
          body: `<p>Secret</p>${taskList([1, 'Hidden task'])}`,
          restrictedTo: { groups: ['engineering'], users: [ada.email] },
          comments: [{ body: '<p>Hidden comment</p>' }],
          children: [{ title: 'For security, too', body: '<p>Inner</p>', restrictedTo: { groups: ['security'] } }],
        },
        { title: 'For the app', restrictedTo: { users: [appUser.email] } },
      ],
      { blogposts: [{ title: 'Leaders only', body: '<p>Post</p>', restrictedTo: { groups: ['leadership'] } }] },
      [{ key: 'PEO', name: 'People', type: 'global', viewGroups: ['people-team'], admins: [ada.email], pages: [{ title: 'Salaries' }] }],
    ),
  );
});
afterEach(() => site.close());

test('who is not signed in gets 401', async () => {
  expect((await site.ask('/wiki/api/v2/pages', { by: { ...ada, token: 'wrong' } })).status).toBe(401);
  expect((await fetch(`${site.url}/wiki/api/v2/pages`)).status).toBe(401);
});

test('a page that one may not see is 404 by itself and is not in a list', async () => {
  const id = site.id('For engineering');
  expect((await site.ask(`/wiki/api/v2/pages/${id}`)).status).toBe(404);
  expect((await site.ask(`/wiki/api/v2/pages/${id}`, { by: tomas })).status).toBe(200);
  expect(await site.titles('/wiki/api/v2/pages')).toEqual(['Open', 'For the app']);
  expect(await site.titles('/wiki/api/v2/blogposts')).toEqual([]);
  expect((await site.ask(`/wiki/rest/api/content/${id}/restriction/byOperation/read`)).status).toBe(404);
});

test('restrictions of all ancestors must hold; of one page any user or group is enough', async () => {
  const inner = site.id('For security, too');
  expect((await site.ask(`/wiki/api/v2/pages/${inner}`, { by: mei })).status).toBe(200);
  expect((await site.ask(`/wiki/api/v2/pages/${inner}`, { by: tomas })).status).toBe(404);
  expect((await site.ask(`/wiki/api/v2/pages/${inner}`, { by: ada })).status).toBe(404);
  expect((await site.ask(`/wiki/api/v2/pages/${site.id('For engineering')}`, { by: ada })).status).toBe(200);
});

test('comments, tasks, search and types follow', async () => {
  const comment = [...site.model.state.comments.keys()][0] ?? '';
  expect(await site.all('/wiki/api/v2/footer-comments')).toEqual([]);
  expect((await site.ask(`/wiki/api/v2/footer-comments/${comment}`)).status).toBe(404);
  expect(await site.all('/wiki/api/v2/tasks')).toEqual([]);
  expect(await site.all('/wiki/api/v2/tasks', { by: tomas })).toHaveLength(1);
  expect(await site.search('type in (page, blogpost, comment)')).toEqual(['Open', 'For the app']);
  expect(await site.search('type = page and space = TST', { by: mei })).toEqual(['Open', 'For engineering', 'For security, too']);
  const ids = [comment, site.id('For engineering'), site.id('Open')];
  const { body } = await site.ask('/wiki/api/v2/content/convert-ids-to-types', { post: { contentIds: ids } });
  expect(body.results).toEqual({ [comment]: null, [site.id('For engineering')]: null, [site.id('Open')]: 'page' });
});

test('a space that one may not view is not there, nor is what is in it', async () => {
  expect((await site.all('/wiki/api/v2/spaces')).map((space) => space.key)).toEqual(['TST']);
  expect((await site.ask(`/wiki/api/v2/spaces/${site.spaceId('PEO')}`)).status).toBe(404);
  expect((await site.ask(`/wiki/api/v2/pages/${site.id('Salaries')}`)).status).toBe(404);
  expect((await site.all('/wiki/api/v2/spaces', { by: ada })).map((space) => space.key)).toEqual(['TST', 'PEO']);
});

test('a data security policy hides the content of a space from the app, not the space, and nothing from people', async () => {
  site.local.settings.blockedSpaces = ['TST'];
  expect(await site.titles('/wiki/api/v2/pages')).toEqual([]);
  expect(await site.search('type = page')).toEqual([]);
  expect((await site.ask(`/wiki/api/v2/pages/${site.id('Open')}`)).status).toBe(404);
  expect((await site.all('/wiki/api/v2/spaces')).map((space) => space.key)).toEqual(['TST']);
  expect((await site.ask('/wiki/api/v2/data-policies/metadata')).body).toEqual({ anyContentBlocked: true });
  expect((await site.first('/wiki/api/v2/data-policies/spaces')).dataPolicy).toEqual({ anyContentBlocked: true });
  expect((await site.ask(`/wiki/api/v2/pages/${site.id('Open')}`, { by: tomas })).status).toBe(200);
});

test('only own restrictions are told, by operation and without an envelope', async () => {
  const { body } = await site.ask(`/wiki/rest/api/content/${site.id('For security, too')}/restriction/byOperation`, { by: mei });
  expect(body.read.restrictions.group.results.map((group: { name: string }) => group.name)).toEqual(['security']);
  expect(body.read.restrictions.user.results).toEqual([]);
  expect(body.update.restrictions.group.results).toEqual([]);
});

test('site admins are told by their operations; whether somebody may read is checked one by one', async () => {
  const operations = async (by: typeof ada) => (await site.ask('/wiki/rest/api/user/current?expand=operations', { by })).body.operations;
  expect(await operations(ada)).toContainEqual({ operation: 'administer', targetType: 'application' });
  expect(await operations(tomas)).toEqual([{ operation: 'use', targetType: 'application' }]);
  const check = async (identifier: string) => {
    const path = `/wiki/rest/api/content/${site.id('Open')}/permission/check`;
    return (await site.ask(path, { post: { subject: { type: 'user', identifier }, operation: 'read' } })).body.hasPermission;
  };
  expect(await check(tomas.accountId)).toBe(true);
  site.model.restrictRead(ada.accountId, site.id('Open'), { users: [ada.accountId, appUser.accountId], groups: [] });
  expect(await check(tomas.accountId)).toBe(false);
});

test('a restriction of a folder hides the folder and all below it, and its end is told', async () => {
  const { model } = site;
  const folder = model.createFolder(ada.accountId, { spaceId: site.spaceId(), title: 'Drawer' });
  const inner = model.createPage(ada.accountId, { spaceId: site.spaceId(), title: 'Filed', parentId: folder.id });
  model.createPage(ada.accountId, { spaceId: site.spaceId(), title: 'Filed below', parentId: inner.id });
  site.told();
  model.restrictRead(ada.accountId, folder.id, { users: [ada.accountId], groups: [] });
  expect(site.told()).toEqual([]);
  expect(await site.titles('/wiki/api/v2/pages')).toEqual(['Open', 'For the app']);
  expect(await site.titles('/wiki/api/v2/pages', { by: ada })).toEqual(expect.arrayContaining(['Filed', 'Filed below']));
  expect(await site.search('ancestor = '.concat(folder.id))).toEqual([]);
  expect((await site.ask(`/wiki/api/v2/folders/${folder.id}`)).status).toBe(404);
  expect((await site.ask(`/wiki/api/v2/pages/${inner.id}`)).status).toBe(404);
  const own = await site.ask(`/wiki/rest/api/content/${folder.id}/restriction/byOperation/read`, { by: ada });
  expect(own.body.restrictions.user.results).toHaveLength(1);
  model.unrestrictRead(ada.accountId, folder.id);
  expect(site.told()).toEqual(['permissions_updated:folder']);
  expect((await site.ask(`/wiki/api/v2/pages/${inner.id}`)).status).toBe(200);
});
