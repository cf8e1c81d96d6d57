import Heading from '@atlaskit/heading';
import SectionMessage from '@atlaskit/section-message';
import { useCallback, useRef, useState } from 'react';
import type { Choice, Forecast, Rule, RuleTarget, SpaceSelection } from '../../../../src/api/selection';
import type { Facts } from '../confluence';
import { useUnsaved } from '../guard';
import { ForecastAndSave } from '../parts/ForecastAndSave';
import { Search } from '../parts/Search';
import { usePreview } from '../preview/context';
import { letInBy, marksOf } from './marks';
import { Places } from './Places';
import { type MenuItem, RowMenu } from './RowMenu';
import { RuleList } from './RuleList';
import { keyOf, type Layer, type Standing, standpoint, toggled } from './rules';
import type { RowState } from './TreeRow';
import type { TreeNode } from './tree';
import { type DraftOfSpace, useDraft } from './useDraft';

export interface PickerProps {
  selection: SpaceSelection;
  /** Whose rules are being changed: the site admins' or the space's own. */
  layer: Layer;
  /** Why nothing can be changed here. Null: it can. */
  locked: string | null;
  forecast(rules: Rule[]): Promise<Forecast>;
  save(rules: Rule[]): Promise<void>;
}

/** Chooses what of a space is mirrored: what is chosen at the top, then the space as a tree, then what saving would do. */
export function Picker({ selection, layer, locked, forecast, save }: PickerProps) {
  const draft = useDraft(selection, layer);
  const preview = usePreview();
  const [query, setQuery] = useState('');
  const [menu, setMenu] = useState<{ node: TreeNode; anchor: HTMLElement } | null>(null);
  const [notice, setNotice] = useState('');
  const places = useRef<HTMLDivElement>(null);
  useUnsaved(draft.isChanged);
  const closeMenu = useCallback(() => setMenu(null), []);
  const mayChange = locked === null && !(layer === 'space' && selection.selfService === 'none');
  const mayInclude = layer === 'site' || selection.selfService === 'decide';
  const itemsOf = (node: TreeNode): MenuItem[] => menuOf(node, draft, { mayChange, mayInclude }, preview);
  const stateOf = (node: TreeNode, facts: ReadonlyMap<string, Facts>): RowState => {
    const { choice, isOwn } = standpoint(draft.effective, node.standing);
    const turns = locked === null && toggled(draft.draft, node.standing) !== null;
    const marks = marksOf(node, facts, selection.policy);
    const isForLabels = choice === null && draft.effective.size > 0 && !marks.some((mark) => mark.keepsOut);
    return {
      choice,
      isOwn,
      marks: isForLabels ? [...marks, ...letInBy(node, facts, selection.policy)] : marks,
      fixed: turns ? null : (locked ?? fixedBy(layer, selection)),
      hasMenu: itemsOf(node).length > 0,
    };
  };
  const ofPlaces = {
    selection,
    stateOf,
    toggle: (node: TreeNode) => {
      const { fixed } = stateOf(node, new Map());
      setNotice(fixed === null ? '' : `${node.title} cannot be changed here: ${fixed}`);
      if (fixed === null) draft.toggle(node);
    },
    menu: (node: TreeNode, anchor: HTMLElement) => itemsOf(node).length > 0 && setMenu({ node, anchor }),
  };
  return (
    <>
      {locked !== null && (
        <div className="block">
          <SectionMessage appearance="information" title="Nothing can be changed here" headingLevel="h3">
            <p>{locked}</p>
          </SectionMessage>
        </div>
      )}
      <Chosen selection={selection} layer={layer} draft={draft} isLocked={locked !== null} mayInclude={mayInclude} />
      <section className="section">
        <Heading size="small" as="h3">
          Pages of {selection.spaceName}
        </Heading>
        <p className="help" id="tree-help">
          {mayChange &&
            (mayInclude
              ? '“+” includes a page with all below it, those of the future too; “−” leaves it out. '
              : '“−” leaves out a page with all below it, those of the future too. ')}
          Keys: arrows walk and open{mayChange && (mayInclude ? ', Space includes or leaves out' : ', Space leaves out')}, Shift and F10{' '}
          {mayChange ? 'have more choices' : 'have the preview of a page'}, letters find a title.
        </p>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: hands a key of the search field on to the tree */}
        <div
          className="toolbar"
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return;
            event.preventDefault();
            places.current?.querySelector<HTMLElement>(':scope > :not([hidden]) [role=treeitem][tabindex="0"]')?.focus();
          }}
        >
          <Search label="Search pages by title or id" onSearch={setQuery} />
        </div>
        <div ref={places}>
          {/* The tree stays as it was opened while a search is shown in its place. */}
          <div hidden={query !== ''}>
            <Places query="" {...ofPlaces} />
          </div>
          {query !== '' && (
            <div>
              <Places key={query} query={query} {...ofPlaces} />
            </div>
          )}
        </div>
        <p role="status" className="help">
          {notice}
        </p>
        {menu && <RowMenu label={`Choices for ${menu.node.title}`} anchor={menu.anchor} items={itemsOf(menu.node)} onClose={closeMenu} />}
      </section>
      {locked === null && (
        <div className="section">
          <ForecastAndSave
            of={JSON.stringify(draft.rules)}
            isChanged={draft.isChanged}
            save="Save"
            forecast={() => forecast(draft.rules)}
            onSave={() => save(draft.rules)}
            onDiscard={draft.discard}
          />
        </div>
      )}
    </>
  );
}

interface ChosenProps {
  selection: SpaceSelection;
  layer: Layer;
  draft: DraftOfSpace;
  isLocked: boolean;
  mayInclude: boolean;
}

function Chosen({ selection, layer, draft, isLocked, mayInclude }: ChosenProps) {
  const others = draft.draft.others;
  const isHeard = selection.selfService === 'decide';
  const otherLabel = layer === 'site' ? 'Chosen by the space’s admins' : 'Chosen by site admins';
  return (
    <section className="section" aria-label="What is chosen">
      <Heading size="small" as="h3">
        What is chosen
      </Heading>
      {draft.rules.length === 0 && <p className="subtle">{nothingChosen(isLocked, mayInclude, others.length > 0)}</p>}
      {draft.rules.length > 0 && (
        <RuleList label="Chosen" rules={draft.rules} aboutOf={draft.aboutOf} onRemove={isLocked ? null : draft.remove} fixed="Locked" />
      )}
      {others.length > 0 && (
        <>
          <p className="label">
            {layer === 'site' && !isHeard ? `${otherLabel}; by the policy only what they leave out counts` : otherLabel}
          </p>
          <RuleList
            label={otherLabel}
            rules={others}
            aboutOf={draft.aboutOf}
            onRemove={null}
            fixed={layer === 'site' ? 'Space admins' : 'Site admins'}
          />
        </>
      )}
    </section>
  );
}

/** Offers only what may be done here. */
function nothingChosen(isLocked: boolean, mayInclude: boolean, isSomethingThere: boolean): string {
  if (isLocked) return 'Nothing is chosen here.';
  if (mayInclude) return 'Nothing is chosen here yet. Include the space, or parts of it, below.';
  return isSomethingThere
    ? 'You left out nothing yet. Leave out parts of what site admins included, below.'
    : 'Site admins included nothing of this space, so there is nothing to leave out.';
}

function fixedBy(layer: Layer, { selfService }: SpaceSelection): string {
  if (layer === 'site') return 'The space’s admins left this out.';
  return selfService === 'narrow' ? 'The policy lets you only leave out what site admins included.' : 'Site admins left this out.';
}

function menuOf(
  node: TreeNode,
  draft: DraftOfSpace,
  { mayChange, mayInclude }: { mayChange: boolean; mayInclude: boolean },
  preview: (content: string) => void,
): MenuItem[] {
  const { kind, id } = node.standing;
  const targets = targetsOf(kind, id);
  const isOwn = (target: RuleTarget, choice: Choice): boolean =>
    draft.rules.some((rule) => rule.choice === choice && keyOf(rule.target) === keyOf(target));
  const entries = (choice: Choice): MenuItem[] =>
    targets.map(([words, target]) => ({
      label: `${choice === 'include' ? 'Include' : 'Leave out'} ${words}`,
      isChosen: isOwn(target, choice),
      run: () => draft.choose(node, target, choice),
    }));
  const choices = mayChange ? [...(mayInclude ? entries('include') : []), ...entries('exclude')] : [];
  const isFree = targets.every(([, target]) => !isOwn(target, 'include') && !isOwn(target, 'exclude'));
  return [
    ...choices,
    ...(mayChange ? [{ label: 'No choice of its own', isChosen: isFree, run: () => draft.clear(node) }] : []),
    ...(kind === 'page' || kind === 'blogpost' ? [{ label: 'Preview…', run: () => preview(id) }] : []),
  ];
}

/** What can be said of a place, in words and as the rule that it makes. */
function targetsOf(kind: Standing['kind'], id: string): [string, RuleTarget][] {
  if (kind === 'space') return [['the whole space', { kind }]];
  if (kind === 'blogposts') return [['the blog posts', { kind }]];
  if (kind === 'blogpost') return [['this blog post', { kind: 'content', id }]];
  const tree: [string, RuleTarget] = ['with all below', { kind: 'tree', id }];
  return kind === 'page' ? [tree, ['this page alone', { kind: 'content', id }]] : [tree];
}
