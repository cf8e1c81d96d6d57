/** How the rules of a space bear on one place of its tree: the nearest wins, and of two about the same thing the stricter. */
import type { Choice, Rule, RuleTarget, SelfService } from '../../../../src/api/selection';

export type Layer = 'site' | 'space';
export const keyOf = (target: RuleTarget): string => ('id' in target ? `${target.kind}:${target.id}` : target.kind);

/** What rules need to know of a place. `above` has the ids of all ancestors, nearest first. */
export interface Standing {
  kind: 'space' | 'blogposts' | 'blogpost' | 'page' | 'place';
  id: string;
  above: readonly string[];
}
export interface Standpoint {
  choice: Choice | null;
  /** The rule that decides is about this very place. */
  isOwn: boolean;
}

/** The rules of both layers that count, by their targets. What the space's own admins keep out counts whatever they may decide now. */
export function effective(site: readonly Rule[], space: readonly Rule[], selfService: SelfService): Map<string, Choice> {
  const rules = new Map<string, Choice>();
  const heard = space.filter((rule) => selfService === 'decide' || rule.choice === 'exclude');
  for (const { target, choice } of [...site, ...heard]) if (rules.get(keyOf(target)) !== 'exclude') rules.set(keyOf(target), choice);
  return rules;
}

export function standpoint(rules: ReadonlyMap<string, Choice>, { kind, id, above }: Standing): Standpoint {
  for (const [key, isOwn] of questions(kind, id, above)) {
    const choice = rules.get(key);
    if (choice) return { choice, isOwn };
  }
  return { choice: null, isOwn: false };
}

/** Targets that may decide, nearest first, and whether they are the place itself. */
function questions(kind: Standing['kind'], id: string, above: readonly string[]): [string, boolean][] {
  if (kind === 'space') return [['space', true]];
  const space: [string, boolean] = ['space', false];
  if (kind === 'blogposts') return [['blogposts', true], space];
  if (kind === 'blogpost') return [[`content:${id}`, true], ['blogposts', false], space];
  const own: [string, boolean][] = [[`tree:${id}`, true]];
  if (kind === 'page') own.unshift([`content:${id}`, true]);
  return [...own, ...above.map((one): [string, boolean] => [`tree:${one}`, false]), space];
}

/** The target that "+" sets: all that belongs to the place. */
export function widestTarget({ kind, id }: Pick<Standing, 'kind' | 'id'>): RuleTarget {
  if (kind === 'space' || kind === 'blogposts') return { kind };
  return kind === 'blogpost' ? { kind: 'content', id } : { kind: 'tree', id };
}

const ownKeys = ({ kind, id }: Pick<Standing, 'kind' | 'id'>): string[] =>
  kind === 'space' || kind === 'blogposts' ? [kind] : [`content:${id}`, `tree:${id}`];

export function withoutOwn(rules: readonly Rule[], place: Pick<Standing, 'kind' | 'id'>): Rule[] {
  const own = ownKeys(place);
  return rules.filter((rule) => !own.includes(keyOf(rule.target)));
}

/** A rule about all below takes the place of what was said of the page alone; one about the page alone leaves the other as it is. */
export function withRule(rules: readonly Rule[], target: RuleTarget, choice: Choice): Rule[] {
  const replaced = target.kind === 'tree' ? [keyOf(target), `content:${target.id}`] : [keyOf(target)];
  return [...rules.filter((rule) => !replaced.includes(keyOf(rule.target))), { target, choice }];
}
export const withoutRule = (rules: readonly Rule[], target: RuleTarget): Rule[] =>
  rules.filter((rule) => keyOf(rule.target) !== keyOf(target));

/** Both layers, and which of them is being edited. */
export interface Draft {
  layer: Layer;
  rules: Rule[];
  others: Rule[];
  selfService: SelfService;
}
export const effectiveOf = ({ layer, rules, others, selfService }: Draft): Map<string, Choice> =>
  layer === 'site' ? effective(rules, others, selfService) : effective(others, rules, selfService);

/**
 * The other way round for this place with the fewest rules: by taking its own rule away, else by giving it one. Null if neither turns it,
 * since the other layer's rule stands against it.
 */
export function toggled(draft: Draft, place: Standing): Rule[] | null {
  const isIn = (rules: Rule[]): boolean => standpoint(effectiveOf({ ...draft, rules }), place).choice === 'include';
  const wanted = !isIn(draft.rules);
  const cleared = withoutOwn(draft.rules, place);
  const candidates = [cleared, withRule(cleared, widestTarget(place), wanted ? 'include' : 'exclude')];
  return candidates.find((rules) => isIn(rules) === wanted) ?? null;
}

/** The same rules, in whatever order. */
export function sameRules(a: readonly Rule[], b: readonly Rule[]): boolean {
  const text = (rules: readonly Rule[]): string =>
    rules
      .map((rule) => `${keyOf(rule.target)} ${rule.choice}`)
      .sort()
      .join();
  return text(a) === text(b);
}
