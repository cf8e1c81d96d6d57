/** Moving or renaming a page with 500 below it costs a handful of requests to Qontext and sends no body again; out of scope, the whole tree is withdrawn. */
import type { SeedSite } from '../../local/confluence';
import { ada, openSite, type TestSite } from '../site';

const CHAPTERS = 20;
const PAGES = 24;
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
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
            { title: 'Cellar', body: '<p>Below.</p>' },
            {
              title: 'Handbook',
              body: '<p>Twenty chapters.</p>',
              children: numbers(CHAPTERS).map((n) => ({
                title: `Chapter ${n}`,
                body: '<p>A chapter.</p>',
                children: numbers(PAGES).map((m) => ({ title: `Page ${n}.${m}`, body: `<p>Page ${m} of chapter ${n}.</p>` })),
              })),
            },
          ],
        },
      ],
    },
    { key: 'OPS', name: 'Operations', type: 'global', pages: [{ title: 'Ops home', body: '<p>Ours.</p>' }] },
  ],
};

let site: TestSite;
afterEach(() => site?.stop());

/** Of the tree: 500 pages, and the Handbook itself. */
const handbook = () => Object.keys(site.repository()).filter((path) => /(Handbook|Manual|Chapter|Page)[^/]*\.md$/.test(path));

async function requestsFor(change: () => void): Promise<{ all: number; bodies: number }> {
  site.sent.requests.length = 0;
  change();
  await site.settle();
  await site.tick();
  const bodies = site.sent.requests.filter(({ method, path }) => (method === 'POST' || method === 'PUT') && path.includes('/files'));
  return { all: site.sent.requests.length, bodies: bodies.length };
}

test('a tree of 500 pages is moved and renamed with at most 10 requests each, and withdrawn when it leaves the scope', async () => {
  site = await openSite({ seed });
  await site.mirror('TIDE');
  expect(handbook()).toHaveLength(1 + CHAPTERS * (PAGES + 1));

  const id = site.id('Handbook');
  const moved = await requestsFor(() => void site.model.movePage(ada.accountId, id, { parentId: site.id('Cellar') }));
  expect(handbook()).toHaveLength(501);
  expect(handbook().filter((path) => !path.includes(`/Cellar (${site.id('Cellar')})/`))).toEqual([]);
  expect(moved.all).toBeLessThanOrEqual(10);
  expect(moved.bodies).toBe(0);

  const renamed = await requestsFor(() => void site.model.updatePage(ada.accountId, id, { title: 'Manual' }));
  expect(handbook().filter((path) => path.includes(`/Manual (${id})/`))).toHaveLength(500);
  expect(renamed.all).toBeLessThanOrEqual(10);
  // Its own: the title is in its document.
  expect(renamed.bodies).toBe(1);

  site.model.movePage(ada.accountId, id, { parentId: site.id('Ops home') });
  await site.settle();
  await site.tick();
  expect(handbook()).toEqual([]);
  expect(Object.keys(site.repository()).filter((path) => path.includes('/Cellar ('))).toHaveLength(1);
}, 600_000);
