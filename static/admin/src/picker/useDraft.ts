import { useCallback, useMemo, useState } from 'react';
import type { Choice, Rule, RuleTarget, SpaceSelection } from '../../../../src/api/selection';
import { countTree } from '../confluence';
import { addressOf } from './addresses';
import type { About } from './RuleList';
import { type Draft, effectiveOf, keyOf, type Layer, sameRules, toggled, withoutOwn, withoutRule, withRule } from './rules';
import type { TreeNode } from './tree';

export interface DraftOfSpace {
  draft: Draft;
  rules: Rule[];
  effective: Map<string, Choice>;
  isChanged: boolean;
  toggle(node: TreeNode): void;
  choose(node: TreeNode, target: RuleTarget, choice: Choice): void;
  clear(node: TreeNode): void;
  remove(rule: Rule): void;
  discard(): void;
  aboutOf(target: RuleTarget): About;
}

const plain = ({ target, choice }: Rule): Rule => ({ target, choice });

/** One layer's rules of a space while they are being changed, and what is known of each rule's content. */
export function useDraft(selection: SpaceSelection, layer: Layer): DraftOfSpace {
  const saved = useMemo(() => selection[layer].map(plain), [selection, layer]);
  const others = useMemo(() => selection[layer === 'site' ? 'space' : 'site'].map(plain), [selection, layer]);
  // What is saved, here or by somebody else, takes the place of the draft; the tree around it stays as it was opened.
  const savedKey = JSON.stringify(saved);
  const [edited, setEdited] = useState({ of: savedKey, rules: saved });
  const rules = edited.of === savedKey ? edited.rules : saved;
  const setRules = (next: Rule[]): void => setEdited({ of: savedKey, rules: next });
  const [met, setMet] = useState<ReadonlyMap<string, About>>(new Map());
  const draft: Draft = useMemo(() => ({ layer, rules, others, selfService: selection.selfService }), [layer, rules, others, selection]);
  const effective = useMemo(() => effectiveOf(draft), [draft]);
  const known = useMemo(() => aboutAll(selection, met), [selection, met]);

  const meet = (node: TreeNode): void => {
    const { id, above } = node.standing;
    const about: About = { title: node.title, path: node.path, url: addressOf(node, selection.spaceKey), above, count: null };
    setMet((before) => new Map([[`tree:${id}`, about], [`content:${id}`, { ...about, count: 1 }], ...before]));
    if (node.standing.kind !== 'page' && node.standing.kind !== 'place') return;
    // The count is a help for the eye: without it the row says nothing, and the forecast counts anyway.
    countTree(id).then(
      (count) => setMet((before) => new Map([...before, [`tree:${id}`, { ...about, count }]])),
      () => undefined,
    );
  };
  const change = (node: TreeNode, next: Rule[]): void => {
    if (node.place) meet(node);
    setRules(next);
  };
  const aboutOf = useCallback((target: RuleTarget) => known.get(keyOf(target)) ?? unknownOf(target, selection), [known, selection]);
  return {
    draft,
    rules,
    effective,
    isChanged: !sameRules(rules, saved),
    toggle: (node) => {
      const next = toggled(draft, node.standing);
      if (next) change(node, next);
    },
    choose: (node, target, choice) => change(node, withRule(rules, target, choice)),
    clear: (node) => setRules(withoutOwn(rules, node.standing)),
    remove: (rule) => setRules(withoutRule(rules, rule.target)),
    discard: () => setRules(saved),
    aboutOf,
  };
}

function aboutAll(selection: SpaceSelection, met: ReadonlyMap<string, About>): Map<string, About> {
  const all = new Map(met);
  for (const row of [...selection.site, ...selection.space])
    if (row.title !== null || row.count !== null) {
      const { title } = unknownOf(row.target, selection);
      all.set(keyOf(row.target), {
        title: 'id' in row.target ? (row.title ?? title) : title,
        path: row.path,
        url: row.url,
        above: row.above,
        count: row.count,
      });
    }
  return all;
}

function unknownOf(target: RuleTarget, { spaceName }: SpaceSelection): About {
  const title =
    'id' in target
      ? `${target.kind === 'tree' ? 'A folder, or content' : 'Content'} ${target.id}, which you cannot see or which is gone`
      : target.kind === 'space'
        ? `the whole of ${spaceName}`
        : `blog posts of ${spaceName}`;
  return { title, path: [], url: null, above: [], count: null };
}
