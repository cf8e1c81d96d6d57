/** The lazily loaded tree as data: what is known of it, and the rows that it is shown as. */
import { canHaveChildren, type Listed, type Place } from '../confluence';
import type { Standing } from './rules';

export interface TreeNode {
  /** Its place in the tree: the ids from the top. A page that a search finds twice is two nodes. */
  key: string;
  place: Place | null;
  standing: Standing;
  title: string;
  parent: string | null;
  level: number;
  /** Titles above, from the top. */
  path: string[];
  canOpen: boolean;
  /** It was opened, and has nothing below it. Confluence does not say so before. */
  isLeaf?: boolean;
}
export interface Children {
  keys: string[];
  /** Null: all are here. */
  cursor: string | null;
  state: 'loading' | 'here' | 'failed';
  problem: string | null;
}
export interface TreeState {
  nodes: ReadonlyMap<string, TreeNode>;
  children: ReadonlyMap<string, Children>;
  open: ReadonlySet<string>;
}
export type Row =
  | { kind: 'node'; key: string; node: TreeNode; isOpen: boolean; position: number; size: number }
  | { kind: 'more' | 'loading' | 'failed'; key: string; parent: string; level: number; problem: string | null };

/** The invisible root, whose children are the tree's first level. */
export const ROOT = '';
export const emptyTree: TreeState = { nodes: new Map(), children: new Map(), open: new Set([ROOT]) };

export type TreeStep =
  | { step: 'asked'; parent: string }
  | { step: 'listed'; parent: string; listed: Listed; first: TreeNode[] }
  | { step: 'failed'; parent: string; problem: string }
  | { step: 'opened'; key: string }
  | { step: 'closed'; key: string }
  | { step: 'cleared'; state: TreeState };

const unknown: Children = { keys: [], cursor: null, state: 'loading', problem: null };

export function stepTree(state: TreeState, event: TreeStep): TreeState {
  if (event.step === 'cleared') return event.state;
  if (event.step === 'opened') return { ...state, open: new Set([...state.open, event.key]) };
  if (event.step === 'closed') return { ...state, open: new Set([...state.open].filter((key) => key !== event.key)) };
  const before = state.children.get(event.parent) ?? unknown;
  const children = new Map(state.children);
  if (event.step === 'asked') children.set(event.parent, { ...before, state: 'loading', problem: null });
  else if (event.step === 'failed') children.set(event.parent, { ...before, state: 'failed', problem: event.problem });
  else return withListed({ ...state, children }, event.parent, before, event);
  return { ...state, children };
}

function withListed(
  state: TreeState,
  parent: string,
  before: Children,
  { listed, first }: { listed: Listed; first: TreeNode[] },
): TreeState {
  const above = state.nodes.get(parent) ?? null;
  const fresh = [...first, ...listed.places.map((place) => nodeOf(place, above))].filter((node) => !before.keys.includes(node.key));
  const nodes = new Map(state.nodes);
  for (const node of fresh) nodes.set(node.key, node);
  if (above && before.keys.length + fresh.length === 0 && listed.cursor === null)
    nodes.set(parent, { ...above, canOpen: false, isLeaf: true });
  const children = new Map(state.children);
  children.set(parent, { keys: [...before.keys, ...fresh.map((node) => node.key)], cursor: listed.cursor, state: 'here', problem: null });
  return { ...state, nodes, children };
}

export function nodeOf(place: Place, parent: TreeNode | null): TreeNode {
  const isBelowContent = parent?.place != null;
  const found = place.ancestors ?? [];
  const ids = isBelowContent ? [parent.standing.id, ...parent.standing.above] : found.map((one) => one.id).reverse();
  return {
    key: `${parent?.key ?? ''}/${place.id}`,
    place,
    standing: { kind: place.kind === 'page' || place.kind === 'blogpost' ? place.kind : 'place', id: place.id, above: ids },
    title: place.title,
    parent: parent?.key ?? ROOT,
    level: (parent?.level ?? 0) + 1,
    path: isBelowContent ? [...parent.path, parent.title] : found.map((one) => one.title),
    canOpen: canHaveChildren(place.kind),
  };
}

/** From the top, all that is not folded away. */
export function rowsOf(state: TreeState): Row[] {
  const rows: Row[] = [];
  const walk = (parent: string): void => {
    const known = state.children.get(parent) ?? unknown;
    const level = (state.nodes.get(parent)?.level ?? 0) + 1;
    const size = known.cursor === null && known.state === 'here' ? known.keys.length : -1;
    known.keys.forEach((key, index) => {
      const node = state.nodes.get(key);
      if (!node) return;
      const isOpen = node.canOpen && state.open.has(key);
      rows.push({ kind: 'node', key, node, isOpen, position: index + 1, size });
      if (isOpen) walk(key);
    });
    const end = endOf(known);
    if (end) rows.push({ kind: end, key: `${parent} ${end}`, parent, level, problem: known.problem });
  };
  walk(ROOT);
  return rows;
}

function endOf(known: Children): 'more' | 'loading' | 'failed' | null {
  if (known.state === 'loading') return 'loading';
  if (known.state === 'failed') return 'failed';
  return known.cursor === null ? null : 'more';
}
