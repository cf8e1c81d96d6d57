import { createHash } from 'node:crypto';
import { folderName } from '../../src/document';
import type { RuleText } from './scope';

/** Who may read a restricted content, told from the folder it lies in: "zq-group or one person, and also 2 people in SPACE (KEY)". */
export interface Audience {
  folder: string;
  words: string;
  rules: ReadonlySet<RuleText>;
}

/** Null where there is no restriction. */
export function audienceOf(restrictions: Iterable<RuleText>, space: { id: string; key: string }): Audience | null {
  const rules = [...new Set(restrictions)].sort();
  if (rules.length === 0) return null;
  const words = rules.map(inWords).join(', and also ');
  const key = createHash('sha256')
    .update([space.id, ...rules].join('&'))
    .digest('base64url')
    .slice(0, 10);
  const said = `${words}; of these, only who may view the space ${space.key} in Confluence`;
  const title = words.length > 80 ? `${words.slice(0, 77).trimEnd()}…` : words;
  return { folder: folderName({ id: key, title: `${title} in ${space.key}` }), words: said, rules: new Set(rules) };
}

/** People are counted and not named. */
function inWords(text: RuleText): string {
  // As restrictionsOn writes it.
  const [users, groups] = JSON.parse(text) as [string[], string[]];
  const people = users.length === 0 ? [] : users.length === 1 ? ['one person'] : [`${users.length} people`];
  return [...groups, ...people].join(' or ');
}
