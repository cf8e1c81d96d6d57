import type { Person } from '../../../people';
import { adfOf } from '../../adf';
import { ancestorsOf, latest } from '../../model/state';
import type { Attachment, Comment, Content, Rule, Space, Version } from '../../model/types';
import { isSiteAdmin } from '../../model/visibility';
import { renderStorage } from '../../render';
import { type Call, iso } from '../call';
import { commentPath, contentPath } from '../links';

/** The JSON of v1: what `expand` names is there, all else is an empty string under `_expandable`. */

export type Expand = Set<string>;

/** `history.lastUpdated` expands `history`, too. */
export function expandOf(call: Call): Expand {
  const paths = call.query
    .getAll('expand')
    .flatMap((value) => value.split(','))
    .map((path) => path.trim())
    .filter((path) => path !== '');
  return new Set(paths.flatMap((path) => path.split('.').map((_, at, parts) => parts.slice(0, at + 1).join('.'))));
}

export const userShape = (call: Call, person: Person, expand: Expand = new Set()) => ({
  type: 'known',
  accountId: person.accountId,
  accountType: person.accountType,
  email: call.settings.hideEmails ? '' : person.email,
  publicName: person.name,
  profilePicture: { path: `/wiki/aa-avatar/${person.accountId}`, width: 48, height: 48, isDefault: true },
  displayName: person.name,
  isExternalCollaborator: false,
  isGuest: false,
  ...(expand.has('operations')
    ? {
        operations: [
          { operation: 'use', targetType: 'application' },
          ...(isSiteAdmin(person) ? [{ operation: 'administer', targetType: 'application' }] : []),
        ],
      }
    : {}),
  _expandable: { ...(expand.has('operations') ? {} : { operations: '' }), personalSpace: '' },
  _links: { self: `${call.base}/rest/api/user?accountId=${encodeURIComponent(person.accountId)}` },
});

const someone = (call: Call, accountId: string) => {
  const person = call.model.person(accountId);
  return person ? userShape(call, person) : { type: 'unknown', accountId, accountType: '', displayName: 'Unknown user' };
};

export const versionShape = (call: Call, version: Version) => ({
  by: someone(call, version.by),
  when: iso(version.at),
  friendlyWhen: new Date(version.at).toDateString(),
  message: version.message,
  number: version.number,
  minorEdit: version.minor,
  _expandable: { content: '', collaborators: '' },
  _links: {},
});

export const groupShape = (call: Call, group: { id: string; name: string }) => ({
  type: 'group',
  name: group.name,
  id: group.id,
  _links: { self: `${call.base}/rest/api/group/by-id?id=${group.id}` },
});

export const spaceShape = (call: Call, space: Space) => ({
  id: Number(space.id),
  key: space.key,
  alias: space.key,
  name: space.name,
  type: space.type,
  status: space.status,
  _expandable: {
    settings: '',
    metadata: '',
    operations: '',
    lookAndFeel: '',
    permissions: '',
    icon: '',
    description: '',
    theme: '',
    history: '',
    homepage: '',
  },
  _links: { webui: `/spaces/${space.key}`, self: `${call.base}/rest/api/space/${space.key}` },
});

/** One operation's own restriction. Inherited ones are never in it; users and groups come page by page, 100 by default. */
export function restrictionShape(
  call: Call,
  id: string,
  operation: 'read' | 'update',
  rule: Rule | null,
  expand: { user: boolean; group: boolean },
  page = { start: 0, limit: 100 },
) {
  const slice = <T>(all: T[]) => all.slice(page.start, page.start + page.limit);
  const users = slice((rule?.users ?? []).map((accountId) => someone(call, accountId)));
  const groups = slice(
    (rule?.groups ?? []).flatMap((name) => call.model.state.groups.get(name) ?? []).map((group) => groupShape(call, group)),
  );
  const listed = (results: unknown[]) => ({ results, start: page.start, limit: page.limit, size: results.length });
  return {
    operation,
    restrictions: {
      ...(expand.user ? { user: listed(users) } : {}),
      ...(expand.group ? { group: listed(groups) } : {}),
      _expandable: { ...(expand.user ? {} : { user: '' }), ...(expand.group ? {} : { group: '' }) },
    },
    _expandable: { content: `/rest/api/content/${id}` },
    _links: { self: `${call.base}/rest/api/content/${id}/restriction/byOperation/${operation}` },
  };
}

const bodies = (call: Call, expand: Expand, body: string, blankStorage: boolean) => {
  if (!expand.has('body')) return {};
  const shape = (representation: string, value: string) => ({
    [representation]: { value, representation, embeddedContent: [], _expandable: { content: '' } },
  });
  const view = () => renderStorage(body, { personName: (id) => call.model.person(id)?.name ?? null });
  return {
    body: {
      ...(expand.has('body.storage') ? shape('storage', blankStorage ? '' : body) : {}),
      ...(expand.has('body.atlas_doc_format') ? shape('atlas_doc_format', JSON.stringify(adfOf(body))) : {}),
      ...(expand.has('body.view') ? shape('view', view()) : {}),
      ...(expand.has('body.export_view') ? shape('export_view', view()) : {}),
      _expandable: { editor: '', styled_view: '' },
    },
  };
};

interface Common {
  authorId: string;
  createdAt: number;
  versions: Version[];
}

const historyShape = (call: Call, expand: Expand, thing: Common) => ({
  latest: true,
  createdBy: someone(call, thing.authorId),
  createdDate: iso(thing.createdAt),
  ...(expand.has('history.lastUpdated') ? { lastUpdated: versionShape(call, latest(thing)) } : {}),
  _expandable: {
    ...(expand.has('history.lastUpdated') ? {} : { lastUpdated: '' }),
    previousVersion: '',
    contributors: '',
    nextVersion: '',
  },
  _links: { self: '' },
});

const shared = (call: Call, expand: Expand, thing: Common, space: Space | undefined) => ({
  ...(expand.has('space') && space ? { space: spaceShape(call, space) } : {}),
  ...(expand.has('history') ? { history: historyShape(call, expand, thing) } : {}),
  ...(expand.has('version') ? { version: versionShape(call, latest(thing)) } : {}),
});

const expandables = [
  'space',
  'history',
  'version',
  'ancestors',
  'body',
  'container',
  'metadata',
  'restrictions',
  'children',
  'childTypes',
  'extensions',
  'operations',
  'descendants',
];
const notExpanded = (expand: Expand) => Object.fromEntries(expandables.filter((name) => !expand.has(name)).map((name) => [name, '']));

const links = (call: Call, id: string, webui: string) => ({
  self: `${call.base}/rest/api/content/${id}`,
  tinyui: `/x/${Buffer.from(id).toString('base64url').slice(0, 8)}`,
  editui: `/pages/resumedraft.action?draftId=${id}`,
  webui,
});

const wantsRestrictions = (expand: Expand, operation: 'read' | 'update', prefix = '') => ({
  user: expand.has(`${prefix}restrictions.${operation}.restrictions.user`),
  group: expand.has(`${prefix}restrictions.${operation}.restrictions.group`),
});

const restrictionsOf = (call: Call, expand: Expand, content: Content, prefix = '') => {
  if (!expand.has(`${prefix}restrictions`)) return {};
  const one = (operation: 'read' | 'update', rule: Rule | null) =>
    expand.has(`${prefix}restrictions.${operation}`)
      ? { [operation]: restrictionShape(call, content.id, operation, rule, wantsRestrictions(expand, operation, prefix)) }
      : {};
  return {
    restrictions: {
      ...one('read', content.read),
      ...one('update', content.update),
      _expandable: {},
      _links: { self: `${call.base}/rest/api/content/${content.id}/restriction/byOperation` },
    },
  };
};

/** From the top down. */
const ancestorsShape = (call: Call, expand: Expand, content: Content) =>
  [...ancestorsOf(call.model.state, content)].reverse().map((one) => ({
    id: one.id,
    type: one.kind,
    status: one.status,
    title: one.title,
    ...restrictionsOf(call, expand, one, 'ancestors.'),
    extensions: { position: one.position },
    _expandable: notExpanded(new Set()),
    _links: links(call, one.id, contentPath(call.model.state, one)),
  }));

const commentCount = (call: Call, content: Content) => call.model.state.commentIds.get(content.id)?.size ?? 0;

const childTypesShape = (call: Call, expand: Expand, counts: Record<string, number>, id: string) => {
  const value = (type: string) => ({
    value: (counts[type] ?? 0) > 0,
    _links: { self: `${call.base}/rest/api/content/${id}/child/${type}` },
  });
  const all = expand.has('childTypes.all');
  return Object.fromEntries(Object.keys(counts).flatMap((type) => (all || expand.has(`childTypes.${type}`) ? [[type, value(type)]] : [])));
};

export function contentShape(call: Call, content: Content, expand: Expand) {
  const { state } = call.model;
  const attachments = state.attachmentIdsByContent.get(content.id)?.size ?? 0;
  const counts = { attachment: attachments, comment: commentCount(call, content), page: state.childIds.get(content.id)?.length ?? 0 };
  const labels = content.labels.map(({ prefix, name, id }) => ({ prefix, name, id, label: name }));
  return {
    id: content.id,
    type: content.kind,
    ...(content.live ? { subType: 'live' } : {}),
    status: content.status,
    title: content.title,
    ...shared(call, expand, content, state.spaces.get(content.spaceId)),
    ...bodies(call, expand, content.body, content.blankStorage),
    ...(expand.has('ancestors') ? { ancestors: ancestorsShape(call, expand, content) } : {}),
    ...(expand.has('container') ? { container: { ...spaceInContainer(call, content.spaceId) } } : {}),
    ...(expand.has('metadata')
      ? {
          metadata: {
            ...(expand.has('metadata.labels')
              ? { labels: { results: labels, start: 0, limit: 200, size: labels.length, _links: { self: '' } } }
              : {}),
            _expandable: {},
          },
        }
      : {}),
    ...restrictionsOf(call, expand, content),
    ...(expand.has('childTypes') ? { childTypes: childTypesShape(call, expand, counts, content.id) } : {}),
    ...(expand.has('extensions') ? { extensions: { position: content.position } } : {}),
    macroRenderedOutput: {},
    _expandable: notExpanded(expand),
    _links: links(call, content.id, contentPath(state, content)),
  };
}

const spaceInContainer = (call: Call, spaceId: string) => {
  const space = call.model.state.spaces.get(spaceId);
  return space ? spaceShape(call, space) : {};
};

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
  const replies = state.replyIds.get(comment.id)?.size ?? 0;
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
