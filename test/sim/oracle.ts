import { blogYear, compose, fileName, folderName, spaceFolderName } from '../../src/document';
import { ancestorsOf, contentOf, type Node, type Site, tasksOf } from './confluence/site';

/** What the repository should hold, from Confluence and the admins' choice alone. Shares no code with the engine but the document's own. */
export interface Expected {
  /** Path to content. */
  files: Map<string, string>;
  /** Content id to the paths of its files, in order. */
  byContent: Map<string, string[]>;
  /** Every folder that has to be there, the spaces' own left out. */
  folders: Set<string>;
}

export const rootOf = (site: Site): string => `/Confluence/${site.host}`;

export function spaceFolderOf(site: Site, spaceId: string): string {
  const space = site.spaces.get(spaceId);
  if (!space) throw new Error(`The simulation has no space ${spaceId}.`);
  return `${rootOf(site)}/${spaceFolderName(space)}`;
}

/** Only what anyone who may read the space may read leaves: no restriction on it, nor on anything above it. */
function belongs(site: Site, node: Node, selected: ReadonlySet<string>): boolean {
  const space = site.spaces.get(node.spaceId);
  return (
    node.kind !== 'folder' &&
    selected.has(node.spaceId) &&
    space?.status === 'current' &&
    space.open &&
    !space.blocked &&
    node.status === 'current' &&
    [node, ...ancestorsOf(site, node)].every(({ readers }) => readers === null)
  );
}

function folderOf(site: Site, node: Node): string {
  const space = spaceFolderOf(site, node.spaceId);
  if (node.kind === 'blogpost') return `${space}/Blog/${blogYear(new Date(node.createdAt).toISOString())}`;
  const above = ancestorsOf(site, node)
    .reverse()
    .map((one) => folderName(one));
  return [space, ...above].join('/');
}

export function expectedOf(site: Site, selected: ReadonlySet<string>): Expected {
  const expected: Expected = { files: new Map(), byContent: new Map(), folders: new Set() };
  for (const node of site.nodes.values()) {
    if (!belongs(site, node, selected)) continue;
    const content = contentOf(site, node);
    const { parts } = compose({
      siteUrl: site.url,
      space: { id: node.spaceId, key: site.spaces.get(node.spaceId)?.key ?? '', name: '' },
      content,
      comments: node.comments,
      tasks: tasksOf(node),
      names: site.people,
      audience: 'described in the “About” files of the folders that this file lies in',
    });
    const folder = folderOf(site, node);
    const paths = parts.map((_, i) => `${folder}/${fileName(content, i + 1)}`);
    for (const [i, path] of paths.entries()) expected.files.set(path, parts[i] ?? '');
    expected.byContent.set(node.id, paths);
    for (let at = folder; at !== spaceFolderOf(site, node.spaceId); at = at.slice(0, at.lastIndexOf('/'))) expected.folders.add(at);
  }
  return expected;
}
