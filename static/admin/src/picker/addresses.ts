import type { PlaceKind } from '../confluence';
import type { TreeNode } from './tree';

/** Places that are no pages have addresses of their own in Confluence. */
const paths: Partial<Record<PlaceKind, string>> = {
  folder: 'folder',
  whiteboard: 'whiteboard',
  database: 'database',
  embed: 'embed',
  blogpost: 'blog',
};

/** Where a place of the tree is in Confluence, as a path on the site. */
export function addressOf(node: Pick<TreeNode, 'place'>, spaceKey: string): string {
  const space = `/wiki/spaces/${encodeURIComponent(spaceKey)}`;
  return node.place ? `${space}/${paths[node.place.kind] ?? 'pages'}/${node.place.id}` : space;
}
