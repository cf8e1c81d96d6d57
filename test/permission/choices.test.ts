/** What was chosen stays chosen: two choices at once, exclusions of a space's own admins, rules about single pages, too many of them. */
import type { Rule } from '../../src/scope';
import type { SelectedSpace } from '../../src/store';
import { type StoredSelection, spacesIn } from '../../src/store/selectionForm';
import { mei, openMirrored, type TestSite } from '../site';
import { openTides } from '../tides';

let site: TestSite;
afterEach(() => site?.stop());

const there = () => openTides.filter(site.isThere);
const page = (title: string, choice: Rule['choice'] = 'exclude'): Rule => ({ target: { kind: 'content', id: site.id(title) }, choice });
const selected = (): SelectedSpace[] =>
  // The app wraps what it stores.
  site.host.kvs.entity('state', 'selection').flatMap(({ value }) => spacesIn((value as { data: StoredSelection }).data));
const runs = async () => (await site.call('listRuns')).runs.length;

test('two choices at the same moment both count', async () => {
  site = await openMirrored();
  await Promise.all([
    site.callOnPage('Log 1', 'choosePage', { choice: 'exclude' }),
    site.callOnPage('Log 3', 'choosePage', { choice: 'exclude' }),
  ]);
  await site.settle();
  expect(there()).toEqual(openTides.filter((title) => title !== 'Log 1' && title !== 'Log 3'));
}, 120_000);

test('the choice of one page is turned round, and round again', async () => {
  site = await openMirrored();
  for (const choice of ['exclude', 'include', 'exclude'] as const) {
    const { state, chosen, may } = await site.callOnPage('Log 1', 'choosePage', { choice });
    expect({ state, chosen, again: may[choice] }).toEqual({
      state: choice === 'include' ? 'pending' : 'out',
      chosen: choice,
      again: false,
    });
    await site.settle();
    expect(site.isThere('Log 1')).toBe(choice === 'include');
  }
}, 120_000);

test('two layers saved at the same moment both count', async () => {
  site = await openMirrored();
  await site.setPolicy({ selfService: 'narrow' });
  const space: Rule = { target: { kind: 'space' }, choice: 'include' };
  let nth = 0;
  // In the middle of the one, the other begins and ends.
  site.asked.interfere = async ({ path }) => {
    if (path.includes('/data-policies/') && nth++ === 0) await site.callInSpace('TIDE', 'saveSpaceSelection', { rules: [page('Log 3')] });
    return null;
  };
  await site.call('saveSelection', {
    wanted: [{ spaceId: site.spaceId('TIDE'), rules: [space, page('Log 1'), page('Log 2', 'include')] }],
  });
  expect(nth).toBeGreaterThan(1);
  await site.settle();
  expect(there()).toEqual(openTides.filter((title) => title !== 'Log 1' && title !== 'Log 3'));
}, 120_000);

test('a choice about one page reads this page and starts no run; its title is in no path any more', async () => {
  site = await openMirrored();
  const before = await runs();
  await site.callOnPage('Station North', 'choosePage', { choice: 'exclude' });
  await site.settle();
  await site.tick();
  expect(site.isThere('Station North')).toBe(false);
  expect(site.isThere('Log 1')).toBe(true);
  expect(Object.keys(site.repository()).filter((path) => path.includes('Station North'))).toEqual([]);
  await site.callOnPage('Station North', 'choosePage', { choice: 'none' });
  await site.settle();
  expect(there()).toEqual(openTides);
  expect(site.paths('Log 1')[0]).toContain('Station North');
  expect(await runs()).toBe(before);
}, 120_000);

test('what the admins of a space kept out stays out when they may decide nothing any more', async () => {
  site = await openMirrored();
  await site.setPolicy({ selfService: 'decide' });
  await site.callInSpace('TIDE', 'saveSpaceSelection', { rules: [page('Log 1')] });
  await site.settle();
  expect(site.isThere('Log 1')).toBe(false);
  await site.setPolicy({ selfService: 'none' });
  await site.tick();
  expect(site.isThere('Log 1')).toBe(false);
}, 120_000);

test('where the admins of a space may only leave out, what they include is refused and not kept, from wherever they ask', async () => {
  site = await openMirrored();
  await site.setPolicy({ selfService: 'narrow' });
  const before = selected();
  const north: Rule = { target: { kind: 'tree', id: site.id('Station North') }, choice: 'include' };
  await expect(site.callInSpace('TIDE', 'saveSpaceSelection', { rules: [page('Log 3'), north] }, mei)).rejects.toThrow('only leave out');
  await expect(site.callOnPage('Log 1', 'choosePage', { choice: 'include' }, mei)).rejects.toThrow('only site administrators may decide');
  expect(selected()).toEqual(before);
  await site.callInSpace('TIDE', 'saveSpaceSelection', { rules: [page('Log 3')] }, mei);
  await site.callOnPage('Log 1', 'choosePage', { choice: 'exclude' }, mei);
  await site.settle();
  expect(there()).toEqual(openTides.filter((title) => title !== 'Log 1' && title !== 'Log 3'));
}, 120_000);

test('more rules than a space may have are refused; as many as it may have take nothing from the others', async () => {
  site = await openMirrored();
  await site.setPolicy({ selfService: 'decide' });
  const many = (count: number): Rule[] =>
    Array.from({ length: count }, (_, n) => ({ target: { kind: 'content', id: `${10 ** 15 + n}` }, choice: 'exclude' }));
  await expect(site.callInSpace('TIDE', 'saveSpaceSelection', { rules: many(201) })).rejects.toThrow('at most 200 rules');
  const save = (key: string) => site.call('saveSelection', { wanted: [{ spaceId: site.spaceId(key), rules: many(2_000) }] });
  await save('TIDE');
  await save('OPS');
  expect(new Map(selected().map(({ key, rules }) => [key, rules.site]))).toEqual(
    new Map([
      ['TIDE', many(2_000)],
      ['OPS', many(2_000)],
    ]),
  );
}, 120_000);

test('instructions for a space that is not selected list no spaces', async () => {
  site = await openMirrored({}, 'OPS');
  await site.setPolicy({ selfService: 'decide', keywords: ['nothing has this'] });
  site.asked.requests.length = 0;
  await site.callInSpace('TIDE', 'saveInstructions', { instructions: 'Read slowly.' });
  expect(site.asked.requests.filter(({ path }) => /\/v2\/spaces\?(?!keys=|ids=)/.test(path))).toEqual([]);
}, 120_000);

test('other instructions for the site are in “About this source” soon', async () => {
  site = await openMirrored();
  await site.setPolicy({ instructions: 'Mind the moon.' });
  const [, about = ''] = Object.entries(site.repository()).find(([path]) => path.endsWith('About this source.md')) ?? [];
  expect(about).toContain('Mind the moon.');
}, 120_000);

test('in a space that the policy keeps out, nothing can be set going from its own page, which says why beforehand', async () => {
  site = await openMirrored();
  const locked = async () => (await site.callInSpace('TIDE', 'spaceOverview', undefined, mei)).lockedWork;
  await site.setPolicy({ selfService: 'decide' });
  expect(await locked()).toEqual({ resync: null, mend: null, instructions: null });
  await site.setPolicy({ offered: { kind: 'except', keys: ['TIDE'] } });
  const reason = 'The site’s policy does not offer its space to Qontext.';
  expect(await locked()).toEqual({ resync: reason, mend: reason, instructions: null });
  await expect(site.callInSpace('TIDE', 'resyncOwnSpace', undefined, mei)).rejects.toThrow(reason);
  await expect(site.callInSpace('TIDE', 'verifyOwnSpace', { mend: true }, mei)).rejects.toThrow(reason);
  await expect(site.callInSpace('TIDE', 'verifyOwnSpace', { mend: false }, mei)).resolves.toBeDefined();
}, 120_000);

test('the forecast of a space’s switch counts the choices about its parts as the switch itself does', async () => {
  site = await openMirrored();
  const spaceId = site.spaceId('TIDE');
  await site.setPolicy({ selfService: 'decide' });
  await site.callInSpace('TIDE', 'saveSpaceSelection', { rules: [page('Log 2', 'include')] }, mei);
  await site.settle();
  const sent = there().length;
  expect(await site.call('forecastSwitch', { spaceId, included: false })).toMatchObject({ send: 0, withdraw: sent, stay: 0 });
  await site.call('saveSelection', { wanted: [{ spaceId, rules: [page('Log 1', 'include'), page('Log 3')] }] });
  await site.settle();
  expect(there()).toEqual(['Log 1', 'Log 2']);
  const { send, stay, withdraw } = await site.call('forecastSwitch', { spaceId, included: true });
  expect({ stay, withdraw }).toEqual({ stay: 2, withdraw: 0 });
  await site.call('includeSpace', { spaceId });
  await site.settle();
  expect(site.isThere('Log 3')).toBe(false);
  // Confluence's search counts the archived page, too.
  expect(send).toBe(there().length - 2 + 1);
}, 120_000);

test('all rules of a space are told, however many, since whoever saves sends all of them back; each says what is above it', async () => {
  site = await openMirrored();
  const spaceId = site.spaceId('TIDE');
  const space: Rule = { target: { kind: 'space' }, choice: 'include' };
  const many = Array.from({ length: 210 }, (_, n): Rule => ({ target: { kind: 'content', id: `${8_000_000 + n}` }, choice: 'exclude' }));
  await site.call('saveSelection', { wanted: [{ spaceId, rules: [space, page('Log 3'), ...many] }] });
  await site.settle();
  const rows = (await site.call('getSelection', { spaceId })).site;
  expect(rows).toHaveLength(212);
  const log = rows.find(({ target }) => 'id' in target && target.id === site.id('Log 3'));
  expect(log).toMatchObject({
    title: 'Log 3',
    path: ['Tides home', 'Station South'],
    above: [site.id('Station South'), site.id('Tides home')],
  });
}, 120_000);
