/** The wiki's web pages: what a person sees and does, and that what a page shows is only text. */
import { ada, mei, openSite, personNamed, siteOf, type TestSite, taskList, tomas } from './site';

let site: TestSite;
beforeEach(async () => {
  site = await openSite(
    siteOf([
      {
        title: '<b>Bold</b> & "quoted"',
        body:
          `<p onclick="alert(1)">Text <script>alert(2)</script><a href="javascript:alert(3)">link</a></p><img src="x" onerror="alert(4)" />` +
          `<ac:structured-macro ac:name="odd&lt;i&gt;"><ac:parameter ac:name="key">&lt;img src=x&gt;</ac:parameter></ac:structured-macro>` +
          `<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[<script>alert(5)</script>]]></ac:plain-text-body></ac:structured-macro>` +
          taskList([1, 'Tick me']),
        comments: [{ body: '<p>Said <img src="x" onerror="alert(6)" /></p>', by: tomas.email }],
        labels: ['one'],
      },
      { title: 'Plain', body: '<p>Words to remark on.</p>' },
      { title: 'Hidden', restrictedTo: { users: [ada.email] } },
    ]),
  );
});
afterEach(() => site.close());

const page = async (path: string, by = ada) => {
  const answer = await fetch(site.url + path, { headers: { cookie: `user=${encodeURIComponent(by.accountId)}` }, redirect: 'manual' });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
};
const post = async (action: string, fields: Record<string, string>, by = ada, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${site.url}/wiki/actions/${action}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: `user=${encodeURIComponent(by.accountId)}`, ...headers },
    body: new URLSearchParams(fields),
  });
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text(), headers: answer.headers };
};
const contentPath = (title: string) => `/wiki/spaces/TST/pages/${site.id(title)}/any-title`;

test('nothing of a page comes through but text and plain markup', async () => {
  const { status, text, headers } = await page(contentPath('<b>Bold</b> & "quoted"'));
  expect(status).toBe(200);
  expect(text).toContain('<h1 class="title">&lt;b&gt;Bold&lt;/b&gt; &amp; &quot;quoted&quot;</h1>');
  const article = /<article[\s\S]*<\/article>/.exec(text)?.[0] ?? '';
  expect(article).toContain('<p>Text <a href="#">link</a></p>');
  expect(article).toContain('&lt;script&gt;alert(5)&lt;/script&gt;');
  expect(article).toContain('odd&lt;i&gt; · key: &lt;img src=x&gt;');
  expect(text).not.toMatch(/<script>alert|onerror=|onclick=|javascript:/);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('home, space, blog, bin, search, create and edit have pages; others are left to who serves beside it', async () => {
  for (const path of [
    '/wiki',
    '/wiki/home',
    '/wiki/spaces/TST/overview',
    '/wiki/spaces/TST/blog',
    '/wiki/spaces/TST/bin',
    '/wiki/spaces/TST/create',
    '/wiki/search?text=words',
  ])
    expect([path, (await page(path)).status]).toEqual([path, 200]);
  expect((await page('/wiki/search?text=words')).text).toContain('Plain</a>');
  expect((await page(`/wiki/edit/${site.id('Plain')}`)).text).toContain('&lt;p&gt;Words to remark on.&lt;/p&gt;');
  expect((await page('/wiki/admin/apps/qontext')).text).toBe('Not found');
  expect((await page('/elsewhere')).status).toBe(404);
});

test('a person sees what that person may see', async () => {
  expect((await page(contentPath('Hidden'))).status).toBe(200);
  expect((await page(contentPath('Hidden'))).text).toContain('Restricted');
  expect((await page(contentPath('Hidden'), tomas)).status).toBe(404);
  expect((await page('/wiki/spaces/TST/overview', tomas)).text).not.toContain('Hidden');
  expect((await page('/wiki/spaces/NONE/overview')).status).toBe(404);
});

test('the switcher chooses who one is', async () => {
  const { status, location, headers } = await post('switch-user', { accountId: mei.accountId, back: '/wiki/spaces/TST/blog' });
  expect([status, location]).toEqual([303, '/wiki/spaces/TST/blog']);
  expect(headers.get('set-cookie')).toContain(`user=${encodeURIComponent(mei.accountId)}`);
  expect((await post('switch-user', { accountId: mei.accountId, back: '//evil.example' })).location).toBe('/wiki/home');
  expect((await page('/wiki/home', mei)).text).toContain('selected>Mei Lindqvist');
});

test('forms create, edit, rename, move, archive, trash and restore', async () => {
  const made = await post('create', { spaceId: site.spaceId(), kind: 'page', title: 'Made', body: '<p>One</p>\r\n<p>Two</p>' });
  expect([made.status, made.location]).toEqual([303, `/wiki/spaces/TST/pages/${site.id('Made')}/Made`]);
  const id = site.id('Made');
  const content = () => site.model.state.contents.get(id);
  expect(content()?.body).toBe('<p>One</p>\n<p>Two</p>');
  await post('edit', { id, title: 'Made', body: '<p>Three</p>' }, tomas);
  await post('rename', { id, title: 'Renamed' });
  await post('move', { id, parentId: site.id('Plain') });
  expect(content()).toMatchObject({ body: '<p>Three</p>', title: 'Renamed', parentId: site.id('Plain') });
  await post('archive', { id });
  expect(content()?.status).toBe('archived');
  await post('unarchive', { id });
  expect((await post('trash', { id })).location).toBe('/wiki/spaces/TST/bin');
  expect((await page('/wiki/spaces/TST/bin')).text).toContain('Renamed');
  await post('restore', { id });
  expect(content()).toMatchObject({ status: 'current', parentId: site.id('Plain') });
  expect(site.told()).toEqual([
    'created:page',
    'updated:page',
    'updated:page',
    'moved:page',
    'archived:page',
    'unarchived:page',
    'restored:page',
  ]);
  expect(content()?.versions.map((version) => version.by)).toEqual([ada.accountId, tomas.accountId, ada.accountId]);
});

test('forms comment, quote, reply, resolve, label, restrict and tick', async () => {
  const id = site.id('Plain');
  const first = await post('add-comment', { id, text: 'One <b>& only\n\nTwo' });
  const commentId = /comment-(\d+)$/.exec(first.location ?? '')?.[1] ?? '';
  expect(site.model.state.comments.get(commentId)?.body).toBe('<p>One &lt;b&gt;&amp; only</p><p>Two</p>');
  await post('reply', { commentId, text: 'Reply' }, tomas);
  const inline = await post('add-comment', { id, text: 'These?', quote: 'remark on' });
  const inlineId = /comment-(\d+)$/.exec(inline.location ?? '')?.[1] ?? '';
  await post('resolve-comment', { commentId: inlineId, resolution: 'resolved' });
  expect(site.model.state.comments.get(inlineId)?.resolution).toBe('resolved');
  await post('add-label', { id, name: 'Harbour' });
  expect(site.model.state.contents.get(id)?.labels.map((label) => label.name)).toEqual(['harbour']);
  await post('restrict', { id, group: 'engineering' });
  expect(site.model.state.contents.get(id)?.read).toEqual({ users: [ada.accountId], groups: ['engineering'] });
  await post('restrict', { id, off: '1' });
  expect(site.model.state.contents.get(id)?.read).toBeNull();
  const [taskId = ''] = [...site.model.state.tasks.keys()];
  expect((await post('toggle-task', { taskId, quiet: '1' })).status).toBe(204);
  expect(site.model.state.tasks.get(taskId)?.status).toBe('complete');
});

test("who may not see or change a page does neither through a form, and comments are their authors' own", async () => {
  const id = site.id('Hidden');
  for (const action of ['edit', 'rename', 'move', 'trash', 'archive', 'restrict', 'add-comment', 'add-label'])
    expect([
      action,
      (await post(action, { id, title: 'Mine', body: '', parentId: site.id('Plain'), text: 'x', name: 'x' }, tomas)).status,
    ]).toEqual([action, 404]);
  expect(site.told()).toEqual([]);
  const [comment = ''] = [...site.model.state.comments.keys()];
  expect((await post('delete-comment', { commentId: comment }, mei)).status).toBe(403);
  expect((await post('edit-comment', { commentId: comment, body: '<p>Edited</p>' }, tomas)).status).toBe(303);
});

test('a form of another site is refused; a change that cannot be made says why', async () => {
  const id = site.id('Plain');
  expect((await post('trash', { id }, ada, { origin: 'http://evil.example' })).status).toBe(403);
  expect((await post('trash', { id }, ada, { origin: site.url })).status).toBe(303);
  const clash = await post('create', { spaceId: site.spaceId(), kind: 'page', title: 'Hidden', body: '' });
  expect(clash.status).toBe(400);
  expect(clash.text).toContain('already exists in this space');
  expect((await post('nonsense', {})).status).toBe(404);
});

test('people and files have pictures', async () => {
  const { headers, text } = await page(`/wiki/aa-avatar/${encodeURIComponent(personNamed('Freya Alvarez').accountId)}`);
  expect(headers.get('content-type')).toContain('svg');
  expect(text).toContain('FA');
  const file = site.model.addAttachment(ada.accountId, { contentId: site.id('Hidden'), title: 'a.png' });
  expect((await page(`/wiki/files/${file.id}`)).status).toBe(200);
  expect((await page(`/wiki/files/${file.id}`, tomas)).status).toBe(404);
});
