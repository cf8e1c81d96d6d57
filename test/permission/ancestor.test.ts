/**
 * Restricting a page above 50 sent ones takes all of them out of the repository: within a minute of the event, and within one tick where
 * no event comes. Opening it again brings them back.
 */
import type { SeedPage } from '../../local/confluence';
import { appUser } from '../../local/people';
import { ada, openMirrored, openSite, type SiteOptions, type TestSite } from '../site';
import { homeWith } from '../tides';

const MINUTE = 60_000;
const TICK = 5 * MINUTE;
/** "Station" with 5 pages below it, each with 9: 50 that are sent, and itself. */
const tree: SeedPage = {
  title: 'Station',
  body: '<p>Stands in the sound.</p>',
  children: Array.from({ length: 5 }, (_, i) => ({
    title: `Year ${i + 1}`,
    body: '<p>A year.</p>',
    children: Array.from({ length: 9 }, (_unused, j) => ({ title: `Log ${i + 1}.${j + 1}`, body: '<p>Calm.</p>' })),
  })),
};
const seed = homeWith([tree, { title: 'Harbour', body: '<p>Open.</p>' }]);
const all = [
  'Station',
  ...Array.from({ length: 5 }, (_, i) => [`Year ${i + 1}`, ...Array.from({ length: 9 }, (_u, j) => `Log ${i + 1}.${j + 1}`)]).flat(),
];

let site: TestSite;
const open = async (options: SiteOptions = {}) => {
  site = await openMirrored({ seed, ...options });
  await site.tick();
  expect(there()).toEqual(all);
};
afterEach(() => site?.stop());

const there = () => all.filter(site.isThere);
/** Only Ada; or Ada and the app's user, who then goes on seeing all of it. */
const toAda = { users: [ada.accountId], groups: [] };
const toAdaAndApp = { users: [ada.accountId, appUser.accountId], groups: [] };

/** How long after `change` the last write to the repository came, in milliseconds of the site's clock. */
async function lastWriteAfter(change: () => void | Promise<void>): Promise<number> {
  const began = site.clock.now();
  let last = began;
  site.sent.interfere = ({ method }) => {
    if (method !== 'GET') last = site.clock.now();
    return null;
  };
  await change();
  await site.settle();
  return last - began;
}

describe('with the event', () => {
  test('restricting withdraws all 50 within a minute, and opening brings them back within a minute', async () => {
    await open({ confluence: { silentWhenRestricted: false } });
    const gone = await lastWriteAfter(() => void site.model.restrictRead(ada.accountId, site.id('Station'), toAdaAndApp));
    expect(there()).toEqual([]);
    expect(gone).toBeLessThan(MINUTE);
    const back = await lastWriteAfter(() => void site.model.unrestrictRead(ada.accountId, site.id('Station')));
    expect(there()).toEqual(all);
    expect(back).toBeLessThan(MINUTE);
  }, 180_000);
});

const withFolder = homeWith([
  {
    title: 'Plans',
    kind: 'folder',
    children: [{ title: 'Plan A', body: '<p>First.</p>', children: [{ title: 'Step 1', body: '<p>Begin.</p>' }] }],
  },
]);

test('a restricted folder of which an event comes, though the app does not see it any more: what lies in it is withdrawn at once', async () => {
  site = await openMirrored({ seed: withFolder });
  const plans = () => ['Plan A', 'Step 1'].map(site.isThere);
  expect(plans()).toEqual([true, true]);
  site.model.restrictRead(ada.accountId, site.id('Plans'), toAda);
  const content = { id: site.id('Plans'), type: 'folder', space: { id: Number(site.spaceId('TIDE')) } };
  site.host.deliver({ eventType: 'avi:confluence:permissions_updated:folder', content });
  await site.settle();
  expect(plans()).toEqual([false, false]);
}, 120_000);

describe.each([
  ['of whom the app is none', toAda],
  ['of whom the app is one', toAdaAndApp],
])('with the events lost, to people %s', (_, people) => {
  test('restricting withdraws all 50 within one tick, and opening brings them back within one', async () => {
    await open();
    site.host.deliver = () => {};
    site.model.restrictRead(ada.accountId, site.id('Station'), people);
    await site.settle();
    await site.host.pass(TICK);
    const gone = await lastWriteAfter(() => site.tick(0));
    expect(gone).toBeLessThan(MINUTE);
    expect(there()).toEqual([]);
    expect(site.text('Harbour')).toContain('Open.');
    site.model.unrestrictRead(ada.accountId, site.id('Station'));
    await site.settle();
    expect(there()).toEqual([]);
    await site.host.pass(TICK);
    const back = await lastWriteAfter(() => site.tick(0));
    expect(there()).toEqual(all);
    expect(back).toBeLessThan(MINUTE);
  }, 180_000);
});

test('a restricted folder further up keeps a page out of a backfill although bulk reading shows nothing of it', async () => {
  site = await openSite({ confluence: { foldersMissingAbove: true }, seed: withFolder });
  site.model.restrictRead(ada.accountId, site.id('Plans'), toAdaAndApp);
  await site.mirror('TIDE');
  expect(['Home', 'Plan A', 'Step 1'].map(site.isThere)).toEqual([true, false, false]);
}, 120_000);
