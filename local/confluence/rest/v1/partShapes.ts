import { latest } from '../../model/state';
import type { Attachment, Comment, Content } from '../../model/types';
import { type Call, iso } from '../call';
import { commentPath, contentPath } from '../links';
import { bodies, childTypesShape, links, notExpanded, shared } from './contentShapes';
import type { Expand } from './expand';
import { someone } from './people';

/** The container of a comment or attachment: the page or blog post, unexpanded. */
const containerShape = (call: Call, content: Content) => ({
  id: content.id,
  type: content.kind,
  status: content.status,
  title: content.title,
  extensions: { position: content.position },
  _expandable: notExpanded(new Set()),
  _links: links(call, content.id, contentPath(call.model.state, content)),
});

/** Newest first, as in the events; of the real one the order is not documented. */
const commentChain = (call: Call, comment: Comment): unknown[] => {
  const chain: unknown[] = [];
  for (let id = comment.parentId; id !== null; ) {
    const parent = call.model.state.comments.get(id);
    if (!parent) break;
    chain.push({
      id,
      type: 'comment',
      status: 'current',
      title: '',
      _expandable: notExpanded(new Set()),
      _links: { self: `${call.base}/rest/api/content/${id}` },
    });
    id = parent.parentId;
  }
  return chain;
};

export function commentShape(call: Call, comment: Comment, content: Content, expand: Expand) {
  const { state } = call.model;
  const replies = call.settings.commentsTellReplies ? (state.replyIds.get(comment.id)?.size ?? 0) : 0;
  const inline = comment.inline;
  return {
    id: comment.id,
    type: 'comment',
    status: 'current',
    title: `Re: ${content.title}`,
    ...shared(call, expand, comment, state.spaces.get(content.spaceId)),
    ...bodies(call, expand, comment.body, false),
    ...(expand.has('ancestors') ? { ancestors: commentChain(call, comment) } : {}),
    ...(expand.has('container') ? { container: containerShape(call, content) } : {}),
    ...(expand.has('childTypes') ? { childTypes: childTypesShape(call, expand, { attachment: 0, comment: replies }, comment.id) } : {}),
    extensions: {
      location: inline ? 'inline' : 'footer',
      ...(inline && expand.has('extensions.inlineProperties')
        ? { inlineProperties: { originalSelection: inline.quote, markerRef: inline.ref } }
        : {}),
      ...(expand.has('extensions.resolution')
        ? {
            resolution: {
              status: comment.parentId === null ? comment.resolution : 'open',
              lastModifier: someone(call, latest(comment).by),
              lastModifiedDate: iso(latest(comment).at),
            },
          }
        : {}),
      _expandable: { inlineProperties: '', resolution: '' },
    },
    _expandable: notExpanded(new Set([...expand, 'extensions'])),
    _links: links(call, comment.id, commentPath(state, content, comment.id)),
  };
}

export function attachmentShape(call: Call, attachment: Attachment, content: Content, expand: Expand) {
  const webui = `${contentPath(call.model.state, content)}?preview=${attachment.id}`;
  return {
    id: attachment.id,
    type: 'attachment',
    status: attachment.status,
    title: attachment.title,
    ...shared(call, expand, attachment, call.model.state.spaces.get(content.spaceId)),
    ...(expand.has('container') ? { container: containerShape(call, content) } : {}),
    metadata: { mediaType: attachment.mediaType },
    extensions: {
      mediaType: attachment.mediaType,
      fileSize: attachment.fileSize,
      fileId: attachment.fileId,
      comment: attachment.comment,
      collectionName: `contentId-${content.id}`,
    },
    _expandable: notExpanded(new Set([...expand, 'metadata', 'extensions'])),
    _links: { ...links(call, attachment.id, webui), download: `/download/attachments/${content.id}/${attachment.title}` },
  };
}
