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
  const isOtherPolicy = policyChanges(before.policy, after.file.policy).length > 0;
  const changed = after.wishes.filter(({ key, rules }) => isOtherPolicy || spaceChanges(key, rulesOf(before, key), rules).length > 0);
  const rounds = changed.reduce((sum, { key, rules }) => sum + ROUNDS_A_SPACE + roundsOf(rules) + roundsOf(rulesOf(before, key)), 0);
  return rounds > MOST_ROUNDS ? null : forecast(ports, changed, after.file.policy);
}

const roundsOf = ({ site, space }: SpaceRules): number =>
  Math.ceil(Math.min(MOST_RULED, [...site, ...space].filter(({ target }) => 'id' in target).length) / RULES_A_ROUND);

function rulesOf(file: SelectionFile, key: string): SpaceRules {
  const { site, space } = file.spaces.find((one) => one.key === key) ?? { site: [], space: [] };
  return { site, space };
}

/** What a person reads of it before it is done. */
export function changesBetween(before: SelectionFile, after: SelectionFile): SelectionFileChange[] {
  const keys = [...new Set([...before.spaces, ...after.spaces].map((space) => space.key))].sort();
  return [
    ...policyChanges(before.policy, after.policy),
    ...keys.flatMap((key) => spaceChanges(key, rulesOf(before, key), rulesOf(after, key))),
  ];
}

const spaceChanges = (key: string, was: SpaceRules, is: SpaceRules): SelectionFileChange[] => [
  ...ruleChanges(key, '', was.site, is.site),
  ...ruleChanges(key, ' (by its own admins)', was.space, is.space),
];

function policyChanges(before: Policy, after: Policy): SelectionFileChange[] {
  const names = Object.keys(after) as (keyof Policy)[];
  return names
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({ kind: 'changed', text: `Policy, ${name}: ${JSON.stringify(before[name])} becomes ${JSON.stringify(after[name])}` }));
}

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
