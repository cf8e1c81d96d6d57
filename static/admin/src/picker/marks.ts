import type { SpaceSelection } from '../../../../src/api/selection';
import type { Facts } from '../confluence';
import type { TreeNode } from './tree';

/** What keeps a content out in spite of the rules, as far as this admin can see it: archived, a label, a restriction, its own or from above. */
export function marksOf(node: TreeNode, facts: ReadonlyMap<string, Facts>, policy: SpaceSelection['policy']): string[] {
  const own = facts.get(node.standing.id);
  const above = node.standing.above.flatMap((id) => facts.get(id) ?? []);
  const marks: string[] = [];
  if (node.place?.isArchived && !policy.archived) marks.push('Archived');
  const label = own?.labels.find((name) => policy.labelsOut.includes(name));
  if (label !== undefined) marks.push(`Label ${label}`);
  else if (above.some((one) => one.labels.some((name) => policy.labelsOut.includes(name)))) marks.push('Below a label that keeps out');
  const restricted = policy.restricted === 'audiences' ? 'Restricted: to its audience only' : 'Restricted';
  if (own?.isRestricted) marks.push(restricted);
  else if (above.some((one) => one.isRestricted))
    marks.push(policy.restricted === 'audiences' ? 'Below a restricted page: to its audience only' : 'Below a restricted page');
  return marks;
}
