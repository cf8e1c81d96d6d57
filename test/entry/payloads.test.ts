/** What the schemas of payloads take and refuse, without a site: each bound from both sides, and what JSON can say of prototypes. */
import * as v from '@badrap/valita';
import { anyId, content, cursor, id, instructions, none, policy, rules, runId, wanted, yaml } from '../../src/entry/payloads';

/** As the resolver asks: a field that is not known is refused. */
const read = (schema: v.Type | v.Optional, it: unknown) => v.object({ it: schema }).try({ it }, { mode: 'strict' });
const isTaken = (schema: v.Type | v.Optional, payload: unknown) => read(schema, payload).ok;
const letters = (count: number) => 'x'.repeat(count);
const many = <T>(count: number, item: T) => Array.from({ length: count }, () => item);

const rule = { target: { kind: 'tree', id: '7' }, choice: 'include' };
const goodPolicy = {
  offered: { kind: 'only', keys: ['ENG'] },
  selfService: 'narrow',
  personalSpaces: false,
  archived: true,
  labelsOut: ['no-ai'],
  labelsIn: [],
  restricted: 'never',
  graceMinutes: 60,
  paused: false,
  instructions: '',
  keywords: ['key'],
};

const bounds: [name: string, schema: v.Type | v.Optional, most: unknown, more: unknown][] = [
  ['digits of an id', id, '1'.repeat(20), '1'.repeat(21)],
  ['an id at all', id, '0', ''],
  ['letters of a run id', runId, letters(24), letters(25)],
  ['a cursor', cursor, letters(2000), letters(2001)],
  ['an address', content, letters(2000), letters(2001)],
  ['an address at all', content, 'x', ' \n\t'],
  ['instructions', instructions, letters(4000), letters(4001)],
  ['a selection file', yaml, { yaml: letters(400_000) }, { yaml: letters(400_001) }],
  ['rules of a space', rules, many(2000, rule), many(2001, rule)],
  ['spaces at once', wanted, { wanted: many(100, { spaceId: '1', rules: [] }) }, { wanted: many(101, { spaceId: '1', rules: [] }) }],
  ['one space at least', wanted, { wanted: [{ spaceId: '1', rules: [rule] }] }, { wanted: [] }],
  ['labels', policy, { ...goodPolicy, labelsIn: many(50, 'a') }, { ...goodPolicy, labelsIn: many(51, 'a') }],
  ['a label', policy, { ...goodPolicy, labelsOut: [letters(255)] }, { ...goodPolicy, labelsOut: [letters(256)] }],
  ['a keyword', policy, { ...goodPolicy, keywords: [' ab '] }, { ...goodPolicy, keywords: [' a '] }],
  ['the most grace', policy, { ...goodPolicy, graceMinutes: 10_080 }, { ...goodPolicy, graceMinutes: 10_081 }],
  ['the least grace', policy, { ...goodPolicy, graceMinutes: 0 }, { ...goodPolicy, graceMinutes: -1 }],
  ['whole minutes', policy, goodPolicy, { ...goodPolicy, graceMinutes: 1.5 }],
  ['minutes that are a number', policy, goodPolicy, { ...goodPolicy, graceMinutes: Number.NaN }],
];

test.each(bounds)('%s: the last is taken, one more is not', (_, schema, most, more) => {
  expect(isTaken(schema, most)).toBe(true);
  expect(isTaken(schema, more)).toBe(false);
});

/** As a call from a browser would bring it: own fields, whatever their names. */
const json = (text: string): unknown => JSON.parse(text);
const hostile: [name: string, schema: v.Type | v.Optional, payload: unknown][] = [
  ['an own field of the name of prototypes', yaml, json('{"yaml":"a","__proto__":{"admin":true}}')],
  ['fields out of a prototype that was sent', yaml, json('{"__proto__":{"yaml":"a"}}')],
  ['the name of what every record inherits', yaml, json('{"yaml":"a","constructor":1}')],
  ['a field further inside', rules, [{ ...rule, target: { kind: 'space', id: '7' } }]],
  ['a kind that every record has', rules, [{ ...rule, target: { kind: 'toString', id: '7' } }]],
  ['a choice that every record has', rules, [{ ...rule, choice: 'constructor' }]],
  ['a list that is a record', rules, { length: 1, 0: rule }],
  ['a record that is a list', wanted, [[]]],
  ['keys where all is offered', policy, { ...goodPolicy, offered: { kind: 'all', keys: [] } }],
  ['a number of text', id, 7],
  ['a line after the id', id, '7\n'],
];
test.each(hostile)('takes no %s', (_, schema, payload) => {
  expect(isTaken(schema, payload)).toBe(false);
});

test('blanks around an address and a key are no part of it', () => {
  expect(read(content, ' 7\n')).toEqual({ ok: true, value: { it: '7' } });
  const keys = { ...goodPolicy, offered: { kind: 'except', keys: [' ENG '] } };
  expect(read(policy, keys)).toEqual({ ok: true, value: { it: { ...goodPolicy, offered: { kind: 'except', keys: ['ENG'] } } } });
});

test('labels are taken small, as Confluence and a selection file have them', () => {
  const saved = { ...goodPolicy, labelsOut: ['No-AI'], labelsIn: ['Public'] };
  expect(read(policy, saved)).toEqual({ ok: true, value: { it: { ...goodPolicy, labelsOut: ['no-ai'], labelsIn: ['public'] } } });
});

test('what comes to a call without a payload is not looked at', () => {
  for (const payload of [undefined, null, 7, {}, { a: letters(100_000) }]) expect(none.parse(payload)).toBeUndefined();
});

test('of a list that is too long for any call, the error is found all the same', () => {
  const parsed = wanted.try({ wanted: [{ spaceId: '1', rules: many(200_000, 1) }] });
  expect(parsed.ok ? [] : parsed.issues.map((issue) => issue.path)).toEqual([['wanted', 0, 'rules']]);
});

test('an id that Forge gives as a number is the same id', () => {
  expect(anyId.parse(98_310)).toBe('98310');
  expect(isTaken(anyId, Number.POSITIVE_INFINITY)).toBe(false);
});
