import type { ContentId, ContentType, SpaceId } from '../../../src/content';
import type { Random } from '../random';
import { ancestorsOf, appSees, belowOf, childrenOf, type Node, type Site } from './site';

/** A product event, as far as the app reads it. */
export interface SiteEvent {
  eventType: string;
  kind: ContentType | 'folder' | 'space';
  id: string;
  spaceId: SpaceId;
  previousSpaceId: SpaceId | null;
}

/** What happens in Confluence: each edit changes the database and says which event it would send. */
export interface Editor {
  site: Site;
  random: Random;
  now(): number;
  /** The content is different now: the search index comes to it in its own time. */
  changed(node: Node): void;
  emit(event: SiteEvent): void;
  /** What admins made rules about. People move things to and fro below it, which is where rules matter. */
  ruled: Set<ContentId>;
}

const words = ['zqamber', 'zqbasil', 'zqcedar', 'zqdune', 'zqember', 'zqfjord', 'zqgrove', 'zqhaze', 'zqinlet', 'zqjade'];
const title = (random: Random) => {
  const odd = random.chance(0.1) ? random.pick([': draft?', ' / notes', ' [old]', ' é', '.']) : '';
  return `Zq${random.pick(words).slice(2)} ${random.int(1, 9)}${odd}`;
};
const sentence = (random: Random) => Array.from({ length: random.int(2, 8) }, () => random.pick(words)).join(' ');

function body(random: Random): string {
  const long = random.chance(0.03) ? random.int(300, 900) : random.int(1, 3);
  return Array.from(
    { length: long },
    (_, i) => `${i % 20 === 19 ? `<h2>${sentence(random)}</h2>` : ''}<p>${`${sentence(random)} `.repeat(long > 3 ? 4 : 1)}</p>`,
  ).join('');
}

function emitFor(editor: Editor, node: Node, what: string, previousSpaceId: SpaceId | null = null): void {
  if (!appSees(editor.site, node) || node.status === 'trashed') return;
  const subject = what.includes(':') ? what : `${what}:${node.kind}`;
  editor.emit({ eventType: `avi:confluence:${subject}`, kind: node.kind, id: node.id, spaceId: node.spaceId, previousSpaceId });
}

const person = (random: Random) => random.pick(['u1', 'u2', 'u3']);

export function create(editor: Editor, kind: Node['kind'], spaceId: SpaceId, parentId: ContentId | null): Node {
  const { site, random } = editor;
  const id = String(site.nextId);
  site.nextId += random.int(1, 40);
  const at = editor.now();
  const node: Node = {
    id,
    kind,
    spaceId,
    parentId: kind === 'blogpost' ? null : parentId,
    title: title(random),
    status: 'current',
    version: 1,
    createdAt: kind === 'blogpost' ? at - random.int(0, 3) * 200 * 86_400_000 : at,
    updatedAt: at,
    authorId: person(random),
    labels: [],
    body: body(random),
    readers: null,
    comments: [],
    tasks: [],
  };
  site.nodes.set(id, node);
  editor.changed(node);
  if (kind !== 'folder') emitFor(editor, node, 'created');
  return node;
}

function newVersion(editor: Editor, node: Node): void {
  node.version += 1;
  node.updatedAt = editor.now();
  editor.changed(node);
}

export function edit(editor: Editor, node: Node): void {
  node.body = body(editor.random);
  newVersion(editor, node);
  emitFor(editor, node, 'updated');
}

/** A folder's new name has no event. */
export function rename(editor: Editor, node: Node): void {
  node.title = title(editor.random);
  newVersion(editor, node);
  if (node.kind !== 'folder') emitFor(editor, node, 'updated');
}

/** All below goes with it, without events of their own. */
export function move(editor: Editor, node: Node, spaceId: SpaceId, parentId: ContentId | null): boolean {
  const below = belowOf(editor.site, node.id);
  if (parentId === node.id || below.some(({ id }) => id === parentId)) return false;
  const before = node.spaceId;
  node.parentId = parentId;
  for (const moved of [node, ...below]) {
    moved.spaceId = spaceId;
    editor.changed(moved);
  }
  // The event does not always say where it was.
  emitFor(editor, node, 'moved', before !== spaceId && editor.random.chance(0.5) ? before : null);
  return true;
}

/** Labels that a policy of the simulation may keep out by, or let in by. Confluence writes labels small. */
export const KEEPING_LABELS = ['no-ai', 'rovo-ignore', 'zq-secret'];
export const LETTING_LABEL = 'zq-publish';

function someLabel(random: Random): string {
  const roll = random.next();
  return roll < 0.3 ? random.pick(KEEPING_LABELS) : roll < 0.45 ? LETTING_LABEL : `zq-${random.int(1, 4)}`;
}

/** One that keeps out is taken away again sooner than others, lest everything be out before long. */
export function label(editor: Editor, node: Node): void {
  const { random } = editor;
  const keeping = node.labels.filter((one) => KEEPING_LABELS.includes(one));
  const name = keeping.length > 0 && random.chance(0.6) ? random.pick(keeping) : someLabel(random);
  const has = node.labels.includes(name);
  node.labels = has ? node.labels.filter((one) => one !== name) : [...node.labels, name];
  editor.changed(node);
  emitFor(editor, node, `${has ? 'removed' : 'added'}:label`);
}

export function keepOut(editor: Editor, node: Node): void {
  node.labels = [...new Set([...node.labels, 'no-ai'])];
  editor.changed(node);
  emitFor(editor, node, 'added:label');
}

export function labelSpace(editor: Editor, id: SpaceId, name: string | null): void {
  const space = editor.site.spaces.get(id);
  if (!space) throw new Error(`The simulation has no space ${id}.`);
  const had = space.labels ?? [];
  space.labels = name === null ? [] : [name];
  const what = name === null ? 'removed' : 'added';
  if (space.open && had.length !== space.labels.length)
    editor.emit({ eventType: `avi:confluence:${what}:label`, kind: 'space', id, spaceId: id, previousSpaceId: null });
}

export function restrict(editor: Editor, node: Node): void {
  const { random, site } = editor;
  const isSeen = random.chance(site.letsAppIn);
  const people = ['u1', 'u2', 'u3'].slice(0, random.int(isSeen ? 0 : 1, 2));
  // In any order, and one of them twice at times.
  const groups = random.chance(0.4) ? random.pick([['zq-group'], ['zq-other'], ['zq-other', 'zq-group'], ['zq-group', 'zq-group']]) : [];
  node.readers = { users: isSeen ? [...people, 'app-user'] : people, groups };
  emitFor(editor, node, 'permissions_updated');
}

export function open(editor: Editor, node: Node): void {
  node.readers = null;
  emitFor(editor, node, 'permissions_updated');
}

export function comment(editor: Editor, node: Node): void {
  const { random, site } = editor;
  const chosen = node.comments.length > 0 && random.chance(0.5) ? random.pick(node.comments) : null;
  const at = new Date(editor.now()).toISOString();
  if (chosen && random.chance(0.35)) {
    // The replies of a deleted comment go with it.
    node.comments = node.comments.filter((one) => one.id !== chosen.id && one.parentId !== chosen.id);
    emitFor(editor, node, 'deleted:comment');
  } else if (chosen && random.chance(0.5)) {
    chosen.body = { format: 'storage', value: `<p>${sentence(random)}</p>` };
    chosen.at = at;
    emitFor(editor, node, 'updated:comment');
  } else {
    const kind = chosen?.kind ?? (random.chance(0.5) ? 'footer' : 'inline');
    node.comments.push({
      id: `${site.nextId++}`,
      kind,
      parentId: chosen === null ? null : (chosen.parentId ?? chosen.id),
      authorId: person(random),
      at,
      body: { format: 'storage', value: `<p>${sentence(random)}</p>` },
      resolution: kind === 'inline' && chosen === null ? 'open' : null,
      quote: kind === 'inline' && chosen === null ? random.pick(words) : null,
    });
    emitFor(editor, node, 'created:comment');
  }
  editor.changed(node);
}

export function task(editor: Editor, node: Node): void {
  const { random, site } = editor;
  const open = node.tasks.filter(({ status }) => status === 'incomplete');
  if (open.length > 0 && random.chance(0.6)) {
    const done = random.pick(open);
    Object.assign(done, { status: 'complete', completedBy: person(random), completedAt: new Date(editor.now()).toISOString() });
    emitFor(editor, node, 'updated:task');
  } else {
    const id = `${site.nextId++}`;
    const made = {
      id,
      localId: id,
      status: 'incomplete' as const,
      body: { format: 'storage' as const, value: `<p>${sentence(random)}</p>` },
    };
    node.tasks.push({
      ...made,
      assignedTo: person(random),
      createdBy: person(random),
      completedBy: null,
      dueAt: null,
      completedAt: null,
      createdAt: editor.now(),
    });
    emitFor(editor, node, 'created:task');
  }
  editor.changed(node);
}

/** Who lies below goes to who is above: nothing below a trashed or archived content goes with it. */
function detach(editor: Editor, node: Node): void {
  for (const child of childrenOf(editor.site, node.id)) {
    child.parentId = node.parentId;
    editor.changed(child);
  }
}

/** No event reaches an app without a write scope. */
export function trash(editor: Editor, node: Node): void {
  detach(editor, node);
  node.status = 'trashed';
  editor.changed(node);
}

export function purge(editor: Editor, node: Node): void {
  editor.site.nodes.delete(node.id);
  editor.changed(node);
}

export function restore(editor: Editor, node: Node): void {
  const parent = node.parentId === null ? undefined : editor.site.nodes.get(node.parentId);
  if (parent?.status !== 'current' || parent.spaceId !== node.spaceId) node.parentId = null;
  node.status = 'current';
  editor.changed(node);
  emitFor(editor, node, 'restored');
}

export function archive(editor: Editor, node: Node): void {
  detach(editor, node);
  node.status = 'archived';
  editor.changed(node);
  emitFor(editor, node, 'archived');
}

export function unarchive(editor: Editor, node: Node): void {
  const parent = node.parentId === null ? undefined : editor.site.nodes.get(node.parentId);
  if (parent?.status !== 'current' || parent.spaceId !== node.spaceId) node.parentId = null;
  node.status = 'current';
  editor.changed(node);
  emitFor(editor, node, 'unarchived');
}

export function changeSpace(
  editor: Editor,
  id: SpaceId,
  change: { name?: string; description?: string | null; status?: string; open?: boolean; blocked?: boolean },
): void {
  const space = editor.site.spaces.get(id);
  if (!space) throw new Error(`The simulation has no space ${id}.`);
  Object.assign(space, change);
  const isShown = change.name !== undefined || change.description !== undefined || change.status !== undefined;
  if (space.open && isShown)
    editor.emit({ eventType: 'avi:confluence:updated:space:V2', kind: 'space', id, spaceId: id, previousSpaceId: null });
}

/** Nodes that may have something below them: where a content can be moved or made. */
export function possibleParents(site: Site, spaceId: SpaceId): Node[] {
  return [...site.nodes.values()].filter(
    (node) => node.spaceId === spaceId && node.kind !== 'blogpost' && node.status === 'current' && ancestorsOf(site, node).length < 5,
  );
}

export const spaceName = (random: Random): string => `Zqspace ${random.pick(words).slice(2)} ${random.int(1, 99)}`;
export const spaceDescription = (random: Random): string | null => (random.chance(0.3) ? null : sentence(random));
