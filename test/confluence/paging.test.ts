/** Lists are followed by their next links in both dialects, end when nothing comes, and shrink their pages when Confluence fails. */
import * as v from '@badrap/valita';
import { createHttp } from '../../src/confluence/http';
import { linkByRel, listAll, nextPath } from '../../src/confluence/paging';
import { inOrder, type Said, scripted } from './scripted';

const list = (script: (path: string, nth: number) => Said, path = '/wiki/api/v2/things?limit=100') => {
  const site = scripted(script);
  const items = listAll(createHttp(site.options), { operation: 'things.list', path, item: v.number() });
  return { site, items };
};

test('follows _links.next as it is, whatever the number of results', async () => {
  const { site, items } = list(
    inOrder({ body: { results: [1], _links: { next: '/wiki/api/v2/things?cursor=A&limit=100' } } }, { body: { results: [2, 3] } }),
  );
  expect(await items).toEqual([1, 2, 3]);
  expect(site.asked[1]).toBe('/wiki/api/v2/things?cursor=A&limit=100');
  expect(site.calls.map((call) => call.points)).toEqual([2, 3]);
});

test('a next link of v1 gets its context path, and is encoded', async () => {
  const next = '/rest/api/content/search?next=true&cursor=_t_x==&limit=2&start=2&cql=space in ("A","~b") and lastmodified >= now("-5m")';
  const { site, items } = list(inOrder({ body: { results: [1], _links: { next } } }, { body: { results: [2], _links: {} } }));
  expect(await items).toEqual([1, 2]);
  expect(site.asked[1]).toMatch(/^\/wiki\/rest\/api\/content\/search\?next=true&cursor=_t_x==&limit=2&start=2&cql=space%20in%20\(%22A%22/);
});

test('a Link header is read by rel: deprecations and the base come in the same header', async () => {
  const Link =
    '<https://developer.example/deprecated>; rel="deprecation"; type="text/html", </wiki/api/v2/things?cursor=B>; rel="next", <https://site.example/wiki>; rel="base"';
  const { site, items } = list(inOrder({ headers: { Link }, body: { results: [1] } }, { body: { results: [2] } }));
  expect(await items).toEqual([1, 2]);
  expect(site.asked[1]).toBe('/wiki/api/v2/things?cursor=B&limit=100');
  expect(linkByRel(Link, 'base')).toBe('https://site.example/wiki');
  expect(linkByRel('<https://site.example/wiki>; rel="base"', 'next')).toBeNull();
});

test('what was asked for is asked for on every page, also where the next link does not repeat it', async () => {
  const v2 = list(
    inOrder({ body: { results: [1], _links: { next: '/wiki/api/v2/things?cursor=A' } } }, { body: { results: [2] } }),
    '/wiki/api/v2/things?id=1,2&body-format=storage&limit=100&cursor=0',
  );
  expect(await v2.items).toEqual([1, 2]);
  expect(v2.site.asked[1]).toBe('/wiki/api/v2/things?cursor=A&id=1%2C2&body-format=storage&limit=100');
  const next = '/rest/api/content/search?next=true&cursor=_t_x==&limit=25&start=25&cql=type%3Dcomment';
  const v1 = list(
    inOrder({ body: { results: [1], _links: { next } } }, { body: { results: [2] } }),
    '/wiki/rest/api/content/search?cql=type%3Dcomment&limit=100&expand=container,version',
  );
  expect(await v1.items).toEqual([1, 2]);
  expect(v1.site.asked[1]).toBe(`/wiki${next}&expand=container%2Cversion`);
});

test('goes on past a page without results that has a next link', async () => {
  const pages = [[1], [], [], [2], []];
  const { site, items } = list((_, nth) => ({
    body: { results: pages[nth - 1] ?? [], _links: { next: nth < 5 ? `/wiki/api/v2/things?cursor=${nth}` : null } },
  }));
  expect(await items).toEqual([1, 2]);
  expect(site.asked).toHaveLength(5);
});

test('ends where one page after the other has no results and a next link', async () => {
  const next = '/wiki/api/v2/things?cursor=more';
  const { site, items } = list((_, nth) => ({ body: { results: nth < 3 ? [nth] : [], _links: { next: `${next}${nth}` } } }));
  expect(await items).toEqual([1, 2]);
  expect(site.asked).toHaveLength(6);
});

test('a list that leads back to itself fails instead of going on for ever', async () => {
  const { items } = list(() => ({ body: { results: [1], _links: { next: '/wiki/api/v2/things?limit=100' } } }));
  await expect(items).rejects.toMatchObject({ kind: 'invalid-answer' });
});

test.each(['https://elsewhere.example/steal', '/other/path', 'http://'])('a next link that leaves Confluence is refused: %s', (next) => {
  expect(() => nextPath(next, 'things.list')).toThrow(/invalid-answer/);
});

test('a server error halves the limit down to 5 and keeps the rest of the address', async () => {
  const limits: number[] = [];
  const { site, items } = list((path) => {
    const limit = Number(new URL(path, 'https://x.example').searchParams.get('limit'));
    limits.push(limit);
    return limit > 12 ? { status: 500 } : { body: { results: [limit] } };
  }, '/wiki/rest/api/content/search?cql=type%3Dpage&limit=100&expand=body.storage');
  expect(await items).toEqual([12]);
  expect(limits).toEqual([100, 50, 25, 12]);
  expect(site.asked.at(-1)).toBe('/wiki/rest/api/content/search?cql=type%3Dpage&limit=12&expand=body.storage');
});

test('at a limit of 5 it is tried three times and then fails', async () => {
  const { site, items } = list(() => ({ status: 504 }), '/wiki/api/v2/things?limit=20');
  await expect(items).rejects.toMatchObject({ kind: 'unavailable', status: 504 });
  expect(site.asked.map((path) => path.split('=')[1])).toEqual(['20', '10', '5', '5', '5']);
});

test('a cursor that is bound to its limit is asked again as it was', async () => {
  const next = '/wiki/api/v2/things?limit=100&cursor=C';
  let failures = 0;
  const { site, items } = list((path) => {
    if (!path.includes('cursor')) return { body: { results: [1], _links: { next } } };
    if (path !== next) return { status: 400 };
    return ++failures <= 1 ? { status: 503 } : { body: { results: [2] } };
  });
  expect(await items).toEqual([1, 2]);
  expect(site.asked.slice(1)).toEqual([next, '/wiki/api/v2/things?limit=50&cursor=C', next]);
});
