import type { Restriction } from '../content';

/** Why a content is out of scope, held back, or could not be sent. Codes: they are stored, and shown as `reasonText`. */
export type Reason =
  // out
  | 'not-selected'
  | 'space-archived'
  | 'space-blocked'
  | 'archived'
  | 'trashed'
  | 'not-published'
  | 'restricted'
  | 'parent-restricted'
  | 'not-visible'
  // held: to be tried again
  | 'restrictions-unknown'
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
  'not-selected': 'Its space is not included.',
  'space-archived': 'Its space is archived.',
  'space-blocked': 'A data security policy keeps its space from apps.',
  archived: 'It is archived.',
  trashed: 'It is in the trash or deleted.',
  'not-published': 'It is not published.',
  restricted: 'Reading it is restricted in Confluence.',
  'parent-restricted': 'Reading a page above it is restricted in Confluence.',
  'not-visible': 'The app cannot see it: it is restricted, deleted or moved away.',
  'restrictions-unknown': 'Confluence did not say who may read it, so it is held back.',
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
  | { kind: 'in' }
  /** Does not belong into the repository: what was sent is withdrawn. */
  | { kind: 'out'; reason: Reason }
  /** Not known whether it may leave: nothing is sent, and what was sent is withdrawn after the grace time. */
  | { kind: 'held'; reason: Reason };

/** All that the decision rests on. */
export interface Circumstances {
  selected: boolean;
  space: { status: string } | null;
  blocked: boolean;
  status: string;
  restriction: Restriction | 'unknown';
  /** Own restrictions of each ancestor, in any order. Inheritance is AND: one that is restricted is enough. */
  above: (Restriction | 'unknown')[];
}

/**
 * In, or out or held with the reason. Rule 4, fail closed: a restriction that is not established holds the content back,
 * unless something that is established keeps it out anyway.
 */
export function decide(c: Circumstances): Decision {
  if (!c.selected) return { kind: 'out', reason: 'not-selected' };
  if (c.blocked) return { kind: 'out', reason: 'space-blocked' };
  if (!c.space) return { kind: 'held', reason: 'space-not-visible' };
  if (c.space.status !== 'current') return { kind: 'out', reason: 'space-archived' };
  if (c.status === 'archived') return { kind: 'out', reason: 'archived' };
  if (c.status === 'trashed' || c.status === 'deleted') return { kind: 'out', reason: 'trashed' };
  if (c.status !== 'current') return { kind: 'out', reason: 'not-published' };
  if (c.restriction !== 'unknown' && c.restriction.kind === 'some') return { kind: 'out', reason: 'restricted' };
  if (c.above.some((r) => r !== 'unknown' && r.kind === 'some')) return { kind: 'out', reason: 'parent-restricted' };
  if (c.restriction === 'unknown' || c.above.includes('unknown')) return { kind: 'held', reason: 'restrictions-unknown' };
  return { kind: 'in' };
}
