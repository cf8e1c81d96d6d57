/** What the picker shows as chosen is what the app decides by: both have the rules of the two layers, each in code of its own. */
import fc from 'fast-check';
import { effectiveRules, nearestChoice, type Rule } from '../../src/scope';
import { effective, standpoint } from '../../static/admin/src/picker/rules';

const ids = ['1', '2', '3'];
const target = fc.oneof(
  fc.constantFrom<Rule['target']>({ kind: 'space' }, { kind: 'blogposts' }),
  fc.record({ kind: fc.constantFrom('tree' as const, 'content' as const), id: fc.constantFrom(...ids) }),
);
const rules = fc.array(fc.record<Rule>({ target, choice: fc.constantFrom('include', 'exclude') }), { maxLength: 5 });
const selfService = fc.constantFrom('decide' as const, 'narrow' as const, 'none' as const);

test('for every page and blog post, whatever the policy lets the space’s own admins decide', () => {
  fc.assert(
    fc.property(rules, rules, selfService, (site, space, policy) => {
      const [shown, decided] = [effective(site, space, policy), effectiveRules({ site, space }, policy)];
      for (const [at, id] of ids.entries()) {
        const above = ids.slice(0, at).reverse();
        expect(standpoint(shown, { kind: 'page', id, above }).choice).toBe(nearestChoice(decided, { id, type: 'page', above }));
        expect(standpoint(shown, { kind: 'blogpost', id, above: [] }).choice).toBe(
          nearestChoice(decided, { id, type: 'blogpost', above: [] }),
        );
      }
    }),
    { numRuns: 2_000, seed: 20_261_121 },
  );
});
