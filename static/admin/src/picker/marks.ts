import type { SpaceSelection } from '../../../../src/api/selection';
import type { Facts } from '../confluence';
import type { TreeNode } from './tree';

export interface Mark {
  text: string;
  /** It stays out, whatever is chosen. False: it only goes to another folder. */
  keepsOut: boolean;
}

/** What keeps a content out in spite of the rules, as far as this admin can see it: archived, a label, a restriction, its own or from above. */
export function marksOf(node: TreeNode, facts: ReadonlyMap<string, Facts>, policy: SpaceSelection['policy']): Mark[] {
  const own = facts.get(node.standing.id);
  const above = node.standing.above.flatMap((id) => facts.get(id) ?? []);
  const marks: Mark[] = [];
  const keep = (text: string): number => marks.push({ text, keepsOut: true });
  if (node.place?.isArchived && !policy.archived) keep('Archived');
  const label = own?.labels.find((name) => policy.labelsOut.includes(name));
  if (label !== undefined) keep(`Label ${label}`);
  else if (above.some((one) => one.labels.some((name) => policy.labelsOut.includes(name)))) keep('Below a label that keeps out');
  const restricted = own?.isRestricted ? 'Restricted' : above.some((one) => one.isRestricted) ? 'Below a restricted page' : null;
  if (restricted !== null && policy.restricted === 'audiences')
    marks.push({ text: `${restricted}: to its audience only`, keepsOut: false });
  else if (restricted !== null) keep(restricted);
  return marks;
}

/** What lets a page or post in that no rule is about: a label of its own, in a space of which something is chosen. */
export function letInBy(node: TreeNode, facts: ReadonlyMap<string, Facts>, policy: SpaceSelection['policy']): Mark[] {
  const label = facts.get(node.standing.id)?.labels.find((name) => policy.labelsIn.includes(name));
  return label === undefined ? [] : [{ text: `Comes in by label ${label}`, keepsOut: false }];
}
