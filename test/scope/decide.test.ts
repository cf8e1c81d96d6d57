/** Each cell is one case, with the decision that a person would expect; nothing in the tables is computed. */
import * as fc from 'fast-check';
import { decide, effectiveRules, normalRules, type Rule, reasonText, type SelfService } from '../../src/scope';
import { circumstances, decisionText, tableOf } from './circumstances';

interface Case {
  name: string;
  rules: string;
  content: string;
  words: string;
  expected: string;
}
const cases: Case[] = [];
/** What stands in two tables is one case. */
const add = (rules: string, content: string, words: string, expected: string) => {
  const name = `${rules} | ${content} | ${words || 'as it comes'} => ${expected}`;
  if (cases.every((one) => one.name !== name)) cases.push({ name, rules, content, words, expected });
};

/*
 * Selection. The tree: 10 is the home page; below it 20, with 30, with 40; and 50 below the home page. 90 is a blog post. `no` stands for
 * not-selected, `ex` for excluded.
 */
const selection = tableOf(`
rules                            | page 10 | page 20 < 10 | page 30 < 20 < 10 | page 40 < 30 < 20 < 10 | page 50 < 10 | blog 90
unselected                       | no      | no           | no                | no                     | no           | no
none                             | no      | no           | no                | no                     | no           | no
+space                           | in      | in           | in                | in                     | in           | in
-space                           | ex      | ex           | ex                | ex                     | ex           | ex
+space -space                    | ex      | ex           | ex                | ex                     | ex           | ex
+blog                            | no      | no           | no                | no                     | no           | in
-blog                            | no      | no           | no                | no                     | no           | ex
+space -blog                     | in      | in           | in                | in                     | in           | ex
-space +blog                     | ex      | ex           | ex                | ex                     | ex           | in
+tree 20                         | no      | in           | in                | in                     | no           | no
+tree 10                         | in      | in           | in                | in                     | in           | no
+space -tree 20                  | in      | ex           | ex                | ex                     | in           | in
+space -tree 10                  | ex      | ex           | ex                | ex                     | ex           | in
+tree 10 -tree 20                | in      | ex           | ex                | ex                     | in           | no
+tree 10 -tree 30                | in      | in           | ex                | ex                     | in           | no
+tree 20 -tree 30 +tree 40       | no      | in           | ex                | in                     | no           | no
-tree 20 +tree 30                | no      | ex           | in                | in                     | no           | no
+space -tree 20 +tree 30         | in      | ex           | in                | in                     | in           | in
+space -tree 20 +page 30         | in      | ex           | in                | ex                     | in           | in
+page 30                         | no      | no           | in                | no                     | no           | no
-page 30                         | no      | no           | ex                | no                     | no           | no
+tree 20 -page 20                | no      | ex           | in                | in                     | no           | no
-tree 20 +page 20                | no      | in           | ex                | ex                     | no           | no
+tree 20 -tree 20                | no      | ex           | ex                | ex                     | no           | no
+page 30 -page 30                | no      | no           | ex                | no                     | no           | no
+space -page 90                  | in      | in           | in                | in                     | in           | ex
-blog +page 90                   | no      | no           | no                | no                     | no           | in
+page 90                         | no      | no           | no                | no                     | no           | in
+tree 90                         | no      | no           | no                | no                     | no           | no
-space +tree 30 -page 40         | ex      | ex           | in                | ex                     | ex           | ex
+tree 99                         | no      | no           | no                | no                     | no           | no`);
for (const [rules = '', ...cells] of selection.rows)
  for (const [i, cell] of cells.entries())
    add(rules, selection.head[i + 1] ?? '', '', cell === 'no' ? 'not-selected' : cell === 'ex' ? 'excluded' : cell);

/* Labels, in a space that is included as a whole. The head says what of the policy is other than usual. */
const labels = tableOf(`
content                          |                     | out=                | out=secret          | in=public
page 30 < 20 < 10                | in                  | in                  | in                  | in
page 30[no-ai] < 20 < 10         | labelled-out        | in                  | in                  | labelled-out
page 30[rovo-ignore] < 20 < 10   | labelled-out        | in                  | in                  | labelled-out
page 30[ops no-ai] < 20 < 10     | labelled-out        | in                  | in                  | labelled-out
page 30[no-ai-yet] < 20 < 10     | in                  | in                  | in                  | in
page 30[secret] < 20 < 10        | in                  | in                  | labelled-out        | in
page 30 < 20[no-ai] < 10         | parent-labelled-out | in                  | in                  | parent-labelled-out
page 30 < 20 < 10[rovo-ignore]   | parent-labelled-out | in                  | in                  | parent-labelled-out
page 30 < 20[secret] < 10        | in                  | in                  | parent-labelled-out | in
page 30[no-ai] < 20[no-ai] < 10  | labelled-out        | in                  | in                  | labelled-out
page 30[public no-ai] < 20 < 10  | labelled-out        | in                  | in                  | labelled-out
page 30 < 20[?#] < 10            | held: labels-unknown | in                 | held: labels-unknown | held: labels-unknown
page 30[no-ai] < 20[?#] < 10     | labelled-out        | in                  | held: labels-unknown | labelled-out
page 30 < 20[?#] < 10[no-ai]     | parent-labelled-out | in                  | held: labels-unknown | parent-labelled-out
blog 90[no-ai]                   | labelled-out        | in                  | in                  | labelled-out
blog 90[secret]                  | in                  | in                  | labelled-out        | in`);
for (const [content = '', ...cells] of labels.rows)
  for (const [i, cell] of cells.entries()) add('+space', content, labels.head[i + 1] ?? '', cell);

/* Labels that alone include: only where no rule is about the content, and only the content itself. */
const labelledIn = tableOf(`
rules           | page 30[public] < 20 < 10 | page 30 < 20[public] < 10 | blog 90[public] | page 30[public no-ai] < 20 < 10
unselected      | not-selected              | not-selected              | not-selected    | not-selected
none            | in                        | not-selected              | in              | labelled-out
+tree 50        | in                        | not-selected              | in              | labelled-out
-tree 20        | excluded                  | excluded                  | in              | excluded
-page 30        | excluded                  | excluded                  | in              | excluded
-space          | excluded                  | excluded                  | excluded        | excluded
-blog           | in                        | not-selected              | excluded        | labelled-out
+space          | in                        | in                        | in              | labelled-out`);
for (const [rules = '', ...cells] of labelledIn.rows)
  for (const [i, cell] of cells.entries()) add(rules, labelledIn.head[i + 1] ?? '', 'in=public', cell);

/* Restrictions, in a space that is included as a whole: all that are on the way must hold. */
const restrictions = tableOf(`
content                          |                        | audiences
page 30 < 20 < 10                | in                     | in
page 30[!eng] < 20 < 10          | restricted             | in for eng
page 30[@ada] < 20 < 10          | restricted             | in for @ada
page 30[!eng @ada] < 20 < 10     | restricted             | in for eng + @ada
page 30 < 20[!eng] < 10          | parent-restricted      | in for eng
page 30 < 20 < 10[!eng]          | parent-restricted      | in for eng
page 30[!sec] < 20[!eng] < 10    | restricted             | in for eng & sec
page 30[!eng] < 20[!sec] < 10    | restricted             | in for eng & sec
page 30[!eng] < 20[!eng] < 10    | restricted             | in for eng
page 30[!sec !eng] < 20 < 10     | restricted             | in for eng + sec
page 30 < 20[!eng !sec] < 10[!sec !eng] | parent-restricted | in for eng + sec
page 30[!] < 20 < 10             | restricted             | restricted
page 30 < 20[!] < 10             | parent-restricted      | parent-restricted
page 30[!eng] < 20[!] < 10       | restricted             | restricted
page 30[?!] < 20 < 10            | held: restrictions-unknown | held: restrictions-unknown
page 30 < 20[?!] < 10            | held: restrictions-unknown | held: restrictions-unknown
page 30[?!] < 20[!eng] < 10      | parent-restricted      | held: restrictions-unknown
page 30[!eng] < 20[?!] < 10      | restricted             | held: restrictions-unknown
page 30[!] < 20[?!] < 10         | restricted             | restricted
page 30 < 20[?!] < 10[!]         | parent-restricted      | parent-restricted
page 30 < 20[?! ?#] < 10         | held: labels-unknown   | held: labels-unknown
page 30[!eng] < 20[?#] < 10      | restricted             | held: labels-unknown
blog 90[!eng]                    | restricted             | in for eng
blog 90[?!]                      | held: restrictions-unknown | held: restrictions-unknown
page 30[no-ai !eng] < 20 < 10    | labelled-out           | labelled-out
page 30[!eng] < 20[no-ai] < 10   | parent-labelled-out    | parent-labelled-out
page 30[no-ai ?!] < 20 < 10      | labelled-out           | labelled-out`);
for (const [content = '', ...cells] of restrictions.rows)
  for (const [i, cell] of cells.entries()) add('+space', content, restrictions.head[i + 1] ?? '', cell);

/* Status. */
const statuses = tableOf(`
content                          |               | archived        | audiences
page 30[=current] < 10           | in            | in              | in
page 30[=archived] < 10          | archived      | in              | archived
page 30[=trashed] < 10           | trashed       | trashed         | trashed
page 30[=deleted] < 10           | trashed       | trashed         | trashed
page 30[=draft] < 10             | not-published | not-published   | not-published
page 30[=historical] < 10        | not-published | not-published   | not-published
page 30[=something-new] < 10     | not-published | not-published   | not-published
blog 90[=archived]               | archived      | in              | archived
blog 90[=trashed]                | trashed       | trashed         | trashed
blog 90[=draft]                  | not-published | not-published   | not-published
page 30[=archived no-ai] < 10    | archived      | labelled-out    | archived
page 30[=archived !eng] < 10     | archived      | restricted      | archived
page 30[=trashed ?!] < 10        | trashed       | trashed         | trashed`);
for (const [content = '', ...cells] of statuses.rows)
  for (const [i, cell] of cells.entries()) add('+space', content, statuses.head[i + 1] ?? '', cell);

/* The space: what keeps all of it out comes before all that is said of its pages. */
const spaces = tableOf(`
circumstances        | page 30 < 20      | page 30[no-ai] < 20 | page 30[!eng] < 20 | page 30[=trashed] < 20 | page 30[?!] < 20      | blog 90
blocked              | space-blocked     | space-blocked       | space-blocked      | space-blocked          | space-blocked         | space-blocked
lock=not-offered     | not-offered       | not-offered         | not-offered        | not-offered            | not-offered           | not-offered
lock=personal-space  | personal-space    | personal-space      | personal-space     | personal-space         | personal-space        | personal-space
lock=space-archived  | space-archived    | space-archived      | space-archived     | space-archived         | space-archived        | space-archived
space-labelled       | space-labelled-out | space-labelled-out | space-labelled-out | space-labelled-out     | space-labelled-out    | space-labelled-out
space-unseen         | held: space-not-visible | labelled-out  | held: space-not-visible | trashed           | held: space-not-visible | held: space-not-visible
blocked lock=not-offered space-labelled | space-blocked | space-blocked | space-blocked | space-blocked | space-blocked | space-blocked
lock=not-offered space-labelled | not-offered | not-offered | not-offered | not-offered | not-offered | not-offered
blocked space-unseen | space-blocked     | space-blocked       | space-blocked      | space-blocked          | space-blocked         | space-blocked`);
for (const [words = '', ...cells] of spaces.rows)
  for (const [i, cell] of cells.entries()) add('+space', spaces.head[i + 1] ?? '', words, cell);

/* All at once: which of several reasons is named, and that none of them opens what another closes. */
const together = tableOf(`
rules              | content                                | circumstances                     | decision
unselected         | page 30[no-ai !eng =trashed] < 20      | blocked lock=not-offered          | not-selected
none               | page 30[public] < 20[!eng]             | in=public                         | parent-restricted
none               | page 30[public !eng] < 20              | in=public audiences               | in for eng
none               | page 30[public] < 20[?#]               | in=public                         | held: labels-unknown
none               | page 30[public =archived] < 20         | in=public                         | archived
none               | page 30[public =archived] < 20         | in=public archived                | in
none               | page 30[public] < 20                   | in=public space-labelled          | space-labelled-out
-tree 20           | page 30[no-ai] < 20                    |                                   | excluded
-tree 20           | page 30[!eng] < 20                     | audiences                         | excluded
-tree 20           | page 30[?!] < 20[?#]                   |                                   | excluded
-tree 20           | page 30[=archived] < 20                |                                   | archived
-tree 20           | page 30 < 20                           | space-unseen                      | excluded
+page 30           | page 30 < 20[no-ai]                    |                                   | parent-labelled-out
+page 30           | page 30 < 20[!eng]                     |                                   | parent-restricted
+page 30           | page 30 < 20[!eng]                     | audiences                         | in for eng
+page 30           | page 30 < 20[no-ai]                    | space-unseen                      | parent-labelled-out
+page 30           | page 30[=archived !eng] < 20[!sec]     | archived audiences                | in for eng & sec
+page 30           | page 30[=archived !eng] < 20[no-ai]    | archived audiences                | parent-labelled-out
+page 30           | page 30 < 20                           | blocked archived audiences        | space-blocked
+tree 20           | page 30 < 20                           | out=no-ai in=no-ai                | in
+tree 20           | page 30[no-ai] < 20                    | out=no-ai in=no-ai                | labelled-out
none               | page 30[no-ai] < 20                    | out=no-ai in=no-ai                | labelled-out
+blog              | blog 90[!eng @ada]                     | audiences                         | in for eng + @ada
+blog              | blog 90[=archived]                     | archived lock=space-archived      | space-archived
+space             | page 30[no-ai] < 20                    | out=No-AI                         | labelled-out
+space             | page 30 < 20[no-ai]                    | out=NO-AI                         | parent-labelled-out`);
for (const [rules = '', content = '', words = '', expected = ''] of together.rows) add(rules, content, words, expected);

test('the tables have at least 200 cases, and no two of them contradict each other', () => {
  expect(cases.length).toBeGreaterThanOrEqual(200);
  expect(new Set(cases.map((one) => [one.rules, one.content, one.words].join('|'))).size).toBe(cases.length);
});

test.each(cases)('$name', ({ rules, content, words, expected }) => {
  expect(decisionText(decide(circumstances(rules, content, words)))).toBe(expected);
});

test('each reason has a sentence', () => {
  const reasons = cases.map((one) => one.expected.replace('held: ', '')).filter((one) => !one.startsWith('in'));
  for (const reason of reasons) expect(reasonText(reason as Parameters<typeof reasonText>[0])).toMatch(/^[A-Z].*\.$/); // the tables' words are reasons
});

const id = fc.integer({ min: 1, max: 6 }).map(String);
const target = fc.oneof(
  fc.constantFrom<Rule['target']>({ kind: 'space' }, { kind: 'blogposts' }),
  id.map((one): Rule['target'] => ({ kind: 'tree', id: one })),
  id.map((one): Rule['target'] => ({ kind: 'content', id: one })),
);
const rule = fc.record<Rule>({ target, choice: fc.constantFrom('include', 'exclude') });
const layer = fc.array(rule, { maxLength: 12 });
const shuffled = layer.chain((rules) => fc.tuple(fc.constant(rules), fc.shuffledSubarray(rules, { minLength: rules.length })));
const marks = fc.constantFrom('', '[no-ai]', '[!eng]', '[?!]', '[@ada !sec]', '[public]');
const contents = fc.tuple(fc.constantFrom('page', 'blog'), fc.shuffledSubarray(['1', '2', '3', '4', '5', '6'], { minLength: 1 }), marks);
const words = fc.subarray(['audiences', 'archived', 'in=public', 'space-labelled', 'space-unseen', 'blocked']);

test('the decision never depends on the order in which rules were added, in either layer', () => {
  const selfService = fc.constantFrom<SelfService>('decide', 'narrow', 'none');
  fc.assert(
    fc.property(shuffled, shuffled, selfService, contents, words, ([site, site2], [space, space2], service, [kind, ids, mark], some) => {
      const [own = '', ...above] = ids;
      const base = circumstances('none', `${kind} ${[own + mark, ...(kind === 'blog' ? [] : above)].join(' < ')}`, some.join(' '));
      const one = decide({ ...base, rules: effectiveRules({ site, space }, service) });
      const two = decide({ ...base, rules: effectiveRules({ site: site2, space: space2 }, service) });
      expect(two).toEqual(one);
      // Nor on a rule that was added twice, nor on how rules are stored.
      expect(decide({ ...base, rules: effectiveRules({ site: [...site, ...site2], space }, service) })).toEqual(one);
      expect(decide({ ...base, rules: effectiveRules({ site: normalRules(site), space: normalRules(space2) }, service) })).toEqual(one);
      expect(normalRules(site2)).toEqual(normalRules(site));
    }),
    { numRuns: 2_000, seed: 20_261_121 },
  );
});
