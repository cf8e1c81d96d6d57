/** What the picker reads, asked of the local Confluence: lists and search as its REST API has them, not as the other tests' script does. */
import { createConfluence } from '../../local/confluence';
import type { SeedSite } from '../../local/confluence/seed';
import { people } from '../../local/people';

const admin = people[0];
const seed: SeedSite = {
  host: 'tides.atlassian.net',
  spaces: [
    {
      key: 'ENG',
      name: 'Engineering',
      type: 'global',
      pages: [
        {
          title: 'Home',
          body: '<p>Welcome</p>',
          children: [
            { title: 'Turbines', kind: 'folder', children: [{ title: 'Torque limits', body: '<p>40</p>', labels: ['no-ai'] }] },
            {
              title: 'Pay',
              body: '<p>Bands</p>',
              restrictedTo: { users: [admin?.email ?? ''] },
              children: [{ title: 'Bands', body: '<p>A</p>' }],
            },
          ],
        },
        { title: 'Top folder', kind: 'folder', children: [{ title: 'Inside', body: '<p>In</p>' }] },
        ...Array.from({ length: 300 }, (_, index) => ({ title: `Page ${index}`, body: '<p>Text</p>' })),
      ],
      blogposts: [{ title: 'Torque news', body: '<p>News</p>' }],
    },
  ],
};

const confluence = createConfluence({ seed });
let site: { url: string; close(): Promise<void> };
// The bridge's call goes to Confluence as the admin, as the frame's host has it.
jest.mock('@forge/bridge', () => ({
  requestConfluence: (path: string, init: RequestInit) =>
    fetch(site.url + path, { ...init, headers: { ...init.headers, authorization: `Basic ${btoa(`${admin?.email}:${admin?.token}`)}` } }),
}));

// After the mock, which jest puts first.
import { countTree, factsOf, listChildren, listRoots, type Place, searchTitles } from '../../static/admin/src/confluence';

beforeAll(async () => {
  site = await confluence.listen(0);
});
afterAll(() => site.close());

const spaceId = (): string => [...confluence.model.state.spaces.keys()][0] ?? '';
const named = (places: Place[], title: string): Place => {
  const found = places.find((place) => place.title === title);
  if (!found) throw new Error(`No ${title} among ${places.map((place) => place.title).join(', ')}`);
  return found;
};

test('the top of a space comes by 250, its folders with the last part', async () => {
  const first = await listRoots({ id: spaceId(), key: 'ENG' }, null);
  expect(first.places).toHaveLength(250);
  const second = await listRoots({ id: spaceId(), key: 'ENG' }, first.cursor);
  expect(second.cursor).toBeNull();
  expect([...first.places, ...second.places]).toHaveLength(302);
  expect(named(second.places, 'Top folder').kind).toBe('folder');
});

test('below pages and below folders there are both', async () => {
  const { places } = await listRoots({ id: spaceId(), key: 'ENG' }, null);
  const below = await listChildren(named(places, 'Home'), null);
  expect(below.places.map(({ title, kind }) => `${kind} ${title}`)).toEqual(['folder Turbines', 'page Pay']);
  const inside = await listChildren(named(below.places, 'Turbines'), null);
  expect(inside.places.map((place) => place.title)).toEqual(['Torque limits']);
});

test('a search finds pages and blog posts by the beginning of a word or by id, and says where they lie', async () => {
  const { places } = await searchTitles('ENG', 'torq', null);
  expect(places.map(({ title, kind }) => `${kind} ${title}`).sort()).toEqual(['blogpost Torque news', 'page Torque limits']);
  const page = named(places, 'Torque limits');
  expect(page.ancestors?.map((one) => one.title)).toContain('Home');
  expect((await searchTitles('ENG', page.id, null)).places.map((place) => place.id)).toContain(page.id);
});

const both = ['Torque limits', 'Torque news'];
test.each([
  ['torq (', both],
  ['"torq', both],
  ['torq\\', both],
  ['TORQUE/torq', both],
  ['torque - torq', both],
  ['(OR torque: torq', []],
  ['NOT torq', []],
])('what a text search takes for operators is no part of it: %s', async (text, found) => {
  const { places } = await searchTitles('ENG', text, null);
  expect(places.map(({ title }) => title).sort()).toEqual(found);
});

test('a search for signs alone finds nothing, and asks nothing', async () => {
  expect(await searchTitles('ENG', '+(', null)).toEqual({ places: [], cursor: null });
});

test('labels and restrictions are told, and a tree is counted', async () => {
  const { places } = await listRoots({ id: spaceId(), key: 'ENG' }, null);
  const home = named(places, 'Home');
  const pay = named((await listChildren(home, null)).places, 'Pay');
  const limits = named((await searchTitles('ENG', 'Torque limits', null)).places, 'Torque limits');
  const facts = await factsOf([home.id, pay.id, limits.id]);
  expect(facts.get(home.id)).toEqual({ labels: [], isRestricted: false });
  expect(facts.get(pay.id)?.isRestricted).toBe(true);
  expect(facts.get(limits.id)?.labels).toEqual(['no-ai']);
  expect(await countTree(home.id)).toBe(4);
});
