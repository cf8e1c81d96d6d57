import type { ContentId, ContentType, SpaceId } from '../content';

export type Choice = 'include' | 'exclude';

/** What a rule is about: the space's pages and blog posts, its blog posts only, a page with all below it, or one content alone. */
export type RuleTarget = { kind: 'space' } | { kind: 'blogposts' } | { kind: 'tree'; id: ContentId } | { kind: 'content'; id: ContentId };

export interface Rule {
  target: RuleTarget;
  choice: Choice;
}

/** What was chosen in one space: by the site's admins, and by the space's own, whose part the policy may limit. */
export interface SpaceRules {
  site: Rule[];
  space: Rule[];
  /** Kept, but none counts: the policy's keywords brought the space in, and do not name it any more. */
  dormant?: true;
}

/** How much the admins of a space may decide for it. */
export type SelfService = 'decide' | 'narrow' | 'none';

/** Where a content stands in its space. `above` has all ancestors, nearest first, of any type. */
export interface Standing {
  id: ContentId;
  type: ContentType;
  above: ContentId[];
}

export const keyOf = (target: RuleTarget): string => ('id' in target ? `${target.kind}:${target.id}` : target.kind);

/** The rules that count, by what they are about. Of two about the same thing the stricter counts, so the order in which they were made never does. */
export function effectiveRules(rules: SpaceRules, selfService: SelfService): Map<string, Choice> {
  const effective = new Map<string, Choice>();
  const add = ({ target, choice }: Rule) => {
    const key = keyOf(target);
    if (effective.get(key) !== 'exclude') effective.set(key, choice);
  };
  if (rules.dormant) return new Map([['space', 'exclude']]);
  rules.site.forEach(add);
  // What the space's own admins keep out stays out, also when they may decide nothing any more: nobody has said that it may leave.
  rules.space.filter((rule) => selfService === 'decide' || rule.choice === 'exclude').forEach(add);
  return effective;
}

/**
 * The site admins' rules that another choice in the space builds on. What the keywords had let in does not come back with it: whoever chooses
 * one page means that page.
 */
export const standingRules = ({ site, dormant }: SpaceRules): Rule[] => (dormant ? site.filter((rule) => rule.choice === 'exclude') : site);

/** The nearest rule wins: the content itself, then each tree that it lies in from the inside out, then its space. Null: no rule is about it. */
export function nearestChoice(rules: ReadonlyMap<string, Choice>, standing: Standing): Choice | null {
  const own = rules.get(`content:${standing.id}`);
  if (own) return own;
  if (standing.type === 'blogpost') return rules.get('blogposts') ?? rules.get('space') ?? null;
  for (const id of [standing.id, ...standing.above]) {
    const choice = rules.get(`tree:${id}`);
    if (choice) return choice;
  }
  return rules.get('space') ?? null;
}

/** A rule of the policy: every space whose key or name has this text, those of the future too. */
export function matchesKeyword(space: { key: string; name: string }, keyword: string): boolean {
  const text = keyword.trim().toLowerCase();
  return text !== '' && (space.key.toLowerCase().includes(text) || space.name.toLowerCase().includes(text));
}

/** One rule for each target, in a fixed order: what is written to a file, compared and stored. */
export function normalRules(rules: Rule[]): Rule[] {
  const strictest = new Map<string, Rule>();
  for (const rule of rules) if (strictest.get(keyOf(rule.target))?.choice !== 'exclude') strictest.set(keyOf(rule.target), rule);
  return [...strictest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
}

export interface SpaceFacts {
  id: SpaceId;
  key: string;
  type: string;
  status: string;
}
