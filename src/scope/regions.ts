import type { Choice, RuleTarget } from './selection';
import { keyOf } from './selection';

/** A page that some rule is about, with how many contents the rule covers (itself too) and what lies above it. */
export interface RuledNode {
  id: string;
  kind: 'tree' | 'content';
  size: number;
  above: string[];
}
export interface SpaceSize {
  pages: number;
  blogposts: number;
}

/** How many contents of a space go from one choice to the other. */
export interface Movement {
  inBefore: number;
  inAfter: number;
  comes: number;
  goes: number;
  stays: number;
  /** Under an excluding rule afterwards. */
  excluded: number;
}

/**
 * Counts what two sets of rules choose, without listing a page: the space falls into regions, one for each ruled tree less the trees
 * inside it, and each region is chosen or not as a whole.
 */
export function compareChoices(
  before: ReadonlyMap<string, Choice>,
  after: ReadonlyMap<string, Choice>,
  nodes: RuledNode[],
  size: SpaceSize,
): Movement {
  const movement: Movement = { inBefore: 0, inAfter: 0, comes: 0, goes: 0, stays: 0, excluded: 0 };
  const add = (count: number, was: Choice | null, is: Choice | null) => {
    const n = Math.max(0, count);
    if (was === 'include') movement.inBefore += n;
    if (is === 'include') movement.inAfter += n;
    if (is === 'exclude') movement.excluded += n;
    if (was === 'include' && is === 'include') movement.stays += n;
    else if (is === 'include') movement.comes += n;
    else if (was === 'include') movement.goes += n;
  };
  const trees = nodes.filter((node) => node.kind === 'tree');
  const singles = nodes.filter((node) => node.kind === 'content');
  const enclosing = (node: RuledNode): RuledNode | null => {
    const chain = node.kind === 'tree' ? node.above : [node.id, ...node.above];
    const id = chain.find((one) => trees.some((tree) => tree.id === one));
    return trees.find((tree) => tree.id === id) ?? null;
  };
  const chosen = (rules: ReadonlyMap<string, Choice>, node: RuledNode | null): Choice | null => {
    for (let at = node; at; at = enclosing(at)) {
      const own = rules.get(`${at.kind}:${at.id}`);
      if (own) return own;
    }
    return rules.get('space') ?? null;
  };
  const inside = (node: RuledNode | null) => nodes.filter((one) => enclosing(one) === node).reduce((sum, one) => sum + one.size, 0);
  for (const node of [...trees, ...singles]) {
    const own = node.size - (node.kind === 'tree' ? inside(node) : 0);
    add(own, chosen(before, node), chosen(after, node));
  }
  add(size.pages - inside(null), chosen(before, null), chosen(after, null));
  const blog = (rules: ReadonlyMap<string, Choice>) => rules.get(keyOf(blogposts)) ?? rules.get('space') ?? null;
  add(size.blogposts, blog(before), blog(after));
  return movement;
}

const blogposts: RuleTarget = { kind: 'blogposts' };
