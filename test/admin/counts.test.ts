/** How many contents each rule of the list decides about: what a nearer rule says otherwise of is not counted twice. */
import type { Choice, Rule, RuleTarget } from '../../src/api/selection';
import { decidedCounts } from '../../static/admin/src/picker/counts';
import { keyOf } from '../../static/admin/src/picker/rules';

type Known = Record<string, { above?: string[]; count: number | null }>;
const rule = (choice: Choice, target: RuleTarget): Rule => ({ target, choice });
const tree = (choice: Choice, id: string): Rule => rule(choice, { kind: 'tree', id });
const counts = (rules: Rule[], known: Known) =>
  Object.fromEntries(
    decidedCounts(rules, (target) => ({ title: '', path: [], url: null, above: [], count: null, ...known[keyOf(target)] })),
  );

test('what is left out below is taken off, what is included again below that is not', () => {
  const known: Known = {
    space: { count: 100 },
    'tree:1': { count: 40 },
    'tree:2': { above: ['1'], count: 10 },
    'tree:3': { above: ['2', '1'], count: 3 },
    'content:4': { above: ['3', '2', '1'], count: 1 },
    blogposts: { count: 7 },
  };
  const rules = [
    rule('include', { kind: 'space' }),
    rule('exclude', { kind: 'blogposts' }),
    tree('exclude', '1'),
    tree('include', '2'),
    tree('include', '3'),
    rule('exclude', { kind: 'content', id: '4' }),
  ];
  expect(counts(rules, known)).toEqual({ space: 53, blogposts: 7, 'tree:1': 30, 'tree:2': 9, 'tree:3': 2, 'content:4': 1 });
});

test('a page that is left out alone is taken off its own tree', () => {
  const known: Known = { 'tree:1': { count: 5 }, 'content:1': { count: 1 } };
  expect(counts([tree('include', '1'), rule('exclude', { kind: 'content', id: '1' })], known)).toEqual({ 'tree:1': 4, 'content:1': 1 });
});

test('what is not known is not taken off, and makes no count of its own', () => {
  const known: Known = { 'tree:1': { count: 5 }, 'tree:2': { above: ['1'], count: null }, 'tree:3': { count: 2 } };
  const rules = [tree('include', '1'), tree('exclude', '2'), tree('exclude', '3')];
  expect(counts(rules, known)).toEqual({ 'tree:1': 5, 'tree:2': null, 'tree:3': 2 });
});
