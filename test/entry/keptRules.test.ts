/** A space that the policy's keywords brought in and do not name any more: a choice of one page there brings in that page alone. */
import type { Rule, SpaceSelection } from '../../src/api/selection';
import { ada, openSite, type TestSite } from '../site';
import { openTides } from '../tides';

let site: TestSite;
beforeEach(async () => {
  site = await openSite();
  await site.mirror('OPS');
  await setPolicy({ keywords: ['Tides'] });
  expect(there()).toEqual(openTides);
  await setPolicy({ keywords: [] });
  await site.tick(65);
  await site.tick();
  expect(there()).toEqual([]);
}, 180_000);
afterEach(() => site?.stop());

const there = () => openTides.filter((title) => site.text(title) !== null);
async function setPolicy(changes: object): Promise<void> {
  await site.call('savePolicy', { ...(await site.call('getPolicy')), ...changes });
  await site.settle();
}
const chosen = (): Promise<SpaceSelection> => site.call('getSelection', { spaceId: site.spaceId('TIDE') });

test('from its byline', async () => {
  const from = {
    moduleKey: 'page-byline',
    extension: { content: { id: site.id('Log 1'), type: 'page' }, space: { id: site.spaceId('TIDE'), key: 'TIDE' } },
  };
  await site.sendFrom(from, 'choosePage', { choice: 'include' }, ada.accountId);
  await site.settle();
  expect(there()).toEqual(['Log 1']);
  // It is the admin's choice from now on, and not the keywords': their next look leaves it.
  await site.tick(65);
  await site.tick();
  expect(there()).toEqual(['Log 1']);
});

test('from the tree, which shows what counts', async () => {
  expect((await chosen()).site).toEqual([]);
  const page: Rule = { target: { kind: 'content', id: site.id('Log 1') }, choice: 'include' };
  await site.call('saveSelection', { wanted: [{ spaceId: site.spaceId('TIDE'), rules: [page] }] });
  await site.settle();
  expect(there()).toEqual(['Log 1']);
});
