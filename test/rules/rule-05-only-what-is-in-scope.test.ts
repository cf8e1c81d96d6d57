/** Rule 5: only what is in scope leaves; what falls out of scope is withdrawn. */
import { ada, openMirrored, type TestSite } from '../site';
import { openTides } from '../tides';

let site: TestSite;
beforeEach(async () => {
  site = await openMirrored();
}, 180_000);
afterEach(() => site?.stop());

test('of an included space all that is open leaves, and not a word of anything else', async () => {
  expect(openTides.filter((title) => !site.isThere(title))).toEqual([]);
  const everSent = site.sent.requests.map(({ path, body }) => `${path} ${body}`).join('\n');
  for (const word of [
    'Secret figures',
    'Salaries',
    'Demolished',
    'Old station',
    'Thrown away',
    'Mistake',
    'How we work',
    'Pump guide',
    'Private notes',
  ])
    expect(everSent).not.toContain(word);
});

test('restricting a page withdraws it and all below it', async () => {
  site.model.restrictRead(ada.accountId, site.id('Station North'), { users: [ada.accountId], groups: [] });
  await site.tick();
  expect(openTides.filter(site.isThere)).toEqual(['Tides home', 'Station South', 'Log 3', 'Storm report']);
  expect(Object.keys(site.repository()).filter((path) => path.includes('Station North'))).toEqual([]);
});

test('restricting a page to people of whom the app is one is told by no event; the next sweep withdraws it, and what is below', async () => {
  const { accountId } = [...site.model.state.people.values()].find((one) => one.accountType === 'app') ?? ada;
  site.model.restrictRead(ada.accountId, site.id('Station North'), { users: [ada.accountId, accountId], groups: [] });
  await site.call('startRun', { kind: 'sweep' });
  await site.settle();
  expect(openTides.filter(site.isThere)).toEqual(['Tides home', 'Station South', 'Log 3', 'Storm report']);
  expect(site.ledger('Station North')).toMatchObject({ state: 'out', reason: 'restricted' });
  expect(site.ledger('Log 1')).toMatchObject({ state: 'out', reason: 'parent-restricted' });
});

test('opening a restriction again brings everything back', async () => {
  site.model.restrictRead(ada.accountId, site.id('Station North'), { users: [ada.accountId], groups: [] });
  await site.tick();
  site.model.unrestrictRead(ada.accountId, site.id('Station North'));
  await site.tick();
  expect(openTides.filter((title) => !site.isThere(title))).toEqual([]);
});

test('archiving withdraws the page; its children move up and stay', async () => {
  site.model.archivePage(ada.accountId, site.id('Station North'));
  await site.settle();
  expect(site.isThere('Station North')).toBe(false);
  await site.tick();
  expect(site.isThere('Log 1') && site.isThere('Log 2')).toBe(true);
  expect(Object.keys(site.repository()).filter((path) => path.includes('Station North'))).toEqual([]);
});

test('trashing withdraws the page with the next tick, and deleting it does, too', async () => {
  const files = () => Object.keys(site.repository());
  // By path: what is deleted for good has no id any more to be looked for by.
  const [blog, log] = ['Storm report', 'Log 3'].map((title) => site.paths(title));
  const before = files();
  expect([blog, log]).toEqual([[expect.any(String)], [expect.any(String)]]);
  site.model.trashPage(ada.accountId, site.id('Log 2'));
  site.model.trashPage(ada.accountId, site.id('Storm report'));
  await site.tick();
  expect(site.isThere('Log 2')).toBe(false);
  expect(files()).toEqual(before.filter((path) => path !== blog?.[0] && !path.includes('Log 2 (')));
  const id = site.id('Log 3');
  site.model.trashPage(ada.accountId, id);
  site.model.purgePage(ada.accountId, id);
  await site.tick();
  expect(files()).not.toContain(log?.[0]);
});

test('moving a tree into a space that is not included withdraws all of it; moving it back brings it back', async () => {
  const north = site.id('Station North');
  site.model.movePage(ada.accountId, north, { parentId: site.id('Ops home') });
  await site.settle();
  expect(['Station North', 'Log 1', 'Log 2'].filter(site.isThere)).toEqual([]);
  site.model.movePage(ada.accountId, north, { parentId: site.id('Tides home') });
  await site.settle();
  expect(['Station North', 'Log 1', 'Log 2'].filter(site.isThere)).toEqual(['Station North', 'Log 1', 'Log 2']);
});

test('a move into a space that is not included is followed also where its event does not say where the page was before', async () => {
  const { deliver } = site.host;
  site.host.deliver = ({ prevContent: _, ...event }) => deliver(event);
  site.model.movePage(ada.accountId, site.id('Station North'), { parentId: site.id('Ops home') });
  await site.settle();
  expect(openTides.filter(site.isThere)).toEqual(['Tides home', 'Station South', 'Log 3', 'Storm report']);
});

test('moving a folder of Confluence’s into a space that is not included withdraws what lies in it; moving it back brings it back', async () => {
  const { model } = site;
  const spaceId = site.spaceId('TIDE');
  const { id } = model.createFolder(ada.accountId, { spaceId, title: 'Drawer', parentId: site.id('Tides home') });
  model.createPage(ada.accountId, { spaceId, title: 'In the drawer', body: '<p>Paper.</p>', parentId: id });
  await site.settle();
  expect(site.isThere('In the drawer')).toBe(true);
  model.movePage(ada.accountId, id, { parentId: site.id('Ops home') });
  await site.settle();
  expect(site.isThere('In the drawer')).toBe(false);
  model.movePage(ada.accountId, id, { parentId: site.id('Tides home') });
  await site.settle();
  expect(site.isThere('In the drawer')).toBe(true);
});

test('taking a space out withdraws all of it, and its folders', async () => {
  await site.mirror('OPS');
  await site.call('excludeSpace', { spaceId: site.spaceId('TIDE') });
  await site.settle();
  expect(Object.keys(site.repository()).map((path) => path.split('/')[3])).toEqual([
    'About this source.md',
    'Operations (OPS)',
    'Operations (OPS)',
    'Operations (OPS)',
  ]);
  site.sent.requests.length = 0;
  site.model.updatePage(ada.accountId, site.id('Log 1'), { body: '<p>Nobody listens.</p>' });
  await site.tick();
  expect(site.sent.writes()).toEqual([]);
});

test('archiving a space withdraws it, and hiding it from the app does so after the time of grace', async () => {
  site.model.archiveSpace(ada.accountId, site.spaceId('TIDE'));
  await site.settle();
  await site.tick();
  expect(openTides.filter(site.isThere)).toEqual([]);
  site.model.unarchiveSpace(ada.accountId, site.spaceId('TIDE'));
  await site.settle();
  await site.tick();
  expect(openTides.filter((title) => !site.isThere(title))).toEqual([]);
  site.model.setSpaceViewers(ada.accountId, site.spaceId('TIDE'), ['leadership']);
  await site.tick();
  expect(openTides.filter((title) => !site.isThere(title))).toEqual([]);
  for (let n = 0; n < 4; n += 1) await site.tick(30);
  expect(openTides.filter(site.isThere)).toEqual([]);
});
