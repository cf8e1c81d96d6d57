/** Folders for audiences: nobody learns from a folder's name, or gets by a grant on a folder, what Confluence does not show them. */
import { appUser } from '../../local/people';
import { ada, openMirrored, type TestSite, tomas } from '../site';

let site: TestSite;
const open = async (...keys: string[]) => {
  site = await openMirrored({ confluence: { silentWhenRestricted: false } }, ...keys);
  await site.setPolicy({ restricted: 'audiences' });
};
afterEach(() => site?.stop());

const restrict = (title: string) =>
  site.model.restrictRead(ada.accountId, site.id(title), { users: [ada.accountId, appUser.accountId], groups: [] });
const folderOf = (path = '') => path.slice(0, path.lastIndexOf('/'));

test('a page’s new title goes into no tree whose readers may not read the page', async () => {
  await open('TIDE');
  const openFolder = folderOf(site.paths('Log 1')[0]);
  expect(openFolder).toContain('/Station North (');
  // A person's file keeps the old folder in the open tree.
  site.qontext.editByHand(`${openFolder}/Ours.md`, 'Mine.\n');
  const seen: string[] = [];
  const stop = site.qontext.watch(() => void seen.push(...site.qontext.files().map(({ path }) => path)));
  const id = site.id('Station North');
  site.model.restrictRead(ada.accountId, site.id('Log 1'), { users: [ada.accountId, tomas.accountId, appUser.accountId], groups: [] });
  await site.settle();
  restrict('Station North');
  site.model.updatePage(ada.accountId, id, { title: 'Layoffs' });
  await site.settle();
  await site.tick();
  stop();
  expect(seen.some((path) => path.startsWith('/Confluence restricted/') && path.includes('Layoffs'))).toBe(true);
  expect(seen.filter((path) => path.startsWith('/Confluence/') && path.includes('Layoffs'))).toEqual([]);
  expect(Object.keys(site.repository())).toContain(`${openFolder}/Ours.md`);
  for (const title of ['Log 1', 'Log 2'])
    expect(site.paths(title)).toEqual([expect.stringMatching(/^\/Confluence restricted\/.*\/Layoffs \(\d+\)\/Log \d/)]);
  // Whoever is of a narrower audience may read the page, so its folder has the title there, too.
  site.model.updatePage(ada.accountId, id, { title: 'Cuts' });
  await site.settle();
  for (const title of ['Log 1', 'Log 2']) expect(site.paths(title)).toEqual([expect.stringContaining(`/Cuts (${id})/`)]);
}, 120_000);

test('the same restriction in two spaces makes two folders: whoever gets one of them sees nothing of the other space', async () => {
  await open('TIDE', 'OPS');
  for (const title of ['Log 1', 'Pump guide']) restrict(title);
  await site.settle();
  await site.tick();
  const [tide = '', ops = ''] = ['Log 1', 'Pump guide'].map((title) => site.paths(title)[0]?.split('/')[3]);
  expect(tide).toMatch(/^2 people in TIDE \([\w-]+\)$/);
  expect(ops).toMatch(/^2 people in OPS \([\w-]+\)$/);
  for (const [folder, key] of [
    [tide, 'TIDE'],
    [ops, 'OPS'],
  ])
    expect(site.repository()[`/Confluence restricted/tides.example/${folder}/About this audience.md`]).toContain(
      `2 people; of these, only who may view the space ${key} in Confluence`,
    );
  // A page that goes to another space goes to that one's folder, with what lies below it.
  restrict('Station North');
  await site.settle();
  site.model.movePage(ada.accountId, site.id('Station North'), { parentId: site.id('Ops home') });
  await site.settle();
  await site.tick();
  for (const title of ['Station North', 'Log 2']) expect(site.paths(title)).toEqual([expect.stringContaining(`/${ops}/Operations (OPS)/`)]);
}, 120_000);
