/** The decision whether a content may leave: a table of circumstances, and what holds for all of them. */
import fc from 'fast-check';
import type { Restriction } from '../../src/content';
import { type Circumstances, type Decision, decide, type Reason, reasonText } from '../../src/scope';

const open: Restriction = { kind: 'none' };
const some: Restriction = { kind: 'some', users: ['712020:a'], groups: [] };
const nobody: Restriction = { kind: 'some', users: [], groups: [] };
const fine: Circumstances = {
  selected: true,
  space: { status: 'current' },
  blocked: false,
  status: 'current',
  restriction: open,
  above: [open, open],
};
const out = (reason: Reason): Decision => ({ kind: 'out', reason });
const held = (reason: Reason): Decision => ({ kind: 'held', reason });

const table: [string, Partial<Circumstances>, Decision][] = [
  ['open, in an included space', {}, { kind: 'in' }],
  ['at the root', { above: [] }, { kind: 'in' }],
  ['space not included', { selected: false }, out('not-selected')],
  ['space hidden by a policy', { blocked: true }, out('space-blocked')],
  ['space not visible', { space: null }, held('space-not-visible')],
  ['space archived', { space: { status: 'archived' } }, out('space-archived')],
  ['archived', { status: 'archived' }, out('archived')],
  ['trashed', { status: 'trashed' }, out('trashed')],
  ['deleted', { status: 'deleted' }, out('trashed')],
  ['draft', { status: 'draft' }, out('not-published')],
  ['a status that Confluence may add', { status: 'brand-new' }, out('not-published')],
  ['restricted', { restriction: some }, out('restricted')],
  ['restricted, nobody named', { restriction: nobody }, out('restricted')],
  ['the parent restricted', { above: [some, open] }, out('parent-restricted')],
  ['an ancestor further up restricted', { above: [open, some] }, out('parent-restricted')],
  ['unknown who may read it', { restriction: 'unknown' }, held('restrictions-unknown')],
  ['unknown who may read one above', { above: [open, 'unknown'] }, held('restrictions-unknown')],
  ['unknown, and restricted above', { restriction: 'unknown', above: [some] }, out('parent-restricted')],
  ['restricted, and unknown above', { restriction: some, above: ['unknown'] }, out('restricted')],
  ['unknown, in a space not included', { selected: false, restriction: 'unknown' }, out('not-selected')],
];

test.each(table)('%s', (_, change, decision) => {
  expect(decide({ ...fine, ...change })).toEqual(decision);
});

const restriction = fc.constantFrom<Restriction | 'unknown'>(open, some, nobody, 'unknown');
const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  selected: fc.boolean(),
  space: fc.option(fc.record({ status: fc.constantFrom('current', 'archived', 'other') }), { nil: null }),
  blocked: fc.boolean(),
  status: fc.constantFrom('current', 'archived', 'trashed', 'draft', 'other'),
  restriction,
  above: fc.array(restriction, { maxLength: 5 }),
});

test('in is only what is selected, current, in a current space, and open all the way up', () => {
  fc.assert(
    fc.property(circumstances, (c) => {
      const isOpen = [c.restriction, ...c.above].every((one) => one !== 'unknown' && one.kind === 'none');
      const shouldBeIn = c.selected && !c.blocked && c.space?.status === 'current' && c.status === 'current' && isOpen;
      expect(decide(c).kind === 'in').toBe(shouldBeIn);
    }),
  );
});

test('the order of the ancestors makes no difference', () => {
  fc.assert(
    fc.property(circumstances, (c) => {
      expect(decide({ ...c, above: [...c.above].reverse() })).toEqual(decide(c));
    }),
  );
});

test('every reason is a sentence for a person', () => {
  for (const [, , decision] of table) if (decision.kind !== 'in') expect(reasonText(decision.reason)).toMatch(/^[A-Z].*\.$/);
});
