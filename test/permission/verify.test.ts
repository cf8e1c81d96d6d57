/** "Verify and mend" goes by what the ledger itself says: what a query lists of a space is not up to date. */
import { ada, openMirrored, type TestSite } from '../site';

let site: TestSite;
afterEach(() => site?.stop());

test('what has just been sent, and is being sent, is nobody’s file to no mending', async () => {
  site = await openMirrored({ host: { queryLagMs: 60_000 } });
  await site.tick(10);
  site.model.createPage(ada.accountId, {
    spaceId: site.spaceId('TIDE'),
    title: 'Brand new',
    body: '<p>New words.</p>',
    parentId: site.id('Tides home'),
  });
  for (let n = 0; n < 600 && site.text('Brand new') === null; n += 1) await site.host.pass(50);
  expect(site.isThere('Brand new')).toBe(true);
  const mend = () => site.call('verifySpace', { spaceId: site.spaceId('TIDE'), mend: true });
  // As soon as the file is there, and once more when it is written down.
  expect((await mend()).problems).toEqual([]);
  await site.settle();
  expect((await mend()).problems).toEqual([]);
  await site.tick();
  expect(site.text('Brand new')).toContain('New words.');
  expect(site.ledger('Brand new')).toMatchObject({ state: 'sent' });
  // A second copy that the ledger says nothing of is taken away as before.
  const [path = ''] = site.paths('Brand new');
  site.qontext.editByHand(path.replace('Brand new', 'Old copy'), site.text('Brand new') ?? '');
  expect((await mend()).problems).toMatchObject([{ kind: 'unknown', contentId: site.id('Brand new') }]);
  expect(site.paths('Brand new')).toEqual([path]);
  // A person's file in a folder of ours is named, and left to the person.
  const own = path.replace('Brand new', 'Own notes');
  site.qontext.editByHand(own, 'Mine.');
  expect((await mend()).problems).toMatchObject([{ kind: 'unknown', path: own, contentId: null }]);
  expect(site.repository()[own]).toBe('Mine.');
}, 120_000);

test('the files of one space are looked at and counted, and those of others are not', async () => {
  site = await openMirrored({}, 'TIDE', 'OPS');
  const found = await site.callInSpace('TIDE', 'verifyOwnSpace', { mend: false });
  const ofSpace = Object.keys(site.repository()).filter((path) => path.includes('(TIDE)/'));
  expect(found).toMatchObject({ files: ofSpace.length, problems: [] });
  expect(Object.keys(site.repository()).length).toBeGreaterThan(ofSpace.length + 1);
}, 120_000);
