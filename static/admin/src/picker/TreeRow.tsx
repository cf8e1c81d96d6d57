import { router } from '@forge/bridge';
import type { Choice } from '../../../../src/api/selection';
import type { PlaceKind } from '../confluence';
import type { Row, TreeNode } from './tree';

export interface RowState {
  choice: Choice | null;
  isOwn: boolean;
  /** What keeps it out although it is chosen, or would. */
  marks: string[];
  /** Why its "+" does nothing. Null: it does. */
  fixed: string | null;
}
interface TreeRowProps {
  row: Row;
  /** From the top of the list, in CSS pixels. */
  top: number;
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
const words = { more: 'Show more', loading: 'Loading…', empty: 'Nothing below', failed: 'Could not load this. Try again' };
const kinds: Partial<Record<PlaceKind, string>> = {
  folder: 'Folder',
  whiteboard: 'Whiteboard',
  database: 'Database',
  embed: 'Smart link',
  blogpost: 'Blog post',
};
/** Places that are no content themselves lie in the tree; their pages can be chosen. */
const paths: Partial<Record<PlaceKind, string>> = {
  folder: 'folder',
  whiteboard: 'whiteboard',
  database: 'database',
  embed: 'embed',
  blogpost: 'blog',
};

export function TreeRow(props: TreeRowProps) {
  const { row, top, isActive, onFocus } = props;
  const common = {
    className: 'tree-row',
    // By the object model, which the policy lets pass; a style attribute in markup it would not.
    style: { transform: `translateY(${top}px)`, paddingInlineStart: (levelOf(row) - 1) * INDENT },
    'aria-level': levelOf(row),
    onFocus,
  };
  if (row.kind !== 'node')
    return (
      <div
        {...common}
        role="treeitem"
        tabIndex={isActive ? 0 : -1}
        aria-label={row.problem ? `${words[row.kind]}: ${row.problem}` : words[row.kind]}
        aria-busy={row.kind === 'loading' || undefined}
      >
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
  const state = props.state ?? { choice: null, isOwn: false, marks: [], fixed: null };
  return (
    <div
      {...common}
      role="treeitem"
      tabIndex={isActive ? 0 : -1}
      aria-label={[node.title, kindOf(node), stateWords(state), ...state.marks].filter(Boolean).join(', ')}
      aria-expanded={node.canOpen ? isOpen : undefined}
      aria-selected={state.choice === 'include'}
      aria-setsize={row.size}
      aria-posinset={row.position}
    >
      <NodeRow {...props} node={node} isOpen={isOpen} state={state} />
    </div>
  );
}

function NodeRow({
  node,
  isOpen,
  state,
  isActive,
  spaceKey,
  hasPath,
  onOpen,
  onToggle,
  onMenu,
}: TreeRowProps & { node: TreeNode; isOpen: boolean; state: RowState }) {
  const tabIndex = isActive ? 0 : -1;
  const isIn = state.choice === 'include';
  const kind = kindOf(node);
  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the row takes Enter and the arrows */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: for the pointer only; the click gives the row the focus */}
      <span className="tree-name" onClick={node.canOpen ? onOpen : undefined}>
        <span className="tree-twist">{node.canOpen ? <Twist isOpen={isOpen} /> : null}</span>
        <span className={state.choice === 'exclude' ? 'tree-title tree-out' : 'tree-title'}>{node.title}</span>
        {kind && <span className="tree-kind">{kind}</span>}
        {hasPath && node.level === 1 && node.path.length > 0 && <span className="tree-path">{node.path.join(' / ')}</span>}
      </span>
      <span className="tree-state" aria-hidden="true">
        {state.marks.map((mark) => (
          <span key={mark} className="mark">
            {mark}
          </span>
        ))}
        <span className={`tree-choice tree-choice-${state.choice ?? 'none'}`}>{stateWords(state)}</span>
      </span>
      <button
        type="button"
        tabIndex={tabIndex}
        className="row-button"
        disabled={state.fixed !== null}
        title={state.fixed ?? (isIn ? 'Leave out' : 'Include with all below')}
        aria-label={isIn ? `Leave out ${node.title}` : `Include ${node.title}`}
        onClick={onToggle}
      >
        {isIn ? '−' : '+'}
      </button>
      <button
        type="button"
        tabIndex={tabIndex}
        className="row-button"
        aria-haspopup="menu"
        aria-label={`More for ${node.title}`}
        onClick={(event) => onMenu(event.currentTarget)}
      >
        ⋯
      </button>
      <button
        type="button"
        tabIndex={tabIndex}
        className="row-button"
        title="Open in Confluence"
        aria-label={`Open ${node.title} in Confluence (opens a new tab)`}
        onClick={() => void router.open(addressOf(node, spaceKey))}
      >
        ↗
      </button>
    </>
  );
}

function Twist({ isOpen }: { isOpen: boolean }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" className={isOpen ? 'twist-open' : undefined}>
      <path d="M6 3l5 5-5 5" fill="none" stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}

const levelOf = (row: Row): number => (row.kind === 'node' ? row.node.level : row.level);
function kindOf(node: TreeNode): string | null {
  if (node.standing.kind === 'space') return 'Whole space';
  if (!node.place) return null;
  return node.place.kind === 'page' ? null : (kinds[node.place.kind] ?? node.place.kind);
}

function stateWords({ choice, isOwn }: RowState): string {
  if (choice === 'include') return isOwn ? 'Included' : 'Included from above';
  if (choice === 'exclude') return isOwn ? 'Left out' : 'Left out from above';
  return 'Not chosen';
}

export function addressOf(node: Pick<TreeNode, 'place'>, spaceKey: string): string {
  const space = `/wiki/spaces/${encodeURIComponent(spaceKey)}`;
  return node.place ? `${space}/${paths[node.place.kind] ?? 'pages'}/${node.place.id}` : space;
}
