import { latest } from '../model/state';
import type { Comment, Content } from '../model/types';
import { renderStorage } from '../render';
import { type Html, html, trusted } from './html';
import { ago, nameOf, type Visit } from './visit';

const hidden = (fields: Record<string, string>) =>
  Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);

const replyForm = (
  comment: Comment,
) => html`<details><summary>Reply</summary><form method="post" action="/wiki/actions/reply">${hidden({ commentId: comment.id })}
<textarea name="text" rows="2" aria-label="Your reply" required></textarea><button class="primary">Send</button></form></details>`;

const editForm = (
  comment: Comment,
) => html`<details><summary>Edit</summary><form method="post" action="/wiki/actions/edit-comment">${hidden({ commentId: comment.id })}
<textarea name="body" rows="3" aria-label="Storage format of the comment" required>${comment.body}</textarea><button class="primary">Save</button></form></details>`;

const button = (action: string, name: string, fields: Record<string, string>) =>
  html`<form method="post" action="/wiki/actions/${action}">${hidden(fields)}<button class="link">${name}</button></form>`;

function acts(visit: Visit, comment: Comment): Html {
  const own = comment.authorId === visit.person.accountId;
  const isThread = comment.inline !== null && comment.parentId === null;
  const open = comment.resolution === 'open' || comment.resolution === 'reopened';
  const next = open ? { resolution: 'resolved', name: 'Resolve' } : { resolution: 'reopened', name: 'Reopen' };
  return html`<div class="acts">${replyForm(comment)}${own ? editForm(comment) : null}${
    isThread ? button('resolve-comment', next.name, { commentId: comment.id, resolution: next.resolution }) : null
  }${own ? button('delete-comment', 'Delete', { commentId: comment.id }) : null}</div>`;
}

function commentView(visit: Visit, comment: Comment, writable: boolean): Html {
  const { state, person } = visit.model;
  const replies = [...(state.replyIds.get(comment.id)?.after() ?? [])].flatMap((id) => state.comments.get(id) ?? []);
  const body = trusted(renderStorage(comment.body, { personName: (id) => person(id)?.name ?? null }));
  const edited = comment.versions.length > 1 ? ', edited' : '';
  const quote = comment.parentId === null ? comment.inline?.quote : undefined;
  return html`<div class="comment" id="comment-${comment.id}">
<div class="head"><img class="who" src="/wiki/aa-avatar/${encodeURIComponent(comment.authorId)}" alt=""><strong>${nameOf(visit, comment.authorId)}</strong> ${ago(visit, latest(comment).at)}${edited}
${quote !== undefined && comment.resolution !== 'open' ? html`<span class="lozenge">${comment.resolution}</span>` : null}</div>
${quote === undefined ? null : html`<p class="quote">${quote}</p>`}
<div class="said">${body}</div>${writable ? acts(visit, comment) : null}
${replies.length > 0 ? html`<div class="replies">${replies.map((reply) => commentView(visit, reply, writable))}</div>` : null}
</div>`;
}

/** Inline comments first, then those at the foot of the page, each with its replies. */
export function commentsSection(visit: Visit, content: Content): Html {
  const { state } = visit.model;
  const roots = [...(state.commentIds.get(content.id)?.after() ?? [])].flatMap((id) => {
    const comment = state.comments.get(id);
    return comment?.parentId === null ? [comment] : [];
  });
  const writable = content.status === 'current';
  const inline = roots.filter((comment) => comment.inline !== null);
  const footer = roots.filter((comment) => comment.inline === null);
  const count = state.commentIds.get(content.id)?.size ?? 0;
  return html`<section class="comments" aria-label="Comments"><h2>${count === 1 ? '1 comment' : `${count} comments`}</h2>
${[...inline, ...footer].map((comment) => commentView(visit, comment, writable))}
${
  writable
    ? html`<form class="sheet" method="post" action="/wiki/actions/add-comment"><input type="hidden" name="id" value="${content.id}">
<label>Write a comment<textarea name="text" rows="3" required></textarea></label>
<label>About these words of the page (for an inline comment)<input name="quote"></label>
<div><button class="primary">Comment</button></div></form>`
    : null
}</section>`;
}
