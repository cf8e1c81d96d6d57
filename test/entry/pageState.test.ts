/** What the byline says of a page that the ledger does not know: new in a space of which only parts are chosen, no run has listed it yet. */
import type { PageStatus } from '../../src/api/pageStatus';
import type { Rule } from '../../src/api/selection';
import { reasonFor } from '../../src/entry/pageState';
import { reasonText } from '../../src/scope';
import { ada, mei, openSite, type TestSite } from '../site';

let site: TestSite;
beforeAll(async () => {
  site = await openSite();
  await site.mirror('OPS');
  await save([{ target: { kind: 'tree', id: site.id('Station South') }, choice: 'include' }]);
}, 180_000);
afterAll(() => site?.stop());

async function save(rules: Rule[]): Promise<void> {
  await site.call('saveSelection', { wanted: [{ spaceId: site.spaceId('TIDE'), rules }] });
  await site.settle();
}
const create = (title: string, parent: string): void => {
  site.model.createPage(ada.accountId, { spaceId: site.spaceId('TIDE'), parentId: site.id(parent), title, body: '<p>New.</p>' });
};
const placeOf = (title: string) => ({
  moduleKey: 'page-byline',
  extension: {
    type: 'confluence:contentBylineItem',
    content: { id: site.id(title), type: 'page' },
    space: { id: site.spaceId('TIDE'), key: 'TIDE' },
  },
});
const ask = async (title: string, name = 'pageStatus', payload?: unknown, accountId = ada.accountId): Promise<PageStatus> =>
  (await site.sendFrom(placeOf(title), name, payload, accountId)) as PageStatus;
const label = async (title: string) => (await site.host.askProperties({ ...placeOf(title), accountId: mei.accountId })).title;

test('in a space that the app cannot see nothing can be chosen, and it is said why', async () => {
  site.asked.interfere = ({ path }) => (path.includes('/v2/spaces?') ? { status: 200, body: { results: [], _links: {} } } : null);
  expect(await ask('Log 1')).toMatchObject({
    may: { include: false, exclude: false },
    advice: expect.stringContaining('cannot see the space'),
  });
  await expect(ask('Log 1', 'choosePage', { choice: 'include' })).rejects.toThrow('Let the app into the space first');
  site.asked.interfere = () => null;
});

test('outside of what is chosen it is not said to be on its way, and can be included', async () => {
  create('Log 4', 'Station North');
  await site.settle();
  expect(site.ledger('Log 4')).toBeNull();
  expect(await label('Log 4')).toBe('Not in Qontext');
  expect(await ask('Log 4')).toMatchObject({ state: 'out', reason: 'Nobody included it.', may: { include: true, sendNow: false } });
});

test('inside, it is on its way', async () => {
  // Its event waits.
  site.host.deliver = () => {};
  create('Log 5', 'Station South');
  expect(site.ledger('Log 5')).toBeNull();
  expect(await ask('Log 5')).toMatchObject({ state: 'pending', may: { sendNow: true } });
  expect(await label('Log 5')).toBe('Not in Qontext');
});

test.each([
  ['name-taken', 'Qontext does not take its file'],
  ['refused', 'Qontext does not take its file'],
  ['in-review', 'Qontext does not take its file'],
  ['parent-restricted', 'An administrator’s choice or a setting'],
  ['excluded', 'An administrator’s choice or a setting'],
  ['labelled-out', 'It has a label'],
] as const)('of %s a reader learns what kind of thing it is, and an admin all', (reason, told) => {
  expect(reasonFor(reason, false)).toMatch(new RegExp(`^${told}`));
  expect(reasonFor(reason, true)).toBe(reasonText(reason));
});

test('a choice while everything is paused is kept, and nothing is said to be on its way', async () => {
  const policy = await site.call('getPolicy');
  await site.call('savePolicy', { ...policy, paused: true });
  expect(await ask('Log 3', 'choosePage', { choice: 'exclude' })).toMatchObject({ state: 'current', chosen: 'exclude' });
  expect(await ask('Log 3', 'choosePage', { choice: 'none' })).toMatchObject({ state: 'current', chosen: 'none' });
  await site.call('savePolicy', policy);
  await site.settle();
});

test('of two choices about the page the stricter is told, which is the one that counts', async () => {
  await site.call('savePolicy', { ...(await site.call('getPolicy')), selfService: 'decide' });
  await ask('Log 3', 'choosePage', { choice: 'exclude' }, mei.accountId);
  await ask('Log 3', 'choosePage', { choice: 'include' }, ada.accountId);
  await site.settle();
  expect(await ask('Log 3')).toMatchObject({ state: 'out', chosen: 'exclude' });
});
