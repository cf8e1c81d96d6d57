import { compareIds, type IdList } from '../../model/ids';
import { latest } from '../../model/state';
import type { Attachment, Comment, ContentKind, Label } from '../../model/types';
import { type Answer, type Call, contentFor, notFound, sees, seesIn } from '../call';
import { listAnswer, type Order } from '../paging';
import { bodyFormat, ids, list, oneOf, someOf } from '../parameters';
import { contentOrder } from './order';
import { attachmentShape, commentShape, labelShape, pageShape } from './shapes';

const dates = ['created-date', '-created-date', 'modified-date', '-modified-date'] as const;

function dateOrder<T extends { createdAt: number; versions: { number: number; at: number }[] }>(call: Call): Order<T> | null {
  const sort = oneOf(call, 'sort', dates);
  if (sort === null) return null;
  return {
    key: (thing) => (sort.endsWith('created-date') ? thing.createdAt : latest<{ number: number; at: number }>(thing).at),
    descending: sort.startsWith('-'),
  };
}

type Place = 'footer' | 'inline';

/** The hyphenated spellings of the inline properties are announced as deprecated. */
const warning = { warning: '299 - "Deprecated property: inline-marker-ref, inline-original-selection"' };

function commentList(
  call: Call,
  place: Place,
  idsAfter: (after?: string) => Iterable<string>,
  fits: (comment: Comment) => boolean,
): Answer {
  const format = bodyFormat(call);
  return listAnswer(call, {
    *source(after) {
      for (const id of idsAfter(after)) {
        const comment = call.model.state.comments.get(id);
        if (comment && (comment.inline !== null) === (place === 'inline') && fits(comment) && seesIn(call, comment)) yield comment;
      }
    },
    order: dateOrder<Comment>(call),
    shape: (comment) => commentShape(call, comment, format),
    headers: place === 'inline' ? warning : {},
  });
}

/** Of the whole site, replies too. There is no filter. */
export const listComments = (place: Place) => (call: Call) => {
  const { footerIds, inlineIds } = call.model.state;
  const source = place === 'footer' ? footerIds : inlineIds;
  return commentList(
    call,
    place,
    (after) => source.after(after),
    () => true,
  );
};

const contentOfKind = (call: Call, kind: ContentKind) => {
  const content = contentFor(call, call.params.id ?? '');
  if (content.kind !== kind) throw notFound(kind, content.id);
  return content;
};

/** Of one content: the first comments of threads only. Replies are asked for one by one. */
export const listContentComments = (kind: ContentKind, place: Place) => (call: Call) => {
  const content = contentOfKind(call, kind);
  const status = someOf(call, 'status', ['current', 'deleted', 'trashed', 'historical', 'draft'], ['current']);
  const all = ['open', 'reopened', 'resolved', 'dangling'] as const;
  const resolutions = someOf(call, 'resolution-status', all, all);
  const own = call.model.state.commentIds.get(content.id);
  return commentList(
    call,
    place,
    (after) => own?.after(after) ?? [],
    (comment) => comment.parentId === null && status.has('current') && (place === 'footer' || resolutions.has(comment.resolution)),
  );
};

const commentFor = (call: Call, place: Place): Comment => {
  const comment = call.model.state.comments.get(call.params.id ?? '');
  if (!comment || (comment.inline !== null) !== (place === 'inline') || !seesIn(call, comment)) throw notFound('comment', call.params.id);
  return comment;
};

export const getComment =
  (place: Place) =>
  (call: Call): Answer => ({
    body: commentShape(call, commentFor(call, place), bodyFormat(call)),
    objects: 1,
    headers: place === 'inline' ? warning : {},
  });

/** The replies of one comment: one level, not the replies to those. */
export const listReplies = (place: Place) => (call: Call) => {
  const comment = commentFor(call, place);
  const own = call.model.state.replyIds.get(comment.id);
  return commentList(
    call,
    place,
    (after) => own?.after(after) ?? [],
    () => true,
  );
};

export const listContentLabels =
  (kind: ContentKind) =>
  (call: Call): Answer => {
    const content = contentOfKind(call, kind);
    const prefix = oneOf(call, 'prefix', ['my', 'team', 'global', 'system']);
    return labelList(
      call,
      content.labels.filter((label) => prefix === null || label.prefix === prefix),
    );
  };

export const listLabels = (call: Call): Answer => {
  const wanted = ids(call, 'label-id', 250);
  const prefixes = list(call, 'prefix');
  return labelList(
    call,
    [...call.model.state.labels.values()].filter((label) => (wanted?.has(label.id) ?? true) && (prefixes?.includes(label.prefix) ?? true)),
  );
};

const labelList = (call: Call, labels: Label[]) => {
  const sort = oneOf(call, 'sort', ['id', '-id', 'name', '-name', 'created-date', '-created-date']);
  const order: Order<Label> | null = sort?.endsWith('name')
    ? { key: (label) => label.name, descending: sort.startsWith('-') }
    : sort?.startsWith('-')
      ? { key: (label) => Number(label.id), descending: true }
      : null;
  const sorted = [...labels].sort((a, b) => compareIds(a.id, b.id));
  return listAnswer(call, {
    source: (after) => sorted.filter((label) => after === undefined || compareIds(label.id, after) > 0),
    order,
    shape: labelShape,
  });
};

export const listLabelPages = (call: Call): Answer => {
  const label = [...call.model.state.labels.values()].find((one) => one.id === call.params.id);
  if (!label) throw notFound('label', call.params.id);
  const spaceIds = ids(call, 'space-id', 100);
  const format = bodyFormat(call);
  return listAnswer(call, {
    *source(after) {
      for (const id of call.model.state.contentIds.after(after)) {
        const content = call.model.state.contents.get(id);
        if (content?.kind !== 'page' || !content.labels.includes(label) || (content.status !== 'current' && content.status !== 'archived'))
          continue;
        if ((spaceIds === null || spaceIds.has(content.spaceId)) && sees(call, content)) yield content;
      }
    },
    order: contentOrder(call),
    shape: (content) => pageShape(call, content, format),
  });
};

function attachmentList(call: Call, source: IdList | undefined): Answer {
  const statuses = someOf<string>(call, 'status', ['current', 'archived', 'trashed'], ['current', 'archived']);
  const mediaType = call.query.get('mediaType');
  const filename = call.query.get('filename');
  return listAnswer(call, {
    *source(after) {
      for (const id of source?.after(after) ?? []) {
        const attachment = call.model.state.attachments.get(id);
        if (!attachment || !statuses.has(attachment.status) || !seesIn(call, attachment)) continue;
        if ((mediaType === null || attachment.mediaType === mediaType) && (filename === null || attachment.title === filename))
          yield attachment;
      }
    },
    order: dateOrder<Attachment>(call),
    defaultLimit: 50,
    shape: (attachment) => attachmentShape(call, attachment),
  });
}

export const listAttachments = (call: Call) => attachmentList(call, call.model.state.attachmentIds);
export const listContentAttachments = (kind: ContentKind) => (call: Call) =>
  attachmentList(call, call.model.state.attachmentIdsByContent.get(contentOfKind(call, kind).id));

export const getAttachment = (call: Call): Answer => {
  const attachment = call.model.state.attachments.get(call.params.id ?? '');
  if (!attachment || !seesIn(call, attachment)) throw notFound('attachment', call.params.id);
  return { body: attachmentShape(call, attachment), objects: 1 };
};
