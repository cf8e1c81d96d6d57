import type { Millis } from '../content';
import { kindOf, type Repository } from '../qontext';
import type { Reason } from '../scope';
import type { Activity, LedgerEntry, Versioned } from '../store';
import { attemptOf, lookAgain } from './attempt';
import { activityOf, entryAfterOut, newEntry, recoveredActivity, retryAt } from './outcomes';
import { isPaused } from './pause';
import type { Cause, Ports } from './ports';
import { withdraw } from './push';
import type { Settled, SettleOptions, Verdict } from './settled';
import { claim, count, dropIfEmpty, finish, wentOut } from './writing';

/** The content does not belong into the repository, or is held back: withdraws what was sent, at once or after the grace time. */
export async function settleOut(
  ports: Ports,
  repository: Repository,
  verdict: Verdict,
  current: Versioned<LedgerEntry> | null,
  options: SettleOptions,
): Promise<Settled> {
  if (verdict.decision.kind === 'in') throw new Error('A content that is in scope cannot be settled as out of it.');
  const { kind, reason } = verdict.decision;
  const { entry: before, sent } = await lookAgain(repository, current?.value ?? newEntry(verdict));
  const { files } = before;
  const below = wentOut(current) || before.spaceId !== verdict.spaceId;
  const graceOver = kind === 'held' && before.heldSince !== null && ports.now() - before.heldSince >= options.graceMs;

  // A space that is not included has no ledger, but for what is still in the repository.
  const isForgotten = reason === 'not-selected' && verdict.spaceKey === '';
  if (files.length === 0 && isForgotten) {
    if (current && !(await ports.store.ledger.remove(before.id, current.rev))) return { kind: 'busy' };
    return { kind: 'out', below };
  }
  const recovered = recoveredActivity(before, current?.value.files ?? [], sent, options.cause, ports.now());
  if (files.length === 0 || (kind === 'held' && !graceOver)) {
    const after = { ...entryAfterOut(before, verdict, reason, kind, ports.now()), attempt: null };
    const wasUnsure = before.claim !== null || before.attempt !== null;
    const isOther = before.state !== after.state || before.reason !== reason || before.standing !== after.standing;
    const isNew = isOther || before.parentId !== after.parentId || wasUnsure;
    if (!isNew && !options.awaited && kind !== 'held') return { kind, below };
    const isHeldNow = kind === 'held' && before.state !== 'held';
    return (await finish(ports, after, current?.rev ?? null, [
      recovered,
      isHeldNow ? holdActivity(after, options.cause, ports.now()) : null,
    ]))
      ? { kind, below }
      : { kind: 'busy' };
  }

  // Nothing is deleted any more from the moment at which the admins pause everything; who comes after the pause finds it.
  if (await isPaused(ports)) return { kind: 'busy' };
  const claimed = await claim(ports, { ...before, attempt: attemptOf(before.folderId, []) }, current, recovered);
  if (!claimed) return { kind: 'busy' };
  const pushed = await withdraw(repository, files);
  const settled = entryAfterOut(before, verdict, reason, kind, ports.now());
  const done = pushed.files.length === 0;
  const stuck: Reason | null = pushed.obstacle ?? (pushed.error ? 'qontext-unavailable' : null);
  const after: LedgerEntry = done
    ? { ...settled, files: [], placeKey: null, folderId: null, nameHash: null, audience: null, attempt: null }
    : {
        ...claimed.value,
        files: pushed.files,
        claim: null,
        state: stuck === 'qontext-unavailable' ? ('failed' as const) : ('held' as const),
        reason: stuck,
        tries: before.tries + 1,
        nextTryAt: retryAt(ports.now(), before.tries + 1),
      };
  const activity = activityOf(
    { ...after, files: done ? files : after.files, reason: done ? reason : stuck },
    { ...pushed, did: { ...pushed.did, deleted: done || pushed.did.deleted } },
    options.cause,
    ports.now(),
  );
  const gone = done && isForgotten;
  const change = activity && ports.store.activity.record(activity);
  const written = gone
    ? await ports.store.ledger.remove(after.id, claimed.rev, change ? [change] : [])
    : await finish(ports, after, claimed.rev, [activity]);
  count(ports, pushed, after);
  if (!written) return { kind: 'busy' };
  if (kindOf(pushed.error) === 'auth') throw pushed.error;
  if (done) for (const own of await ports.store.places.ofContent(after.id)) await dropIfEmpty(ports, repository, own.value.key);
  if (done && before.placeKey) await dropIfEmpty(ports, repository, before.placeKey);
  return { kind: done ? kind : after.state === 'failed' ? 'failed' : 'held', below };
}

/** The content may leave, but cannot be made into files. What was sent of it before stays, and is shown as failed. */
export async function settleUnsendable(
  ports: Ports,
  verdict: Verdict,
  current: Versioned<LedgerEntry> | null,
  reason: Reason,
  options: SettleOptions,
): Promise<Settled> {
  const before = current?.value ?? newEntry(verdict);
  const after: LedgerEntry = {
    ...before,
    state: 'failed',
    reason,
    version: verdict.snapshot?.content.version.number ?? before.version,
    readAt: verdict.readAt,
    parentId: verdict.parentId,
    claim: null,
    nextTryAt: null,
  };
  const activity = { ...holdActivity(after, options.cause, ports.now()), kind: 'fail' as const, outcome: 'failed' as const };
  const isNew = before.state !== 'failed' || before.reason !== reason;
  ports.usage.failures += isNew ? 1 : 0;
  return (await finish(ports, after, current?.rev ?? null, [isNew ? activity : null]))
    ? { kind: 'failed', below: false }
    : { kind: 'busy' };
}

const holdActivity = (entry: LedgerEntry, cause: Cause, at: Millis): Activity => ({
  at,
  kind: 'hold',
  outcome: 'held',
  cause,
  contentId: entry.id,
  contentType: entry.type,
  spaceId: entry.spaceId,
  version: entry.version || null,
  fileIds: entry.files.map((file) => file.id),
  bytes: 0,
  reason: entry.reason,
});
