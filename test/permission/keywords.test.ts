/** Spaces that the policy's keywords bring in: refused, out of a listing for a moment, not named any more, labelled, and where nothing else is selected. */
import type { Rule } from '../../src/scope';
import type { Instead } from '../gates';
import { ada, openMirrored, openSite, type TestSite } from '../site';
import { openTides } from '../tides';

let site: TestSite;
afterEach(() => site?.stop());

const there = () => openTides.filter(site.isThere);
const open = async () => {
  site = await openMirrored({}, 'OPS');
  await site.setPolicy({ keywords: ['Tides'] });
  expect(there()).toEqual(openTides);
};
const anHour = async () => {
  await site.tick(65);
  await site.tick();
};
const whole: Rule = { target: { kind: 'space' }, choice: 'include' };
const withoutNorth = () => {
  const north: Rule = { target: { kind: 'tree', id: site.id('Station North') }, choice: 'exclude' };
  return site.call('saveSelection', { wanted: [{ spaceId: site.spaceId('TIDE'), rules: [whole, north] }] });
};
const isListing = (path: string) => /\/v2\/spaces\?(?!keys=|ids=)/.test(path);

test('one that a site admin excludes stays out, says so, and can be included again', async () => {
  await open();
  await site.call('excludeSpace', { spaceId: site.spaceId('TIDE') });
  await site.settle();
  expect(there()).toEqual([]);
  await anHour();
  expect(there()).toEqual([]);
  const chosen = await site.call('getSelection', { spaceId: site.spaceId('TIDE') });
  expect(chosen.site).toMatchObject([{ target: { kind: 'space' }, choice: 'exclude' }]);
  await site.call('includeSpace', { spaceId: site.spaceId('TIDE') });
  await site.settle();
  expect(there()).toEqual(openTides);
}, 180_000);

test('one that an admin had included by hand and excludes does not come in by its keyword', async () => {
  site = await openMirrored({}, 'OPS', 'TIDE');
  await site.setPolicy({ keywords: ['Tides'] });
  await site.call('excludeSpace', { spaceId: site.spaceId('TIDE') });
  await site.settle();
  await anHour();
  expect(there()).toEqual([]);
}, 180_000);

test('one that a listing lacks for a moment stays as it is, with what was excluded of it', async () => {
  await open();
  await withoutNorth();
  await site.settle();
  const expected = there();
  expect(expected).not.toContain('Log 1');
  let lacking = 0;
  site.asked.interfere = ({ path }): Instead | null => {
    if (!isListing(path)) return null;
    lacking += 1;
    return { status: 200, body: { results: [], _links: {} } };
  };
  await anHour();
  expect(lacking).toBeGreaterThan(0);
  expect(there()).toEqual(expected);
  site.asked.interfere = () => null;
  await anHour();
  expect(there()).toEqual(expected);
}, 180_000);

test('one that is not named any more is left by a run, and comes back with its rules when it is named again', async () => {
  await open();
  await withoutNorth();
  await site.settle();
  const expected = there();
  await site.setPolicy({ keywords: [] });
  await site.tick();
  expect(there()).toEqual([]);
  expect(site.isThere('Pump guide')).toBe(true);
  const { yaml } = await site.call('exportSelection');
  expect(yaml).not.toContain('TIDE');
  // A file that does not name it does not forget its rules.
  expect(await site.call('applySelectionFile', { yaml })).toMatchObject({ ok: true, changes: [] });
  await site.setPolicy({ keywords: ['Tides'] });
  await site.tick();
  expect(there()).toEqual(expected);
}, 180_000);

test('a keyword brings in a space of the future also where nothing is selected', async () => {
  site = await openSite();
  await site.mirror();
  await site.setPolicy({ keywords: ['Harbour'] });
  // Its event is lost.
  site.host.deliver = () => {};
  site.model.createSpace(ada.accountId, { key: 'HARB', name: 'Harbour', description: '' });
  await anHour();
  expect((await site.call('listSpaces', { query: 'Harbour' })).spaces).toMatchObject([{ key: 'HARB', included: true }]);
}, 120_000);

test('a space whose labels Confluence does not say is not opened; of many labels all count', async () => {
  site = await openMirrored({}, 'OPS');
  const id = site.spaceId('TIDE');
  const answer = { id, key: 'TIDE', name: 'Tides', type: 'global', status: 'current' };
  site.asked.interfere = ({ path }): Instead | null => {
    if (path.includes(`/spaces/${id}/labels`)) return { status: 404 };
    return path.includes(`/spaces/${id}?`) ? { status: 200, body: answer } : null;
  };
  await expect(site.call('includeSpace', { spaceId: id })).rejects.toThrow('Confluence did not say how the space is labelled');
  await site.setPolicy({ keywords: ['Tides'] });
  expect(there()).toEqual([]);
  site.asked.interfere = () => null;
  for (let n = 0; n < 60; n += 1) site.model.addSpaceLabel(ada.accountId, id, `a-label-${n}`);
  site.model.addSpaceLabel(ada.accountId, id, 'no-ai');
  await site.settle();
  await site.call('includeSpace', { spaceId: id }).catch(() => null);
  await site.settle();
  expect(site.asked.requests.some(({ path }) => path.includes(`/spaces/${id}/labels`))).toBe(true);
  expect(there()).toEqual([]);
}, 120_000);
