/** The selection as a file: what is written is read again, and what is wrong is named with its line. */
import * as fc from 'fast-check';
import {
  defaultPolicy,
  normalRules,
  type Policy,
  type Rule,
  readSelectionFile,
  type SelectionFile,
  textOfRule,
  writeSelectionFile,
} from '../../src/scope';

const read = (yaml: string): SelectionFile => {
  const { file, errors } = readSelectionFile(yaml);
  if (!file) throw new Error(JSON.stringify(errors));
  return file;
};
const errorsOf = (yaml: string) => readSelectionFile(yaml).errors;

const key = fc
  .oneof(
    fc.stringMatching(/^~?[A-Za-z0-9]{1,12}$/),
    // What YAML could take for something else than text.
    fc.constantFrom('NO', 'yes', 'null', 'TRUE', '123', '007', '1e3', '0x1F', '~', 'on', '12345678901234567890', '1_000', 'constructor'),
  )
  .filter((one) => /^~?[A-Za-z0-9_.-]+$/.test(one));
const id = fc.bigInt(1n, 2n ** 63n - 1n).map(String);
const target = fc.oneof(
  fc.constantFrom<Rule['target']>({ kind: 'space' }, { kind: 'blogposts' }),
  id.map((one): Rule['target'] => ({ kind: 'tree', id: one })),
  id.map((one): Rule['target'] => ({ kind: 'content', id: one })),
);
const rules = fc.array(fc.record<Rule>({ target, choice: fc.constantFrom('include', 'exclude') }), { maxLength: 8 });
const label = fc.oneof(
  fc.stringMatching(/^[a-z0-9-]{1,20}$/),
  fc.constantFrom('no', 'null', '123', '1.5', 'été', '-', '~', '2026-11-21', '!x', '&a', '*b', '%c', '"q"'),
);
const keys = fc.uniqueArray(key, { maxLength: 5 }).map((all) => [...all].sort());
const policy: fc.Arbitrary<Policy> = fc.record({
  offered: fc.oneof(
    fc.constant<Policy['offered']>({ kind: 'all' }),
    keys.map((all): Policy['offered'] => ({ kind: 'only', keys: all })),
    keys.map((all): Policy['offered'] => ({ kind: 'except', keys: all })),
  ),
  selfService: fc.constantFrom('decide', 'narrow', 'none'),
  personalSpaces: fc.boolean(),
  archived: fc.boolean(),
  labelsOut: fc.array(label, { maxLength: 4 }),
  labelsIn: fc.array(label, { maxLength: 4 }),
  restricted: fc.constantFrom('never', 'audiences'),
  graceMinutes: fc.integer({ min: 0, max: 10_080 }),
  paused: fc.boolean(),
  instructions: fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 50 }),
    fc.constantFrom('a\nb\n', '\n', ' x ', '# no comment', 'spaces:\n  ENG:\n', '---\n', '...', '- x', '\t', 'a\r\nb'),
  ),
  keywords: fc.array(
    fc.string({ minLength: 2, maxLength: 20 }).filter((text) => text === text.trim()),
    { maxLength: 3 },
  ),
});
const space = fc.record({ key, site: rules, space: rules });
const file: fc.Arbitrary<SelectionFile> = fc.record({
  policy,
  spaces: fc.uniqueArray(space, { maxLength: 6, selector: (one) => one.key }),
});

/** Rules of one target are one rule, and neither spaces nor rules have an order. */
const normal = ({ policy: own, spaces }: SelectionFile) => ({
  policy: own,
  spaces: new Map(spaces.map((one) => [one.key, { site: normalRules(one.site), space: normalRules(one.space) }])),
});

test('what is written is read again', () => {
  fc.assert(
    fc.property(file, (one) => {
      const back = read(writeSelectionFile(one));
      expect(normal(back)).toEqual(normal(one));
      expect(back.spaces).toHaveLength(one.spaces.length);
    }),
    { numRuns: 1_000, seed: 20_261_121 },
  );
});

test('the same selection gives the same text, in whatever order it was made', () => {
  fc.assert(
    fc.property(file, (one) => {
      const turned = { ...one, spaces: [...one.spaces].reverse().map((each) => ({ ...each, site: [...each.site].reverse() })) };
      expect(writeSelectionFile(turned)).toBe(writeSelectionFile(one));
      expect(writeSelectionFile(read(writeSelectionFile(one)))).toBe(writeSelectionFile(one));
    }),
    { numRuns: 300, seed: 20_261_121 },
  );
});

test('a file for people: rules in words, and what is not said is the default', () => {
  const yaml = `
# The engineers' space without its archive
version: 1
policy:
  selfService: narrow
  labelsOut: [no-ai, Secret]
  offered:
    except: [HR]
spaces:
  ENG:
    rules:
      - include space
      - exclude tree 4194306   # Hardware
    spaceAdminRules: [exclude page 4194400]
  "~712020abc": {}
`;
  expect(read(yaml)).toEqual({
    policy: { ...defaultPolicy, selfService: 'narrow', labelsOut: ['no-ai', 'secret'], offered: { kind: 'except', keys: ['HR'] } },
    spaces: [
      {
        key: 'ENG',
        site: [
          { choice: 'include', target: { kind: 'space' } },
          { choice: 'exclude', target: { kind: 'tree', id: '4194306' } },
        ],
        space: [{ choice: 'exclude', target: { kind: 'content', id: '4194400' } }],
      },
      { key: '~712020abc', site: [], space: [] },
    ],
  });
  expect(read('version: 1')).toEqual({ policy: defaultPolicy, spaces: [] });
  expect(textOfRule({ choice: 'exclude', target: { kind: 'content', id: '7' } })).toBe('exclude page 7');
});

const rule = 'a rule is "include" or "exclude", then "space", "blogposts", "tree ID" or "page ID"';
const wrong: [name: string, yaml: string, errors: [line: number, problem: string][]][] = [
  ['nothing', '', [[0, 'empty']]],
  ['text', 'hello', [[0, 'The file']]],
  ['a list', '- a\n- b', [[0, 'The file']]],
  ['no version', 'spaces: {}', [[0, 'version']]],
  ['a version of the future', 'version: 2', [[1, 'version']]],
  ['a version in quotes', "version: '1'", [[1, 'version']]],
  ['no YAML', 'version: 1\nspaces: {ENG: [}', [[2, 'This is no YAML']]],
  ['a tab', 'version: 1\nspaces:\n\tENG: {}', [[3, 'This is no YAML']]],
  ['a key twice', 'version: 1\nspaces:\n  ENG: {}\n  OPS: {}\n  ENG: {}', [[5, 'duplicated']]],
  ['a field twice', 'version: 1\npolicy: {}\nversion: 1', [[3, 'duplicated']]],
  ['two files in one', 'version: 1\n---\nversion: 1', [[0, 'This is no YAML']]],
  ['an unknown field', 'version: 1\nspace: {}', [[2, '"space"']]],
  ['rules outside of a space', 'version: 1\nrules:\n  - include space', [[2, 'There is no field "rules"']]],
  ['rules in the policy', 'version: 1\npolicy:\n  rules: []', [[3, 'There is no field "policy.rules"']]],
  ['an unknown field of the policy', 'version: 1\npolicy:\n  paused: true\n  labelOut: [a]', [[4, '"policy.labelOut"']]],
  ['an unknown field of a space', 'version: 1\nspaces:\n  ENG:\n    rules: []\n    rule: []', [[5, '"spaces.ENG.rule"']]],
  [
    'two unknown fields',
    'version: 1\npolicy:\n  a: 1\n  paused: true\n  b: 1',
    [
      [3, '"policy.a"'],
      [5, '"policy.b"'],
    ],
  ],
  ['a wrong type', 'version: 1\npolicy:\n  archived: maybe', [[3, 'policy.archived']]],
  ['a wrong word', 'version: 1\npolicy:\n  paused: false\n  restricted: sometimes', [[4, 'expected one of "never", "audiences"']]],
  ['a negative time', 'version: 1\npolicy:\n  graceMinutes: -5', [[3, 'policy.graceMinutes']]],
  ['a broken time', 'version: 1\npolicy:\n  graceMinutes: 1.5', [[3, 'policy.graceMinutes']]],
  ['a label with a blank', 'version: 1\npolicy:\n  labelsOut:\n    - fine\n    - not fine', [[5, 'policy.labelsOut.2']]],
  ['a number as a label', 'version: 1\npolicy:\n  labelsOut: [a, 5]', [[3, 'policy.labelsOut.2']]],
  ['a short keyword', 'version: 1\npolicy:\n  keywords:\n  - x', [[4, 'policy.keywords.1']]],
  ['a keyword of blanks', 'version: 1\npolicy:\n  keywords:\n  - "  x "', [[4, 'policy.keywords.1']]],
  ['too long a keyword', `version: 1\npolicy:\n  keywords: [${'x'.repeat(101)}]`, [[3, 'text of 2 to 100 characters']]],
  ['more keywords than the form takes', `version: 1\npolicy:\n  keywords: [${'ab, '.repeat(51)}]`, [[3, 'a list of at most 50']]],
  ['more labels than the form takes', `version: 1\npolicy:\n  labelsIn: [${'ab, '.repeat(51)}]`, [[3, 'a list of at most 50']]],
  ['too long a label', `version: 1\npolicy:\n  labelsIn: [${'x'.repeat(256)}]`, [[3, 'at most 255 characters']]],
  ['more keys than the form takes', `version: 1\npolicy:\n  offered: {only: [${'AB, '.repeat(1001)}]}`, [[3, 'a list of at most 1000']]],
  ['too long instructions', `version: 1\npolicy:\n  instructions: ${'x'.repeat(4001)}`, [[3, 'policy.instructions']]],
  ['an offer that says two things', 'version: 1\npolicy:\n  offered: {only: [A], except: [B]}', [[3, 'policy.offered']]],
  ['an offer of nothing known', 'version: 1\npolicy:\n  offered: some', [[3, 'policy.offered']]],
  ['a wrong key in an offer', 'version: 1\npolicy:\n  offered:\n    only: [A, "B C"]', [[4, 'policy.offered']]],
  ['spaces as a list', 'version: 1\nspaces:\n  - ENG', [[2, 'spaces']]],
  ['a space without anything', 'version: 1\nspaces:\n  ENG:', [[3, 'spaces.ENG']]],
  ['a wrong space key', 'version: 1\nspaces:\n  ENG: {}\n  "A B": {}', [[4, 'A B']]],
  ['the name of prototypes as a space', 'version: 1\nspaces:\n  ENG: {}\n  __proto__: {}', [[4, '__proto__']]],
  ['the name of prototypes as a field', 'version: 1\n__proto__: {version: 1}', [[2, '"__proto__"']]],
  ['a wrong rule', 'version: 1\nspaces:\n  ENG:\n    rules:\n      - include space\n      - includes space', [[6, rule]]],
  ['a wrong id', 'version: 1\nspaces:\n  ENG:\n    rules:\n      - include tree 4194x6', [[5, rule]]],
  ['an id of an address', 'version: 1\nspaces:\n  ENG:\n    rules:\n      - include page https://a/1', [[5, rule]]],
  ['a tree without an id', 'version: 1\nspaces:\n  ENG:\n    rules:\n      - include tree', [[5, rule]]],
  ['too long an id', 'version: 1\nspaces:\n  ENG:\n    rules:\n      - include tree 12345678901234567890', [[5, rule]]],
  ['two blanks', 'version: 1\nspaces:\n  ENG:\n    rules:\n      - include  space', [[5, rule]]],
  ['a rule that is a field', 'version: 1\nspaces:\n  ENG:\n    rules:\n      - include: space', [[5, rule]]],
  ['a rule that is a number', 'version: 1\nspaces:\n  ENG:\n    rules: [include space, 7]', [[4, rule]]],
  ['rules that are no list', 'version: 1\nspaces:\n  ENG:\n    rules: include space', [[4, rule]]],
  [
    'a rule of the second list',
    'version: 1\nspaces:\n  ENG:\n    rules:\n    - include space\n    spaceAdminRules:\n    - exclude space\n    - maybe',
    [[8, rule]],
  ],
  ['a rule of the second space', 'version: 1\nspaces:\n  ENG:\n    rules: [include space]\n  OPS:\n    rules:\n      - wrong', [[7, rule]]],
  [
    'wrong after a list in brackets',
    'version: 1\nspaces:\n  ENG:\n    rules: [include space, wrong]\n  OPS:\n    rules:\n      - include space\n      - include space',
    [[4, rule]],
  ],
  [
    'names of fields in a text above',
    'version: 1\npolicy:\n  instructions: |\n    spaces:\n      ENG:\n        rules:\n          - a\nspaces:\n  ENG:\n    rules:\n      - wrong',
    [[11, rule]],
  ],
  ['a space that is called as a field is', 'version: 1\nspaces:\n  rules:\n    rules:\n      - wrong', [[5, rule]]],
  ['names of fields in a comment', 'version: 1\n# spaces:\nspaces:\n  # ENG:\n  ENG:\n    rules:\n      # - a\n      - wrong', [[8, rule]]],
  ['lines of another system', 'version: 1\r\npolicy:\r\n  paused: 3\r\n', [[3, 'policy.paused']]],
  [
    'several',
    'version: 1\npolicy:\n  paused: 3\nspaces:\n  ENG:\n    rules:\n      - a\n      - include space\n      - b',
    [
      [3, 'policy.paused'],
      [7, rule],
      [9, rule],
    ],
  ],
  [
    'a reference to another part',
    'version: 1\nspaces:\n  ENG: &e\n    rules: [a]\n  OPS: *e',
    [
      [4, rule],
      [5, rule],
    ],
  ],
];

test.each(wrong)('%s is refused, with the line and the reason', (_, yaml, errors) => {
  const found = errorsOf(yaml);
  expect(found.map((one) => one.line)).toEqual(errors.map(([line]) => line));
  for (const [i, [, problem]] of errors.entries()) {
    expect(found[i]?.problem).toContain(problem);
    expect(found[i]?.problem).toMatch(/\.$/);
  }
});

test('of what is wrong throughout, the first hundred errors of each list are named', () => {
  const rules = errorsOf(`version: 1\nspaces:\n  ENG:\n    rules:\n${'      - wrong\n'.repeat(20_000)}`);
  expect(rules.map((one) => one.line)).toEqual(Array.from({ length: 100 }, (_, i) => 5 + i));
  const spaces = errorsOf(`version: 1\nspaces: {${Array.from({ length: 20_000 }, (_, i) => `S${i}: 1`).join(', ')}}`);
  expect(spaces).toHaveLength(100);
  expect(read(`version: 1\nspaces: {ENG: {rules: [${'include page 7, '.repeat(20_000)}]}}`).spaces[0]?.site).toHaveLength(1);
});

test('whatever the text is, it is read or refused', () => {
  const lines = [
    'version: 1',
    'policy:',
    'spaces:',
    '  ENG:',
    '    rules:',
    '      - include space',
    '  __proto__: {}',
    '  offered: all',
    '&a',
    '*a',
    '- x',
    '? y',
    '!!js/function x',
    '|',
    '"',
    "'",
    '{',
    '<<: *a',
  ];
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(fc.constantFrom(...lines), { maxLength: 12 }).map((all) => all.join('\n')),
      ),
      (yaml) => {
        const result = readSelectionFile(yaml);
        if (result.file) return;
        const last = yaml.split(/\r\n|\r|\n/).length;
        expect(result.errors.length).toBeGreaterThan(0);
        for (const { line, problem } of result.errors) {
          expect(line).toBeGreaterThanOrEqual(0);
          expect(line).toBeLessThanOrEqual(last + 1);
          expect(problem.length).toBeGreaterThan(5);
        }
      },
    ),
    { numRuns: 1_000, seed: 20_261_121 },
  );
  expect(Object.hasOwn(Object.prototype, 'rules')).toBe(false);
});

test('what a site exports is no change when it is imported again, whatever the order in which its keys were typed', () => {
  const now: Policy = { ...defaultPolicy, offered: { kind: 'only', keys: ['OPS', 'ENG'] } };
  expect(readSelectionFile(writeSelectionFile({ policy: now, spaces: [] }), now).policy).toEqual(now);
  const other: Policy = { ...defaultPolicy, offered: { kind: 'except', keys: ['OPS', 'ENG'] } };
  expect(readSelectionFile(writeSelectionFile({ policy: now, spaces: [] }), other).policy?.offered.kind).toBe('only');
});

test('keywords are taken without the blanks around them, as from the form', () => {
  expect(read('version: 1\npolicy: {keywords: [" tides "]}').policy.keywords).toEqual(['tides']);
});
