import type { SpaceId } from '../../src/content';
import { defaultPolicy, type Policy, type Rule } from '../../src/scope';
import { type Editor, LETTING_LABEL } from './confluence/edits';
import type { Wish } from './scope';

/** What admins may want, at random. */

const choiceOf = (editor: Editor, including: number): Rule['choice'] => (editor.random.chance(including) ? 'include' : 'exclude');

/** About a tree, a page or post alone, or the blog. Null: the space is empty. */
function someRule(editor: Editor, spaceId: SpaceId): Rule | null {
  const { site, random, ruled } = editor;
  const nodes = [...site.nodes.values()].filter((node) => node.spaceId === spaceId && node.kind !== 'folder' && node.status === 'current');
  const choice = choiceOf(editor, 0.5);
  if (random.chance(0.1) || nodes.length === 0) return { target: { kind: 'blogposts' }, choice };
  // Of two, the one with more below it: rules about leaves decide little.
  const below = (id: string) => [...site.nodes.values()].filter(({ parentId }) => parentId === id).length;
  const [one, other] = [random.pick(nodes), random.pick(nodes)];
  const node = below(one.id) >= below(other.id) ? one : other;
  ruled.add(node.id);
  const isTree = node.kind === 'page' && random.chance(0.7);
  return { target: { kind: isTree ? 'tree' : 'content', id: node.id }, choice };
}

function someRules(editor: Editor, spaceId: SpaceId, most: number): Rule[] {
  const rules = Array.from({ length: editor.random.int(0, most) }, () => someRule(editor, spaceId));
  return rules.flatMap((rule) => (rule ? [rule] : []));
}

const wholeSpace: Rule = { target: { kind: 'space' }, choice: 'include' };

export function newWish(editor: Editor, spaceId: SpaceId): Wish {
  const { random } = editor;
  const site = random.chance(0.7) ? [wholeSpace] : [];
  const rules = random.chance(0.4) ? [] : someRules(editor, spaceId, 4);
  const others: Rule[] = site.length === 0 ? [{ target: { kind: 'blogposts' }, choice: 'include' }] : [];
  const space = random.chance(0.6) ? [] : [...(random.chance(0.3) ? [wholeSpace] : []), ...someRules(editor, spaceId, 3)];
  return { site: [...site, ...rules, ...others], space };
}

/** One rule more or less, or the whole space in or out of one layer. Null: nothing is wanted of the space any more. */
export function changedWish(editor: Editor, spaceId: SpaceId, wish: Wish): Wish | null {
  const { random } = editor;
  if (random.chance(0.2)) return null;
  const layer = random.chance(0.7) ? 'site' : 'space';
  const rules = wish[layer];
  const more = random.chance(0.2) ? wholeSpace : someRule(editor, spaceId);
  const less = rules.length > 0 ? random.pick(rules) : null;
  const without = rules.filter((rule) => rule !== less);
  const after = { ...wish, [layer]: random.chance(0.6) && more ? [...rules, more] : without };
  return after.site.length + after.space.length > 0 ? after : null;
}

export function newPolicy(editor: Editor): Policy {
  const { random } = editor;
  const policy: Policy = { ...defaultPolicy, restricted: random.chance(0.4) ? 'audiences' : 'never' };
  return { ...policy, ...someOf(editor, 'selfService'), ...someOf(editor, 'labelsOut'), ...someOf(editor, 'labelsIn') };
}

export function changedPolicy(editor: Editor, policy: Policy): Policy {
  const { random } = editor;
  const fields = ['selfService', 'labelsOut', 'labelsIn', 'selfService', 'labelsOut', 'restricted'] as const;
  return { ...policy, ...someOf(editor, random.pick(fields)) };
}

function someOf({ random }: Editor, field: 'selfService' | 'labelsOut' | 'labelsIn' | 'restricted'): Partial<Policy> {
  switch (field) {
    case 'selfService':
      return { selfService: random.pick(['decide', 'narrow', 'none'] as const) };
    case 'labelsOut':
      return { labelsOut: random.pick([['no-ai', 'rovo-ignore'], ['no-ai', 'rovo-ignore'], ['No-AI'], ['no-ai', 'Zq-Secret'], []]) };
    case 'labelsIn':
      return { labelsIn: random.chance(0.2) ? [LETTING_LABEL] : [] };
    case 'restricted':
      return { restricted: random.pick(['never', 'audiences'] as const) };
  }
}
