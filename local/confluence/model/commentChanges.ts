import { type Context, commentOf, contentOf, emitFor, ModelError } from './context';
import { commentInEvent } from './events';
import { uuidOf } from './ids';
import { latest, listOf } from './state';
import type { Comment, Content, Resolution } from './types';

export interface NewComment {
  contentId: string;
  body: string;
  /** For an inline comment: the words of the body that it is about. */
  quote?: string;
  resolution?: Resolution;
}

const emitComment = (context: Context, comment: Comment, content: Content, verb: string, who: string) =>
  emitFor(context, content, `avi:confluence:${verb}:comment`, who, {
    suppressNotifications: false,
    content: commentInEvent(context.state, comment, content),
  });

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Marks the first place of the words in the body that is text, not markup and not code. Null if there is none. */
export function withMarker(body: string, quote: string, ref: string): string | null {
  const words = escapeXml(quote);
  const skipped = /<!\[CDATA\[[\s\S]*?\]\]>|<[^>]*>/g;
  const mark = (start: number, end: number) => {
    const at = body.slice(start, end).indexOf(words);
    if (at < 0) return null;
    const from = start + at;
    const marked = `<ac:inline-comment-marker ac:ref="${ref}">${words}</ac:inline-comment-marker>`;
    return body.slice(0, from) + marked + body.slice(from + words.length);
  };
  let start = 0;
  for (let tag = skipped.exec(body); tag; tag = skipped.exec(body)) {
    const marked = mark(start, tag.index);
    if (marked !== null) return marked;
    start = tag.index + tag[0].length;
  }
  return mark(start, body.length);
}

/** Puts a comment into the database without an event. */
export function insertComment(context: Context, who: string, content: Content, input: NewComment, parent: Comment | null): Comment {
  const { state, clock, index } = context;
  const id = state.nextId();
  const at = clock.now();
  const own = input.quote === undefined ? null : { ref: uuidOf('marker', id), quote: input.quote };
  const comment: Comment = {
    id,
    contentId: content.id,
    parentId: parent?.id ?? null,
    inline: parent ? parent.inline : own,
    resolution: input.resolution ?? 'open',
    body: input.body,
    authorId: who,
    createdAt: at,
    versions: [{ number: 1, at, by: who, message: '', minor: false, body: input.body, title: '' }],
  };
  if (own && !parent && comment.resolution !== 'dangling') {
    // The marker is set without a new version of the page, as Confluence does.
    const marked = withMarker(content.body, own.quote, own.ref);
    if (marked === null) comment.resolution = 'dangling';
    else content.body = marked;
  }
  state.comments.set(id, comment);
  listOf(state.commentIds, content.id).add(id);
  if (parent) listOf(state.replyIds, parent.id).add(id);
  (comment.inline ? state.inlineIds : state.footerIds).add(id);
  index.touch(id);
  return comment;
}

export const commentChanges = (context: Context) => {
  const contentWith = (comment: Comment) => contentOf(context, comment.contentId);
  return {
    /** A footer comment, or an inline one if it quotes. */
    addComment(who: string, input: NewComment): Comment {
      const content = contentOf(context, input.contentId);
      if (content.kind !== 'page' && content.kind !== 'blogpost') throw new ModelError(400, 'Only pages and blog posts have comments');
      if (content.status !== 'current') throw new ModelError(409, `The content is ${content.status}: it takes no comments`);
      const comment = insertComment(context, who, content, input, null);
      emitComment(context, comment, content, 'created', who);
      return comment;
    },
    reply(who: string, parentId: string, body: string): Comment {
      const parent = commentOf(context, parentId);
      const content = contentWith(parent);
      const comment = insertComment(context, who, content, { contentId: content.id, body }, parent);
      emitComment(context, comment, content, 'created', who);
      return comment;
    },
    editComment(who: string, id: string, body: string): Comment {
      const comment = commentOf(context, id);
      const { number } = latest(comment);
      comment.body = body;
      comment.versions.push({ number: number + 1, at: context.clock.now(), by: who, message: '', minor: false, body, title: '' });
      context.index.touch(id);
      emitComment(context, comment, contentWith(comment), 'updated', who);
      return comment;
    },
    /** Resolves, reopens, or marks as dangling. Only inline comments can be resolved. */
    resolveComment(who: string, id: string, resolution: Resolution = 'resolved'): Comment {
      const comment = commentOf(context, id);
      if (!comment.inline || comment.parentId !== null)
        throw new ModelError(400, 'Only the first comment of an inline thread can be resolved');
      comment.resolution = resolution;
      context.index.touch(id);
      emitComment(context, comment, contentWith(comment), 'updated', who);
      return comment;
    },
    /** Replies go with it; one event, for the comment itself. */
    deleteComment(who: string, id: string): void {
      const comment = commentOf(context, id);
      const content = contentWith(comment);
      emitComment(context, comment, content, 'deleted', who);
      const erase = (one: Comment) => {
        for (const replyId of [...(context.state.replyIds.get(one.id)?.after() ?? [])]) erase(commentOf(context, replyId));
        const { state } = context;
        state.comments.delete(one.id);
        state.commentIds.get(one.contentId)?.remove(one.id);
        state.replyIds.delete(one.id);
        if (one.parentId) state.replyIds.get(one.parentId)?.remove(one.id);
        state.footerIds.remove(one.id);
        state.inlineIds.remove(one.id);
        context.index.touch(one.id);
      };
      erase(comment);
    },
  };
};
