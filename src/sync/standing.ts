import type { Facts } from '../confluence';
import type { LedgerEntry } from '../store';
import { hashOf } from './hash';

/**
 * What a content brings to itself and to all below it, in one word: 'open' where neither a restriction of its own nor a label keeps
 * anything out, null where the app does not see it, else a hash of both. Two readings with the same word need no second look.
 */
export type Standing = string | null;
export const OPEN = 'open';

/** 'unknown': Confluence did not say. */
export function standingOf({ restriction, labels }: Facts, labelsOut: readonly string[]): Standing | 'unknown' {
  if (restriction === 'unknown' || labels === 'unknown') return 'unknown';
  const wanted = labelsOut.map((label) => label.toLowerCase());
  const keeping = labels.map((label) => label.toLowerCase()).filter((label) => wanted.includes(label));
  if (restriction.kind === 'none' && keeping.length === 0) return OPEN;
  return hashOf(JSON.stringify([restriction.kind === 'none' ? null : [restriction.users, restriction.groups], keeping]));
}

/** What the last reading found. Of what an earlier version of the app sent it is not written down: it was open to whoever reads the space. */
export const knownStanding = (entry: LedgerEntry): Standing | 'unknown' => {
  if (entry.standing !== undefined) return entry.standing;
  return entry.files.length > 0 && entry.audience === null ? OPEN : 'unknown';
};

/** Whether Confluence says something else of the content than when it was read last. Not where either is unknown. */
export function isOtherNow(entry: LedgerEntry, now: Standing | 'unknown'): boolean {
  const before = knownStanding(entry);
  if (now === 'unknown') return false;
  return before === 'unknown' ? now === null && entry.files.length > 0 : now !== before;
}
