/** The scheduled check on the real bundle: what it looks at, and how often. */
import { appUser } from '../../local/people';
import { ada, openMirrored, openSite, type TestSite } from '../site';

let site: TestSite;
afterEach(() => site?.stop());

const readers = { users: [appUser.accountId, ada.accountId], groups: [] };
/** No event comes any more. */
const loseEvents = () => {
  site.host.deliver = async () => {};
};
/** How often a tick asks for this content among others. */
async function glancesOfTick(title: string): Promise<number> {
  site.asked.requests.length = 0;
  await site.tick();
  return site.asked.requests.filter(({ path }) => path.includes('restrictions') && path.includes(site.id(title))).length;
}

test('new pages are no reason to look at all that is kept out; what was opened beside them is', async () => {
  site = await openMirrored();
  const { accountId } = ada;
  site.model.restrictRead(accountId, site.id('Log 3'), { users: [accountId], groups: [] });
  await site.tick();
  await site.tick();
  expect(site.isThere('Log 3')).toBe(false);
  const idle = await glancesOfTick('Log 3');
  const page = (title: string) =>
    site.model.createPage(accountId, { spaceId: site.spaceId('TIDE'), title, body: '<p>New.</p>', parentId: null });
  page('One');
  page('Two');
  await site.settle();
  expect(site.isThere('Two')).toBe(true);
  expect(await glancesOfTick('Log 3')).toBe(idle);
  loseEvents();
  page('Three');
  site.model.unrestrictRead(accountId, site.id('Log 3'));
  expect(await glancesOfTick('Log 3')).toBeGreaterThan(idle);
  expect(site.isThere('Log 3')).toBe(true);
}, 60_000);

test('a restricted folder is news once, and again when it is opened', async () => {
  site = await openSite();
  const { accountId } = ada;
  const spaceId = site.spaceId('TIDE');
  const folder = site.model.createFolder(accountId, { spaceId, title: 'Drawer', parentId: site.id('Tides home') });
  site.model.createPage(accountId, { spaceId, title: 'In the drawer', body: '<p>Paper.</p>', parentId: folder.id });
  site.model.createPage(accountId, { spaceId, title: 'On the paper', body: '<p>Ink.</p>', parentId: site.id('In the drawer') });
  await site.mirror('TIDE');
  expect(site.isThere('On the paper')).toBe(true);
  loseEvents();
  const looksInside = () => site.asked.requests.filter(({ path }) => path.includes(`/folders/${folder.id}/`));
  site.model.restrictRead(accountId, folder.id, readers);
  site.asked.requests.length = 0;
  await site.tick();
  expect(looksInside()).not.toEqual([]);
  await site.tick();
  expect([site.isThere('In the drawer'), site.isThere('On the paper')]).toEqual([false, false]);
  site.asked.requests.length = 0;
  await site.tick();
  expect(looksInside()).toEqual([]);
  site.model.unrestrictRead(accountId, folder.id);
  await site.tick();
  expect([site.isThere('In the drawer'), site.isThere('On the paper')]).toEqual([true, true]);
}, 60_000);

test('what changed is looked at once more, and then it is known that nothing is new', async () => {
  site = await openMirrored();
  await site.tick();
  const id = site.id('Log 2');
  site.model.updatePage(ada.accountId, id, { body: '<p>Rough.</p>' });
  await site.settle();
  expect(site.text('Log 2')).toContain('Rough.');
  const reads: number[] = [];
  for (let n = 0; n < 2; n += 1) {
    site.asked.requests.length = 0;
    await site.tick();
    reads.push(site.asked.requests.filter(({ path }) => path.includes(`/pages/${id}?`)).length);
  }
  // The clocks of Confluence and of the app may differ by a minute.
  expect(reads).toEqual([1, 0]);
}, 60_000);
