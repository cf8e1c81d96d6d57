import { appUser, type Person } from '../../people';
import { ancestorsOf, type State } from './state';
import type { Attachment, Comment, Content, Rule, Space } from './types';

/** A rule holds for whom it names, or for a member of a group that it names. Null restricts nobody. */
export const meets = (person: Person, rule: Rule | null) =>
  rule === null || rule.users.includes(person.accountId) || rule.groups.some((group) => person.groups.includes(group));

/** A licensed user of Confluence; the others of the site are guests. */
export const isUser = (person: Person) => person.groups.includes('confluence-users');

export const isSiteAdmin = (person: Person) => person.groups.includes('site-admins');

export const isSpaceAdmin = (person: Person, space: Space) => isSiteAdmin(person) || space.admins.includes(person.accountId);

/** May see the space. The app's user is a user like others: no override exists. */
export const seesSpace = (person: Person, space: Space) =>
  (space.viewGroups === null ? isUser(person) : space.viewGroups.some((group) => person.groups.includes(group))) ||
  space.admins.includes(person.accountId);

/**
 * May read the content: the space lets them in, and the read restrictions of the content and of each ancestor name them.
 * Drafts are their author's. Administrators are no exception, as on the real one.
 */
export function seesContent(state: State, person: Person, content: Content): boolean {
  const space = state.spaces.get(content.spaceId);
  if (!space || !seesSpace(person, space) || !meets(person, content.read)) return false;
  if (content.status === 'draft' && content.authorId !== person.accountId) return false;
  for (const ancestor of ancestorsOf(state, content)) if (!meets(person, ancestor.read)) return false;
  return true;
}

/** Comments and attachments are as visible as what they belong to. */
export function seesPart(state: State, person: Person, part: Comment | Attachment): boolean {
  const content = state.contents.get(part.contentId);
  return content !== undefined && seesContent(state, person, content);
}

/** May change the content: reads it, and no update restriction leaves them out. */
export const mayEdit = (state: State, person: Person, content: Content) =>
  seesContent(state, person, content) && meets(person, content.update);

export const appSees = (state: State, content: Content) => seesContent(state, appUser, content);
