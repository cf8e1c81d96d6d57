import { inParallel } from '../confluence';
import type { ContentId } from '../content';
import type { Ports } from '../sync';
import type { Caller } from './resolver';

/** Folders have no question for many at once. */
export const AT_ONCE = 8;
/** Confluence sets no end to a tree's depth, but a resolver has only so long. */
const MOST_LEVELS = 30;

interface Start {
  id: ContentId;
  type: string;
}
/** `title`: of a page, as the caller sees it; null for a folder, which stands in no path. */
interface Node {
  title: string | null;
  parent: Start | null;
}

export interface PathsAbove {
  /** It is there: a page that the caller sees, or a folder that the app sees. */
  has(id: ContentId): boolean;
  /** Titles of the pages above it, from the top down, as far up as the caller sees them. */
  above(id: ContentId): string[];
  /** Ids of all that is above it, nearest first. */
  idsAbove(id: ContentId): ContentId[];
}

/** Of many pages and folders at once: a question for each level of the tree, and one for each folder in it. */
export async function pathsAbove(ports: Ports, caller: Caller, starts: Start[]): Promise<PathsAbove> {
  const nodes = new Map<ContentId, Node>();
  const asked = new Set<ContentId>();
  for (let level = starts, n = 0; level.length > 0 && n < MOST_LEVELS; n += 1) {
    const fresh = [...new Map(level.filter(({ id }) => !asked.has(id)).map((one) => [one.id, one])).values()];
    for (const { id } of fresh) asked.add(id);
    const found = await nodesOf(ports, caller, fresh);
    for (const [id, node] of found) nodes.set(id, node);
    level = [...found.values()].flatMap(({ parent }) => parent ?? []);
  }
  return {
    has: (id) => nodes.has(id),
    above: (id) =>
      upFrom(nodes, id)
        .flatMap((one) => nodes.get(one)?.title ?? [])
        .reverse(),
    idsAbove: (id) => upFrom(nodes, id),
  };
}

function upFrom(nodes: ReadonlyMap<ContentId, Node>, id: ContentId): ContentId[] {
  const ids: ContentId[] = [];
  for (let at = nodes.get(id)?.parent; at && nodes.has(at.id) && ids.length < MOST_LEVELS; at = nodes.get(at.id)?.parent) ids.push(at.id);
  return ids;
}

async function nodesOf(ports: Ports, caller: Caller, wanted: Start[]): Promise<Map<ContentId, Node>> {
  const [pages, folders] = await Promise.all([
    caller.titles(wanted.filter(({ type }) => type === 'page').map(({ id }) => ({ id, type: 'page' }))),
    inParallel(
      wanted.filter(({ type }) => type === 'folder'),
      AT_ONCE,
      ({ id }) => ports.confluence.folder(id),
    ),
  ]);
  const parentOf = (one: { parentId: ContentId | null; parentType: string | null }): Start | null =>
    one.parentId === null ? null : { id: one.parentId, type: one.parentType ?? 'page' };
  return new Map<ContentId, Node>([
    ...[...pages].map(([id, page]): [ContentId, Node] => [id, { title: page.title, parent: parentOf(page) }]),
    ...folders.flatMap((folder): [ContentId, Node][] => (folder ? [[folder.id, { title: null, parent: parentOf(folder) }]] : [])),
  ]);
}
