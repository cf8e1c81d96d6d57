import { createHash } from 'node:crypto';
import { mayEdit, seesContent } from '../../model/visibility';
import { type Answer, type Call, contentFor, notFound, RestError, seesIn } from '../call';
import { integer, list } from '../parameters';
import { expandOf } from './expand';
import { groupShape, userShape } from './people';
import { restrictionShape } from './restrictionShapes';

export const currentUser = (call: Call): Answer => ({ body: userShape(call, call.principal, expandOf(call)), people: 1 });

export const getUser = (call: Call): Answer => {
  const person = call.model.person(call.query.get('accountId') ?? '');
  if (!person) throw notFound('user', call.query.get('accountId') ?? '');
  return { body: userShape(call, person, expandOf(call)), people: 1 };
};

/** At most 100; what is above that is left out without a word. */
export const bulkUsers = (call: Call): Answer => {
  const wanted = (list(call, 'accountId') ?? []).slice(0, 100);
  const results = wanted.flatMap((id) => {
    const person = call.model.person(id);
    return person ? [userShape(call, person, expandOf(call))] : [];
  });
  return {
    body: { results, start: 0, limit: 200, size: results.length, _links: { base: call.base, context: '/wiki' } },
    people: results.length,
  };
};

const restrictionPage = (call: Call) => ({
  start: integer(call, 'start', { min: 0, max: 1_000_000 }, 0),
  limit: Math.min(integer(call, 'limit', { min: 1, max: 100_000 }, 100), 100),
});

/** By default users and groups are expanded. */
const wants = (call: Call) => {
  const expand = expandOf(call);
  const none = !expand.has('restrictions') && !expand.has('read') && !expand.has('update');
  const has = (kind: string) => none || [...expand].some((path) => path.endsWith(`restrictions.${kind}`));
  return { user: has('user'), group: has('group') };
};

const peopleIn = (rule: { users: string[]; groups: string[] } | null) => (rule ? rule.users.length + rule.groups.length : 0);

/** Without the envelope that the API description has; own restrictions only. */
export const restrictionsByOperation = (call: Call): Answer => {
  const content = contentFor(call, call.params.id ?? '');
  const expand = wants(call);
  return {
    body: {
      read: restrictionShape(call, content.id, 'read', content.read, expand),
      update: restrictionShape(call, content.id, 'update', content.update, expand),
      _links: { self: `${call.base}/rest/api/content/${content.id}/restriction/byOperation`, base: call.base, context: '/wiki' },
    },
    objects: 1,
    nested: 2 * (peopleIn(content.read) + peopleIn(content.update)),
  };
};

export const restrictionForOperation = (call: Call): Answer => {
  const content = contentFor(call, call.params.id ?? '');
  const operation = call.params.operation;
  if (operation !== 'read' && operation !== 'update') throw new RestError(400, `No operation ${operation}: read or update`);
  return {
    body: restrictionShape(call, content.id, operation, content[operation], wants(call), restrictionPage(call)),
    objects: 1,
    nested: 2 * peopleIn(content[operation]),
  };
};

export const restrictions = (call: Call): Answer => {
  const content = contentFor(call, call.params.id ?? '');
  const results = (['read', 'update'] as const).map((operation) =>
    restrictionShape(call, content.id, operation, content[operation], wants(call), restrictionPage(call)),
  );
  return {
    body: {
      results,
      start: 0,
      limit: 100,
      size: results.length,
      restrictionsHash: '',
      _links: { self: `${call.base}/rest/api/content/${content.id}/restriction`, base: call.base, context: '/wiki' },
    },
    objects: results.length,
  };
};

interface PermissionRequest {
  operation?: unknown;
  subject?: { type?: unknown; identifier?: unknown };
}

/** Whether one user may read or update one content. */
export const checkPermission = (call: Call): Answer => {
  const content = contentFor(call, call.params.id ?? '');
  if (typeof call.body !== 'object' || call.body === null) throw new RestError(400, 'The body must have subject and operation');
  // The shape was checked to be an object; its fields are checked one by one below.
  const { operation, subject } = call.body as PermissionRequest;
  if (operation !== 'read' && operation !== 'update') throw new RestError(400, 'operation must be read or update');
  if (subject?.type !== 'user' || typeof subject.identifier !== 'string')
    throw new RestError(400, 'subject must be a user with an account id as identifier');
  const person = call.model.person(subject.identifier);
  if (!person) throw new RestError(400, `No user with account id ${subject.identifier}`);
  const has = operation === 'read' ? seesContent(call.model.state, person, content) : mayEdit(call.model.state, person, content);
  return { body: { hasPermission: has, errors: [], _links: { base: call.base, context: '/wiki' } }, people: 1 };
};

const offsets = (call: Call, max: number) => ({
  start: integer(call, 'start', { min: 0, max: 1_000_000 }, 0),
  limit: Math.min(integer(call, 'limit', { min: 1, max: 100_000 }, max), max),
});

const offsetPage = (call: Call, all: unknown[], max: number): Answer => {
  const { start, limit } = offsets(call, max);
  const results = all.slice(start, start + limit);
  const next = start + limit < all.length ? { next: `${call.path.replace(/^\/wiki/, '')}?limit=${limit}&start=${start + limit}` } : {};
  return {
    body: { results, start, limit, size: results.length, _links: { base: call.base, context: '/wiki', ...next } },
    people: results.length,
  };
};

export const listGroups = (call: Call): Answer =>
  offsetPage(
    call,
    [...call.model.state.groups.values()].map((group) => groupShape(call, group)),
    200,
  );

export const getGroup = (call: Call): Answer => {
  const id = call.query.get('id') ?? '';
  const group = [...call.model.state.groups.values()].find((one) => one.id === id);
  if (!group) throw notFound('group', id);
  return { body: groupShape(call, group), people: 1 };
};

export const groupMembers = (call: Call): Answer => {
  const group = [...call.model.state.groups.values()].find((one) => one.id === call.params.id);
  if (!group) throw notFound('group', call.params.id);
  const members = [...call.model.state.people.values()].filter((person) => person.groups.includes(group.name));
  return offsetPage(
    call,
    members.map((person) => userShape(call, person)),
    200,
  );
};

/**
 * A redirect to the media server: another host, which wants the token of the address and refuses an Authorization header.
 * (Locally it is this server under another name: 127.0.0.1 is localhost there, and the other way round.)
 */
export const downloadAttachment = (call: Call): Answer => {
  const attachment = call.model.state.attachments.get(call.params.attachmentId ?? '');
  if (!attachment || attachment.contentId !== call.params.id || !seesIn(call, attachment))
    throw notFound('attachment', call.params.attachmentId);
  const media = new URL(call.origin);
  media.hostname = media.hostname === 'localhost' ? '127.0.0.1' : media.hostname === '127.0.0.1' ? 'localhost' : media.hostname;
  media.pathname = `/media/file/${attachment.fileId}/binary`;
  media.search = new URLSearchParams({ token: mediaToken(attachment.fileId), client: 'local', name: attachment.title }).toString();
  return { status: 302, body: null, headers: { location: media.toString() }, objects: 1 };
};

export const mediaToken = (fileId: string) => createHash('sha256').update(`media ${fileId}`).digest('base64url');
