/** Who may read is established in full or said to be unknown. Never guessed, never half. */
import { connectConfluence } from '../../src/confluence';
import { type Said, type Scripted, scripted } from './scripted';

const users = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => ({ accountId: `user-${from + at}` }));
const searched = (id: string, user: object, group: object = { results: [], size: 0, limit: 200 }) => ({
  id,
  type: 'page',
  restrictions: { read: { operation: 'read', restrictions: { user, group } } },
});
const direct = (user: object[], group: object[] = []): Said => ({
  body: { operation: 'read', restrictions: { user: { results: user }, group: { results: group } } },
});
/** Of folders: these have no labels to be asked for. */
const restrictionsOf = async ({ options }: Scripted, ids: string[]) => {
  const facts = await connectConfluence(options).facts(ids.map((id) => ({ id, type: 'folder' })));
  return new Map([...facts].map(([id, { restriction }]) => [id, restriction]));
};
const isSearch = (path: string) => path.startsWith('/wiki/rest/api/content/search');

test('one search answers for many; users are account ids, groups are names', async () => {
  const site = scripted(() => ({
    body: {
      results: [
        searched('1', { results: [] }),
        searched('2', { results: [{ accountId: 'b' }, { accountId: 'a' }] }, { results: [{ name: 'leads', id: 'g-1' }, { id: 'g-2' }] }),
      ],
    },
  }));
  const found = await restrictionsOf(site, ['1', '2', '2']);
  expect([...found]).toEqual([
    ['1', { kind: 'none' }],
    ['2', { kind: 'some', users: ['a', 'b'], groups: ['g-2', 'leads'] }],
  ]);
  expect(site.asked).toHaveLength(1);
});

test('what the index does not have is asked directly; a 404 is unknown', async () => {
  const site = scripted((path) => {
    if (isSearch(path)) return { body: { results: [] } };
    return path.includes('/content/2/') ? { status: 404 } : direct([], [{ name: 'leads' }]);
  });
  const found = await restrictionsOf(site, ['1', '2']);
  expect([...found]).toEqual([
    ['1', { kind: 'some', users: [], groups: ['leads'] }],
    ['2', 'unknown'],
  ]);
  expect(site.calls.map((call) => [call.operation, call.points])).toContainEqual(['restriction.read', 3]);
});

test('a batch that Confluence refuses as a whole is asked one by one', async () => {
  const site = scripted((path) => (isSearch(path) ? { status: 404, body: { message: 'No content with id' } } : direct([])));
  const found = await restrictionsOf(site, ['1', '2']);
  expect([...found.values()]).toEqual([{ kind: 'none' }, { kind: 'none' }]);
  expect(site.asked[0]).not.toContain('ancestors');
});

test.each([
  ['the list is as long as it may be', { results: users(0, 25), size: 25, limit: 25 }],
  ['the total is larger', { results: users(0, 25), size: 25, totalSize: 130 }],
  ['there is a next link', { results: users(0, 25), _links: { next: '/rest/api/content/1/restriction' } }],
])('a list cut off by the search (%s) is read in full', async (_, cut) => {
  const site = scripted((path) => {
    if (isSearch(path)) return { body: { results: [searched('1', cut)] } };
    const at = Number(/start=(\d+)/.exec(path)?.[1]);
    return direct(users(at, Math.min(130, at + 100)));
  });
  const restriction = (await restrictionsOf(site, ['1'])).get('1');
  if (restriction === 'unknown' || restriction?.kind !== 'some') throw new Error('Expected a restriction');
  expect(restriction.users).toHaveLength(130);
  expect(site.asked).toHaveLength(3);
});

test('a person whose account id is withheld leaves the content restricted', async () => {
  const site = scripted(() => ({ body: { results: [searched('1', { results: [{ accountId: null }] })] } }));
  expect((await restrictionsOf(site, ['1'])).get('1')).toEqual({ kind: 'some', users: [], groups: [] });
});

test('an answer without the lists is unknown, not unrestricted', async () => {
  const site = scripted((path) => (isSearch(path) ? { body: { results: [{ id: '1', type: 'page' }] } } : { body: { operation: 'read' } }));
  expect((await restrictionsOf(site, ['1'])).get('1')).toBe('unknown');
});

test.each<[string, object]>([
  ['the users', { group: { results: [] } }],
  ['the groups', { user: { results: [] } }],
])('an answer without %s is asked again, and unknown if they stay away', async (_, restrictions) => {
  const half = { operation: 'read', restrictions };
  const site = scripted((path) =>
    isSearch(path) ? { body: { results: [{ id: '1', type: 'page', restrictions: { read: half } }] } } : { body: half },
  );
  expect((await restrictionsOf(site, ['1'])).get('1')).toBe('unknown');
  expect(site.asked).toHaveLength(2);
});

test.each([
  ['as many as the search gives', { results: [{ name: 'ops', prefix: 'global' }], size: 1, limit: 1 }],
  ['a next link', { results: [{ name: 'ops', prefix: 'global' }], _links: { next: '/rest/api/content/1/label?start=1' } }],
])('labels cut off by the search (%s) are read in full: one of the rest may keep out', async (_, labels) => {
  const open = { ...searched('1', { results: [] }), metadata: { labels } };
  const site = scripted((path) => ({
    body: { results: isSearch(path) ? [open] : ['ops', 'no-ai'].map((name) => ({ name, prefix: 'global' })) },
  }));
  const facts = await connectConfluence(site.options).facts([{ id: '1', type: 'page' }]);
  expect(facts.get('1')).toEqual({ restriction: { kind: 'none' }, labels: ['no-ai', 'ops'] });
});

test('a chain of ancestors that is longer than the longest answer is read to its top', async () => {
  const chain = (from: number, count: number) => ({
    body: { results: Array.from({ length: count }, (_, at) => ({ id: `${from + at}`, type: 'folder' })) },
  });
  const site = scripted((path) => {
    if (isSearch(path)) return { body: { results: [] } };
    // From the top down; the second answer is that of the highest of the first.
    if (path.includes('/pages/1/ancestors')) return chain(1_000, 250);
    return path.includes('/folders/1000/ancestors') ? chain(500, 1) : direct([], [{ name: 'leads' }]);
  });
  const ancestors = await connectConfluence(site.options).ancestors('1');
  expect(ancestors).toHaveLength(251);
  expect(ancestors.at(-1)).toMatchObject({ id: '500', restriction: { kind: 'some', groups: ['leads'] } });
});

test('a failing call is an error, not an answer', async () => {
  const site = scripted(() => ({ status: 500 }));
  await expect(restrictionsOf(site, ['1'])).rejects.toMatchObject({ kind: 'unavailable' });
});
