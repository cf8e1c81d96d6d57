/** Each rule and each note of a selected space comes back as it was stored, and what is not understood is not passed over. */
import type { Rule } from '../../src/scope';
import type { SelectedSpace } from '../../src/store';
import { SelectionUnreadableError, type StoredSpace, selectedSpaceOf, storedForm } from '../../src/store/selectionForm';
import { noted, page, space, trees, whole } from './selections';

const blogposts: Rule = { target: { kind: 'blogposts' }, choice: 'exclude' };
test.each<[string, Partial<SelectedSpace>]>([
  ['a whole space', {}],
  ['nothing chosen', { rules: { site: [], space: [] } }],
  [
    'all kinds of rules, in their order',
    { rules: { site: [blogposts, page('1'), page('2'), whole, ...trees(9, 5), page('3')], space: [blogposts] } },
  ],
  ['dormant', { byKeyword: true, rules: { site: [whole], space: [page('1')], dormant: true } }],
  ['all that the app notes', { ...noted, type: 'personal', includedBy: null }],
])('%s comes back equal', (_, change) => {
  const one = space('42', change);
  // As the key-value store gives it back.
  const stored: StoredSpace = JSON.parse(JSON.stringify(storedForm(one)));
  expect(selectedSpaceOf('42', stored)).toEqual(one);
});

test.each(['+q', 's', '+s7', '+t', '-c', '+c1,,2', '-c1, -c2', '+t1  +t2', '*t1'])(
  'a rule that is not known, "%s", is not passed over',
  (r) => {
    expect(() => selectedSpaceOf('42', { k: 'K', i: 1, r })).toThrow(SelectionUnreadableError);
  },
);
