import { ModelError } from '../model';
import type { Comment, Content, Resolution } from '../model/types';
import { mayEdit } from '../model/visibility';
import { escapeHtml } from '../render';
import { hrefOf } from './layout';
import { contentAt, type Visit } from './visit';

/** What the forms of the wiki do. Each changes the model as the person who is signed in, and says where to go on. */
export type Action = (visit: Visit, form: URLSearchParams) => string;

const field = (form: URLSearchParams, name: string): string => {
  const value = form.get(name);
  if (value === null) throw new ModelError(400, `The form lacks the field ${name}`);
  // Browsers send line ends as CR LF.
  return value.replaceAll('\r\n', '\n');
};

function editable(visit: Visit, form: URLSearchParams): Content {
  const content = contentAt(visit, field(form, 'id'));
  if (!mayEdit(visit.model.state, visit.person, content)) throw new ModelError(403, 'You may not change this page.');
  return content;
}

const commentIn = (visit: Visit, form: URLSearchParams): Comment => {
  const comment = visit.model.state.comments.get(field(form, 'commentId'));
  if (!comment) throw new ModelError(404, 'This comment is gone.');
  contentAt(visit, comment.contentId);
  return comment;
};

const ownComment = (visit: Visit, form: URLSearchParams): Comment => {
  const comment = commentIn(visit, form);
  if (comment.authorId !== visit.person.accountId) throw new ModelError(403, 'Only its author may change a comment.');
  return comment;
};

/** What a person types into a comment is text; the comment itself is storage format. */
const paragraphs = (text: string) =>
  text
    .split(/\n{2,}/)
    .map((one) => `<p>${escapeHtml(one.trim()).replaceAll('\n', '<br />')}</p>`)
    .join('');

const spacePath = (visit: Visit, spaceId: string, page: string) =>
  `/wiki/spaces/${visit.model.state.spaces.get(spaceId)?.key ?? ''}/${page}`;

const onContent =
  (change: (visit: Visit, content: Content, form: URLSearchParams, who: string) => void): Action =>
  (visit, form) => {
    const content = editable(visit, form);
    change(visit, content, form, visit.person.accountId);
    return hrefOf(visit, content);
  };

const onComment =
  (
    find: (visit: Visit, form: URLSearchParams) => Comment,
    change: (visit: Visit, comment: Comment, form: URLSearchParams, who: string) => void,
  ): Action =>
  (visit, form) => {
    const comment = find(visit, form);
    change(visit, comment, form, visit.person.accountId);
    return `${hrefOf(visit, contentAt(visit, comment.contentId))}#comment-${comment.id}`;
  };

const resolutions: readonly Resolution[] = ['open', 'reopened', 'resolved'];

export const actions: Record<string, Action> = {
  create(visit, form) {
    const [spaceId, title, body] = [field(form, 'spaceId'), field(form, 'title'), field(form, 'body')];
    const who = visit.person.accountId;
    const parentId = form.get('parentId');
    if (parentId) contentAt(visit, parentId);
    const made =
      form.get('kind') === 'blogpost'
        ? visit.model.createBlogPost(who, { spaceId, title, body })
        : visit.model.createPage(who, { spaceId, title, body, parentId });
    return hrefOf(visit, made);
  },
  edit: onContent((visit, content, form, who) => {
    const [title, body] = [field(form, 'title'), field(form, 'body')];
    if (content.live && title === content.title) visit.model.editLiveDoc(who, content.id, body);
    else visit.model.updatePage(who, content.id, { title, body });
  }),
  rename: onContent((visit, content, form, who) => visit.model.renamePage(who, content.id, field(form, 'title'))),
  move: onContent((visit, content, form, who) => {
    const to = field(form, 'parentId');
    const root = /^root (\d+)$/.exec(to)?.[1];
    if (root) visit.model.movePage(who, content.id, { parentId: null, spaceId: root });
    else visit.model.movePage(who, content.id, { parentId: contentAt(visit, to).id });
  }),
  restrict: onContent((visit, content, form, who) => {
    if (form.has('off')) visit.model.unrestrictRead(who, content.id);
    // Who restricts a page is one of those who may read it.
    else visit.model.restrictRead(who, content.id, { users: [...new Set([who, ...form.getAll('user')])], groups: form.getAll('group') });
  }),
  archive: onContent((visit, content, _, who) => visit.model.archivePage(who, content.id)),
  unarchive: onContent((visit, content, _, who) => visit.model.unarchivePage(who, content.id)),
  restore: onContent((visit, content, _, who) => visit.model.restorePage(who, content.id)),
  publish: onContent((visit, content, _, who) => visit.model.publishDraft(who, content.id)),
  'publish-live': onContent((visit, content, _, who) => visit.model.publishLiveDoc(who, content.id)),
  trash(visit, form) {
    const content = editable(visit, form);
    visit.model.trashPage(visit.person.accountId, content.id);
    return spacePath(visit, content.spaceId, 'bin');
  },
  purge(visit, form) {
    const content = editable(visit, form);
    visit.model.purgePage(visit.person.accountId, content.id);
    return spacePath(visit, content.spaceId, 'bin');
  },
  'add-label': onContent((visit, content, form, who) => visit.model.addLabel(who, content.id, field(form, 'name'))),
  'remove-label': onContent((visit, content, form, who) => visit.model.removeLabel(who, content.id, field(form, 'name'))),
  'add-comment'(visit, form) {
    const content = contentAt(visit, field(form, 'id'));
    const quote = form.get('quote')?.trim();
    const made = visit.model.addComment(visit.person.accountId, {
      contentId: content.id,
      body: paragraphs(field(form, 'text')),
      ...(quote ? { quote } : {}),
    });
    return `${hrefOf(visit, content)}#comment-${made.id}`;
  },
  reply: onComment(commentIn, (visit, comment, form, who) => visit.model.reply(who, comment.id, paragraphs(field(form, 'text')))),
  'edit-comment': onComment(ownComment, (visit, comment, form, who) => visit.model.editComment(who, comment.id, field(form, 'body'))),
  'delete-comment': onComment(ownComment, (visit, comment, _, who) => visit.model.deleteComment(who, comment.id)),
  'resolve-comment': onComment(commentIn, (visit, comment, form, who) => {
    const wanted = resolutions.find((one) => one === form.get('resolution'));
    if (!wanted) throw new ModelError(400, 'resolution must be open, reopened or resolved');
    visit.model.resolveComment(who, comment.id, wanted);
  }),
  'toggle-task'(visit, form) {
    const task = visit.model.state.tasks.get(field(form, 'taskId'));
    if (!task) throw new ModelError(404, 'This task is gone: reload the page.');
    const content = contentAt(visit, task.contentId);
    if (!mayEdit(visit.model.state, visit.person, content)) throw new ModelError(403, 'You may not change this page.');
    visit.model.toggleTask(visit.person.accountId, task.id);
    return hrefOf(visit, content);
  },
};
