/** What the app says of a selection and of a page: forecasts, pasted lines, rows of spaces, the byline. On the real bundle. */

import type { SeedSite } from '../../local/confluence';
import type { Rule } from '../../src/api/selection';
import { ada, openSite, type TestSite } from '../site';

const seed: SeedSite = {
  host: 'tides.example',
  spaces: [
    {
      key: 'TIDE',
      name: 'Tides',
      type: 'global',
      pages: [
        {
          title: 'Home',
          body: '<p>All.</p>',
          children: [
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
        },
      ],
      blogposts: [{ title: 'Storm report', body: '<p>It blew.</p>' }],
    },
    { key: 'OPS', name: 'Operations', type: 'global', pages: [{ title: 'Ops home', body: '<p>Ours.</p>' }] },
  ],
};

let site: TestSite;
beforeAll(async () => {
  site = await openSite({ seed });
  await site.mirror('TIDE');
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
  const id = site.id('Q&A: tides');
  const extension = {
    type: 'confluence:contentBylineItem',
    content: { id, type: 'page' },
    space: { id: site.spaceId('TIDE'), key: 'TIDE' },
  };
  const ask = (accountId: string) =>
    site.host.invokeResolver({ moduleKey: 'page-byline', functionKey: 'pageStatus', payload: {}, accountId, extension });
  expect(await ask(ada.accountId)).toMatchObject({
    state: 'current',
    path: site.paths('Q&A: tides')[0],
    warnings: [{ text: 'A macro that text cannot show', count: 1 }],
  });
  site.sent.requests.length = 0;
  expect(await site.host.askProperties({ moduleKey: 'page-byline', accountId: ada.accountId, extension })).toEqual({
    title: 'In Qontext',
    tooltip: 'In Qontext',
  });
  expect(site.sent.requests).toEqual([]);
  expect(site.dump()).not.toContain('weather-map');
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
