import type { ProductAnswer, ProductCall } from '../../local/web/frame';

/** A scripted Confluence for the picker: as much of its lists and its search as the page asks, paged by cursors. */
export interface FakePlace {
  id: string;
  type: 'page' | 'blogpost' | 'folder' | 'whiteboard';
  title: string;
  parentId: string | null;
  status?: 'current' | 'archived';
  labels?: string[];
  isRestricted?: boolean;
}
export interface ScriptedConfluence {
  answer(call: Pick<ProductCall, 'restPath'>): Promise<ProductAnswer>;
  /** What was asked: path with query, and how many objects were answered. */
  asked: { path: string; query: URLSearchParams; objects: number }[];
}

const addresses: Record<string, string> = { pages: 'page', folders: 'folder', whiteboards: 'whiteboard', databases: 'database' };

/** @param before called before each answer, to hold it back or to refuse it with a status */
export function scriptedConfluence(
  places: FakePlace[],
  before: (path: string) => Promise<number | null> = async () => null,
): ScriptedConfluence {
  const byId = new Map(places.map((place) => [place.id, place]));
  const below = new Map<string | null, FakePlace[]>();
  for (const place of places) {
    const siblings = below.get(place.parentId);
    if (siblings) siblings.push(place);
    else below.set(place.parentId, [place]);
  }
  const asked: ScriptedConfluence['asked'] = [];
  const ancestors = (place: FakePlace): FakePlace[] => {
    const parent = place.parentId === null ? undefined : byId.get(place.parentId);
    return parent ? [...ancestors(parent), parent] : [];
  };
  const found = (cql: string): FakePlace[] => {
    const types = /type in \(([^)]*)\)/.exec(cql)?.[1]?.split(', ') ?? ['page'];
    const ids = /\bid in \(([^)]*)\)/.exec(cql)?.[1]?.split(',');
    if (ids) return ids.flatMap((id) => byId.get(id) ?? []);
    const root = /ancestor = (\d+)/.exec(cql)?.[1];
    if (root) return places.filter((place) => place.id === root || ancestors(place).some((one) => one.id === root));
    const words = /title ~ "(.*?)\*?"/.exec(cql)?.[1]?.toLowerCase() ?? '';
    return places.filter((place) => types.includes(place.type) && place.title.toLowerCase().includes(words));
  };
  const listOf = (path: string, query: URLSearchParams): FakePlace[] | null => {
    if (/\/api\/v2\/spaces\/\d+\/pages$/.test(path)) return (below.get(null) ?? []).filter((place) => place.type === 'page');
    const [, address = '', id = ''] = /\/api\/v2\/(\w+)\/(\d+)\/direct-children$/.exec(path) ?? [];
    if (id !== '' && byId.get(id)?.type === addresses[address]) return below.get(id) ?? [];
    return path.includes('/rest/api/') ? found(query.get('cql') ?? '') : null;
  };
  const shape = (place: FakePlace) => ({
    id: place.id,
    type: place.type,
    title: place.title,
    status: place.status ?? 'current',
    ancestors: ancestors(place).map(({ id, title }) => ({ id, title })),
    metadata: { labels: { results: (place.labels ?? []).map((name) => ({ name })) } },
    restrictions: { read: { restrictions: { user: { size: place.isRestricted ? 1 : 0 }, group: { size: 0 } } } },
  });
  return {
    asked,
    answer: async ({ restPath }): Promise<ProductAnswer> => {
      const { pathname, searchParams: query } = new URL(restPath, 'https://site.invalid');
      const status = await before(restPath);
      if (status !== null) return { status, statusText: '', headers: {}, body: '' };
      const all = listOf(pathname, query);
      if (!all) return { status: 404, statusText: 'Not Found', headers: {}, body: '{}' };
      const from = Number(query.get('cursor') ?? 0);
      const limit = Number(query.get('limit') ?? 25);
      const page = all.slice(from, from + limit);
      asked.push({ path: pathname, query, objects: page.length });
      const next = from + limit < all.length ? { next: `${pathname}?cursor=${from + limit}&limit=${limit}` } : {};
      const body = JSON.stringify({ results: page.map(shape), totalSize: all.length, _links: next });
      return { status: 200, statusText: 'OK', headers: { 'content-type': 'application/json' }, body };
    },
  };
}

const place = (id: string, title: string, parentId: string | null, more: Partial<FakePlace> = {}): FakePlace => ({
  id,
  type: 'page',
  title,
  parentId,
  ...more,
});

/** A space whose page "Torque limits" lies five levels down, with places that are no pages, and pages that stay out for a reason of their own. */
export const engineering: FakePlace[] = [
  place('1', 'Engineering home', null),
  place('2', 'Hardware', '1'),
  place('3', 'Turbines', '2', { type: 'folder' }),
  place('4', 'Rotor', '3'),
  place('5', 'Torque limits', '4'),
  place('51', 'Torque limits of 2024', '5'),
  place('52', 'Torque limits of 2025', '5'),
  place('53', 'Measuring torque', '5'),
  place('6', 'Salaries', '1', { isRestricted: true }),
  place('61', 'Bands', '6'),
  place('7', 'Draft of a patent', '1', { labels: ['no-ai'] }),
  place('71', 'Claims', '7'),
  place('8', 'Old plans', '1', { status: 'archived' }),
  place('9', 'Sketches', '1', { type: 'whiteboard' }),
  place('10', 'Handbook', null),
  place('11', 'Top folder', null, { type: 'folder' }),
  place('111', 'Inside the folder', '11'),
  place('20', 'Autumn release', null, { type: 'blogpost' }),
];

/** A flat space of so many pages. */
export const flatSpace = (count: number): FakePlace[] =>
  Array.from({ length: count }, (_, index) => place(String(1000 + index), `Page ${String(index).padStart(5, '0')}`, null));
