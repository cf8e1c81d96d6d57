import type { SpaceReaders } from '../confluence';
import type { SpaceId } from '../content';
import { type Audience, audienceText, type ReadRule, ruleText } from '../scope';
import { hashOf } from './hash';

/**
 * Tells audiences apart, in the ledger and in folder names. Says nothing of who they are. Whoever reads must be able to view the space as
 * well, so the same restrictions in two spaces are two audiences.
 */
export const audienceKey = (audience: Audience, spaceId: SpaceId): string => hashOf(`${spaceId}&${audienceText(audience)}`).slice(0, 10);

/**
 * What somebody must meet who is of the audience, to view the space first of all, and each rule as a hash: one audience is within another
 * if it has all of the other's.
 */
export const demandsOf = (audience: Audience | null, spaceId: SpaceId): string[] => [
  `space:${spaceId}`,
  ...(audience?.rules ?? []).map((rule) => hashOf(ruleText(rule))),
];

/** The space that all of these demands are about. */
export const spaceOf = (demands: readonly string[]): SpaceId | null =>
  demands.find((demand) => demand.startsWith('space:'))?.slice('space:'.length) ?? null;

/** Groups by name; people only by their number, since who they are is nobody's business at the other end. */
function ruleInWords({ users, groups }: ReadRule): string {
  const people = users.length === 0 ? [] : [users.length === 1 ? 'one person' : `${users.length} people`];
  return [...groups, ...people].join(' or ');
}

/** "engineering or 2 people, and also security". */
const rulesInWords = (audience: Audience): string => audience.rules.map(ruleInWords).join(', and also ');

/** "engineering or 2 people; of these, only who may view the space OPS in Confluence". */
export const audienceInWords = (audience: Audience, spaceKey: string): string =>
  `${rulesInWords(audience)}; of these, only who may view the space ${spaceKey} in Confluence`;

function unnamedInWords(roles: number, besidesOthers: boolean): string {
  if (roles === 1) return besidesOthers ? 'whoever has another role in it' : 'whoever has a role in it';
  return `whoever has one of ${roles} ${besidesOthers ? 'other ' : ''}roles in it`;
}

/** Who may view a space: groups and roles by name; people, and roles that Confluence does not name, only by their number. */
export function readersInWords({ groups, roles, unnamedRoles, people, everyone }: SpaceReaders): string {
  if (everyone) return 'everyone, also without signing in';
  const named = [...groups.map((name) => `the group ${name}`), ...roles.map((name) => `whoever has the role ${name} in it`)];
  const held = unnamedRoles === 0 ? [] : [unnamedInWords(unnamedRoles, roles.length > 0)];
  const counted = people === 0 ? [] : [people === 1 ? 'one person by name' : `${people} people by name`];
  return [...named, ...held, ...counted].join(', ') || 'whoever may view the space in Confluence';
}

/** Short enough for a folder's name; the key beside it keeps it unique. */
export const audienceTitle = (audience: Audience, spaceKey: string): string => {
  const words = rulesInWords(audience);
  return `${words.length <= 80 ? words : `${words.slice(0, 77).trimEnd()}…`} in ${spaceKey}`;
};
