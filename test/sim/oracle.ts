import { aboutSource, aboutSpace, blogYear, compose, fileName, folderName, spaceFolderName } from '../../src/document';
import { type Audience, audienceOf } from './audience';
import { ancestorsOf, contentOf, type Node, type Site, tasksOf } from './confluence/site';
import { barriersOf, type Choices, isChosen, restrictionsOn } from './scope';

/** What the repository should hold, from Confluence and the admins' choice alone. Shares no code with the engine but the document's own. */
export interface Expected {
  /** Path to content. */
  files: Map<string, string>;
  /** Content id to the paths of its files, in order. */
  byContent: Map<string, string[]>;
  /** Every folder that has to be there, the roots' and spaces' own of what is not restricted left out. */
  folders: Set<string>;
  /** Path to content of the files that say what a folder is, as far as they have to be there. */
  abouts: Map<string, string>;
}

export const rootOf = (site: Site): string => `/Confluence/${site.host}`;
export const restrictedRootOf = (site: Site): string => `/Confluence restricted/${site.host}`;
const audienceRootOf = (site: Site, audience: Audience | null) =>
  audience ? `${restrictedRootOf(site)}/${audience.folder}` : rootOf(site);

export function spaceFolderOf(site: Site, spaceId: string, root = rootOf(site)): string {
  const space = site.spaces.get(spaceId);
  if (!space) throw new Error(`The simulation has no space ${spaceId}.`);
  return `${root}/${spaceFolderName(space)}`;
}

function folderOf(site: Site, choices: Choices, node: Node, space: string): string {
  if (node.kind === 'blogpost') return `${space}/Blog/${blogYear(new Date(node.createdAt).toISOString())}`;
  const above = ancestorsOf(site, node)
    .filter((one) => isChosen(site, choices, one))
    .reverse()
    .map((one) => folderName(one));
  return [space, ...above].join('/');
}

export function expectedOf(site: Site, choices: Choices): Expected {
  const expected: Expected = { files: new Map(), byContent: new Map(), folders: new Set(), abouts: new Map() };
  for (const node of site.nodes.values()) {
    if (barriersOf(site, choices, node).length > 0) continue;
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
    const audience = audienceOf(restrictionsOn(site, node).values(), { id: node.spaceId, key: site.spaces.get(node.spaceId)?.key ?? '' });
    const root = audienceRootOf(site, audience);
    const space = spaceFolderOf(site, node.spaceId, root);
    const folder = folderOf(site, choices, node, space);
    const paths = parts.map((_, i) => `${folder}/${fileName(content, i + 1)}`);
    for (const [i, path] of paths.entries()) expected.files.set(path, parts[i] ?? '');
    expected.byContent.set(node.id, paths);
    for (let at = folder; at !== root; at = at.slice(0, at.lastIndexOf('/'))) expected.folders.add(at);
    expected.folders.add(root);
    expected.abouts.set(`${space}/About this space.md`, aboutSpaceOf(site, node.spaceId));
    const source = { siteUrl: site.url, instructions: choices.policy.instructions };
    if (audience) expected.abouts.set(`${root}/About this audience.md`, aboutSource({ ...source, audience: audience.words }));
    else expected.abouts.set(`${root}/About this source.md`, aboutSource(source));
  }
  return expected;
}

export function aboutSpaceOf(site: Site, spaceId: string): string {
  const space = site.spaces.get(spaceId);
  if (!space) throw new Error(`The simulation has no space ${spaceId}.`);
  return aboutSpace({ siteUrl: site.url, space, audience: 'whoever may view the space in Confluence', instructions: '' });
}
