import { type Context, contentOf, emitContent, ModelError, spaceOf } from './context';
import { addVersion, insertContent, type NewContent } from './inserting';
import { replace, requireFreeTitle } from './placing';
import { syncTasks } from './taskChanges';
import type { Content } from './types';

export interface Edit {
  title?: string;
  body?: string;
  message?: string;
  minor?: boolean;
}

/** An inline comment whose words left the body dangles, from then on, without an event; a resolved one stays resolved. */
function loseMarkers({ state, index }: Context, content: Content): void {
  for (const id of state.commentIds.get(content.id)?.after() ?? []) {
    const comment = state.comments.get(id);
    if (!comment?.inline || comment.resolution === 'resolved' || content.body.includes(comment.inline.ref)) continue;
    comment.resolution = 'dangling';
    index.touch(id);
  }
}

export const contentChanges = (context: Context) => {
  const sessions = new Map<string, { end: () => void; first: boolean }>();

  const create = (who: string, input: NewContent): Content => {
    spaceOf(context, input.spaceId);
    if (!input.title.trim()) throw new ModelError(400, 'A title must be specified: give the content a title');
    if ((input.kind ?? 'page') === 'page') requireFreeTitle(context, input.spaceId, input.title);
    if (input.parentId) {
      const parent = contentOf(context, input.parentId);
      if (parent.spaceId !== input.spaceId) throw new ModelError(400, 'The parent is in another space: choose a parent in this space');
    }
    const content = insertContent(context, who, input);
    if (content.status === 'draft') return content;
    emitContent(context, content, content.live ? 'initialized' : 'created', who);
    syncTasks(context, content, who);
    return content;
  };

  const update = (who: string, id: string, edit: Edit): Content => {
    const content = contentOf(context, id);
    if (content.status !== 'current') throw new ModelError(409, `The content is ${content.status}: restore it before you edit it`);
    const title = edit.title ?? content.title;
    if (!title.trim()) throw new ModelError(400, 'A title must be specified: give the content a title');
    if (content.kind === 'page') requireFreeTitle(context, content.spaceId, title, id);
    replace(context, content, () => {
      Object.assign(content, { title, body: edit.body ?? content.body });
      addVersion(context, content, who, edit);
    });
    loseMarkers(context, content);
    emitContent(context, content, 'updated', who, { updateTrigger: 'edit_page' });
    syncTasks(context, content, who);
    return content;
  };

  const endSession = (id: string, who: string) => {
    const session = sessions.get(id);
    const content = context.state.contents.get(id);
    sessions.delete(id);
    if (!session || !content?.live || content.status !== 'current') return;
    emitContent(context, content, session.first ? 'started' : 'snapshotted', who, { updateTrigger: 'edit_page' });
  };
  const everEdited = new Set<string>();

  return {
    createPage: (who: string, input: Omit<NewContent, 'kind'>) => create(who, { ...input, kind: 'page' }),
    createBlogPost: (who: string, input: Omit<NewContent, 'kind' | 'parentId' | 'live'>) => create(who, { ...input, kind: 'blogpost' }),
    createFolder: (who: string, input: { spaceId: string; title: string; parentId?: string | null }) =>
      create(who, { ...input, kind: 'folder' }),
    createWhiteboard: (who: string, input: { spaceId: string; title: string; parentId?: string | null }) =>
      create(who, { ...input, kind: 'whiteboard' }),
    /** Changes title, body or both: one version more, one `updated` event. */
    updatePage: update,
    renamePage: (who: string, id: string, title: string) => update(who, id, { title }),
    /** Publishes a draft: from now on it is listed, and the first event about it is sent. */
    publishDraft(who: string, id: string): Content {
      const content = contentOf(context, id);
      if (content.status !== 'draft') throw new ModelError(409, 'Only a draft can be published: this content is not one');
      if (content.kind === 'page') requireFreeTitle(context, content.spaceId, content.title);
      replace(context, content, () => Object.assign(content, { status: 'current' }));
      emitContent(context, content, 'created', who);
      syncTasks(context, content, who);
      return content;
    },
    /**
     * Saves what was typed in a live doc. Readers see it at once, and the modification date moves; an event comes only when the session
     * ended, some minutes after the last change (facts of the vendor's event reference: `started`, then `snapshotted`).
     */
    editLiveDoc(who: string, id: string, body: string): Content {
      const content = contentOf(context, id);
      if (!content.live) throw new ModelError(409, 'Not a live doc: edit the page instead');
      content.body = body;
      addVersion(context, content, who);
      context.index.touch(id);
      syncTasks(context, content, who);
      const running = sessions.get(id);
      running?.end();
      const first = running ? running.first : !everEdited.has(id);
      everEdited.add(id);
      sessions.set(id, { first, end: context.clock.setTimer(context.settings.liveSessionMs, () => endSession(id, who)) });
      return content;
    },
    /** Makes a page of a live doc: the vendor's `published` event. */
    publishLiveDoc(who: string, id: string): Content {
      const content = contentOf(context, id);
      if (!content.live) throw new ModelError(409, 'Not a live doc: it is a page already');
      sessions.get(id)?.end();
      sessions.delete(id);
      content.live = false;
      addVersion(context, content, who);
      context.index.touch(id);
      emitContent(context, content, 'published', who, { updateTrigger: 'edit_page' });
      return content;
    },
    /** Lets the timers of open live-doc sessions go, without an event. */
    dispose() {
      for (const session of sessions.values()) session.end();
      sessions.clear();
    },
  };
};
