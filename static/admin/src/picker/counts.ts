import type { Rule, RuleTarget } from '../../../../src/api/selection';
import type { About } from './RuleList';
import { keyOf } from './rules';

/**
 * How many contents each rule decides about in the end: those of its target, without the parts for which a nearer rule says otherwise.
 * Null: not known. A part of which it is not known where it lies, or how large it is, is not taken off.
 */
export function decidedCounts(rules: readonly Rule[], aboutOf: (target: RuleTarget) => About): Map<string, number | null> {
  const byKey = new Map(rules.map((rule) => [keyOf(rule.target), rule]));
  const below = new Map<string, Rule[]>();
  for (const rule of rules) {
    const over = nextAbove(rule.target, byKey, aboutOf);
    if (over !== null) below.set(over, [...(below.get(over) ?? []), rule]);
  }
  const decided = (rule: Rule): number | null => {
    const { count } = aboutOf(rule.target);
    if (count === null) return null;
    const parts = below.get(keyOf(rule.target)) ?? [];
    const taken = parts.map((part) => (aboutOf(part.target).count ?? 0) - (part.choice === rule.choice ? (decided(part) ?? 0) : 0));
    return Math.max(
      0,
      taken.reduce((left, one) => left - one, count),
    );
  };
  return new Map(rules.map((rule) => [keyOf(rule.target), decided(rule)]));
}

/** Key of the nearest rule that decides where this one's target does not. */
function nextAbove(target: RuleTarget, byKey: ReadonlyMap<string, Rule>, aboutOf: (target: RuleTarget) => About): string | null {
  if (target.kind === 'space') return null;
  const own = target.kind === 'content' ? [`tree:${target.id}`] : [];
  const trees = aboutOf(target).above.map((id) => `tree:${id}`);
  return [...own, ...trees, 'space'].find((key) => byKey.has(key)) ?? null;
}
