import type { Restriction } from '../content';
import { type Audience, audienceOf, isReadable } from './audience';
import type { Policy, SpaceLock } from './policy';
import { type Choice, nearestChoice, type Standing } from './selection';

/** Why a content is out of scope, held back, or could not be sent. Codes: they are stored, and shown as `reasonText`. */
export type Reason =
  // out
  | 'not-selected'
  | 'excluded'
  | 'labelled-out'
  | 'parent-labelled-out'
  | 'space-labelled-out'
  | SpaceLock
  | 'space-blocked'
  | 'archived'
  | 'trashed'
  | 'not-published'
  | 'restricted'
  | 'parent-restricted'
  | 'not-visible'
  // held: to be tried again
  | 'restrictions-unknown'
  | 'labels-unknown'
  | 'space-not-visible'
  | 'in-review'
  | 'protected'
  | 'name-taken'
  // failed
  | 'too-large'
  | 'refused'
  | 'confluence-unavailable'
  | 'qontext-unavailable';

const texts: Record<Reason, string> = {
  'not-selected': 'Nobody included it.',
  excluded: 'An admin left it out, or a page above it.',
  'labelled-out': 'It has a label that keeps it out.',
  'parent-labelled-out': 'A page above it has a label that keeps it and all below it out.',
  'space-labelled-out': 'Its space has a label that keeps it out.',
  'not-offered': 'The site’s policy does not offer its space to Qontext.',
  'personal-space': 'It is in a personal space, and the site’s policy keeps these out.',
  'space-archived': 'Its space is archived.',
  'space-blocked': 'A data security policy keeps its space from apps.',
  archived: 'It is archived.',
  trashed: 'It is in the trash or deleted.',
  'not-published': 'It is not published.',
  restricted: 'Reading it is restricted in Confluence.',
  'parent-restricted': 'Reading a page above it is restricted in Confluence.',
  'not-visible': 'The app cannot see it: it is restricted, deleted or moved away.',
  'restrictions-unknown': 'Confluence did not say who may read it, so it is held back.',
  'labels-unknown': 'Confluence did not say how the pages above it are labelled, so it is held back.',
  'space-not-visible': 'The app cannot see its space any more.',
  'in-review': 'Qontext holds a change of its file in review. Settle it in Qontext.',
  protected: 'Its file is protected in Qontext. Remove the protection there to let it be updated.',
  'name-taken': 'Qontext has a file of this name that is not ours. Rename or move that file in Qontext.',
  'too-large': 'It is too large to be turned into Markdown.',
  refused: 'Qontext refused the file.',
  'confluence-unavailable': 'Confluence did not answer. It is tried again.',
  'qontext-unavailable': 'Qontext did not answer. It is tried again.',
};

/** A sentence for the admin to read. */
export const reasonText = (reason: Reason): string => texts[reason];

export type Decision =
  /** `audience`: who may read it, if that is fewer than may read the space. */
  | { kind: 'in'; audience: Audience | null }
  /** Does not belong into the repository: what was sent is withdrawn. */
  | { kind: 'out'; reason: Reason }
  /** Not known whether it may leave: nothing is sent, and what was sent is withdrawn after the grace time. */
  | { kind: 'held'; reason: Reason };

/** One ancestor, as far as Confluence told. */
export interface AboveFacts {
  id: string;
  restriction: Restriction | 'unknown';
  labels: string[] | 'unknown';
}

/** All that the decision rests on. */
export interface Circumstances {
  policy: Pick<Policy, 'labelsOut' | 'labelsIn' | 'restricted' | 'archived'>;
  /** The effective rules of the content's space; null if the space is not selected at all. */
  rules: ReadonlyMap<string, Choice> | null;
  /** What in the policy keeps the whole space out. */
  lock: SpaceLock | null;
  /** Null: the app does not see it. */
  space: { isLabelledOut: boolean } | null;
  /** By a data security policy of the organization. */
  blocked: boolean;
  content: Pick<Standing, 'id' | 'type'> & { status: string; labels: string[]; restriction: Restriction | 'unknown' };
  /** Nearest first. */
  above: AboveFacts[];
}

/**
 * In, or out or held with the reason. What is chosen and what the policy says is looked at first, then labels, then who may read.
 * Rule 4, fail closed: what is not established holds the content back, unless something that is established keeps it out anyway.
 */
export function decide(c: Circumstances): Decision {
  const reason = outBySpace(c) ?? outByStatus(c) ?? outByChoice(c) ?? outByLabel(c);
  if (reason) return { kind: 'out', reason };
  if (!c.space) return { kind: 'held', reason: 'space-not-visible' };
  const restricted = outByRestriction(c);
  if (restricted) return { kind: 'out', reason: restricted };
  if (c.policy.labelsOut.length > 0 && c.above.some((node) => node.labels === 'unknown')) return { kind: 'held', reason: 'labels-unknown' };
  const established = [c.content.restriction, ...c.above.map((node) => node.restriction)].filter((r) => r !== 'unknown');
  if (established.length < c.above.length + 1) return { kind: 'held', reason: 'restrictions-unknown' };
  return { kind: 'in', audience: audienceOf(established) };
}

function outBySpace(c: Circumstances): Reason | null {
  if (!c.rules) return 'not-selected';
  if (c.blocked) return 'space-blocked';
  if (c.lock) return c.lock;
  return c.space?.isLabelledOut ? 'space-labelled-out' : null;
}

function outByStatus({ content, policy }: Circumstances): Reason | null {
  if (content.status === 'current' || (content.status === 'archived' && policy.archived)) return null;
  if (content.status === 'archived') return 'archived';
  return content.status === 'trashed' || content.status === 'deleted' ? 'trashed' : 'not-published';
}

function outByChoice({ rules, content, above, policy }: Circumstances): Reason | null {
  const choice = nearestChoice(rules ?? new Map(), { id: content.id, type: content.type, above: above.map((node) => node.id) });
  if (choice === 'exclude') return 'excluded';
  return choice === 'include' || hasLabel(content.labels, policy.labelsIn) ? null : 'not-selected';
}

function outByLabel({ content, above, policy }: Circumstances): Reason | null {
  if (hasLabel(content.labels, policy.labelsOut)) return 'labelled-out';
  return above.some((node) => node.labels !== 'unknown' && hasLabel(node.labels, policy.labelsOut)) ? 'parent-labelled-out' : null;
}

function outByRestriction({ content, above, policy }: Circumstances): Reason | null {
  const isSome = (r: Restriction | 'unknown'): r is Restriction & { kind: 'some' } => r !== 'unknown' && r.kind === 'some';
  const all = [content.restriction, ...above.map((node) => node.restriction)].filter(isSome);
  if (all.length === 0) return null;
  const audience = audienceOf(all);
  if (policy.restricted === 'audiences' && audience && isReadable(audience)) return null;
  return isSome(content.restriction) ? 'restricted' : 'parent-restricted';
}

/** Confluence writes labels small, an admin may not. */
export function hasLabel(labels: readonly string[], wanted: readonly string[]): boolean {
  const all = wanted.map((label) => label.toLowerCase());
  return labels.some((label) => all.includes(label.toLowerCase()));
}
