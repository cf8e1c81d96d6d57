import { router } from '@forge/bridge';
import type { PlaceKind } from '../confluence';
import type { RowState } from './TreeRow';
import type { TreeNode } from './tree';

interface NodeCellsProps {
  /** Of the row: its name and its state have ids by it. */
  id: string;
  node: TreeNode;
  isOpen: boolean;
  state: RowState;
  tabIndex: number;
  address: string;
  hasPath: boolean;
  onOpen(): void;
  onToggle(): void;
  onMenu(at: HTMLElement): void;
}

/** What stands in the row of a place: its name, how it stands, and what can be done. */
export function NodeCells({ id, node, isOpen, state, tabIndex, address, hasPath, onOpen, onToggle, onMenu }: NodeCellsProps) {
  const isIn = state.choice === 'include';
  const kind = kindOf(node);
  const path = hasPath && node.level === 1 ? node.path.join(' / ') : '';
  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the row takes Enter and the arrows */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: for the pointer only; the click gives the row the focus */}
      <span id={`${id}-name`} className="tree-name" onClick={node.canOpen ? onOpen : undefined}>
        <span className="tree-twist">{node.canOpen && <Glyph is={isOpen ? 'open' : 'closed'} />}</span>
        <span className={state.choice === 'exclude' ? 'tree-title tree-out' : 'tree-title'}>{node.title}</span>
        {/* The blanks part the words of the row's name for who hears it; a flexible row draws none. */}
        {kind && (
          <>
            {' '}
            <span className="tree-kind">{kind}</span>
          </>
        )}
        {node.isLeaf && (
          <>
            {' '}
            <span className="tree-kind">Nothing below</span>
          </>
        )}
        {path && (
          <>
            {' '}
            <span className="tree-path">{path}</span>
          </>
        )}
      </span>{' '}
      <span id={`${id}-state`} className="tree-state">
        {state.marks.map((mark) => (
          <span key={mark.text} className="mark">
            {mark.text}{' '}
          </span>
        ))}
        <span className={`tree-choice-${state.choice ?? 'none'}`}>{stateWords(state)}</span>
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
        <Glyph is={isIn ? 'minus' : 'plus'} />
      </button>
      {state.hasMenu ? (
        <button
          type="button"
          tabIndex={tabIndex}
          className="row-button"
          aria-haspopup="menu"
          aria-label={`More for ${node.title}`}
          onClick={(event) => onMenu(event.currentTarget)}
        >
          <Glyph is="more" />
        </button>
      ) : (
        // Its place stays, so that the buttons of all rows stand in columns.
        <span className="row-gap" />
      )}
      <button
        type="button"
        tabIndex={tabIndex}
        className="row-button"
        title="Open in Confluence"
        aria-label={`Open ${node.title} in Confluence (opens a new tab)`}
        onClick={() => void router.open(address)}
      >
        <Glyph is="away" />
      </button>
    </>
  );
}

const glyphs = {
  closed: 'M6 3l5 5-5 5',
  open: 'M3 6l5 5 5-5',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  away: 'M5 11l6-6M6 5h5v5',
};

/** Drawn, not written: what is written in a row is its name. */
function Glyph({ is }: { is: keyof typeof glyphs }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" className="glyph">
      <path d={glyphs[is]} />
    </svg>
  );
}

const kinds: Partial<Record<PlaceKind, string>> = {
  folder: 'Folder',
  whiteboard: 'Whiteboard',
  database: 'Database',
  embed: 'Smart link',
  blogpost: 'Blog post',
};
function kindOf(node: TreeNode): string | null {
  if (node.standing.kind === 'space') return 'Whole space';
  if (!node.place) return null;
  return node.place.kind === 'page' ? null : (kinds[node.place.kind] ?? node.place.kind);
}

function stateWords({ choice, isOwn, marks }: RowState): string {
  const included = isOwn ? 'Included' : 'Included from above';
  if (choice === 'include') return marks.some((mark) => mark.keepsOut) ? `${included}, but stays out` : included;
  if (choice === 'exclude') return isOwn ? 'Left out' : 'Left out from above';
  return 'Not chosen';
}
