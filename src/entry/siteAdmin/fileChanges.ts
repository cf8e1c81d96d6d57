import type { Forecast, SelectionFileChange } from '../../api/selection';
import { keyOf, type Policy, type Rule, type SelectionFile, type SpaceRules, textOfRule } from '../../scope';
import type { Rulebook } from '../../store';
import type { Ports, Wish } from '../../sync';
import { decidesOtherwise, forecastOfFew, namesChanged, wishesByKeyword } from './outlook';

/** What would follow, in the spaces that something changes for. Null: they are too many to be counted while somebody waits. */
export async function fileOutlook(
  ports: Ports,
  { policy, spaces }: Rulebook,
  before: SelectionFile,
  after: { file: SelectionFile; wishes: Wish[] },
): Promise<Forecast | null> {
  const named = await wishesByKeyword(ports, policy, after.file.policy, spaces);
  if (!named) return null;
  const was = rulesByKey(before);
  const isOtherPolicy = decidesOtherwise(policy, after.file.policy);
  const changed = after.wishes.filter(({ key, rules }) => isOtherPolicy || spaceChanges(key, was(key), rules).length > 0);
  // What the file says of a space goes before the keywords.
  const own = new Set(after.wishes.map(({ id }) => id));
  const rules = new Map(spaces.map((space) => [space.id, space.rules]));
  return forecastOfFew(ports, [...changed, ...named.filter(({ id }) => !own.has(id))], (id) => rules.get(id), after.file.policy);
}

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
