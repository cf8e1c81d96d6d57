import type { Comment, Content, ContentId, ContentType, Restriction, Snapshot, Space, SpaceId, Task } from '../../../src/content';

/** Confluence's database in this simulation. It knows nothing of the app, but for what the app's user may see. */

export const APP_USER = 'app-user';

export interface Node {
  id: ContentId;
  kind: ContentType | 'folder';
  spaceId: SpaceId;
  parentId: ContentId | null;
  title: string;
  status: 'current' | 'archived' | 'trashed';
  version: number;
  createdAt: number;
  updatedAt: number;
  authorId: string;
  labels: string[];
  body: string;
  /** Who alone may read it; null: whoever may read what is above. */
  readers: { users: string[]; groups: string[] } | null;
  comments: Comment[];
  tasks: (Task & { createdAt: number })[];
}

export interface SimSpace extends Space {
  /** Whether the app's user may see it. */
  open: boolean;
  /** A data security policy hides its content from apps. */
  blocked: boolean;
}

export interface Site {
  url: string;
  host: string;
  spaces: Map<SpaceId, SimSpace>;
  nodes: Map<ContentId, Node>;
  people: Map<string, string>;
  nextId: number;
  /** How often a restriction names the app's user, too. */
  letsAppIn: number;
}

export const newSite = (): Site => ({
  url: 'https://sim.atlassian.example/wiki',
  host: 'sim.atlassian.example',
  spaces: new Map(),
  nodes: new Map(),
  people: new Map([
    ['u1', 'Zqa Zqadams'],
    ['u2', 'Zqb Zqbrown'],
    ['u3', 'Zqc Zqcole'],
  ]),
  // Ids cross from two digits to three and to four, so that their order as text is not their order as numbers.
  nextId: 90,
  letsAppIn: 0.3,
});

/** A space as the app may see it, of which nothing more is said. */
export const spaceOf = (id: SpaceId, said: Partial<SimSpace> = {}): SimSpace => ({
  id,
  key: `SP${id}`,
  name: 'Zqspace',
  type: 'global',
  status: 'current',
  description: null,
  homepageId: null,
  labels: [],
  open: true,
  blocked: false,
  ...said,
});

/** Nearest first. */
export function ancestorsOf(site: Site, node: Node): Node[] {
  const above = node.parentId === null ? undefined : site.nodes.get(node.parentId);
  return above ? [above, ...ancestorsOf(site, above)] : [];
}

export const childrenOf = (site: Site, id: ContentId): Node[] =>
  [...site.nodes.values()].filter((node) => node.parentId === id && node.status !== 'trashed');

export const belowOf = (site: Site, id: ContentId): Node[] => childrenOf(site, id).flatMap((node) => [node, ...belowOf(site, node.id)]);

/** Restrictions are inherited: each one on the way must let the app in. */
export function appSees(site: Site, node: Node): boolean {
  const space = site.spaces.get(node.spaceId);
  if (!space?.open || space.blocked) return false;
  return [node, ...ancestorsOf(site, node)].every(({ readers }) => readers === null || readers.users.includes(APP_USER));
}

export const restrictionOf = (node: Node): Restriction =>
  node.readers ? { kind: 'some', users: [...node.readers.users], groups: [...node.readers.groups] } : { kind: 'none' };

const iso = (at: number) => new Date(at).toISOString();

export function contentOf(site: Site, node: Node): Content {
  if (node.kind === 'folder') throw new Error('A folder has no content.');
  const parent = node.parentId === null ? undefined : site.nodes.get(node.parentId);
  return {
    id: node.id,
    type: node.kind,
    status: node.status,
    subtype: null,
    spaceId: node.spaceId,
    title: node.title,
    parentId: node.parentId,
    parentType: parent?.kind ?? null,
    authorId: node.authorId,
    createdAt: iso(node.createdAt),
    version: { number: node.version, createdAt: iso(node.updatedAt), authorId: node.authorId },
    labels: [...node.labels].sort(),
    body: { format: 'storage', value: node.body },
  };
}

export const tasksOf = (node: Node): Task[] => node.tasks.map(({ createdAt: _, ...task }) => ({ ...task }));

export function snapshotOf(site: Site, node: Node, readAt: number): Snapshot {
  return {
    content: contentOf(site, node),
    comments: structuredClone(node.comments),
    tasks: tasksOf(node),
    restriction: restrictionOf(node),
    readAt,
  };
}
