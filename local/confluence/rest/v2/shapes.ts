import { adfOf } from '../../adf';
import { latest, type State } from '../../model/state';
import type { Attachment, Comment, Content, Label, Space, Task, Version } from '../../model/types';
import { renderStorage } from '../../render';
import { type Call, iso } from '../call';
import { commentPath, contentPath, shortPath } from '../links';
import type { BodyFormat } from '../parameters';

/** The JSON of v2. Optional fields are there or not as recorded answers of the real one have them. */

export const versionShape = (version: Version) => ({
  number: version.number,
  message: version.message,
  minorEdit: version.minor,
  authorId: version.by,
  createdAt: iso(version.at),
  ncsStepVersion: null,
});

/** Without a format there is no body: an empty object. */
export function bodyShape(call: Call, format: BodyFormat | null, body: string, blankStorage = false) {
  if (format === null) return {};
  if (format === 'storage') return { storage: { representation: 'storage', value: blankStorage ? '' : body } };
  if (format === 'atlas_doc_format')
    return { atlas_doc_format: { representation: 'atlas_doc_format', value: JSON.stringify(adfOf(body)) } };
  return { view: { representation: 'view', value: renderStorage(body, { personName: (id) => call.model.person(id)?.name ?? null }) } };
}

const parentTypeOf = (state: State, content: Content) =>
  content.parentId === null ? null : (state.contents.get(content.parentId)?.kind ?? null);

const pageLinks = (call: Call, content: Content) => ({
  webui: contentPath(call.model.state, content),
  editui: `/pages/resumedraft.action?draftId=${content.id}`,
  edituiv2: `/spaces/${call.model.state.spaces.get(content.spaceId)?.key ?? ''}/pages/edit-v2/${content.id}`,
  tinyui: shortPath(content.id),
});

export function pageShape(call: Call, content: Content, format: BodyFormat | null) {
  const tree =
    content.kind === 'blogpost'
      ? {}
      : {
          parentId: content.parentId,
          parentType: parentTypeOf(call.model.state, content),
          position: content.position,
          ownerId: content.authorId,
          lastOwnerId: null,
          ...(content.live ? { subtype: 'live' } : {}),
        };
  return {
    id: content.id,
    status: content.status,
    title: content.title,
    spaceId: content.spaceId,
    ...tree,
    authorId: content.authorId,
    createdAt: iso(content.createdAt),
    version: versionShape(latest(content)),
    body: bodyShape(call, format, content.body, content.blankStorage),
    _links: pageLinks(call, content),
  };
}

/** A folder tells its creation as a number, unlike everything else. */
export const folderShape = (call: Call, content: Content) => ({
  id: content.id,
  type: content.kind,
  status: content.status,
  title: content.title,
  parentId: content.parentId,
  parentType: parentTypeOf(call.model.state, content),
  position: content.position,
  authorId: content.authorId,
  ownerId: content.authorId,
  createdAt: content.kind === 'folder' ? content.createdAt : iso(content.createdAt),
  spaceId: content.spaceId,
  version: versionShape(latest(content)),
  _links: { webui: contentPath(call.model.state, content), base: call.base },
});

export const childShape = (content: Content) => ({
  id: content.id,
  status: content.status,
  title: content.title,
  type: content.kind,
  spaceId: content.spaceId,
  childPosition: content.position,
});

/** Of the author only the last version's is told: after an edit v2 no longer says who wrote the comment first. */
export function commentShape(call: Call, comment: Comment, format: BodyFormat | null) {
  const content = call.model.state.contents.get(comment.contentId);
  const inline = comment.inline
    ? {
        // Both spellings come; the one with hyphens is announced as deprecated in a Warning header.
        properties: {
          inlineMarkerRef: comment.inline.ref,
          inlineOriginalSelection: comment.inline.quote,
          'inline-marker-ref': comment.inline.ref,
          'inline-original-selection': comment.inline.quote,
        },
      }
    : {};
  return {
    id: comment.id,
    status: 'current',
    title: `Re: ${content?.title ?? ''}`,
    ...(content?.kind === 'blogpost' ? { blogPostId: comment.contentId } : { pageId: comment.contentId }),
    ...(comment.parentId === null ? {} : { parentCommentId: comment.parentId }),
    version: versionShape(latest(comment)),
    body: bodyShape(call, format, comment.body),
    resolutionStatus: comment.parentId === null ? comment.resolution : 'open',
    ...inline,
    _links: { webui: content ? commentPath(call.model.state, content, comment.id) : '' },
  };
}

export function taskShape(call: Call, task: Task, format: BodyFormat | null) {
  const content = call.model.state.contents.get(task.contentId);
  return {
    id: task.id,
    localId: task.localId,
    spaceId: content?.spaceId,
    ...(content?.kind === 'blogpost' ? { blogPostId: task.contentId } : { pageId: task.contentId }),
    status: task.status,
    body: bodyShape(call, format, task.body),
    createdBy: task.createdBy,
    assignedTo: task.assignedTo,
    completedBy: task.completedBy,
    createdAt: iso(task.createdAt),
    updatedAt: iso(task.updatedAt),
    dueAt: task.dueAt === null ? null : iso(task.dueAt),
    completedAt: task.completedAt === null ? null : iso(task.completedAt),
  };
}

export const labelShape = (label: Label) => ({ id: label.id, name: label.name, prefix: label.prefix });

export function attachmentShape(call: Call, attachment: Attachment) {
  const content = call.model.state.contents.get(attachment.contentId);
  const name = encodeURIComponent(attachment.title);
  const version = latest(attachment);
  // The download link is answered still, but since 2026 it is refused: only the REST download works.
  const download = `/download/attachments/${attachment.contentId}/${name}?version=${version.number}&modificationDate=${version.at}&cacheVersion=1&api=v2`;
  const webui = `/pages/viewpageattachments.action?pageId=${attachment.contentId}&preview=%2F${attachment.contentId}%2F${attachment.id.slice(3)}%2F${name}`;
  return {
    id: attachment.id,
    status: attachment.status,
    title: attachment.title,
    createdAt: iso(attachment.createdAt),
    ...(content?.kind === 'blogpost' ? { blogPostId: attachment.contentId } : { pageId: attachment.contentId }),
    mediaType: attachment.mediaType,
    mediaTypeDescription: attachment.mediaType.startsWith('image/') ? 'Image' : 'File',
    comment: attachment.comment,
    fileId: attachment.fileId,
    fileSize: attachment.fileSize,
    webuiLink: webui,
    downloadLink: download,
    version: versionShape(version),
    _links: { webui, download },
  };
}

export const spaceShape = (space: Space, descriptionFormat: 'plain' | 'view' | null) => ({
  id: space.id,
  key: space.key,
  name: space.name,
  type: space.type,
  status: space.status,
  authorId: space.authorId,
  spaceOwnerId: space.authorId,
  currentActiveAlias: space.type === 'personal' ? null : space.key,
  createdAt: iso(space.createdAt),
  // Null on some spaces of the real one; there the field is left out of the answer.
  ...(space.homepageId === null ? {} : { homepageId: space.homepageId }),
  description: descriptionFormat === null ? null : { [descriptionFormat]: { representation: descriptionFormat, value: space.description } },
  icon: null,
  _links: { webui: `/spaces/${space.key}` },
});
