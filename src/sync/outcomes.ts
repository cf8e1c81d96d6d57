import type { ContentRef, Millis, Snapshot, SpaceId } from '../content';
import { kindOf } from '../qontext';
import type { Reason } from '../scope';
import type { Activity, LedgerEntry, LedgerFile, Place } from '../store';
import { hashOf } from './hash';
import type { Cause } from './ports';
import type { Pushed, WantedFile } from './push';

/** Pure: what the ledger and the activity say after something was tried. */

interface Known {
  ref: ContentRef;
  spaceId: SpaceId;
  readAt: Millis;
  snapshot: Snapshot | null;
  parentId: string | null;
  standing?: string | null;
  standingAt?: Millis;
}

export const newEntry = ({ ref, spaceId, parentId }: Known): LedgerEntry => ({
  id: ref.id,
  type: ref.type,
  spaceId,
  parentId,
  state: 'pending',
  reason: null,
  version: 0,
  readAt: 0,
  sentAt: null,
  files: [],
  placeKey: null,
  folderId: null,
  nameHash: null,
  audience: null,
  heldSince: null,
  tries: 0,
  nextTryAt: null,
  attempt: null,
  claim: null,
});

/** What was not read now stands as it was. */
const standingOf = ({ standing, standingAt }: Known) => (standing === undefined ? {} : { standing, standingAt: standingAt ?? 0 });

const MINUTE = 60_000;
/** 1, 2, 4 ... minutes, at most two hours. */
export const retryAt = (now: Millis, tries: number): Millis => now + Math.min(120, 2 ** Math.min(tries - 1, 7)) * MINUTE;

/** `pushed` null: the repository held it already. */
export function entryAfterPush(
  before: LedgerEntry,
  known: Known,
  at: Place,
  wanted: WantedFile[],
  pushed: Pushed | null,
  now: Millis,
): LedgerEntry {
  const { snapshot } = known;
  const base: LedgerEntry = {
    ...before,
    type: known.ref.type,
    spaceId: snapshot?.content.spaceId ?? known.spaceId,
    parentId: known.parentId,
    ...standingOf(known),
    files: pushed?.files ?? before.files,
    // What failed half-way is looked at again before the next try; what got through is known.
    attempt: pushed?.error || pushed?.obstacle ? before.attempt : null,
    claim: null,
    heldSince: null,
  };
  const placed = { placeKey: at.key, folderId: at.folderId, nameHash: hashOf(wanted[0]?.name ?? '') };
  const read = { version: snapshot?.content.version.number ?? before.version, readAt: known.readAt };
  const reason = pushed && reasonOf(pushed);
  if (!reason)
    return { ...base, ...placed, ...read, state: 'sent', reason: null, tries: 0, nextTryAt: null, sentAt: pushed ? now : before.sentAt };
  const tries = before.tries + 1;
  // Where the files lie is known only if the push got through; otherwise the old place stands, and all steps are tried again.
  const where = pushed.error || pushed.files.length === 0 ? {} : placed;
  const final = reason === 'refused' || reason === 'too-large';
  return {
    ...base,
    ...where,
    ...(final ? read : {}),
    state: pushed.obstacle ? 'held' : 'failed',
    reason,
    tries,
    nextTryAt: final ? null : retryAt(now, tries),
  };
}

/** The files are what they should be, and a folder of its children is not yet. No later touch counts it as read, and the tick finds it. */
export function entryUnfollowed(sent: LedgerEntry, before: LedgerEntry, now: Millis): LedgerEntry {
  const tries = before.tries + 1;
  return { ...sent, state: 'pending', readAt: before.readAt, tries, nextTryAt: retryAt(now, tries) };
}

/** Qontext was busy: another try comes soon, and before that it has not failed. The tick finds it should nobody come. */
export const entryBetweenTries = (failed: LedgerEntry, before: LedgerEntry, now: Millis): LedgerEntry => ({
  ...failed,
  state: 'pending',
  reason: null,
  readAt: before.readAt,
  tries: before.tries,
  nextTryAt: retryAt(now, 1),
});

function reasonOf(pushed: Pushed): Reason | null {
  if (pushed.obstacle) return pushed.obstacle;
  if (!pushed.error) return null;
  const kind = kindOf(pushed.error);
  if (kind === 'too-large') return 'too-large';
  if (kind === 'forbidden' || kind === 'invalid' || kind === 'exists') return 'refused';
  return 'qontext-unavailable';
}

export function entryAfterOut(before: LedgerEntry, known: Known, reason: Reason, kind: 'out' | 'held', now: Millis): LedgerEntry {
  const tries = kind === 'held' ? before.tries + 1 : 0;
  return {
    ...before,
    type: known.ref.type,
    spaceId: known.spaceId,
    parentId: known.parentId ?? before.parentId,
    state: kind,
    reason,
    ...standingOf(known),
    version: known.snapshot?.content.version.number ?? before.version,
    readAt: known.readAt,
    heldSince: kind === 'held' ? (before.heldSince ?? now) : null,
    tries,
    nextTryAt: kind === 'held' ? retryAt(now, tries) : null,
    claim: null,
  };
}

/** Rule 8: what an invocation sent that was killed, or never got its answers, is recorded as soon as it is found. Null for nothing. */
export function recoveredActivity(entry: LedgerEntry, known: LedgerFile[], sent: LedgerFile[], cause: Cause, at: Millis): Activity | null {
  if (sent.length === 0) return null;
  return {
    at,
    kind: sent.some((file) => !known.some(({ id }) => id === file.id)) ? 'create' : 'update',
    outcome: 'done',
    cause,
    contentId: entry.id,
    contentType: entry.type,
    spaceId: entry.spaceId,
    version: entry.version || null,
    fileIds: sent.map((file) => file.id),
    bytes: sent.reduce((sum, file) => sum + file.bytes, 0),
    reason: null,
  };
}

/** Null if nothing left the site, was withdrawn, or stood in the way. */
export function activityOf(after: LedgerEntry, pushed: Pushed, cause: Cause, at: Millis): Activity | null {
  const { did } = pushed;
  const kind = did.created
    ? 'create'
    : did.replaced
      ? 'update'
      : did.moved
        ? 'move'
        : did.renamed
          ? 'rename'
          : did.deleted
            ? 'withdraw'
            : pushed.obstacle
              ? 'hold'
              : pushed.error
                ? 'fail'
                : null;
  if (!kind) return null;
  const outcome = pushed.error ? 'failed' : pushed.obstacle ? (did.replaced ? 'in-review' : 'held') : pushed.merged ? 'merged' : 'done';
  return {
    at,
    kind,
    outcome,
    cause,
    contentId: after.id,
    contentType: after.type,
    spaceId: after.spaceId,
    version: after.version || null,
    fileIds: after.files.map((file) => file.id),
    bytes: pushed.bytes,
    reason: after.reason,
  };
}
