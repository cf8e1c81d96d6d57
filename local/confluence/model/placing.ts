import { type Context, ModelError } from './context';
import { descendantsOf, listOf } from './state';
import type { Content } from './types';

/** Keeps the indexes in step with the tree. Each change of a parent, space, title or status goes through here. */

const titleKey = (spaceId: string, title: string) => `${spaceId} ${title}`;

/** Children of the root of a space are listed under the space's own key. */
export const siblingsKey = (content: Pick<Content, 'parentId' | 'spaceId'>) => content.parentId ?? `root ${content.spaceId}`;

/** A position behind the last sibling: sparse, as Confluence's own, so that a page can be dropped between two. */
export function positionBelow({ state }: Context, at: Pick<Content, 'parentId' | 'spaceId'>): number {
  const last = state.childIds.get(siblingsKey(at))?.at(-1);
  return ((last === undefined ? undefined : state.contents.get(last))?.position ?? 0) + 220;
}

const inTree = (content: Content) => content.kind !== 'blogpost' && content.status !== 'trashed' && content.status !== 'draft';

export function place({ state, index }: Context, content: Content): void {
  state.contents.set(content.id, content);
  state.contentIds.add(content.id);
  listOf(state.contentIdsBySpace, content.spaceId).add(content.id);
  if (inTree(content)) {
    const key = siblingsKey(content);
    const siblings = state.childIds.get(key) ?? [];
    const after = siblings.findLastIndex((id) => (state.contents.get(id)?.position ?? 0) <= content.position);
    siblings.splice(after + 1, 0, content.id);
    state.childIds.set(key, siblings);
    if (content.kind === 'page') state.pageIdByTitle.set(titleKey(content.spaceId, content.title), content.id);
  }
  index.touch(content.id);
}

/** Takes the content out of tree and titles; the database still has it. */
export function unplace({ state }: Context, content: Content): void {
  const siblings = state.childIds.get(siblingsKey(content));
  const at = siblings?.indexOf(content.id) ?? -1;
  if (siblings && at >= 0) siblings.splice(at, 1);
  const key = titleKey(content.spaceId, content.title);
  if (state.pageIdByTitle.get(key) === content.id) state.pageIdByTitle.delete(key);
  state.contentIds.remove(content.id);
  state.contentIdsBySpace.get(content.spaceId)?.remove(content.id);
}

/** Comments and attachments are found by the space of their content, so the index must learn of them, too. */
export function touchParts({ state, index }: Context, content: Content): void {
  for (const id of state.commentIds.get(content.id)?.after() ?? []) index.touch(id);
  for (const id of state.attachmentIdsByContent.get(content.id)?.after() ?? []) index.touch(id);
}

/** Changes fields that the indexes depend on. */
export function replace(context: Context, content: Content, change: () => void): void {
  unplace(context, content);
  change();
  place(context, content);
}

/** The children of a content that leaves go to its parent: nothing below an archived or trashed page goes with it. */
export function detachChildren(context: Context, content: Content): void {
  for (const id of [...(context.state.childIds.get(content.id) ?? [])]) {
    const child = context.state.contents.get(id);
    if (child) replace(context, child, () => Object.assign(child, { parentId: content.parentId }));
  }
}

/** A title is there once in a space, archived pages included; another case is another title. */
export function requireFreeTitle({ state }: Context, spaceId: string, title: string, self?: string): void {
  const holder = state.pageIdByTitle.get(titleKey(spaceId, title));
  if (holder !== undefined && holder !== self)
    throw new ModelError(400, 'A page with this title already exists in this space: choose another title');
}

export const pageByTitle = ({ state }: Context, spaceId: string, title: string): Content | undefined =>
  state.contents.get(state.pageIdByTitle.get(titleKey(spaceId, title)) ?? '');

/** A content cannot lie below itself. */
export function requireOutside({ state }: Context, content: Content, parentId: string | null): void {
  if (parentId === content.id) throw new ModelError(400, 'A page cannot be its own parent: choose another one');
  if (parentId !== null && [...descendantsOf(state, content.id)].some((below) => below.id === parentId))
    throw new ModelError(400, 'A page cannot move below its own child: choose another parent');
}
