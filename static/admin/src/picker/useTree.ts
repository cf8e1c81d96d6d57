import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { messageOf } from '../api';
import { type Listed, listChildren, listRoots, searchTitles } from '../confluence';
import { emptyTree, ROOT, type Row, rowsOf, stepTree, type TreeNode, type TreeState } from './tree';

export interface Tree {
  rows: Row[];
  nodes: ReadonlyMap<string, TreeNode>;
  open(node: TreeNode): void;
  close(node: TreeNode): void;
  /** Loads the first or the next part of what is below. */
  more(parent: string): void;
  /** The first level is here. */
  isHere: boolean;
  isEmpty: boolean;
  problem: string | null;
}
interface SpaceOfTree {
  id: string;
  key: string;
  name: string;
}

/** The space itself stands at the top, with its blog posts as a place of their own before its pages. */
const spaceKey = (space: SpaceOfTree): string => `/space ${space.id}`;
function startOf(space: SpaceOfTree, query: string): TreeState {
  if (query) return emptyTree;
  const top: TreeNode = {
    key: spaceKey(space),
    place: null,
    standing: { kind: 'space', id: space.id, above: [] },
    title: space.name,
    parent: ROOT,
    level: 1,
    path: [],
    canOpen: true,
  };
  return {
    nodes: new Map([[top.key, top]]),
    children: new Map([[ROOT, { keys: [top.key], cursor: null, state: 'here', problem: null }]]),
    open: new Set([ROOT, top.key]),
  };
}
const blogOf = (space: SpaceOfTree): TreeNode => ({
  key: `${spaceKey(space)}/blog`,
  place: null,
  standing: { kind: 'blogposts', id: space.id, above: [] },
  title: 'Blog posts',
  parent: spaceKey(space),
  level: 2,
  path: [],
  canOpen: false,
});

/** The tree of a space, or what a search in it found, read level by level as it is opened. */
export function useTree(space: SpaceOfTree, query: string): Tree {
  const [state, dispatch] = useReducer(stepTree, null, () => startOf(space, query));
  const latest = useRef(state);
  latest.current = state;
  // What was asked for another search, or another space, is no longer wanted.
  const turn = useRef(0);
  const { id, key, name } = space;
  const start = query ? ROOT : spaceKey(space);

  const load = useCallback(
    async (parent: string, cursor: string | null) => {
      const mine = turn.current;
      const here = { id, key, name };
      dispatch({ step: 'asked', parent });
      try {
        const listed = await listBelow(here, query, latest.current.nodes.get(parent) ?? null, cursor);
        const first = parent === spaceKey(here) && cursor === null ? [blogOf(here)] : [];
        if (mine === turn.current) dispatch({ step: 'listed', parent, listed, first });
      } catch (error) {
        if (mine === turn.current) dispatch({ step: 'failed', parent, problem: messageOf(error) });
      }
    },
    [id, key, name, query],
  );

  useEffect(() => {
    turn.current++;
    dispatch({ step: 'cleared', state: startOf({ id, key, name }, query) });
    void load(start, null);
    return () => {
      turn.current++;
    };
  }, [id, key, name, query, start, load]);

  const more = useCallback((parent: string) => void load(parent, latest.current.children.get(parent)?.cursor ?? null), [load]);
  const open = useCallback(
    (node: TreeNode) => {
      dispatch({ step: 'opened', key: node.key });
      if (!latest.current.children.has(node.key)) void load(node.key, null);
    },
    [load],
  );
  const close = useCallback((node: TreeNode) => dispatch({ step: 'closed', key: node.key }), []);
  const rows = useMemo(() => rowsOf(state), [state]);
  const level = state.children.get(start);
  const isHere = level !== undefined && (level.state === 'here' || level.keys.length > 0);
  return {
    rows,
    nodes: state.nodes,
    open,
    close,
    more,
    isHere,
    isEmpty: isHere && level.keys.length === 0 && level.cursor === null,
    problem: level?.state === 'failed' ? level.problem : null,
  };
}

function listBelow(space: SpaceOfTree, query: string, parent: TreeNode | null, cursor: string | null): Promise<Listed> {
  if (parent?.place) return listChildren(parent.place, cursor);
  return query ? searchTitles(space.key, query, cursor) : listRoots(space, cursor);
}
