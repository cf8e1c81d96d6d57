/** Counting by regions against counting page by page, over random trees. */
import * as fc from 'fast-check';
import {
  type Choice,
  compareChoices,
  effectiveRules,
  keyOf,
  type Movement,
  nearestChoice,
  type Rule,
  type RuledNode,
} from '../../src/scope';

interface Page {
  id: string;
  above: string[];
}

/** Parents come before children: the n-th number says which of the pages before is the parent; the root otherwise. */
function treeOf(parents: readonly number[]): Page[] {
  const pages: Page[] = [];
  for (const [n, draw] of parents.entries()) {
    const parent = draw % (n + 1) === n ? undefined : pages[draw % (n + 1)];
    pages.push({ id: `${100 + n}`, above: parent ? [parent.id, ...parent.above] : [] });
  }
  return pages;
}

type Rules = ReadonlyMap<string, Choice>;

/** What the engine is told: each page that some rule is about, with what Confluence counts below it. */
function ruledNodes(pages: readonly Page[], ...all: Rules[]): RuledNode[] {
  const keys = new Set(all.flatMap((rules) => [...rules.keys()]));
  const below = (id: string) => pages.filter((page) => page.id === id || page.above.includes(id)).length;
  return pages.flatMap(({ id, above }): RuledNode[] => [
    ...(keys.has(`tree:${id}`) ? [{ id, kind: 'tree' as const, size: below(id), above }] : []),
    ...(keys.has(`content:${id}`) ? [{ id, kind: 'content' as const, size: 1, above }] : []),
  ]);
}

/** Page by page, with the decision itself. */
function counted(pages: readonly Page[], posts: number, before: Rules, after: Rules): Movement {
  const movement: Movement = { inBefore: 0, inAfter: 0, comes: 0, goes: 0, stays: 0, excluded: 0, labelled: 0 };
  const all = [
    ...pages.map((page) => ({ ...page, type: 'page' as const })),
    ...Array.from({ length: posts }, (_, n) => ({ id: `9${n}`, type: 'blogpost' as const, above: [] })),
  ];
  for (const content of all) {
    const [was, is] = [nearestChoice(before, content) === 'include', nearestChoice(after, content) === 'include'];
    if (was) movement.inBefore += 1;
    if (is) movement.inAfter += 1;
    if (was && is) movement.stays += 1;
    if (was && !is) movement.goes += 1;
    if (!was && is) movement.comes += 1;
    if (nearestChoice(after, content) === 'exclude') movement.excluded += 1;
  }
  return movement;
}

const by = (rules: Rules, labelsOut: string[] = []) => ({ rules, labelsOut });
const choice = fc.constantFrom<Choice>('include', 'exclude');
const parents = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 40 });
const rulesFor = (size: number) =>
  fc
    .array(
      fc.record<Rule>({
        choice,
        target: fc.oneof(
          fc.constantFrom<Rule['target']>({ kind: 'space' }, { kind: 'blogposts' }),
          fc.nat(size - 1).map((n): Rule['target'] => ({ kind: 'tree', id: `${100 + n}` })),
          fc.nat(size - 1).map((n): Rule['target'] => ({ kind: 'content', id: `${100 + n}` })),
        ),
      }),
      { maxLength: 10 },
    )
    .map((site): Rules => effectiveRules({ site, space: [] }, 'none'));
const cases = parents.chain((all) => fc.tuple(fc.constant(all), rulesFor(all.length), rulesFor(all.length), fc.nat(5)));

test('regions count what counting page by page does', () => {
  fc.assert(
    fc.property(cases, ([all, before, after, posts]) => {
      const pages = treeOf(all);
      const nodes = ruledNodes(pages, before, after);
      const found = compareChoices(by(before), by(after), nodes, { pages: pages.length, blogposts: posts });
      expect(found).toEqual(counted(pages, posts, before, after));
    }),
    { numRuns: 3_000, seed: 20_261_121 },
  );
});

test('what goes one way goes back the other, and the same rules move nothing', () => {
  fc.assert(
    fc.property(cases, ([all, before, after, posts]) => {
      const pages = treeOf(all);
      const nodes = ruledNodes(pages, before, after);
      const size = { pages: pages.length, blogposts: posts };
      const there = compareChoices(by(before), by(after), nodes, size);
      const back = compareChoices(by(after), by(before), nodes, size);
      expect([back.comes, back.goes, back.stays]).toEqual([there.goes, there.comes, there.stays]);
      expect(there.comes + there.stays).toBe(there.inAfter);
      expect(there.goes + there.stays).toBe(there.inBefore);
      expect(compareChoices(by(after), by(after), nodes, size)).toMatchObject({ comes: 0, goes: 0, stays: there.inAfter });
    }),
    { numRuns: 500, seed: 20_261_121 },
  );
});

const choices = (...rules: Rule[]): Rules => new Map(rules.map((rule) => [keyOf(rule.target), rule.choice]));

test('a post that is chosen or excluded by itself is counted with the posts', () => {
  const space: Rule = { target: { kind: 'space' }, choice: 'include' };
  const post: Rule = { target: { kind: 'content', id: '900' }, choice: 'exclude' };
  const nodes: RuledNode[] = [{ id: '900', kind: 'content', size: 1, above: [], isPost: true }];
  const found = compareChoices(by(choices(space)), by(choices(space, post)), nodes, { pages: 10, blogposts: 4 });
  expect(found).toEqual({ inBefore: 14, inAfter: 13, comes: 0, goes: 1, stays: 13, excluded: 1, labelled: 0 });
  const noPosts: Rule = { target: { kind: 'blogposts' }, choice: 'exclude' };
  const one: Rule = { target: { kind: 'content', id: '900' }, choice: 'include' };
  expect(compareChoices(by(choices()), by(choices(noPosts, one)), nodes, { pages: 10, blogposts: 4 })).toMatchObject({
    inAfter: 1,
    comes: 1,
    excluded: 3,
  });
});

test('a label keeps a page and all below it out, wherever it lies, and whatever is chosen below it', () => {
  const tree: Rule = { target: { kind: 'tree', id: '1' }, choice: 'include' };
  const below: Rule = { target: { kind: 'content', id: '4' }, choice: 'include' };
  const nodes: RuledNode[] = [
    { id: '1', kind: 'tree', size: 7, above: [] },
    { id: '2', kind: 'tree', size: 3, above: ['1'], labels: ['no-ai'] },
    { id: '4', kind: 'content', size: 1, above: ['2', '1'] },
    { id: '9', kind: 'tree', size: 5, above: [], labels: ['no-ai'] },
  ];
  const size = { pages: 30, blogposts: 0 };
  const found = compareChoices(by(choices()), by(choices(tree, below), ['no-ai']), nodes, size);
  expect(found).toMatchObject({ inAfter: 4, comes: 4, labelled: 3 });
  const taken = compareChoices(by(choices(tree)), by(choices(tree), ['No-AI']), nodes, size);
  expect(taken).toMatchObject({ inBefore: 7, inAfter: 4, goes: 3, stays: 4 });
});

test('counts of an index that lags never come out below zero', () => {
  const rules = choices({ target: { kind: 'tree', id: '1' }, choice: 'include' }, { target: { kind: 'tree', id: '2' }, choice: 'exclude' });
  const nodes: RuledNode[] = [
    { id: '1', kind: 'tree', size: 3, above: [] },
    { id: '2', kind: 'tree', size: 9, above: ['1'] },
  ];
  const found = compareChoices(by(new Map()), by(rules), nodes, { pages: 2, blogposts: 0 });
  expect(found).toEqual({ inBefore: 0, inAfter: 0, comes: 0, goes: 0, stays: 0, excluded: 9, labelled: 0 });
});

test('a space of 50,000 pages with 2,000 rules is counted in a moment', () => {
  const nodes = Array.from(
    { length: 2_000 },
    (_, n): RuledNode => ({
      id: `${n}`,
      kind: n % 2 ? 'tree' : 'content',
      size: n % 2 ? 20 : 1,
      above: n > 1 ? [`${n - (n % 2 ? 2 : 1)}`].filter((id) => Number(id) % 40 !== 39) : [],
    }),
  );
  const rules: Rules = new Map(nodes.map((node, n) => [`${node.kind}:${node.id}`, n % 3 ? 'include' : 'exclude']));
  const began = process.cpuUsage();
  compareChoices(by(new Map([['space', 'include']])), by(rules), nodes, { pages: 50_000, blogposts: 10 });
  const { user } = process.cpuUsage(began);
  expect(user / 1_000).toBeLessThan(5_000);
});
