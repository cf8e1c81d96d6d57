/** Which rules count, who may make them, what keeps a whole space out, and which spaces a keyword names. */
import * as fc from 'fast-check';
import {
  type Choice,
  defaultPolicy,
  effectiveRules,
  keyOf,
  lockOf,
  matchesKeyword,
  nearestChoice,
  normalRules,
  type Policy,
  type Rule,
  type SelfService,
} from '../../src/scope';
import { rulesOf, tableOf } from './circumstances';

const shown = (rules: ReadonlyMap<string, Choice>) =>
  [...rules]
    .map(
      ([key, choice]) =>
        `${choice === 'include' ? '+' : '-'}${key.replace('tree:', 'tree ').replace('content:', 'page ').replace('blogposts', 'blog')}`,
    )
    .sort()
    .join(' ');

/* Of the site's admins and of the space's own, by how much the policy lets the latter decide. */
const layers = tableOf(`
site                 | space               | decide                      | narrow                 | none
                     |                     |                             |                        |
+space               |                     | +space                      | +space                 | +space
                     | +space              | +space                      |                        |
                     | -space              | -space                      | -space                 | -space
+space               | -tree 1             | +space -tree 1              | +space -tree 1         | +space -tree 1
+space               | +tree 1             | +space +tree 1              | +space                 | +space
+space               | -space              | -space                      | -space                 | -space
-space               | +space              | -space                      | -space                 | -space
-tree 1              | +tree 1             | -tree 1                     | -tree 1                | -tree 1
+tree 1              | -tree 1             | -tree 1                     | -tree 1                | -tree 1
+tree 1              | +tree 1             | +tree 1                     | +tree 1                | +tree 1
+tree 1              | -page 1             | +tree 1 -page 1             | +tree 1 -page 1        | +tree 1 -page 1
-tree 1              | +page 1             | +page 1 -tree 1             | -tree 1                | -tree 1
-tree 1              | +tree 2             | +tree 2 -tree 1             | -tree 1                | -tree 1
+tree 1 -tree 1      |                     | -tree 1                     | -tree 1                | -tree 1
+space               | -blog +page 9       | +page 9 +space -blog        | +space -blog           | +space -blog
+space               | +blog -page 9       | +blog +space -page 9        | +space -page 9         | +space -page 9
-blog                | +blog               | -blog                       | -blog                  | -blog`);
const services: SelfService[] = ['decide', 'narrow', 'none'];
const layered = layers.rows.flatMap(([site = '', space = '', ...cells]) =>
  cells.map((expected, i) => ({ site, space, service: services[i] ?? 'none', expected })),
);

test.each(layered)('site: "$site", space: "$space", it may $service => "$expected"', ({ site, space, service, expected }) => {
  const rules = effectiveRules({ site: rulesOf(site), space: rulesOf(space) }, service);
  expect(shown(rules)).toBe(
    expected
      .split(/ (?=[+-])/)
      .sort()
      .join(' '),
  );
});

const id = fc.integer({ min: 1, max: 5 }).map(String);
const rule = fc.record<Rule>({
  choice: fc.constantFrom<Choice>('include', 'exclude'),
  target: fc.oneof(
    fc.constantFrom<Rule['target']>({ kind: 'space' }, { kind: 'blogposts' }),
    id.map((one): Rule['target'] => ({ kind: 'tree', id: one })),
    id.map((one): Rule['target'] => ({ kind: 'content', id: one })),
  ),
});
const rules = fc.array(rule, { maxLength: 10 });
const standing = fc.record({
  id,
  type: fc.constantFrom<'page' | 'blogpost'>('page', 'blogpost'),
  above: fc.shuffledSubarray(['6', '7', '1', '2', '3'], { maxLength: 4 }),
});

test("a space's admins who may only narrow never bring in what the site's admins did not", () => {
  fc.assert(
    fc.property(rules, rules, standing, (site, space, one) => {
      const alone = nearestChoice(effectiveRules({ site, space: [] }, 'none'), one);
      const narrowed = nearestChoice(effectiveRules({ site, space }, 'narrow'), one);
      if (narrowed === 'include') expect(alone).toBe('include');
      // What they kept out stays out when they may decide nothing any more.
      expect(effectiveRules({ site, space }, 'none')).toEqual(effectiveRules({ site, space }, 'narrow'));
    }),
    { numRuns: 2_000, seed: 20_261_121 },
  );
});

test("what the site's admins excluded by the same target stays excluded, whatever a space's admins say", () => {
  fc.assert(
    fc.property(rules, rules, fc.constantFrom<SelfService>('decide', 'narrow', 'none'), (site, space, service) => {
      const counted = effectiveRules({ site, space }, service);
      for (const { target, choice } of site) if (choice === 'exclude') expect(counted.get(keyOf(target))).toBe('exclude');
    }),
    { numRuns: 500, seed: 20_261_121 },
  );
});

/** The nearest rule by another road: every rule gets its distance from the content, and the least distance wins. */
function nearestByDistance(counted: ReadonlyMap<string, Choice>, one: { id: string; type: string; above: string[] }): Choice | null {
  const distance = (key: string): number => {
    const [kind, target] = key.split(':');
    if (kind === 'content') return target === one.id ? 0 : Number.POSITIVE_INFINITY;
    if (kind === 'space') return 1_000;
    if (kind === 'blogposts') return one.type === 'blogpost' ? 999 : Number.POSITIVE_INFINITY;
    const steps = one.type === 'blogpost' ? -1 : [one.id, ...one.above].indexOf(target ?? '');
    return steps < 0 ? Number.POSITIVE_INFINITY : 1 + steps;
  };
  const about = [...counted].filter(([key]) => distance(key) < Number.POSITIVE_INFINITY);
  return about.sort(([a], [b]) => distance(a) - distance(b))[0]?.[1] ?? null;
}

test('the nearest rule wins', () => {
  fc.assert(
    fc.property(rules, standing, (site, one) => {
      const counted = effectiveRules({ site, space: [] }, 'none');
      expect(nearestChoice(counted, one)).toBe(nearestByDistance(counted, one));
    }),
    { numRuns: 3_000, seed: 20_261_121 },
  );
});

test('rules are stored once for each target, in one order, and mean the same', () => {
  fc.assert(
    fc.property(rules, (site) => {
      const stored = normalRules(site);
      expect(new Set(stored.map(({ target }) => keyOf(target))).size).toBe(stored.length);
      expect(effectiveRules({ site: stored, space: [] }, 'none')).toEqual(new Map([...effectiveRules({ site, space: [] }, 'none')]));
      expect(normalRules([...stored].reverse())).toEqual(stored);
    }),
    { numRuns: 500, seed: 20_261_121 },
  );
});

const only = (...keys: string[]): Partial<Policy> => ({ offered: { kind: 'only', keys } });
const except = (...keys: string[]): Partial<Policy> => ({ offered: { kind: 'except', keys } });
const eng = { key: 'ENG', type: 'global', status: 'current' };
const mine = { key: '~712020abc', type: 'personal', status: 'current' };
const locks: [name: string, space: typeof eng, policy: Partial<Policy>, lock: string | null][] = [
  ['a space of a site where all are offered', eng, {}, null],
  ['one that is on the list', eng, only('OPS', 'ENG'), null],
  ['one that is on the list in other letters', eng, only('eng'), null],
  ['one that is not on the list', eng, only('OPS'), 'not-offered'],
  ['a list of none', eng, only(), 'not-offered'],
  ['part of a key', eng, only('EN'), 'not-offered'],
  ['one that is excepted', eng, except('ENG'), 'not-offered'],
  ['one that is excepted in other letters', eng, except('Eng'), 'not-offered'],
  ['one that is not excepted', eng, except('OPS', 'ENGINE'), null],
  ['exceptions without any', eng, except(), null],
  ['a personal space', mine, {}, 'personal-space'],
  ['a personal space that is on the list', mine, only('~712020abc'), 'personal-space'],
  ['a personal space where these are on', mine, { personalSpaces: true }, null],
  ['a personal space where these are on, but not on the list', mine, { personalSpaces: true, ...only('ENG') }, 'not-offered'],
  ['an archived space', { ...eng, status: 'archived' }, {}, 'space-archived'],
  ['an archived space where these are on', { ...eng, status: 'archived' }, { archived: true }, null],
  ['an archived personal space', { ...mine, status: 'archived' }, { archived: true }, 'personal-space'],
  ['a space of a status to come', { ...eng, status: 'frozen' }, {}, 'space-archived'],
  ['a space of a kind to come', { ...eng, type: 'collaboration' }, {}, null],
  ['an archived one that is not offered', { ...eng, status: 'archived' }, except('ENG'), 'not-offered'],
];

test.each(locks)('%s', (_, space, policy, lock) => {
  expect(lockOf(space, { ...defaultPolicy, ...policy })).toBe(lock);
});

const space = { key: 'ENGX', name: 'The Engine Room Übersee' };
const keywords: [keyword: string, matches: boolean][] = [
  ['ENGX', true],
  ['engx', true],
  ['NGX', true],
  ['engine', true],
  ['  engine  ', true],
  ['engine room', true],
  ['room engine', false],
  ['ÜBERSEE', true],
  ['.*', false],
  ['', false],
  ['   ', false],
  ['ops', false],
];

test.each(keywords)('the keyword "%s" names the space: %s', (keyword, matches) => {
  expect(matchesKeyword(space, keyword)).toBe(matches);
});

test('the default policy keeps personal and archived spaces, restricted content and the usual labels out', () => {
  expect(defaultPolicy).toMatchObject({
    offered: { kind: 'all' },
    selfService: 'none',
    personalSpaces: false,
    archived: false,
    labelsOut: ['no-ai', 'rovo-ignore'],
    labelsIn: [],
    restricted: 'never',
    paused: false,
    keywords: [],
  });
});

test('of a space that the keywords do not name any more no rule counts', () => {
  const site: Rule[] = [
    { target: { kind: 'blogposts' }, choice: 'include' },
    { target: { kind: 'content', id: '1' }, choice: 'include' },
  ];
  expect(effectiveRules({ site, space: site, dormant: true }, 'decide')).toEqual(new Map([['space', 'exclude']]));
});
