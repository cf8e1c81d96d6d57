import type { AccountId, Restriction } from '../content';

/** One restriction: whoever is one of the users, or in one of the groups, may read. */
export interface ReadRule {
  users: AccountId[];
  groups: string[];
}

/** Rules that must all hold. Never empty: content without a restriction has no audience of its own. */
export interface Audience {
  rules: ReadRule[];
}

const normal = ({ users, groups }: ReadRule): ReadRule => ({ users: [...new Set(users)].sort(), groups: [...new Set(groups)].sort() });
/** The same text for the same rule, and only for it. */
export const ruleText = (rule: ReadRule): string => JSON.stringify([rule.users, rule.groups]);

/**
 * Who may read a content that carries these restrictions, its own and every ancestor's: AND over them, OR inside one. Null: whoever may
 * read the space. The same restrictions in another order, or one twice, are the same audience.
 */
export function audienceOf(restrictions: Restriction[]): Audience | null {
  const rules = new Map<string, ReadRule>();
  for (const restriction of restrictions) {
    if (restriction.kind === 'none') continue;
    const rule = normal(restriction);
    rules.set(ruleText(rule), rule);
  }
  if (rules.size === 0) return null;
  return { rules: [...rules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule) };
}

/** Somebody may read: no rule is empty. A restriction that names nobody is for nobody. */
export const isReadable = (audience: Audience): boolean => audience.rules.every((rule) => rule.users.length + rule.groups.length > 0);

/** The same text for the same audience, and only for it. */
export const audienceText = (audience: Audience): string => audience.rules.map(ruleText).join('&');
