import type { Forecast, SelectionFileChange } from '../../api/selection';
import { keyOf, type Policy, type Rule, type SelectionFile, type SpaceRules, textOfRule } from '../../scope';
import { forecast, type Ports, type Wish } from '../../sync';

/** Questions to Confluence, one after the other, that a forecast may take: at a tenth of a second each it is half of what a resolver has. */
const MOST_ROUNDS = 120;
/** For each space, and for so many rules about contents of it, as `forecast` asks. */
const ROUNDS_A_SPACE = 5;
const RULES_A_ROUND = 3;
const MOST_RULED = 60;

/** What would follow, in the spaces that something changes for. Null: they are too many to be counted while somebody waits. */
export async function outlook(
  ports: Ports,
  before: SelectionFile,
  after: { file: SelectionFile; wishes: Wish[] },
): Promise<Forecast | null> {
  const isOtherPolicy = namesChanged(before.policy, after.file.policy).some((name) => !apart.has(name));
  const was = rulesByKey(before);
  const changed = after.wishes.filter(({ key, rules }) => isOtherPolicy || spaceChanges(key, was(key), rules).length > 0);
  const rounds = changed.reduce((sum, { key, rules }) => sum + ROUNDS_A_SPACE + roundsOf(rules) + roundsOf(was(key)), 0);
  return rounds > MOST_ROUNDS ? null : forecast(ports, changed, after.file.policy);
}

const roundsOf = ({ site, space }: SpaceRules): number =>
  Math.ceil(Math.min(MOST_RULED, [...site, ...space].filter(({ target }) => 'id' in target).length) / RULES_A_ROUND);

/** By a map: two files of a site with 10,000 spaces are compared space by space. */
function rulesByKey({ spaces }: SelectionFile): (key: string) => SpaceRules {
  const known = new Map(spaces.map(({ key, site, space }) => [key, { site, space }]));
  return (key) => known.get(key) ?? { site: [], space: [] };
}

/** What a person reads of it before it is done. */
export function changesBetween(before: SelectionFile, after: SelectionFile): SelectionFileChange[] {
  const keys = [...new Set([...before.spaces, ...after.spaces].map((space) => space.key))].sort();
  const [was, is] = [rulesByKey(before), rulesByKey(after)];
  return [...policyChanges(before.policy, after.policy), ...keys.flatMap((key) => spaceChanges(key, was(key), is(key)))];
}

const spaceChanges = (key: string, was: SpaceRules, is: SpaceRules): SelectionFileChange[] => [
  ...ruleChanges(key, '', was.site, is.site),
  ...ruleChanges(key, ' (by its own admins)', was.space, is.space),
];

/** Of the policy, what neither brings in nor keeps out anything of a space that is selected. */
const apart: ReadonlySet<keyof Policy> = new Set(['instructions', 'graceMinutes', 'paused', 'keywords']);

function namesChanged(before: Policy, after: Policy): (keyof Policy)[] {
  // A policy has these fields and no others.
  const names = Object.keys(after) as (keyof Policy)[];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

const policyChanges = (before: Policy, after: Policy): SelectionFileChange[] =>
  namesChanged(before, after).map((name) => ({
    kind: 'changed',
    text: `Policy, ${name}: ${JSON.stringify(before[name])} becomes ${JSON.stringify(after[name])}`,
  }));

function ruleChanges(key: string, layer: string, before: Rule[], after: Rule[]): SelectionFileChange[] {
  const was = new Map(before.map((rule) => [keyOf(rule.target), rule]));
  const is = new Map(after.map((rule) => [keyOf(rule.target), rule]));
  const text = (rule: Rule) => `${key}${layer}: ${textOfRule(rule)}`;
  return [
    ...before.filter((rule) => !is.has(keyOf(rule.target))).map((rule): SelectionFileChange => ({ kind: 'removed', text: text(rule) })),
    ...after.flatMap((rule): SelectionFileChange[] => {
      const old = was.get(keyOf(rule.target));
      if (!old) return [{ kind: 'added', text: text(rule) }];
      return old.choice === rule.choice ? [] : [{ kind: 'changed', text: text(rule) }];
    }),
  ];
}
