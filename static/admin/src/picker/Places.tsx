import EmptyState from '@atlaskit/empty-state';
import type { SpaceSelection } from '../../../../src/api/selection';
import type { Facts } from '../confluence';
import { Problem } from '../parts/Problem';
import { Loading } from '../parts/View';
import { PageTree } from './PageTree';
import type { RowState } from './TreeRow';
import { ROOT, type TreeNode } from './tree';
import { useTree } from './useTree';

interface PlacesProps {
  selection: SpaceSelection;
  query: string;
  stateOf(node: TreeNode, facts: ReadonlyMap<string, Facts>): RowState;
  toggle(node: TreeNode): void;
  menu(node: TreeNode, at: HTMLElement): void;
}

/** The space as a tree, or what a search in it found, which opens in the same way. */
export function Places({ selection, query, stateOf, toggle, menu }: PlacesProps) {
  const { spaceId, spaceKey, spaceName } = selection;
  const tree = useTree({ id: spaceId, key: spaceKey, name: spaceName }, query);
  if (query && !tree.isHere && tree.problem === null) return <Loading what="what matches" />;
  if (query && !tree.isHere)
    return (
      <Problem
        title="Could not search"
        message={tree.problem ?? ''}
        meaning="What you chose so far is still here. Try again, or open the tree instead."
        retry={() => tree.more(ROOT)}
      />
    );
  if (query && tree.isEmpty) return <EmptyState header="Nothing matches" headingLevel={4} description={`No title has “${query}” in it.`} />;
  return (
    <PageTree
      label={query ? `What matches “${query}”` : `Pages of ${spaceName}`}
      tree={tree}
      spaceKey={spaceKey}
      stateOf={stateOf}
      toggle={toggle}
      menu={menu}
      hasPaths={query !== ''}
    />
  );
}
