import { hasLabel } from './decide';
import { type Choice, keyOf, type RuleTarget } from './selection';

/** A page that some rule is about, with how many contents the rule covers (itself too) and what lies above it. */
export interface RuledNode {
  id: string;
  kind: 'tree' | 'content';
  size: number;
  above: string[];
  /** Labels that may keep it, and all below it, out. */
  labels?: string[];
  /** A blog post: it lies below nothing, and is one of the space's posts. */
  isPost?: boolean;
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
  /** Chosen afterwards, but kept out by a label of its own or of a page above it. */
  labelled: number;
}

/** What is chosen, and which labels keep out what is. */
export interface Chosen {
  rules: ReadonlyMap<string, Choice>;
  labelsOut: readonly string[];
}

/**
 * Counts what two sets of rules choose, without listing a page: the space falls into regions, one for each ruled tree less the trees
 * inside it, and each region is chosen or not as a whole.
 */
export function compareChoices(before: Chosen, after: Chosen, nodes: RuledNode[], size: SpaceSize): Movement {
  const movement: Movement = { inBefore: 0, inAfter: 0, comes: 0, goes: 0, stays: 0, excluded: 0, labelled: 0 };
  const add = (count: number, was: Standing, is: Standing) => {
    const n = Math.max(0, count);
    if (was === 'include') movement.inBefore += n;
    if (is === 'include') movement.inAfter += n;
    if (is === 'exclude') movement.excluded += n;
    if (is === 'labelled') movement.labelled += n;
    if (was === 'include' && is === 'include') movement.stays += n;
    else if (is === 'include') movement.comes += n;
    else if (was === 'include') movement.goes += n;
  };
  const trees = new Map(nodes.filter((node) => node.kind === 'tree').map((node) => [node.id, node]));
  /** The tree that a node lies in; of a page with rules both for it alone and for its tree, the former lies in the latter. */
  const enclosing = new Map<RuledNode, RuledNode | null>();
  const inside = new Map<RuledNode | 'space' | 'posts', number>();
  for (const node of nodes) {
    const id = (node.kind === 'tree' ? node.above : [node.id, ...node.above]).find((one) => trees.has(one));
    const around = node.isPost || id === undefined ? null : (trees.get(id) ?? null);
    enclosing.set(node, around);
    const region = around ?? (node.isPost ? 'posts' : 'space');
    inside.set(region, (inside.get(region) ?? 0) + node.size);
  }
  const blog = (rules: ReadonlyMap<string, Choice>) => rules.get(keyOf(blogposts)) ?? rules.get('space') ?? null;
  const chosen = ({ rules, labelsOut }: Chosen, node: RuledNode): Standing => {
    const choice = choiceOf(rules, node);
    if (choice !== 'include') return choice;
    for (let at: RuledNode | null = node; at; at = enclosing.get(at) ?? null) if (hasLabel(at.labels ?? [], labelsOut)) return 'labelled';
    return choice;
  };
  const choiceOf = (rules: ReadonlyMap<string, Choice>, node: RuledNode): Choice | null => {
    for (let at: RuledNode | null = node; at; at = enclosing.get(at) ?? null) {
      const own = rules.get(`${at.kind}:${at.id}`);
      if (own) return own;
    }
    return node.isPost ? blog(rules) : (rules.get('space') ?? null);
  };
  for (const node of nodes) {
    const own = node.size - (node.kind === 'tree' ? (inside.get(node) ?? 0) : 0);
    add(own, chosen(before, node), chosen(after, node));
  }
  add(size.pages - (inside.get('space') ?? 0), before.rules.get('space') ?? null, after.rules.get('space') ?? null);
  add(size.blogposts - (inside.get('posts') ?? 0), blog(before.rules), blog(after.rules));
  return movement;
}

type Standing = Choice | 'labelled' | null;
const blogposts: RuleTarget = { kind: 'blogposts' };
