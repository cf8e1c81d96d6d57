import type { Person } from '../../../people';
import type { Version } from '../../model/types';
import { isSiteAdmin } from '../../model/visibility';
import { type Call, iso } from '../call';
import type { Expand } from './expand';

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

export const someone = (call: Call, accountId: string) => {
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
