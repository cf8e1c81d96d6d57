/** A queue that takes fewer events in a minute than there is to do, on the real bundle: what asks goes on where it was refused. */
import { appUser } from '../../local/people';
import { ada, openMirrored, type TestSite } from '../site';
import { bigSpace } from '../tides';

let site: TestSite;
const open = async () => {
  site = await openMirrored({ seed: bigSpace(60), host: { queueEventsPerMinute: 50 }, confluence: { silentWhenRestricted: false } }, 'BIG');
};
afterEach(() => site?.stop());

const leaves = () => Object.keys(site.repository()).filter((path) => path.includes('Leaf')).length;

test('a run that withdraws more than the queue takes in a minute comes to its end', async () => {
  await open();
  expect(leaves()).toBe(60);
  const spaceId = site.spaceId('BIG');
  const rules = [
    { target: { kind: 'space' as const }, choice: 'include' as const },
    { target: { kind: 'tree' as const, id: site.id('Big home') }, choice: 'exclude' as const },
  ];
  await site.call('saveSelection', { wanted: [{ spaceId, rules }] });
  await site.settle();
  expect(leaves()).toBe(0);
  const { runs } = await site.call('listRuns');
  expect(runs[0]).toMatchObject({ state: 'done', withdrawn: 61 });
}, 60_000);

test('a walk down to more children than the queue takes in a minute reaches all of them', async () => {
  await open();
  site.model.restrictRead(ada.accountId, site.id('Big home'), { users: [appUser.accountId, ada.accountId], groups: [] });
  await site.settle();
  expect(leaves()).toBe(0);
}, 60_000);

test('a walk that finds no room in the queue, try after try, goes on when there is', async () => {
  await open();
  // Children are handed on by forties.
  site.host.settings.queueEventsPerMinute = 20;
  site.model.restrictRead(ada.accountId, site.id('Big home'), { users: [appUser.accountId, ada.accountId], groups: [] });
  await site.host.pass(6 * 60_000);
  expect(leaves()).toBe(60);
  site.host.settings.queueEventsPerMinute = 500;
  await site.settle();
  expect(leaves()).toBe(0);
}, 60_000);

test('an event that comes while the queue is full is not lost', async () => {
  await open();
  site.host.settings.queueEventsPerMinute = 0;
  site.model.movePage(ada.accountId, site.id('Leaf 1'), { parentId: site.id('Leaf 2') });
  site.model.renameSpace(ada.accountId, site.spaceId('BIG'), 'Larger');
  await site.host.idle();
  expect(site.paths('Leaf 1')[0]).not.toContain('Leaf 2');
  site.host.settings.queueEventsPerMinute = 50;
  await site.settle();
  expect(site.paths('Leaf 1')[0]).toContain('Leaf 2');
  expect(site.paths('Leaf 1')[0]).toContain('/Larger (BIG)/');
}, 60_000);
