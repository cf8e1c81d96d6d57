import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Facts } from '../confluence';
import { type RowState, TreeRow } from './TreeRow';
import type { TreeNode } from './tree';
import { useFacts } from './useFacts';
import type { Tree } from './useTree';
import { useTreeKeys } from './useTreeKeys';
import { useWindow } from './useWindow';

interface PageTreeProps {
  label: string;
  tree: Tree;
  spaceKey: string;
  /** How a place stands by the rules, and what keeps it out in spite of them. */
  stateOf(node: TreeNode, facts: ReadonlyMap<string, Facts>): RowState;
  toggle(node: TreeNode): void;
  menu(node: TreeNode, at: HTMLElement): void;
  /** Whether each row says where it lies: in what a search found. */
  hasPaths: boolean;
}

/** A tree by the ARIA pattern, of which only the rows in sight are drawn. One row can be reached by Tab; the arrows go on from there. */
export function PageTree({ label, tree, spaceKey, stateOf, toggle, menu, hasPaths }: PageTreeProps) {
  const { rows } = tree;
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<{ key: string; index: number }>({ key: rows[0]?.key ?? '', index: 0 });
  const found = rows.findIndex((row) => row.key === at.key);
  // A row that is gone, such as "Show more" once more is shown, leaves its place to the one that came there.
  const active = found >= 0 ? found : Math.max(0, Math.min(at.index, rows.length - 1));
  const isInside = useRef(false);
  const { isNarrow, rowHeight, from, to, onScroll, reveal } = useWindow(box, rows.length);
  const wanted = useRef<number | null>(null);

  const goTo = (index: number): void => {
    wanted.current = index;
    setAt({ key: rows[index]?.key ?? '', index });
  };
  const activeKey = rows[active]?.key;
  useEffect(() => {
    // Remembers where the row is now, for when it goes.
    if (activeKey !== undefined)
      setAt((before) => (before.index === active && before.key === activeKey ? before : { key: activeKey, index: active }));
  }, [activeKey, active]);
  useLayoutEffect(() => {
    const isAsked = wanted.current !== null;
    wanted.current = null;
    const isLost = isInside.current && document.activeElement === document.body;
    if (!isAsked && !isLost) return;
    reveal(active);
    box.current?.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]')?.focus({ preventScroll: true });
  });

  const onKeyDown = useTreeKeys({ rows, active, goTo, open: tree.open, close: tree.close, more: tree.more, toggle, menu });
  const drawn = rows.map((row, index) => ({ row, index })).filter(({ index }) => (index >= from && index <= to) || index === active);
  const facts = useFacts(drawn.flatMap(({ row }) => (row.kind === 'node' ? [row.node] : [])));
  return (
    <div
      ref={box}
      role="tree"
      aria-label={label}
      aria-multiselectable="true"
      className={isNarrow ? 'tree tree-narrow' : 'tree'}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onFocus={() => {
        isInside.current = true;
      }}
      onBlur={(event) => {
        // Without a next one the row itself may have gone: the focus is given to the row in its place.
        if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) isInside.current = false;
      }}
    >
      <div role="presentation" className="tree-rows" style={{ height: rows.length * rowHeight }}>
        {drawn.map(({ row, index }) => (
          <TreeRow
            key={row.key}
            row={row}
            top={index * rowHeight}
            isNarrow={isNarrow}
            isActive={index === active}
            spaceKey={spaceKey}
            state={row.kind === 'node' ? stateOf(row.node, facts) : null}
            hasPath={hasPaths}
            onFocus={() => setAt({ key: row.key, index })}
            onOpen={() => row.kind === 'node' && (row.isOpen ? tree.close : tree.open)(row.node)}
            onMore={() => row.kind !== 'node' && tree.more(row.parent)}
            onToggle={() => row.kind === 'node' && toggle(row.node)}
            onMenu={(button) => row.kind === 'node' && menu(row.node, button)}
          />
        ))}
      </div>
    </div>
  );
}
