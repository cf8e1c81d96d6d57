import { type KeyboardEvent, useRef } from 'react';
import type { Row, TreeNode } from './tree';

const PAGE = 10;
const TYPING_MS = 700;

interface TreeActions {
  rows: Row[];
  active: number;
  goTo(index: number): void;
  open(node: TreeNode): void;
  close(node: TreeNode): void;
  more(parent: string): void;
  toggle(node: TreeNode): void;
  menu(node: TreeNode, at: HTMLElement): void;
}

/** The keys of the ARIA tree pattern: arrows, Home and End, letters to type ahead; Space chooses, Enter opens, Shift+F10 has the menu. */
export function useTreeKeys(actions: TreeActions): (event: KeyboardEvent<HTMLElement>) => void {
  const typed = useRef({ text: '', at: 0 });
  return (event) => {
    const { rows, active } = actions;
    const row = rows[active];
    // Buttons in a row have keys of their own.
    if (!row || !(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'treeitem') return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    // Any other key ends what was typed.
    if (event.key.length > 1 && event.key !== 'Shift') typed.current.text = '';
    const isMenuKey = event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10');
    if (isMenuKey && row.kind === 'node') actions.menu(row.node, event.target);
    else if (event.key === 'Enter') enter(actions, row);
    else if (event.key === ' ') space(actions, row);
    else if (event.key.length === 1) actions.goTo(typeAhead(rows, active, typed.current, event.key));
    else {
      const next = moves[event.key]?.(actions, row);
      if (next === undefined) return;
      actions.goTo(next);
    }
    event.preventDefault();
  };
}

const moves: Record<string, (actions: TreeActions, row: Row) => number> = {
  ArrowDown: ({ rows, active }) => Math.min(rows.length - 1, active + 1),
  ArrowUp: ({ active }) => Math.max(0, active - 1),
  PageDown: ({ rows, active }) => Math.min(rows.length - 1, active + PAGE),
  PageUp: ({ active }) => Math.max(0, active - PAGE),
  Home: () => 0,
  End: ({ rows }) => rows.length - 1,
  ArrowRight: (actions, row) => {
    if (row.kind !== 'node' || !row.node.canOpen) return actions.active;
    if (row.isOpen) return Math.min(actions.rows.length - 1, actions.active + 1);
    actions.open(row.node);
    return actions.active;
  },
  ArrowLeft: (actions, row) => {
    if (row.kind === 'node' && row.isOpen) {
      actions.close(row.node);
      return actions.active;
    }
    const parent = row.kind === 'node' ? row.node.parent : row.parent;
    const above = actions.rows.findIndex((one) => one.key === parent);
    return above < 0 ? actions.active : above;
  },
};

function enter({ more, open, close }: TreeActions, row: Row): void {
  if (row.kind === 'more' || row.kind === 'failed') more(row.parent);
  else if (row.kind === 'node' && row.node.canOpen) (row.isOpen ? close : open)(row.node);
}
function space(actions: TreeActions, row: Row): void {
  if (row.kind === 'node') actions.toggle(row.node);
  else enter(actions, row);
}

/** Letters typed in one go are a beginning; the same letter again goes on to the next with it. */
function typeAhead(rows: Row[], active: number, typed: { text: string; at: number }, key: string): number {
  const now = performance.now();
  typed.text = now - typed.at > TYPING_MS ? key.toLowerCase() : typed.text + key.toLowerCase();
  typed.at = now;
  const isSame = [...typed.text].every((letter) => letter === typed.text[0]);
  const text = isSame ? typed.text.slice(0, 1) : typed.text;
  const first = isSame ? 1 : 0;
  for (let step = 0; step < rows.length; step++) {
    const index = (active + first + step) % rows.length;
    const row = rows[index];
    if (row?.kind === 'node' && row.node.title.toLowerCase().startsWith(text)) return index;
  }
  return active;
}
