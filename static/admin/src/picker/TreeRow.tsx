import { useId } from 'react';
import type { Choice } from '../../../../src/api/selection';
import { addressOf } from './addresses';
import type { Mark } from './marks';
import { NodeCells } from './NodeCells';
import type { Row } from './tree';

export interface RowState {
  choice: Choice | null;
  isOwn: boolean;
  /** What keeps it out although it is chosen, or would; or lets it in although no rule is about it. */
  marks: Mark[];
  /** Why its "+" does nothing. Null: it does. */
  fixed: string | null;
  /** Whether there is more to choose than by "+". */
  hasMenu: boolean;
}
interface TreeRowProps {
  row: Row;
  /** From the top of the list, in CSS pixels. */
  top: number;
  /** Its state and buttons are on a second line. */
  isNarrow: boolean;
  isActive: boolean;
  spaceKey: string;
  state: RowState | null;
  hasPath: boolean;
  onFocus(): void;
  onOpen(): void;
  onMore(): void;
  onToggle(): void;
  onMenu(at: HTMLElement): void;
}

const INDENT = 20;
/** Deep levels leave room for a title all the same. */
const NARROW_INDENT = 12;
const DEEPEST_INDENT = 8;
const words = { more: 'Show more', loading: 'Loading…', failed: 'Could not load this. Try again' };
export function TreeRow(props: TreeRowProps) {
  const { row, top, isNarrow, isActive, onFocus } = props;
  const id = useId();
  const common = {
    className: 'tree-row',
    // By the object model, which the policy lets pass; a style attribute in markup it would not.
    style: { transform: `translateY(${top}px)`, paddingInlineStart: indentOf(levelOf(row) - 1, isNarrow) },
    'aria-level': levelOf(row),
    onFocus,
  };
  if (row.kind !== 'node')
    return (
      <div {...common} role="treeitem" tabIndex={isActive ? 0 : -1} aria-busy={row.kind === 'loading' || undefined}>
        <span className="tree-twist" />
        {row.kind === 'more' || row.kind === 'failed' ? (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the row takes Enter
          // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer only
          <span className="tree-more" onClick={props.onMore}>
            {words[row.kind]}
          </span>
        ) : (
          <span className="subtle">{words[row.kind]}</span>
        )}
        {row.problem && <span className="subtle tree-path">{row.problem}</span>}
      </div>
    );
  const { node, isOpen } = row;
  const state = props.state ?? { choice: null, isOwn: false, marks: [], fixed: null, hasMenu: false };
  return (
    <div
      {...common}
      role="treeitem"
      tabIndex={isActive ? 0 : -1}
      aria-labelledby={`${id}-name ${id}-state`}
      aria-expanded={node.canOpen ? isOpen : undefined}
      aria-selected={state.choice === 'include'}
      aria-setsize={row.size}
      aria-posinset={row.position}
    >
      <NodeCells
        id={id}
        node={node}
        isOpen={isOpen}
        state={state}
        tabIndex={isActive ? 0 : -1}
        address={addressOf(node, props.spaceKey)}
        hasPath={props.hasPath}
        onOpen={props.onOpen}
        onToggle={props.onToggle}
        onMenu={props.onMenu}
      />
    </div>
  );
}

const levelOf = (row: Row): number => (row.kind === 'node' ? row.node.level : row.level);
const indentOf = (depth: number, isNarrow: boolean): number =>
  isNarrow ? Math.min(depth, DEEPEST_INDENT) * NARROW_INDENT : depth * INDENT;
