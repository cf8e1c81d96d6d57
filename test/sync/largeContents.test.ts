/** Contents of many files each: an invocation may make a hundred outbound requests in a minute, and what does not fit is for the next. On the real bundle. */
import type { SeedSite } from '../../local/confluence';
import { openMirrored, type TestSite } from '../site';

jest.setTimeout(120_000);

let site: TestSite;
afterEach(() => site?.stop());

const PAGES = 8;
const chapter = (page: number, at: number) =>
  `<h2>Chapter ${at}</h2><p>${`Page ${page} says at length what chapter ${at} is about. `.repeat(200)}</p>`;
const body = (page: number) => Array.from({ length: 90 }, (_, at) => chapter(page, at)).join('');
const seed: SeedSite = {
  host: 'tides.example',
  spaces: [
    {
      key: 'LONG',
      name: 'Long',
      type: 'global',
      pages: [
        {
          title: 'Long home',
          body: '<p>Home.</p>',
          children: Array.from({ length: PAGES }, (_, at) => ({ title: `Long ${at}`, body: body(at) })),
        },
      ],
    },
  ],
};

test('pages of 20 files each are sent, and taken out again, and no invocation asks for more than it may', async () => {
  site = await openMirrored({ seed }, 'LONG');
  const { runs } = await site.call('listRuns');
  expect(runs[0]).toMatchObject({ state: 'done', listed: PAGES + 1, sent: PAGES + 1, failed: 0 });
  for (let at = 0; at < PAGES; at += 1) expect(site.paths(`Long ${at}`).length).toBeGreaterThan(15);
  await site.call('excludeSpace', { spaceId: site.spaceId('LONG') });
  await site.settle();
  expect(Object.keys(site.repository()).filter((path) => path.includes('(LONG)'))).toEqual([]);
  expect(site.logs.filter(({ message }) => message.includes('outbound requests'))).toEqual([]);
});
