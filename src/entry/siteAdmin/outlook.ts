import type { Forecast } from '../../api/selection';
import type { SpaceId } from '../../content';
import type { Policy, SpaceRules } from '../../scope';
import type { SelectedSpace } from '../../store';
import { forecast, keywordWishes, type Ports, type Wish } from '../../sync';
import { wishAsIs } from '../selectionViews';

/** Questions to Confluence, one after the other, that a forecast may take: at a tenth of a second each it is half of what a resolver has. */
const MOST_ROUNDS = 120;
/** For each space, and for so many rules about contents of it, as `forecast` asks. */
const ROUNDS_A_SPACE = 5;
const RULES_A_ROUND = 3;
const MOST_RULED = 60;
/** What stays of a resolver's time when the site's spaces have been listed. */
const FORECAST_MS = 14_000;

/** What would follow of these wishes, in so many spaces as can be counted while somebody waits. Null: they are more. */
export async function forecastOfFew(
  ports: Ports,
  changed: Wish[],
  rulesNow: (id: SpaceId) => SpaceRules | undefined,
  policy: Policy,
): Promise<Forecast | null> {
  const rounds = changed.reduce((sum, { id, rules }) => sum + ROUNDS_A_SPACE + roundsOf(rules) + roundsOf(rulesNow(id)), 0);
  return rounds > MOST_ROUNDS ? null : forecast(ports, changed, policy);
}

const roundsOf = ({ site, space }: SpaceRules = { site: [], space: [] }): number =>
  Math.ceil(Math.min(MOST_RULED, [...site, ...space].filter(({ target }) => 'id' in target).length) / RULES_A_ROUND);

/** What would follow of another policy: in the spaces that are selected, and in those that its keywords bring in or let go. */
export async function policyOutlook(ports: Ports, policy: Policy): Promise<Forecast | null> {
  const { policy: before, spaces } = await ports.store.settings.rulebook();
  const named = await wishesByKeyword(ports, before, policy, spaces);
  if (!named) return null;
  const ids = new Set(named.map(({ id }) => id));
  const others = decidesOtherwise(before, policy) ? spaces.filter(({ id }) => !ids.has(id)).map(wishAsIs) : [];
  const rules = new Map(spaces.map((space) => [space.id, space.rules]));
  return forecastOfFew(ports, [...others, ...named], (id) => rules.get(id), policy);
}

/** What other keywords bring in and let go. Null: too much to be counted. */
export async function wishesByKeyword(ports: Ports, before: Policy, after: Policy, spaces: SelectedSpace[]): Promise<Wish[] | null> {
  if (JSON.stringify(before.keywords) === JSON.stringify(after.keywords)) return [];
  return keywordWishes(ports, after, spaces, { most: MOST_ROUNDS / ROUNDS_A_SPACE, until: ports.invocation.deadline - FORECAST_MS });
}

/** Of the policy, what neither brings in nor keeps out anything of a space that is selected. */
const apart: ReadonlySet<keyof Policy> = new Set(['instructions', 'graceMinutes', 'paused', 'keywords']);

export const decidesOtherwise = (before: Policy, after: Policy): boolean => namesChanged(before, after).some((name) => !apart.has(name));

export function namesChanged(before: Policy, after: Policy): (keyof Policy)[] {
  // A policy has these fields and no others.
  const names = Object.keys(after) as (keyof Policy)[];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
