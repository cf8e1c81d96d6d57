/** Moving or renaming a page with 500 below it costs a handful of requests to Qontext and sends no body again; out of scope, the whole tree is withdrawn. */
import { ada, openMirrored, type TestSite } from '../site';
import { homeWith, smallOps } from '../tides';

const PAGES = 24;
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
/** A handbook of so many chapters of 24 pages each. */
const seedOf = (chapters: number) =>
  homeWith(
    [
      { title: 'Cellar', body: '<p>Below.</p>' },
      {
        title: 'Handbook',
        body: '<p>Chapters.</p>',
        children: numbers(chapters).map((n) => ({
          title: `Chapter ${n}`,
          body: '<p>A chapter.</p>',
          children: numbers(PAGES).map((m) => ({ title: `Page ${n}.${m}`, body: `<p>Page ${m} of chapter ${n}.</p>` })),
        })),
      },
    ],
    {},
    [smallOps],
  );

let site: TestSite;
afterEach(() => site?.stop());

/** Of the tree, and the Handbook itself. */
const handbook = () => Object.keys(site.repository()).filter((path) => /(Handbook|Manual|Chapter|Page)[^/]*\.md$/.test(path));

async function requestsFor(change: () => void): Promise<{ all: number; bodies: number }> {
  site.sent.requests.length = 0;
  change();
  await site.settle();
  await site.tick();
  const bodies = site.sent.requests.filter(({ method, path }) => (method === 'POST' || method === 'PUT') && path.includes('/files'));
  return { all: site.sent.requests.length, bodies: bodies.length };
}

test('a tree of 500 pages is moved and renamed with at most 10 requests each', async () => {
  site = await openMirrored({ seed: seedOf(20) });
  expect(handbook()).toHaveLength(501);

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
}, 120_000);

test('a tree that leaves the scope by a move is withdrawn, all of it and nothing else', async () => {
  site = await openMirrored({ seed: seedOf(3) });
  const others = Object.keys(site.repository()).length - handbook().length;
  expect(handbook()).toHaveLength(1 + 3 * (PAGES + 1));

  const id = site.id('Handbook');
  site.model.movePage(ada.accountId, id, { parentId: site.id('Ops home') });
  await site.settle();
  await site.tick();
  expect(handbook()).toEqual([]);
  expect(Object.keys(site.repository())).toHaveLength(others);
}, 120_000);
