import { type Context, contentOf, emitContent, ModelError } from './context';
import { contentInEvent } from './events';
import { addVersion } from './inserting';
import { detachChildren, positionBelow, replace, requireFreeTitle, requireOutside, touchParts, unplace } from './placing';
import { descendantsOf } from './state';
import { removeTask } from './taskChanges';
import type { Content, ContentStatus } from './types';

/** Where a restored content goes: under its old parent if that is still there, else to the root of the space. */
const placeFor = ({ state }: Context, content: Content): string | null => {
  const parent = content.parentId === null ? undefined : state.contents.get(content.parentId);
  return parent?.status === 'current' && parent.spaceId === content.spaceId ? parent.id : null;
};

const setStatus = (context: Context, content: Content, status: ContentStatus, parentId: string | null) => {
  replace(context, content, () => Object.assign(content, { status, parentId }));
  touchParts(context, content);
};

const requireStatus = (content: Content, status: ContentStatus, todo: string) => {
  if (content.status !== status) throw new ModelError(409, `The content is ${content.status}: ${todo}`);
};

/** Removes a content with its comments, tasks and attachments for good, without an event. */
export function eraseContent(context: Context, content: Content): void {
  const { state, index } = context;
  for (const id of [...(state.taskIdsByContent.get(content.id) ?? [])]) {
    const task = state.tasks.get(id);
    if (task) removeTask(context, task);
  }
  for (const id of [...(state.commentIds.get(content.id)?.after() ?? [])]) {
    state.comments.delete(id);
    state.footerIds.remove(id);
    state.inlineIds.remove(id);
    index.touch(id);
  }
  state.commentIds.delete(content.id);
  for (const id of [...(state.attachmentIdsByContent.get(content.id)?.after() ?? [])]) {
    state.attachments.delete(id);
    state.attachmentIds.remove(id);
    index.touch(id);
  }
  state.attachmentIdsByContent.delete(content.id);
  unplace(context, content);
  state.contents.delete(content.id);
  index.touch(content.id);
}

export const treeChanges = (context: Context) => ({
  /** To another parent, or to another space; descendants come along. One event, for the page that was moved. No new version. */
  movePage(who: string, id: string, to: { parentId: string | null; spaceId?: string }): Content {
    const content = contentOf(context, id);
    requireStatus(content, 'current', 'restore it before you move it');
    const parent = to.parentId === null ? null : contentOf(context, to.parentId);
    if (parent && parent.status !== 'current') throw new ModelError(409, 'The new parent is not current: choose another one');
    const spaceId = parent?.spaceId ?? to.spaceId ?? content.spaceId;
    if (!context.state.spaces.has(spaceId)) throw new ModelError(404, `No space with id ${spaceId} in this site`);
    requireOutside(context, content, to.parentId);
    if (content.kind === 'page') requireFreeTitle(context, spaceId, content.title, id);
    const prevContent = contentInEvent(context.state, content);
    const below = [...descendantsOf(context.state, id)];
    const position = positionBelow(context, { parentId: to.parentId, spaceId });
    replace(context, content, () => Object.assign(content, { parentId: to.parentId, spaceId, position }));
    if (below.some((one) => one.spaceId !== spaceId) || prevContent.space?.id !== Number(spaceId)) {
      touchParts(context, content);
      for (const one of below) {
        replace(context, one, () => Object.assign(one, { spaceId }));
        touchParts(context, one);
      }
    }
    emitContent(context, content, 'moved', who, { prevContent });
    return content;
  },

  /** Another place among the siblings; the parent's `children_reordered` tells the order before and after. */
  reorderChildren(who: string, parentId: string, order: string[]): void {
    const parent = contentOf(context, parentId);
    const before = [...(context.state.childIds.get(parentId) ?? [])];
    if ([...order].sort().join() !== [...before].sort().join()) throw new ModelError(400, 'The order must name each child once');
    order.forEach((id, at) => {
      contentOf(context, id).position = (at + 1) * 220;
    });
    context.state.childIds.set(parentId, [...order]);
    emitContent(context, parent, 'children_reordered', who, {
      oldSortedChildPageIds: before.map(Number),
      newSortedChildPageIds: order.map(Number),
    });
  },

  /** Children move up to the parent, as Confluence does unless told otherwise. */
  archivePage(who: string, id: string): Content {
    const content = contentOf(context, id);
    requireStatus(content, 'current', 'only current content can be archived');
    detachChildren(context, content);
    setStatus(context, content, 'archived', content.parentId);
    emitContent(context, content, 'archived', who);
    return content;
  },

  unarchivePage(who: string, id: string): Content {
    const content = contentOf(context, id);
    requireStatus(content, 'archived', 'only archived content can be taken out of the archive');
    setStatus(context, content, 'current', placeFor(context, content));
    emitContent(context, content, 'unarchived', who);
    return content;
  },

  /** Its children are detached and stay. The event reaches only an app with a write scope. */
  trashPage(who: string, id: string): Content {
    const content = contentOf(context, id);
    if (content.status === 'trashed') throw new ModelError(409, 'The content is in the trash already');
    detachChildren(context, content);
    if (context.settings.trashingIsModification) addVersion(context, content, who, { minor: true });
    setStatus(context, content, 'trashed', content.parentId);
    if (context.settings.writeScope) emitContent(context, content, 'trashed', who);
    return content;
  },

  restorePage(who: string, id: string): Content {
    const content = contentOf(context, id);
    requireStatus(content, 'trashed', 'only trashed content can be restored');
    if (content.kind === 'page') requireFreeTitle(context, content.spaceId, content.title, id);
    setStatus(context, content, 'current', placeFor(context, content));
    emitContent(context, content, 'restored', who);
    return content;
  },

  /** Out of the trash, for good. */
  purgePage(who: string, id: string): void {
    const content = contentOf(context, id);
    requireStatus(content, 'trashed', 'only trashed content can be deleted for good: move it to the trash first');
    if (context.settings.writeScope) emitContent(context, content, 'deleted', who);
    eraseContent(context, content);
  },
});
