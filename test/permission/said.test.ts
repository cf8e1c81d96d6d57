/** What the app says of a selection and of a page: forecasts, pasted lines, rows of spaces, the byline. On the real bundle. */

import { appUser } from '../../local/people';
import type { Rule } from '../../src/api/selection';
import { ada, openMirrored, type TestSite, tomas } from '../site';
import { homeWith, smallOps } from '../tides';

const seed = homeWith(
  [
    {
      title: 'Plans',
      kind: 'folder',
      children: [
        { title: 'Drafts', kind: 'folder' },
        { title: 'Plan A', body: '<p>First.</p>' },
      ],
    },
    { title: 'Sketch', kind: 'whiteboard' },
    { title: 'Q&A: tides', body: '<p>Asked.</p><ac:structured-macro ac:name="weather-map"/>' },
  ],
  { blogposts: [{ title: 'Storm report', body: '<p>It blew.</p>' }] },
  [smallOps],
);

let site: TestSite;
beforeAll(async () => {
  site = await openMirrored({ seed });
}, 240_000);
afterAll(() => site?.stop());

const wiki = 'https://tides.example/wiki';
const paste = async (text: string) => (await site.call('paste', { text })).rows[0];

test('a forecast counts a blog post with a rule of its own among the blog posts', async () => {
  const rules: Rule[] = [
    { target: { kind: 'blogposts' }, choice: 'include' },
    { target: { kind: 'content', id: site.id('Storm report') }, choice: 'exclude' },
  ];
  const { spaces } = await site.call('forecast', { wanted: [{ spaceId: site.spaceId('TIDE'), rules }] });
  expect(spaces).toMatchObject([{ spaceKey: 'TIDE', inScope: 0 }]);
});

test('an address with a title is resolved, of a page and of a blog post; one of nothing says so', async () => {
  expect(await paste(`${wiki}/display/TIDE/Q%26A%3A+tides`)).toMatchObject({
    kind: 'tree',
    id: site.id('Q&A: tides'),
    title: 'Q&A: tides',
    spaceKey: 'TIDE',
  });
  expect(await paste(`${wiki}/display/TIDE/2026/10/12/Storm+report`)).toMatchObject({ kind: 'blogpost', id: site.id('Storm report') });
  expect(await paste(`${wiki}/display/TIDE/Nothing`)).toMatchObject({ kind: 'refused', problem: expect.stringContaining('no such page') });
  expect(await paste(`${wiki}/display/NOPE/Home`)).toMatchObject({ kind: 'refused' });
});

test('a folder and a whiteboard are named as what they are, the folder with where it lies, whether by address or by id', async () => {
  const folder = {
    kind: 'refused',
    problem: 'This is a folder below “Home”. Qontext gets pages only: choose the pages in it in the space’s tree.',
  };
  expect(await paste(`${wiki}/spaces/TIDE/folder/${site.id('Drafts')}`)).toMatchObject(folder);
  expect(await paste(site.id('Plans'))).toMatchObject(folder);
  expect(await paste(`${wiki}/spaces/TIDE/whiteboard/${site.id('Sketch')}`)).toMatchObject({
    kind: 'refused',
    problem: expect.stringContaining('This is a whiteboard.'),
  });
});

test('the byline says what was lost, where the file is to administrators only, and has no empty icon', async () => {
  expect(await site.callOnPage('Q&A: tides', 'pageStatus')).toMatchObject({
    state: 'current',
    path: site.paths('Q&A: tides')[0],
    warnings: [{ text: 'A macro that text cannot show', count: 1 }],
  });
  const toReader = { state: 'current', path: null, audience: null, warnings: [] };
  expect(await site.callOnPage('Q&A: tides', 'pageStatus', undefined, tomas)).toMatchObject(toReader);
  site.sent.requests.length = 0;
  expect(await site.host.askProperties({ ...site.pagePlace('Q&A: tides'), accountId: ada.accountId })).toEqual({
    title: 'In Qontext',
    tooltip: 'In Qontext',
  });
  expect(site.sent.requests).toEqual([]);
  expect(site.dump()).not.toContain('weather-map');
});

test('of a page that the person may not see nothing is previewed and nothing said, though the app may see it', async () => {
  const { accountId } = tomas;
  site.model.restrictRead(accountId, site.id('Q&A: tides'), { users: [accountId, appUser.accountId], groups: [] });
  await expect(site.call('preview', { content: site.id('Q&A: tides') })).rejects.toThrow('you may not see it');
  const byline = (who: string) => site.host.askProperties({ ...site.pagePlace('Q&A: tides'), accountId: who });
  expect((await byline(accountId)).title).toBe('In Qontext');
  expect((await byline(ada.accountId)).title).toBe('Qontext');
  site.model.unrestrictRead(accountId, site.id('Q&A: tides'));
  await site.settle();
  expect((await site.call('preview', { content: site.id('Q&A: tides') })).title).toBe('Q&A: tides');
});

test('from the page of a space only what is in it is previewed', async () => {
  const of = (title: string) => site.callInSpace('TIDE', 'previewInSpace', { content: site.id(title) });
  expect((await of('Plan A')).title).toBe('Plan A');
  await expect(of('Ops home')).rejects.toThrow('This page is in another space');
});

test('the byline of a page that the app has nothing to do with asks nobody and writes nothing', async () => {
  site.asked.requests.length = 0;
  const before = site.dump();
  const said = await site.host.askProperties({ ...site.pagePlace('Ops home'), accountId: tomas.accountId });
  expect(said).toEqual({ title: 'Not in Qontext', tooltip: 'Not in Qontext' });
  expect(site.asked.requests).toEqual([]);
  expect(site.dump()).toBe(before);
});

test('"send now" goes through the queue, one after the other, and says why where nothing is sent', async () => {
  site.sent.requests.length = 0;
  const answers = await Promise.all([site.callOnPage('Plan A', 'sendNow'), site.callOnPage('Plan A', 'sendNow')]);
  expect(answers).toMatchObject([{ state: 'pending' }, { state: 'pending' }]);
  const before = site.ledger('Plan A')?.readAt ?? 0;
  await site.host.pass(1_000);
  await site.callOnPage('Plan A', 'sendNow');
  await site.settle();
  expect(site.ledger('Plan A')?.readAt).toBeGreaterThan(before);
  expect(await site.callOnPage('Plan A', 'pageStatus')).toMatchObject({ state: 'current' });
  await expect(site.callOnPage('Ops home', 'sendNow')).rejects.toThrow('Nothing of this space is included');
  await site.setPolicy({ paused: true });
  await expect(site.callOnPage('Plan A', 'sendNow')).rejects.toThrow('Everything is paused');
  await site.setPolicy({ paused: false });
});

test('a reader is not told which choice was made about a page', async () => {
  await site.callOnPage('Plan A', 'choosePage', { choice: 'exclude' });
  await site.settle();
  expect(await site.callOnPage('Plan A', 'pageStatus')).toMatchObject({ state: 'out', chosen: 'exclude' });
  const told = await site.callOnPage('Plan A', 'pageStatus', undefined, tomas);
  expect(told).toMatchObject({ state: 'out', chosen: 'none', reason: 'An administrator’s choice or a setting keeps it out.' });
  await site.callOnPage('Plan A', 'choosePage', { choice: 'none' });
  await site.settle();
});

test('the byline offers an admin only what would change something, and a reader nothing', async () => {
  expect(await site.callOnPage('Plan A', 'pageStatus')).toMatchObject({
    may: { sendNow: true, include: false, exclude: true },
    advice: null,
  });
  site.model.addLabel(ada.accountId, site.id('Plan A'), 'no-ai');
  await site.settle();
  const may = { preview: true, sendNow: false, include: false, exclude: false, undo: false };
  expect(await site.callOnPage('Plan A', 'pageStatus')).toMatchObject({
    state: 'out',
    may,
    advice: expect.stringContaining('Take the label off'),
  });
  expect(await site.callOnPage('Plan A', 'pageStatus', undefined, tomas)).toMatchObject({
    may: { preview: false },
    advice: null,
  });
  site.model.removeLabel(ada.accountId, site.id('Plan A'), 'no-ai');
  await site.settle();
  expect(await site.callOnPage('Ops home', 'pageStatus')).toMatchObject({
    state: 'none',
    may: { sendNow: false, include: true },
  });
  await site.setPolicy({ paused: true });
  expect(await site.callOnPage('Ops home', 'pageStatus')).toMatchObject({
    may,
    advice: expect.stringContaining('everything is paused'),
  });
  await site.setPolicy({ paused: false });
});

test('many pasted lines are asked for together, and what is beyond the limit is said in a row', async () => {
  const kinds = [site.id('Plan A'), site.id('Storm report'), site.id('Plans'), `${wiki}/spaces/TIDE/overview`, '999999999', 'no address'];
  site.asked.requests.length = 0;
  const { rows } = await site.call('paste', { text: Array.from({ length: 210 }, (_, at) => kinds[at % kinds.length]).join('\n') });
  expect(site.asked.requests.length).toBeLessThan(20);
  expect(rows.slice(0, 6)).toMatchObject([
    { kind: 'tree', spaceKey: 'TIDE', title: 'Plan A' },
    { kind: 'blogpost', spaceKey: 'TIDE', title: 'Storm report' },
    { kind: 'refused', problem: expect.stringContaining('a folder below “Home”') },
    { kind: 'space', spaceKey: 'TIDE' },
    { kind: 'refused', problem: expect.stringContaining('There is no such page') },
    { kind: 'refused' },
  ]);
  expect(rows).toHaveLength(201);
  expect(rows[200]).toMatchObject({
    line: 201,
    kind: 'refused',
    problem: expect.stringContaining('At most 200 addresses are read at once. This one and 9'),
  });
});

test('the rules of a space are shown with their paths by a question for each level, and one for each tree’s count', async () => {
  const spaceId = site.spaceId('TIDE');
  const include = { target: { kind: 'space' }, choice: 'include' } satisfies Rule;
  const rules: Rule[] = [
    include,
    ...['Plan A', 'Q&A: tides'].map((title): Rule => ({ target: { kind: 'tree', id: site.id(title) }, choice: 'include' })),
    ...Array.from({ length: 60 }, (_, at): Rule => ({ target: { kind: 'content', id: `${9_000_000 + at}` }, choice: 'exclude' })),
    { target: { kind: 'content', id: site.id('Home') }, choice: 'include' },
    { target: { kind: 'content', id: site.id('Storm report') }, choice: 'include' },
  ];
  await site.call('saveSelection', { wanted: [{ spaceId, rules }] });
  await site.settle();
  site.asked.requests.length = 0;
  const { site: rows } = await site.call('getSelection', { spaceId });
  expect(site.asked.requests.length).toBeLessThan(16);
  const pathOf = (title: string) => rows.find((row) => row.title === title)?.path;
  expect(['Plan A', 'Q&A: tides', 'Home', 'Storm report'].map(pathOf)).toEqual([['Home'], ['Home'], [], []]);
  await site.call('saveSelection', { wanted: [{ spaceId, rules: [include] }] });
  await site.settle();
});

test('a space of whose rules none includes is not called included, and its counts say that it has rules', async () => {
  const spaceId = site.spaceId('OPS');
  const rules: Rule[] = [{ target: { kind: 'tree', id: site.id('Ops home') }, choice: 'exclude' }];
  await site.call('saveSelection', { wanted: [{ spaceId, rules }] });
  await site.settle();
  const { spaces } = await site.call('listSpaces', {});
  expect(spaces.find((space) => space.id === spaceId)).toMatchObject({ included: false, parts: false, counts: { sent: 0 } });
  expect(spaces.find((space) => space.key === 'TIDE')).toMatchObject({ included: true, parts: false });
});
