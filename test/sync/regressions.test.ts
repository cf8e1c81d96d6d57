/**
 * Faults that other connectors had in public, one test each, named by its number in our list of them. On the local site, with the
 * real bundle.
 */
import { ada, openMirrored, openSite, type TestSite, tomas } from '../site';
import { bigSpace, homeWith, openTides } from '../tides';

// The first of a run builds the bundle.
jest.setTimeout(120_000);

let site: TestSite;
afterEach(() => site?.stop());
const missing = () => openTides.filter((title) => !site.isThere(title));
const lastRun = async () => (await site.call('listRuns')).runs[0];
const resync = async () => {
  await site.call('startRun', { kind: 'resync' });
  await site.settle();
};

test('1: a page in the trash is gone from the repository with the next tick, and stays so after a resync', async () => {
  site = await openMirrored();
  const [path] = site.paths('Log 2');
  expect(path).toContain('Log 2 (');
  site.model.trashPage(ada.accountId, site.id('Log 2'));
  await site.tick();
  expect(Object.keys(site.repository())).not.toContain(path);
  await resync();
  expect(Object.keys(site.repository())).not.toContain(path);
});

test('2: archived pages are not sent; archiving withdraws and taking out of the archive brings back', async () => {
  site = await openMirrored();
  expect(site.isThere('Old station')).toBe(false);
  site.model.unarchivePage(ada.accountId, site.id('Old station'));
  await site.settle();
  expect(site.isThere('Old station')).toBe(true);
  site.model.archivePage(ada.accountId, site.id('Old station'));
  await site.settle();
  expect(site.isThere('Old station')).toBe(false);
});

test('3: when it says done, nothing is missing: each outcome adds up, and the files are there', async () => {
  site = await openMirrored({ seed: bigSpace(120) }, 'BIG');
  const run = await lastRun();
  expect(run).toMatchObject({ state: 'done', listed: 121, sent: 121, pending: 0 });
  expect(Object.keys(site.repository()).filter((path) => /\((\d+)\)\.md$/.test(path))).toHaveLength(121);
});

test('8 and 26: pages of a list that are shorter than asked are not the last, whatever their number', async () => {
  site = await openSite({ seed: bigSpace(101) });
  site.asked.interfere = ({ path }) => {
    // The server caps what was asked for: it answers with a page of five and a link to the next.
    if (!/\/spaces\/\d+\/pages/.test(path) || /limit=5(&|$)/.test(path)) return null;
    return { status: 500 };
  };
  await site.mirror('BIG');
  expect(await lastRun()).toMatchObject({ state: 'done', listed: 102, out: 0, held: 0, failed: 0, pending: 0 });
  expect(Object.keys(site.repository()).filter((path) => /\(\d+\)\.md$/.test(path))).toHaveLength(102);
});

test('9: a next link behind an empty page ends the list', async () => {
  site = await openMirrored({ confluence: { trailingNext: true } });
  expect(await lastRun()).toMatchObject({ state: 'done', listed: 8 });
  expect(missing()).toEqual([]);
});

test('10: a trashed parent does not take the whole batch with it', async () => {
  site = await openSite({ confluence: { ancestorsRestrictionsFail: true } });
  site.model.trashPage(ada.accountId, site.id('Station North'));
  await site.mirror('TIDE');
  expect(missing()).toEqual(['Station North']);
});

const restricted = homeWith([
  {
    title: 'For the app and few',
    body: '<p>Confidential plan.</p>',
    restrictedTo: { users: ['app@connect.atlassian.com', ada.email] },
    children: [
      {
        title: 'Below it',
        body: '<p>Confidential detail.</p>',
        children: [{ title: 'Deeper', body: '<p>Confidential root.</p>' }],
      },
    ],
  },
  { title: 'Open', body: '<p>For all.</p>' },
]);

test('12, 13, 37: what is restricted, and all below it, is not sent, even if the app may read it', async () => {
  site = await openMirrored({ seed: restricted });
  expect(['For the app and few', 'Below it', 'Deeper'].filter(site.isThere)).toEqual([]);
  expect(site.sent.requests.map(({ body }) => body).join()).not.toContain('Confidential');
  expect(site.ledger('Deeper')).toMatchObject({ state: 'out', reason: 'parent-restricted' });
});

test('16: an empty list of restrictions is no restriction', async () => {
  site = await openMirrored({ seed: restricted });
  expect(site.isThere('Open')).toBe(true);
  site.model.restrictRead(ada.accountId, site.id('Home'), { users: [ada.accountId], groups: [] });
  site.model.unrestrictRead(ada.accountId, site.id('Home'));
  await site.tick();
  expect(site.isThere('Open') && site.isThere('Home')).toBe(true);
});

// 18, a failed question for restrictions, is rule 4: test/rules/rule-04-fail-closed.test.ts.

test.each([
  ['with', { 'retry-after': '1' }],
  ['without', {}],
])('20: 429 %s Retry-After skips no page', async (_, headers) => {
  site = await openSite();
  let asked = 0;
  site.asked.interfere = ({ path }) => (!path.includes('/user/') && ++asked % 3 === 0 ? { status: 429, headers } : null);
  await site.mirror('TIDE');
  site.asked.interfere = () => null;
  await site.tick();
  await site.tick();
  expect(missing()).toEqual([]);
  expect(await lastRun()).toMatchObject({ state: 'done', failed: 0 });
});

test('21: a Retry-After of 22 minutes is not waited for in a function; the run says that it waits, and goes on', async () => {
  site = await openMirrored();
  site.asked.interfere = ({ path }) => (path.includes('/user/') ? null : { status: 429, headers: { 'retry-after': '1320' } });
  site.model.updatePage(ada.accountId, site.id('Log 2'), { body: '<p>Much later.</p>' });
  site.host.meter.reset();
  await site.settle();
  expect(Math.max(...site.host.meter.recent().map(({ ms }) => ms))).toBeLessThan(10_000);
  site.asked.interfere = () => null;
  for (let n = 0; n < 3; n += 1) await site.tick(30);
  expect(site.text('Log 2')).toContain('Much later.');
});

test('22: a list that fails is not an empty one: nothing is removed, and the run does not say done', async () => {
  site = await openMirrored();
  site.asked.interfere = ({ path }) => (/\/spaces\/\d+\/pages/.test(path) ? { status: 403 } : null);
  await site.call('startRun', { kind: 'sweep' });
  await site.settle();
  expect((await lastRun())?.state).not.toBe('done');
  expect(missing()).toEqual([]);
});

test('23: one page that always fails is named, and the others go on', async () => {
  site = await openSite();
  const id = site.id('Log 2');
  site.asked.interfere = ({ path }) => {
    // The bulk answers do not have it, and by itself it is an error.
    if (path.includes(`/pages/${id}?`)) return { status: 400, body: { message: 'No.' } };
    return path.includes('/content/search') && path.includes('metadata.labels') ? { status: 404 } : null;
  };
  await site.mirror('TIDE');
  await site.tick();
  expect(missing()).toEqual(['Log 2']);
  expect(await lastRun()).toMatchObject({ state: 'done', failed: 1 });
  expect((await site.call('health')).problems).toMatchObject([{ contentId: id, title: 'Log 2' }]);
});

test('24: a run ends although a list inside a page fails for good', async () => {
  site = await openSite();
  const id = site.id('Log 1');
  site.asked.interfere = ({ path }) =>
    path.includes(`/pages/${id}/footer-comments`) || (path.includes('/content/search') && path.includes('body.storage'))
      ? { status: 400 }
      : null;
  await site.mirror('TIDE');
  await site.tick();
  expect((await lastRun())?.state).toBe('done');
  expect(missing()).toEqual(['Log 1']);
});

test('CONFCLOUD-76433: a search for bodies that fails above a limit is asked in smaller pages', async () => {
  site = await openMirrored({ confluence: { searchBodyLimit: 25 } });
  expect(await lastRun()).toMatchObject({ state: 'done', failed: 0 });
  expect(missing()).toEqual([]);
});

test('35: a space that is deleted, or closed to the app, is cleaned up after the time of grace, and not selected again by itself', async () => {
  site = await openMirrored({}, 'TIDE', 'OPS');
  expect(Object.keys(site.repository()).filter((path) => path.includes('(OPS)'))).toHaveLength(3);
  site.model.deleteSpace(ada.accountId, site.spaceId('OPS'));
  const id = site.spaceId('TIDE');
  await site.tick();
  for (let n = 0; n < 6; n += 1) await site.tick(40);
  expect(Object.keys(site.repository()).filter((path) => path.includes('(OPS)') && !path.includes('About this space'))).toEqual([]);
  expect(missing()).toEqual([]);
  await site.call('excludeSpace', { spaceId: id });
  await site.settle();
  site.model.archiveSpace(ada.accountId, id);
  site.model.unarchiveSpace(ada.accountId, id);
  await site.tick();
  expect(openTides.filter(site.isThere)).toEqual([]);
});

test('40 and 7: footer and inline comments with replies three deep are in; a deleted one is out', async () => {
  site = await openMirrored();
  const { model } = site;
  const first = model.addComment(tomas.accountId, { contentId: site.id('Log 2'), body: '<p>First level.</p>' });
  const second = model.reply(ada.accountId, first.id, '<p>Second level.</p>');
  model.reply(tomas.accountId, second.id, '<p>Third level.</p>');
  await site.settle();
  expect(site.text('Log 2')).toMatch(/First level[\s\S]*Second level[\s\S]*Third level/);
  model.deleteComment(ada.accountId, second.id);
  await site.settle();
  expect(site.text('Log 2')).not.toContain('Second level');
  expect(site.text('Log 2')).toContain('First level');
});

test('41: a blog post is read as one, from the first mirror on', async () => {
  site = await openMirrored();
  expect(site.text('Storm report')).toContain('Hold on to your hats.');
  site.model.updatePage(ada.accountId, site.id('Storm report'), { body: '<p>It blew hard.</p>' });
  await site.settle();
  expect(site.text('Storm report')).toContain('It blew hard.');
  expect(site.asked.requests.filter(({ path }) => path.includes(`/pages/${site.id('Storm report')}`))).toEqual([]);
});

test('46: taking one space out, or finding it empty, removes nothing of another', async () => {
  site = await openMirrored({}, 'TIDE', 'OPS');
  expect(site.isThere('Pump guide')).toBe(true);
  await site.call('excludeSpace', { spaceId: site.spaceId('OPS') });
  await site.settle();
  await resync();
  expect(missing()).toEqual([]);
  expect(site.isThere('Pump guide')).toBe(false);
});

test('49: an event whose handling fails is handled again, not lost', async () => {
  site = await openMirrored();
  let fails = 3;
  site.asked.interfere = ({ path }) => (path.includes(`/pages/${site.id('Log 2')}?`) && fails-- > 0 ? { status: 404 } : null);
  site.sent.interfere = () => (fails-- > -4 ? { status: 503, headers: { 'retry-after': '0' } } : null);
  site.model.updatePage(ada.accountId, site.id('Log 2'), { body: '<p>Once told.</p>' });
  await site.settle();
  for (let n = 0; n < 3; n += 1) await site.tick();
  expect(site.text('Log 2')).toContain('Once told.');
});
