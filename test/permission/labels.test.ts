/** Labels that keep out: on a page for it and all below it, whatever it is itself; on a space for all of it; however they are written. */
import { appUser } from '../../local/people';
import { ada, openMirrored, type TestSite } from '../site';
import { openTides } from '../tides';

let site: TestSite;
beforeEach(async () => {
  site = await openMirrored();
}, 180_000);
afterEach(() => site?.stop());

const there = () => openTides.filter(site.isThere);
const logs = () => ['Log 1', 'Log 2'].filter(site.isThere);
const saveRules = async (rules: Parameters<typeof site.call<'saveSelection'>>[1]) => {
  await site.call('saveSelection', rules);
  await site.settle();
};
/** Station North alone is out; what is below it is in. */
const excludeNorth = () =>
  saveRules({
    wanted: [
      {
        spaceId: site.spaceId('TIDE'),
        rules: [
          { target: { kind: 'space' }, choice: 'include' },
          { target: { kind: 'content', id: site.id('Station North') }, choice: 'exclude' },
        ],
      },
    ],
  });

test('a label on a page that is out already re-decides what lies below it, and its removal brings that back', async () => {
  await excludeNorth();
  expect(site.isThere('Station North')).toBe(false);
  expect(logs()).toEqual(['Log 1', 'Log 2']);
  site.model.addLabel(ada.accountId, site.id('Station North'), 'no-ai');
  await site.settle();
  expect(logs()).toEqual([]);
  site.model.removeLabel(ada.accountId, site.id('Station North'), 'no-ai');
  await site.settle();
  expect(logs()).toEqual(['Log 1', 'Log 2']);
}, 120_000);

test('a restriction further up reaches what lies below a page that an admin excluded', async () => {
  await excludeNorth();
  site.confluence.settings.silentWhenRestricted = false;
  site.model.restrictRead(ada.accountId, site.id('Tides home'), { users: [ada.accountId, appUser.accountId], groups: [] });
  await site.settle();
  expect(there()).toEqual(['Storm report']);
  site.model.unrestrictRead(ada.accountId, site.id('Tides home'));
  await site.settle();
  expect(there()).toEqual(openTides.filter((title) => title !== 'Station North'));
}, 120_000);

test('the label of a page in and its removal are found by a tick, too, where their events are lost', async () => {
  const { deliver } = site.host;
  site.host.deliver = () => {};
  site.model.addLabel(ada.accountId, site.id('Station North'), 'rovo-ignore');
  await site.tick();
  expect(there()).toEqual(openTides.filter((title) => !['Station North', 'Log 1', 'Log 2'].includes(title)));
  site.model.removeLabel(ada.accountId, site.id('Station North'), 'rovo-ignore');
  await site.tick();
  expect(there()).toEqual(openTides);
  site.host.deliver = deliver;
}, 120_000);

test('a label on the space keeps all of it out, at once by its event; the policy may write the label as it likes', async () => {
  await site.setPolicy({ labelsOut: ['No-AI'] });
  expect(there()).toEqual(openTides);
  site.model.addSpaceLabel(ada.accountId, site.spaceId('TIDE'), 'no-ai');
  await site.settle();
  expect(there()).toEqual([]);
  expect(site.ledger('Log 1')).toMatchObject({ state: 'out', reason: 'space-labelled-out' });
  site.model.removeSpaceLabel(ada.accountId, site.spaceId('TIDE'), 'no-ai');
  await site.settle();
  expect(there()).toEqual(openTides);
  // Without its event, the hourly look at the spaces finds it.
  site.host.deliver = () => {};
  site.model.addSpaceLabel(ada.accountId, site.spaceId('TIDE'), 'no-ai');
  await site.tick(60);
  expect(there()).toEqual([]);
}, 180_000);

test('of a space that is kept out nothing is said: no folder, and no word of its description', async () => {
  const ofTides = () => Object.entries(site.repository()).filter(([path, text]) => path.includes('(TIDE)') || text.includes('Gauges'));
  const describe = async (text: string) => {
    site.model.describeSpace(ada.accountId, site.spaceId('TIDE'), text);
    await site.settle();
  };
  expect(ofTides()).not.toEqual([]);
  site.model.addSpaceLabel(ada.accountId, site.spaceId('TIDE'), 'no-ai');
  await site.settle();
  await describe('Gauges, and new secrets.');
  await site.tick(60);
  expect(ofTides()).toEqual([]);
  site.model.removeSpaceLabel(ada.accountId, site.spaceId('TIDE'), 'no-ai');
  await site.settle();
  expect(there()).toEqual(openTides);
  expect(site.repository()['/Confluence/tides.example/Tides (TIDE)/About this space.md']).toContain('Gauges, and new secrets.');
  await site.setPolicy({ offered: { kind: 'only', keys: ['OPS'] } });
  await describe('Gauges, offered to nobody.');
  expect(ofTides()).toEqual([]);
  await site.setPolicy({ offered: { kind: 'all' } });
  expect(there()).toEqual(openTides);
  // Paused, the event of the space writes nothing.
  await site.setPolicy({ paused: true });
  site.sent.requests.length = 0;
  await describe('Gauges, while all is paused.');
  expect(site.sent.requests).toEqual([]);
}, 180_000);
