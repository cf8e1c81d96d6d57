import type { Choice, Rule, RuleTarget } from './selection';

/** A rule as a selection file has it: "include tree 4194306". */
export const isRuleLine = (text: string): boolean => /^(include|exclude) (space|blogposts|tree \d{1,19}|page \d{1,19})$/.test(text);

const targetText = (target: RuleTarget): string => {
  if (target.kind === 'tree') return `tree ${target.id}`;
  return target.kind === 'content' ? `page ${target.id}` : target.kind;
};
export const textOfRule = ({ choice, target }: Rule): string => `${choice} ${targetText(target)}`;

/** Of a text that `isRuleLine`. */
export function ruleOf(text: string): Rule {
  const [choice = '', kind = '', id = ''] = text.split(' ');
  const target: RuleTarget =
    kind === 'tree' ? { kind, id } : kind === 'page' ? { kind: 'content', id } : { kind: kind === 'space' ? 'space' : 'blogposts' };
  // Such a text begins with one of these two.
  return { choice: choice as Choice, target };
}
