/** What an app hears, and above all what it does not: no cascades, nothing of what it may not see, no trash without a write scope. */
import { appUser } from '../../../local/people';
import { ada, openSite, siteOf, type TestSite, tomas } from './site';

let site: TestSite;
beforeEach(async () => {
  site = await openSite(
    siteOf(
      [
        {
          title: 'Parent',
          body: '<p>Some words.</p>',
          comments: [{ body: '<p>Hm</p>' }],
          children: [{ title: 'Child', children: [{ title: 'Grandchild' }] }],
        },
        { title: 'Target' },
        { title: 'Hidden', restrictedTo: { users: [ada.email] } },
        { title: 'Notes', kind: 'live', body: '<p>Live</p>' },
      ],
      {},
      [{ key: 'TWO', name: 'Second', type: 'global', pages: [{ title: 'Elsewhere' }] }],
    ),
  );
});
afterEach(() => site.close());

const who = ada.accountId;

test('pages: created, updated, renamed, moved, archived, restored from the archive', () => {
  const { id } = site.model.createPage(who, { spaceId: site.spaceId(), title: 'New' });
  site.model.updatePage(who, id, { body: '<p>x</p>' });
  site.model.renamePage(who, id, 'Newer');
  site.model.movePage(who, id, { parentId: site.id('Target') });
  site.model.archivePage(who, id);
  site.model.unarchivePage(who, id);
  expect(site.told()).toEqual(['created:page', 'updated:page', 'updated:page', 'moved:page', 'archived:page', 'unarchived:page']);
  expect(site.events.map((event) => (event.content as { version: { number: number } }).version.number)).toEqual([1, 2, 3, 3, 3, 3]);
  expect(site.events[0]).not.toHaveProperty('content.body');
  expect(site.events[0]).toMatchObject({ atlassianId: who, content: { id, space: { key: 'TST', id: Number(site.spaceId()) } } });
});

test('seeding tells nothing, and the app hears of its own changes like of others', () => {
  expect(site.events).toEqual([]);
  site.model.updatePage(appUser.accountId, site.id('Target'), { body: '<p>By the app</p>' });
  expect(site.events[0]).toMatchObject({ eventType: 'avi:confluence:updated:page', atlassianId: appUser.accountId });
});

test('a move tells the moved page alone, with what it was before; its descendants come along in silence', async () => {
  site.model.movePage(who, site.id('Parent'), { parentId: site.id('Elsewhere') });
  expect(site.told()).toEqual(['moved:page']);
  expect(site.events[0]).toMatchObject({ prevContent: { space: { key: 'TST' } }, content: { space: { key: 'TWO' } } });
  expect(await site.titles(`/wiki/api/v2/spaces/${site.spaceId('TWO')}/pages`)).toEqual(['Parent', 'Child', 'Grandchild', 'Elsewhere']);
  expect(await site.search('type = comment and space = TWO')).toEqual(['Re: Parent']);
});

test('trash and delete are silent without a write scope; children are detached, not trashed', async () => {
  site.model.trashPage(who, site.id('Child'));
  expect(site.told()).toEqual([]);
  const { body } = await site.ask(`/wiki/api/v2/pages/${site.id('Grandchild')}`);
  expect(body).toMatchObject({ status: 'current', parentId: site.id('Parent') });
  site.model.restorePage(who, site.id('Child'));
  expect(site.told()).toEqual(['restored:page']);
  site.local.settings.writeScope = true;
  site.model.trashPage(who, site.id('Child'));
  site.model.purgePage(who, site.id('Child'));
  expect(site.told()).toEqual(['trashed:page', 'deleted:page']);
  expect(site.events.at(-1)).toMatchObject({ content: { status: 'trashed' } });
});

test('a page that gets restricted goes silent, and says nothing of it', () => {
  const id = site.id('Target');
  site.model.restrictRead(who, id, { users: [who], groups: [] });
  site.model.updatePage(who, id, { body: '<p>Secret</p>' });
  site.model.addComment(who, { contentId: id, body: '<p>Secret</p>' });
  expect(site.told()).toEqual([]);
  site.model.unrestrictRead(who, id);
  expect(site.told()).toEqual(['permissions_updated:page']);
});

test('CONFCLOUD-82583: becoming restricted is not told, even where the app is named; a later change is', () => {
  const id = site.id('Target');
  site.model.restrictRead(who, id, { users: [who, appUser.accountId], groups: [] });
  expect(site.told()).toEqual([]);
  site.model.restrictRead(who, id, { users: [who, appUser.accountId, tomas.accountId], groups: [] });
  expect(site.told()).toEqual(['permissions_updated:page']);
  site.model.unrestrictRead(who, id);
  site.local.settings.silentWhenRestricted = false;
  site.model.restrictRead(who, id, { users: [appUser.accountId], groups: [] });
  expect(site.told()).toEqual(['permissions_updated:page', 'permissions_updated:page']);
});

test('below a restricted page there is silence, too', () => {
  site.model.restrictRead(who, site.id('Parent'), { users: [who], groups: [] });
  site.model.updatePage(who, site.id('Grandchild'), { body: '<p>x</p>' });
  site.model.updatePage(who, site.id('Hidden'), { body: '<p>x</p>' });
  expect(site.told()).toEqual([]);
});

test('live docs: one event when the session ended, some quiet minutes after the last change', () => {
  const id = site.id('Notes');
  site.model.editLiveDoc(who, id, '<p>One</p>');
  site.clock.advance(10 * 60_000);
  site.model.editLiveDoc(who, id, '<p>One, two</p>');
  site.clock.advance(14 * 60_000);
  expect(site.told()).toEqual([]);
  site.clock.advance(60_000);
  expect(site.told()).toEqual(['started:page']);
  site.model.editLiveDoc(who, id, '<p>Three</p>');
  site.clock.advance(15 * 60_000);
  site.model.publishLiveDoc(who, id);
  expect(site.told()).toEqual(['snapshotted:page', 'published:page']);
  expect(site.events[0]).toMatchObject({ updateTrigger: 'edit_page', content: { subType: 'live' } });
  const made = site.model.createPage(who, { spaceId: site.spaceId(), title: 'Another', live: true });
  expect([site.told(), made.live]).toEqual([['initialized:page'], true]);
});

test('what is typed in a live doc is read at once', async () => {
  site.model.editLiveDoc(who, site.id('Notes'), '<p>Now</p>');
  expect((await site.ask(`/wiki/api/v2/pages/${site.id('Notes')}?body-format=storage`)).body.body.storage.value).toBe('<p>Now</p>');
});

test('comments, labels and attachments tell the page they are on', () => {
  const contentId = site.id('Target');
  const { id } = site.model.addComment(who, { contentId, body: '<p>A</p>' });
  const reply = site.model.reply(tomas.accountId, id, '<p>B</p>');
  site.model.editComment(tomas.accountId, reply.id, '<p>C</p>');
  site.model.addLabel(who, contentId, 'No-AI');
  site.model.removeLabel(who, contentId, 'no-ai');
  const file = site.model.addAttachment(who, { contentId, title: 'a.png' });
  site.model.updateAttachment(who, file.id, { fileSize: 1 });
  site.model.trashAttachment(who, file.id);
  expect(site.told()).toEqual([
    'created:comment',
    'created:comment',
    'updated:comment',
    'added:label',
    'removed:label',
    'created:attachment',
    'updated:attachment',
    'trashed:attachment',
  ]);
  expect(site.events[1]).toMatchObject({
    content: { container: { id: contentId }, ancestors: [{ id }], extensions: { location: 'footer' } },
  });
  expect(site.events[3]).toMatchObject({ label: { name: 'no-ai' }, content: { labels: [{ name: 'no-ai' }] } });
  expect(site.events[5]).toMatchObject({ attachment: { extensions: { fileSize: expect.stringMatching(/^\d+$/) } } });
});

test('spaces: an archived one is an update; a deleted one is silent without a write scope and takes all along', async () => {
  const id = site.spaceId('TWO');
  site.model.renameSpace(who, id, 'Two');
  site.model.archiveSpace(who, id);
  expect(site.told()).toEqual(['updated:space:V2', 'updated:space:V2']);
  expect(site.events[1]).toMatchObject({ space: { status: 'archived', name: 'Two' } });
  site.model.deleteSpace(who, id);
  expect(site.told()).toEqual([]);
  expect((await site.ask(`/wiki/api/v2/spaces/${id}`)).status).toBe(404);
  expect(site.model.state.contents.size).toBe(6);
});

test('titles are there once in a space, and a page does not move below itself', () => {
  expect(() => site.model.createPage(who, { spaceId: site.spaceId(), title: 'Target' })).toThrow(/already exists/);
  expect(() => site.model.renamePage(who, site.id('Child'), 'Target')).toThrow(/already exists/);
  site.model.renamePage(who, site.id('Child'), 'target');
  expect(() => site.model.movePage(who, site.id('Parent'), { parentId: site.id('Grandchild') })).toThrow(/below its own child/);
  expect(site.told()).toEqual(['updated:page']);
});

test('a page keeps its place among its siblings through an edit, until they are put in another order', async () => {
  const ids = ['Parent', 'Target', 'Hidden', 'Notes'].map((title) => site.id(title));
  const order = () => site.model.state.childIds.get(`root ${site.spaceId()}`);
  site.model.updatePage(who, site.id('Parent'), { title: 'Parent still' });
  expect(order()).toEqual(ids);
  const one = site.model.createPage(who, { spaceId: site.spaceId(), title: 'One', parentId: site.id('Target') });
  const two = site.model.createPage(who, { spaceId: site.spaceId(), title: 'Two', parentId: site.id('Target') });
  site.told();
  site.model.reorderChildren(who, site.id('Target'), [two.id, one.id]);
  expect(site.told()).toEqual(['children_reordered:page']);
  expect(await site.titles(`/wiki/api/v2/pages/${site.id('Target')}/direct-children`)).toEqual(['Two', 'One']);
});
