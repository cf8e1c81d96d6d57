import type { SpaceId } from '../../src/content';
import type { Editor } from './confluence/edits';
import * as edits from './confluence/edits';
import { type Node, spaceOf } from './confluence/site';

/** What people do to a site, at random. */

export function furnish(editor: Editor, spaces: number): void {
  const { site, random } = editor;
  const crowded = random.chance(0.15);
  for (let n = 1; n <= spaces; n += 1) {
    const id = String(n);
    site.spaces.set(id, spaceOf(id, { name: edits.spaceName(random), description: edits.spaceDescription(random) }));
    for (let i = random.int(3, crowded ? 130 : 25); i > 0; i -= 1) addSomething(editor, id);
    for (const node of nodesOf(editor, id)) if (random.chance(0.3)) edits.comment(editor, node);
    for (const node of nodesOf(editor, id)) if (random.chance(0.05)) edits.restrict(editor, node);
    for (const node of nodesOf(editor, id)) if (random.chance(0.1) && node.kind !== 'folder') edits.label(editor, node);
    for (const node of nodesOf(editor, id)) if (random.chance(0.04) && node.kind === 'page') edits.archive(editor, node);
  }
}

const nodesOf = (editor: Editor, spaceId: SpaceId) => [...editor.site.nodes.values()].filter((node) => node.spaceId === spaceId);

function addSomething(editor: Editor, spaceId: SpaceId): void {
  const { site, random } = editor;
  const parents = edits.possibleParents(site, spaceId);
  const parent = parents.length > 0 && random.chance(0.7) ? random.pick(parents) : null;
  const kind = random.chance(0.12) ? 'folder' : random.chance(0.15) ? 'blogpost' : 'page';
  edits.create(editor, kind, spaceId, parent?.id ?? null);
}

function moveSomewhere(editor: Editor, node: Node): void {
  const { site, random } = editor;
  const spaceId = random.chance(0.25) ? random.pick([...site.spaces.keys()]) : node.spaceId;
  const parents = edits.possibleParents(site, spaceId).filter(({ id }) => id !== node.id);
  const ruled = random.chance(0.3) ? parents.filter(({ id }) => editor.ruled.has(id)) : [];
  const parent = parents.length > 0 && random.chance(0.75) ? random.pick(ruled.length > 0 ? ruled : parents) : null;
  if (node.kind !== 'blogpost' || spaceId !== node.spaceId)
    edits.move(editor, node, spaceId, node.kind === 'blogpost' ? null : (parent?.id ?? null));
}

/** One edit of one content or space, whichever comes. */
export function doSomething(editor: Editor): string {
  const { site, random } = editor;
  if (random.chance(0.04)) return changeSomeSpace(editor);
  if (random.chance(0.12)) {
    addSomething(editor, random.pick([...site.spaces.keys()]));
    return 'add';
  }
  const nodes = [...site.nodes.values()];
  if (nodes.length === 0) return 'nothing';
  const ruled = random.chance(0.1) ? nodes.filter(({ id }) => editor.ruled.has(id)) : [];
  const node = random.pick(ruled.length > 0 ? ruled : nodes);
  return `${chore(editor, node)} ${node.kind} ${node.id}`;
}

function chore(editor: Editor, node: Node): string {
  const { random } = editor;
  const act = <A extends string>(name: A, does: (editor: Editor, node: Node) => unknown): A => {
    does(editor, node);
    return name;
  };
  if (node.status === 'trashed') return random.chance(0.6) ? act('restore', edits.restore) : act('purge', edits.purge);
  if (node.status === 'archived') return random.chance(0.7) ? act('unarchive', edits.unarchive) : act('trash', edits.trash);
  const roll = random.next();
  if (node.readers !== null && roll < 0.3) return act('open', edits.open);
  if (roll < 0.08) return act('restrict', edits.restrict);
  if (roll < 0.2) return act('rename', edits.rename);
  if (roll < 0.4) return act('move', moveSomewhere);
  if (roll < 0.46) return act('trash', edits.trash);
  if (node.kind === 'folder') return act('rename', edits.rename);
  if (roll < 0.5 && node.kind === 'page') return act('archive', edits.archive);
  if (roll < 0.6) return act('label', edits.label);
  if (roll < 0.72) return act('comment', edits.comment);
  if (roll < 0.8) return act('task', edits.task);
  return act('edit', edits.edit);
}

function changeSomeSpace(editor: Editor): string {
  const { site, random } = editor;
  const id = random.pick([...site.spaces.keys()]);
  const roll = random.next();
  if (roll < 0.5) edits.changeSpace(editor, id, { name: edits.spaceName(random) });
  else if (roll < 0.7) edits.changeSpace(editor, id, { description: edits.spaceDescription(random) });
  else if (roll < 0.85) edits.changeSpace(editor, id, { status: site.spaces.get(id)?.status === 'current' ? 'archived' : 'current' });
  else if (roll < 0.95) edits.changeSpace(editor, id, { open: !site.spaces.get(id)?.open });
  else edits.changeSpace(editor, id, { blocked: !site.spaces.get(id)?.blocked });
  if (random.chance(0.15)) edits.labelSpace(editor, id, random.chance(0.4) ? random.pick(edits.KEEPING_LABELS) : null);
  return `change space ${id} ${JSON.stringify(site.spaces.get(id))}`;
}

/** Some contents are restricted or trashed, which nobody tells the app of, and others changed, which events tell. */
export function hideSome(editor: Editor, spaces: ReadonlySet<SpaceId>): void {
  const { site, random } = editor;
  const current = () =>
    [...site.nodes.values()].filter((node) => spaces.has(node.spaceId) && node.status === 'current' && node.kind !== 'folder');
  const acts = [edits.restrict, edits.trash, edits.edit, edits.comment, edits.archive, edits.restrict, edits.keepOut];
  for (const act of acts) {
    const nodes = current().filter((node) => act !== edits.archive || node.kind === 'page');
    if (nodes.length > 0) act(editor, random.pick(nodes));
  }
}

/**
 * Spaces are open to the app and not blocked once more, and most are neither archived nor labelled: otherwise there would often be
 * nothing to compare but emptiness.
 */
export function openSpaces(editor: Editor): void {
  const { site, random } = editor;
  const spaces = [...site.spaces.values()];
  const spared = random.pick(spaces);
  for (const space of spaces) {
    Object.assign(space, { open: true, blocked: false });
    const isSpared = space === spared;
    if (space.status !== 'current' && (isSpared || random.chance(0.7))) edits.changeSpace(editor, space.id, { status: 'current' });
    if (isSpared || random.chance(0.7)) edits.labelSpace(editor, space.id, null);
  }
}
