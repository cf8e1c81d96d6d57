import type { LocalConfluence } from '../confluence';
import type { SiteEditor } from './freshness';

/** Edits the local Confluence as `who`. */
export function siteEditor({ model }: Pick<LocalConfluence, 'model'>, who: string): SiteEditor {
  const { state } = model;
  const contentOf = (id: string) => {
    const content = state.contents.get(id);
    if (!content) throw new Error(`The local Confluence has no content ${id}.`);
    return content;
  };
  return {
    kindOf(id) {
      const content = state.contents.get(id);
      // Edits of a live doc are told some minutes late, and blank storage can't be added to: neither is what is timed here.
      if (content?.kind !== 'page' || content.status !== 'current' || content.live || content.blankStorage) return 'other';
      return (state.childIds.get(id) ?? []).length > 0 ? 'parent' : 'leaf';
    },
    spaceOf: (id) => contentOf(id).spaceId,
    parentOf: (id) => contentOf(id).parentId,
    createPage(parentId, title) {
      const { spaceId } = contentOf(parentId);
      // A page of an earlier start that kept its state may have the title.
      let free = title;
      for (let count = 2; model.pageByTitle(spaceId, free); count++) free = `${title} (${count})`;
      return model.createPage(who, { spaceId, parentId, title: free, body: '<p>To be edited.</p>' }).id;
    },
    append(id, storage) {
      model.updatePage(who, id, { body: `${contentOf(id).body}${storage}` });
    },
    comment: (id, storage) => model.addComment(who, { contentId: id, body: storage }).id,
    reply(commentId, storage) {
      model.reply(who, commentId, storage);
    },
    completeTask(id, marker) {
      const taskIds = state.taskIdsByContent.get(id) ?? [];
      const taskId = taskIds.find((one) => state.tasks.get(one)?.body.includes(marker));
      if (taskId === undefined) throw new Error(`Content ${id} has no task "${marker}".`);
      model.toggleTask(who, taskId);
    },
    move(id, parentId) {
      model.movePage(who, id, { parentId });
    },
    restrict(id) {
      model.restrictRead(who, id, { users: [who], groups: [] });
    },
    trash(id) {
      model.trashPage(who, id);
    },
  };
}
