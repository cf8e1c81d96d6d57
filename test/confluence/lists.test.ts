/** Listings, changes, trash and visibility: what the runs and the tick ask. */

import { people } from '../../local/people';
import { asUserChecks } from '../../src/confluence';
import type { SpaceId } from '../../src/content';
import { openSite, other, start, type TestSite, writer } from './site';

let site: TestSite;
const open = async (...options: Parameters<typeof openSite>) => {
  site = await openSite(...options);
  return site;
};
afterEach(() => site.close());

async function listAll({ confluence }: TestSite, spaceId: SpaceId) {
  const items = [];
  for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
    const page = await confluence.list(spaceId, cursor);
    items.push(...page.items);
    cursor = page.cursor;
  }
  return items;
}

test('the listing of a space has its pages, archived ones too, then its blog posts; no trash, nothing restricted, no folder', async () => {
  const here = await open();
  const items = await listAll(here, here.spaceId('ENG'));
  expect(items.map((item) => [item.type, item.title, item.status])).toEqual([
    ['page', 'Home', 'current'],
    ['page', 'Runbook', 'current'],
    ['page', 'Deep', 'current'],
    ['page', 'In the drawer', 'current'],
    ['page', 'Old', 'archived'],
    ['page', 'Shared with the app', 'current'],
    ['page', 'Below shared', 'current'],
    ['blogpost', 'Launch', 'current'],
  ]);
  expect(items.find((item) => item.title === 'In the drawer')).toMatchObject({ parentId: here.idOf('Drawer'), parentType: 'folder' });
  expect(items.every((item) => Number.isInteger(item.version) && item.version > 0)).toBe(true);
});

test('the listing goes on from its cursor in another function, page by page, also when the lists end with a next link to nothing', async () => {
  const pages = Array.from({ length: 600 }, (_, at) => ({ title: `Page ${at}`, body: '<p>x</p>' }));
  const blogposts = Array.from({ length: 300 }, (_, at) => ({ title: `Post ${at}`, body: '<p>x</p>' }));
  const here = await open(
    { trailingNext: true },
    { host: 'x.example', spaces: [{ key: 'BIG', name: 'Big', type: 'global', pages, blogposts }] },
  );
  const { value, calls } = await here.callsOf(() => listAll(here, here.spaceId('BIG')));
  expect(new Set(value.map((item) => item.id)).size).toBe(900);
  expect(calls).toHaveLength(3 + 2 + 2 + 1);
  const first = await here.confluence.list(here.spaceId('BIG'), null);
  expect(first.cursor).not.toContain('/');
});

test('a space that is not there, or not visible, is an error to list and null to get', async () => {
  const { confluence } = await open();
  await expect(confluence.list('404404', null)).rejects.toMatchObject({ kind: 'not-found' });
  expect(await confluence.space('404404')).toBeNull();
});

test('spaces are listed with archived and personal ones, and found by key and id', async () => {
  const { confluence, spaceId } = await open();
  const all = await confluence.spaces({});
  expect(all.spaces.map((space) => [space.key, space.type, space.status]).sort()).toEqual([
    ['ENG', 'global', 'current'],
    ['OLD', 'global', 'archived'],
    ['~712020ada', 'personal', 'current'],
  ]);
  expect(all.cursor).toBeNull();
  const one = { id: spaceId('ENG'), key: 'ENG', name: 'Engineering', description: 'How we build', homepageId: site.idOf('Home') };
  expect(await confluence.space(spaceId('ENG'))).toMatchObject(one);
  expect((await confluence.spaces({ keys: ['ENG'] })).spaces).toEqual([expect.objectContaining(one)]);
  expect((await confluence.spaces({ ids: [spaceId('ENG')] })).spaces).toEqual([expect.objectContaining(one)]);
  const first = await confluence.spaces({ limit: 2 });
  const rest = await confluence.spaces({ limit: 2, cursor: first.cursor ?? '' });
  expect([...first.spaces, ...rest.spaces].map((space) => space.key).sort()).toEqual(['ENG', 'OLD', '~712020ada']);
});

test('a space blocked by a data security policy is told from an empty one', async () => {
  const here = await open({ blockedSpaces: ['ENG'] });
  expect(await listAll(here, here.spaceId('ENG'))).toEqual([]);
  expect(await here.confluence.blockedSpaces([here.spaceId('ENG'), here.spaceId('~712020ada')])).toEqual(new Set([here.spaceId('ENG')]));
});

test('changes are found by the poll with their times: contents, comments, replies, attachments, tasks; each content once', async () => {
  const { confluence, model, clock, page, post, spaceId, idOf, callsOf } = await open();
  const spaces = [
    { id: spaceId('ENG'), key: 'ENG' },
    { id: spaceId('~712020ada'), key: '~712020ada' },
  ];
  clock.advance(3 * 3_600_000);
  const quiet = await callsOf(() => confluence.changedSince(spaces, 10, clock.now()));
  expect(quiet.value).toEqual([]);
  expect(quiet.calls.map((call) => call.points)).toEqual([1, 1, 1, 1, 1]);

  const at = (minutes: number) => {
    clock.advance(minutes * 60_000);
    return clock.now();
  };
  const edited = at(1);
  model.updatePage(writer.accountId, idOf('Notes'), { body: '<p>Mine, and longer</p>' });
  model.updatePage(writer.accountId, idOf('Deep'), { body: '<p>Deeper</p>' });
  const commented = at(1);
  model.addComment(writer.accountId, { contentId: idOf('Deep'), body: '<p>Good</p>' });
  const thanks = [...model.state.comments.values()].find((one) => one.body === '<p>Thanks</p>');
  const replied = at(1);
  model.reply(writer.accountId, thanks?.id ?? '', '<p>Any time</p>');
  const ticked = at(1);
  const task = [...model.state.tasks.values()].find((one) => one.contentId === idOf('Runbook') && one.status === 'incomplete');
  model.toggleTask(writer.accountId, task?.id ?? '');
  const attached = at(1);
  model.addAttachment(writer.accountId, {
    contentId: idOf('In the drawer'),
    title: 'plan.pdf',
    mediaType: 'application/pdf',
    fileSize: 10,
  });

  const found = await confluence.changedSince(spaces, 10, clock.now());
  expect([...found].sort((a, b) => a.at - b.at)).toEqual([
    { ref: page('Notes'), at: edited },
    { ref: page('Deep'), at: commented },
    { ref: post('Launch'), at: replied },
    { ref: page('Runbook'), at: ticked },
    { ref: page('In the drawer'), at: attached },
  ]);
  expect(await confluence.changedSince(spaces.slice(1), 10, clock.now())).toEqual([{ ref: page('Notes'), at: edited }]);
});

test('the poll reads its times by the clock of Confluence, whatever the time zone of its user', async () => {
  const { confluence, model, clock, page, spaceId, idOf } = await open({ timeZone: 'Pacific/Auckland' });
  clock.advance(3 * 3_600_000);
  model.updatePage(writer.accountId, idOf('Deep'), { body: '<p>Deeper</p>' });
  const found = await confluence.changedSince([{ id: spaceId('ENG'), key: 'ENG' }], 5, clock.now());
  expect(found.map((one) => one.ref)).toEqual([page('Deep')]);
});

test('the total is what the app can see, for 2 points', async () => {
  const { confluence, callsOf } = await open();
  const { value, calls } = await callsOf(() => confluence.total(['ENG', '~712020ada']));
  expect(value).toBe(9);
  expect(calls.map((call) => call.points)).toEqual([2]);
});

test('the trash of spaces is listed, most recently changed first', async () => {
  const { confluence, model, page, post, spaceId, idOf, clock } = await open({ trashingIsModification: true });
  clock.advance(60_000);
  model.trashPage(writer.accountId, idOf('Deep'));
  model.trashPage(writer.accountId, idOf('Launch'));
  expect(await confluence.trashed([spaceId('ENG')], 50)).toEqual([page('Deep'), page('Bin'), post('Launch')]);
  expect(await confluence.trashed([spaceId('ENG')], 1)).toEqual([page('Deep'), post('Launch')]);
  expect(await confluence.trashed([spaceId('OLD')], 50)).toEqual([]);
});

test('what the app can see of many ids, the trash left out, costs two calls for each 250', async () => {
  const { confluence, idOf, callsOf } = await open();
  const unknown = Array.from({ length: 120 }, (_, at) => `${800_000_000 + at}`);
  const ids = [idOf('Home'), idOf('Secret'), idOf('Below secret'), idOf('Launch'), idOf('Old'), idOf('Bin'), ...unknown];
  const { value, calls } = await callsOf(() => confluence.visible(ids));
  expect(value).toEqual(new Set([idOf('Home'), idOf('Launch'), idOf('Old')]));
  expect(calls).toHaveLength(2);
});

test('children are the pages below, also those in folders', async () => {
  const { confluence, page, idOf } = await open();
  const titles = ['Runbook', 'Shared with the app', 'In the drawer'];
  const children = await confluence.children(idOf('Home'));
  expect(children).toEqual(expect.arrayContaining(titles.map(page)));
  expect(children.map((ref) => ref.id)).not.toContain(idOf('Secret'));
  expect(await confluence.children(idOf('Drawer'))).toEqual([page('In the drawer')]);
  expect(await confluence.children(idOf('Deep'))).toEqual([]);
});

test('a folder tells its place; a page is none', async () => {
  const { confluence, idOf } = await open();
  expect(await confluence.folder(idOf('Drawer'))).toEqual({
    id: idOf('Drawer'),
    title: 'Drawer',
    parentId: idOf('Home'),
    parentType: 'page',
  });
  expect(await confluence.folder(idOf('Home'))).toBeNull();
});

test('titles and addresses are those that the asker may see', async () => {
  const { confluence, page, post, options } = await open();
  const refs = [page('Runbook'), page('Secret'), page('Bin'), post('Launch')];
  const seen = await confluence.titles(refs);
  expect([...seen.keys()]).toEqual([page('Runbook').id, post('Launch').id]);
  expect(seen.get(page('Runbook').id)).toEqual({
    title: 'Runbook',
    spaceId: expect.stringMatching(/^\d+$/),
    parentId: expect.stringMatching(/^\d+$/),
    parentType: 'page',
    url: `https://tides.atlassian.net/wiki/spaces/ENG/pages/${page('Runbook').id}/Runbook`,
  });
  const leader = people.find((one) => one.groups.includes('leadership'));
  if (!leader) throw new Error('Nobody leads');
  const asLeader = await asUserChecks(options(leader)).titles(refs);
  expect(asLeader.get(page('Secret').id)?.title).toBe('Secret');
});

test('who administers the site and a space', async () => {
  const { options } = await open();
  expect(await asUserChecks(options(writer)).isSiteAdmin()).toBe(true);
  expect(await asUserChecks(options(other)).isSiteAdmin()).toBe(false);
  expect(await asUserChecks(options(writer)).isSpaceAdmin('ENG')).toBe(true);
  expect(await asUserChecks(options(other)).isSpaceAdmin('ENG')).toBe(false);
  expect(await asUserChecks(options(other)).isSpaceAdmin('NONE')).toBe(false);
});

test('names are those of the people that Confluence knows', async () => {
  const { confluence } = await open();
  expect(await confluence.names([writer.accountId, 'nobody'])).toEqual(new Map([[writer.accountId, writer.name]]));
  expect(start).toBeGreaterThan(0);
});
