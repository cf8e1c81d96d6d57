import { latest, type State } from './state';
import type { Attachment, Comment, Content, Label, Space, Task, Version } from './types';

/**
 * Payloads of Forge events. Loose as the real ones are: a space's id is a number, a file's size a string, and the names and
 * mails of a user hold the account id. No body, no parent, no restriction: an event only says that something happened.
 */
export type EventPayload = Record<string, unknown> & { eventType: string };

const iso = (at: number) => new Date(at).toISOString();

const user = (accountId: string) => ({
  type: 'known',
  username: accountId,
  accountId,
  accountType: 'atlassian',
  email: accountId,
  publicName: accountId,
  profilePicture: { path: `/wiki/aa-avatar/${accountId}`, width: 48, height: 48, isDefault: false },
  displayName: accountId,
  isExternalCollaborator: false,
});

const history = (thing: { authorId: string; createdAt: number }) => ({
  latest: true,
  createdBy: user(thing.authorId),
  ownedBy: user(thing.authorId),
  createdDate: iso(thing.createdAt),
});

const version = (one: Version) => ({ by: user(one.by), when: iso(one.at), number: one.number });

export const spaceInEvent = (space: Space) => ({
  id: Number(space.id),
  key: space.key,
  alias: space.key,
  name: space.name,
  icon: { path: '/images/logo/default-space-logo-256.png', width: 48, height: 48, isDefault: false },
  type: space.type,
  status: space.status,
});

/** In an event about the space itself; elsewhere its history is not told. */
export const spaceWithHistory = (space: Space) => ({
  ...spaceInEvent(space),
  history: { createdBy: user(space.authorId), createdDate: iso(space.createdAt) },
});

/** In an event about a label of the space: with its home page and all its labels. */
export function labelledSpaceInEvent(state: State, space: Space) {
  const home = space.homepageId === null ? undefined : state.contents.get(space.homepageId);
  return {
    ...spaceWithHistory(space),
    ...(home ? { homepage: { id: home.id, type: home.kind, title: home.title, status: home.status } } : {}),
    labels: space.labels.map(labelInEvent),
  };
}

export function contentInEvent(state: State, content: Content) {
  const space = state.spaces.get(content.spaceId);
  return {
    id: content.id,
    type: content.kind,
    ...(content.live ? { subType: 'live' } : {}),
    status: content.status,
    title: content.title,
    ...(space ? { space: spaceInEvent(space) } : {}),
    history: history(content),
    version: version(latest(content)),
  };
}

const container = (content: Content) => ({
  id: content.id,
  type: content.kind,
  status: content.status,
  title: content.title,
  history: history(content),
  version: version(latest(content)),
});

const commentAncestors = (state: State, comment: Comment, title: string): unknown[] => {
  const chain: unknown[] = [];
  for (let id = comment.parentId; id !== null; ) {
    const parent = state.comments.get(id);
    if (!parent) break;
    chain.push({ id: parent.id, type: 'comment', status: 'current', title, history: history(parent) });
    id = parent.parentId;
  }
  return chain;
};

export function commentInEvent(state: State, comment: Comment, content: Content) {
  const space = state.spaces.get(content.spaceId);
  const title = `Re: ${content.title}`;
  const ancestors = commentAncestors(state, comment, title);
  return {
    id: comment.id,
    type: 'comment',
    status: 'current',
    title,
    ...(space ? { space: spaceInEvent(space) } : {}),
    history: history(comment),
    version: version(latest(comment)),
    ...(ancestors.length > 0 ? { ancestors } : {}),
    container: container(content),
    extensions: { location: comment.inline ? 'inline' : 'footer' },
  };
}

export function attachmentInEvent(state: State, attachment: Attachment, content: Content) {
  const space = state.spaces.get(content.spaceId);
  return {
    id: attachment.id.slice('att'.length),
    type: 'attachment',
    status: attachment.status,
    title: attachment.title,
    ...(space ? { space: spaceInEvent(space) } : {}),
    history: history(attachment),
    version: version(latest(attachment)),
    container: container(content),
    extensions: {
      mediaType: attachment.mediaType,
      fileSize: String(attachment.fileSize),
      mediaTypeDescription: attachment.mediaType.startsWith('image/') ? 'Image' : 'File',
      fileId: attachment.fileId,
      collectionName: `contentId-${content.id}`,
      downloadPath: `https://${state.host}/wiki/download/attachments/${content.id}/${encodeURIComponent(attachment.title)}?version=${latest(attachment).number}&api=v2`,
    },
  };
}

export const taskInEvent = (task: Pick<Task, 'localId' | 'uuid' | 'status' | 'assignedTo' | 'dueAt'>) => ({
  id: Number(task.localId),
  uuid: task.uuid,
  status: task.status,
  statusAsString: task.status === 'complete' ? 'CHECKED' : 'UNCHECKED',
  ...(task.assignedTo === null ? {} : { assignee: task.assignedTo }),
  ...(task.dueAt === null ? {} : { dueDate: iso(task.dueAt) }),
});

export const labelInEvent = (label: Label) => ({ id: label.id, name: label.name, prefix: label.prefix });

/** The envelope around what happened. `who` is null for an anonymous actor: the field is absent then. */
export const eventOf = (eventType: string, who: string | null, at: number, rest: Record<string, unknown>): EventPayload => ({
  eventType,
  ...(who === null ? {} : { atlassianId: who }),
  eventCreatedDate: iso(at),
  ...rest,
});
