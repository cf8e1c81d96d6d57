/** Lists come page by page. v2 links have `/wiki` and come in a header, too; v1 links lack it. A cursor is of one query. */
import { type Json, openSite, siteOf, type TestSite } from './site';

const nextOf = (asked: { body: Json }): string => {
  const { next } = asked.body._links;
  if (!next) throw new Error('There is no next link');
  return next;
};

let site: TestSite;
beforeEach(async () => {
  site = await openSite(siteOf(Array.from({ length: 7 }, (_, n) => ({ title: `Page ${n}`, body: `<p>${n}</p>` }))));
});
afterEach(() => site.close());

test('a v2 list has 25 of them by default, and at most 250', async () => {
  expect((await site.ask('/wiki/api/v2/pages?limit=251')).status).toBe(400);
  expect((await site.ask('/wiki/api/v2/pages?limit=0')).status).toBe(400);
  expect((await site.ask('/wiki/api/v2/pages?limit=x')).status).toBe(400);
  const many = await openSite(siteOf(Array.from({ length: 30 }, (_, n) => ({ title: `Page ${n}` }))));
  expect((await many.ask('/wiki/api/v2/pages')).body.results).toHaveLength(25);
  await many.close();
});

test('next is in the body and in the Link header, with /wiki; base is always there', async () => {
  const { body, headers } = await site.ask('/wiki/api/v2/pages?limit=3');
  expect(body._links.next).toMatch(/^\/wiki\/api\/v2\/pages\?/);
  expect(body._links.base).toBe('https://test.atlassian.net/wiki');
  expect(headers.get('link')).toBe(`<${body._links.next}>; rel="next", <https://test.atlassian.net/wiki>; rel="base"`);
  const last = await site.ask('/wiki/api/v2/pages?limit=250');
  expect(last.body._links).not.toHaveProperty('next');
  expect(last.headers.get('link')).toBe('<https://test.atlassian.net/wiki>; rel="base"');
});

test('v1 links lack /wiki', async () => {
  const { body } = await site.ask('/wiki/rest/api/content/search?cql=type%3Dpage&limit=3');
  expect(body._links.next).toMatch(/^\/rest\/api\/content\/search\?next=true&cursor=/);
  expect(await site.titles('/wiki/rest/api/content/search?cql=type%3Dpage&limit=3')).toHaveLength(7);
});

test.each(['id', '-id', 'title', '-title', 'modified-date', '-modified-date'])('sorted by %s, every page comes once', async (sort) => {
  const titles = await site.titles(`/wiki/api/v2/pages?limit=2&sort=${sort}`);
  expect([...titles].sort()).toEqual(['Page 0', 'Page 1', 'Page 2', 'Page 3', 'Page 4', 'Page 5', 'Page 6']);
  if (sort === '-title') expect(titles[0]).toBe('Page 6');
});

test('what is deleted or made in between neither shifts nor doubles the rest', async () => {
  const first = await site.ask('/wiki/api/v2/pages?limit=3');
  site.model.trashPage('me', site.id('Page 0'));
  site.model.trashPage('me', site.id('Page 2'));
  const rest = await site.titles(nextOf(first));
  expect(rest).toEqual(['Page 3', 'Page 4', 'Page 5', 'Page 6']);
});

test('a cursor of another query is refused, and so is one that was made up', async () => {
  const first = await site.ask('/wiki/api/v2/pages?limit=3');
  const cursor = new URL(nextOf(first), site.url).searchParams.get('cursor');
  expect((await site.ask(`/wiki/api/v2/pages?limit=3&cursor=${cursor}`)).status).toBe(200);
  expect((await site.ask(`/wiki/api/v2/pages?limit=3&sort=title&cursor=${cursor}`)).status).toBe(400);
  expect((await site.ask(`/wiki/api/v2/blogposts?cursor=${cursor}`)).status).toBe(400);
  expect((await site.ask('/wiki/api/v2/pages?cursor=made-up')).status).toBe(400);
});

test('a cursor goes on with the limit that it began with, in both dialects', async () => {
  const v2 = await site.ask('/wiki/api/v2/pages?limit=3');
  expect((await site.ask(nextOf(v2).replace('limit=3', 'limit=2'))).status).toBe(400);
  const v1 = await site.ask('/wiki/rest/api/content/search?cql=type%3Dpage&limit=3');
  expect((await site.ask(`/wiki${nextOf(v1).replace('limit=3', 'limit=2')}`)).status).toBe(400);
  // Cut down by the server, the limit in the next link is the one that holds.
  const many = await openSite(siteOf(Array.from({ length: 30 }, (_, n) => ({ title: `Page ${n}` }))));
  const cut = await many.ask('/wiki/rest/api/content/search?cql=type%3Dpage&limit=100&expand=body.export_view');
  expect(cut.body.results).toHaveLength(25);
  expect((await many.ask(`/wiki${nextOf(cut)}`)).body.results).toHaveLength(5);
  await many.close();
});

test('array parameters come as a list with commas or as a repeated key', async () => {
  const [a, b] = [site.id('Page 1'), site.id('Page 5')];
  expect(await site.titles(`/wiki/api/v2/pages?id=${a},${b}`)).toEqual(['Page 1', 'Page 5']);
  expect(await site.titles(`/wiki/api/v2/pages?id=${a}&id=${b}`)).toEqual(['Page 1', 'Page 5']);
  expect((await site.ask('/wiki/api/v2/pages?id=abc')).status).toBe(400);
  expect((await site.ask(`/wiki/api/v2/pages?space-id=${Array.from({ length: 101 }, (_, n) => n + 1)}`)).status).toBe(400);
});

test('when set, one more next link leads to an empty page, in both dialects', async () => {
  site.local.settings.trailingNext = true;
  for (const path of ['/wiki/api/v2/pages?limit=250', '/wiki/rest/api/content/search?cql=type%3Dpage&limit=100']) {
    const full = await site.ask(path);
    expect(full.body.results).toHaveLength(7);
    const link = nextOf(full);
    const empty = await site.ask(link.startsWith('/wiki') ? link : `/wiki${link}`);
    expect(empty.body.results).toEqual([]);
    expect(empty.body._links.next).toBeDefined();
  }
});

test('start is ignored where there is a cursor', async () => {
  const first = await site.ask('/wiki/rest/api/search?cql=type%3Dpage&limit=2');
  expect(first.body.totalSize).toBe(7);
  const next = `/wiki${nextOf(first)}`.replace(/start=\d+/, 'start=100001');
  expect((await site.ask(next)).body.results).toHaveLength(2);
  const skipped = await site.ask('/wiki/rest/api/search?cql=type%3Dpage&limit=2&start=6');
  expect(skipped.body.results.map((one: { title: string }) => one.title)).toEqual(['Page 6']);
});
