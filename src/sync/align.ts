import { ConfluenceError } from '../confluence';
import { kindOf } from '../qontext';
import type { Reason } from '../scope';
import type { LedgerEntry } from '../store';
import { newEntry, retryAt } from './outcomes';
import type { Ports, Touch } from './ports';
import { settle } from './settle';
import type { Settled, Verdict } from './settled';
import { isOtherNow } from './standing';
import { verdictOfReading } from './verdict';

/**
 * superseded: read later than the touch already. ignored: nothing of ours. not-connected: there is nowhere to send to; when there is
 * again, a sweep finds what was missed. paused: the same, by the site admins' word.
 */
export type Aligned = Settled | { kind: 'superseded' } | { kind: 'ignored' } | { kind: 'not-connected' } | { kind: 'paused' };

/** Settled on something: a later touch is needed to look again. */
const isSettled = (entry: LedgerEntry) => entry.claim === null && (entry.state === 'sent' || entry.state === 'out');

/** Brings the repository in line for one content, after a touch: reads what Confluence says now, decides, pushes what differs. */
export async function align(ports: Ports, touch: Touch): Promise<Aligned> {
  const { store, confluence } = ports;
  const current = await store.ledger.get(touch.id);
  if (current && isSettled(current.value) && current.value.readAt > touch.at) return { kind: 'superseded' };
  if ((await store.settings.policy()).paused) return { kind: 'paused' };
  if (!current && touch.spaceId && !(await store.settings.selectedSpace(touch.spaceId))) return { kind: 'ignored' };
  const repository = await ports.repository();
  if (!repository || (await store.settings.connection()).state !== 'connected') return { kind: 'not-connected' };

  const ref = { id: touch.id, type: touch.type };
  const spaceId = touch.spaceId ?? current?.value.spaceId ?? null;
  const reading = await confluence.read(ref, spaceId);
  const where = reading.kind === 'found' ? reading.snapshot.content.spaceId : (current?.value.spaceId ?? spaceId);
  // After the reading: whoever changes a rule from here on sends a touch that is later than it.
  const book = await store.settings.rulebookOf(where ? [where] : []);
  const verdict = await verdictOfReading(ports, ref, reading, book, { spaceId, entry: current?.value ?? null, isListed: touch.awaited });
  if (!verdict || (!current && verdict.decision.kind === 'out' && verdict.decision.reason === 'not-selected')) {
    // Below what no run has listed yet may lie what is chosen by itself: a walk down the tree does not end here.
    if (touch.below && touch.cause === 'subtree' && touch.type === 'page')
      await ports.queue.work({ kind: 'below', id: touch.id, spaceId, at: touch.at, cause: 'subtree' });
    return { kind: 'ignored' };
  }

  const settled = await settle(ports, repository, verdict, current, {
    cause: touch.cause,
    graceMs: book.policy.graceMinutes * 60_000,
    awaited: touch.awaited || touch.cause === 'poll',
  });
  if (settled.kind === 'busy') return settled;
  // Content that comes in by a move, a restore or an opened restriction brings pages that nobody has told us of.
  const below = settled.below || (current ? isOtherBelow(touch, current.value, verdict) : touch.below);
  if (below && touch.type === 'page')
    await ports.queue.work({ kind: 'below', id: touch.id, spaceId: verdict.spaceId, at: verdict.readAt, cause: 'subtree' });
  // The queue tries it again, and says in the end that it failed.
  if (settled.kind === 'failed' && settled.passing) throw settled.passing;
  return settled;
}

/** What lies below may be kept in or out by something else than before. */
const isOtherBelow = (touch: Touch, before: LedgerEntry, verdict: Verdict): boolean =>
  hasTurned(before, verdict) || passesOn(touch, before, verdict) || hasLetGo(before, verdict);

/** Nothing below a page that is archived or trashed goes with it: it goes to who is above, and no event tells of it. */
const hasLetGo = (before: LedgerEntry, { decision }: Verdict): boolean =>
  decision.kind === 'out' && (decision.reason === 'archived' || decision.reason === 'trashed') && decision.reason !== before.reason;

/** Its own restriction or its labels are other than when it was read last. What lies below may be in scope although the page itself is not. */
const hasTurned = (before: LedgerEntry, { standing }: Verdict): boolean => standing !== undefined && isOtherNow(before, standing);

/**
 * What a rule about it alone keeps in or out stays so wherever it goes. What lies below goes by the trees that it lies in: they may be
 * others now, if it was moved, or something above it.
 */
const passesOn = (touch: Touch, before: LedgerEntry, { isRuledAlone, parentId }: Verdict): boolean =>
  isRuledAlone === true && (touch.below || before.parentId !== parentId);

/** Whether trying again may help, and if so after how long. Null: it will not, or nobody knows. */
export function retryAfterMs(error: unknown): number | null {
  if (error instanceof ConfluenceError)
    return error.kind === 'rate-limited' || error.kind === 'unavailable' ? (error.retryAfterMs ?? 5_000) : null;
  return kindOf(error) === 'busy' ? 5_000 : null;
}

/**
 * After the queue's own tries: the content is shown as failed, and the tick tries it again. What was sent stays, unless it is not
 * established any more who may read it.
 */
export async function giveUpForNow(ports: Ports, touch: Touch, error: unknown): Promise<void> {
  if (isAboutRestrictions(error) && (await holdBack(ports, touch))) return;
  const reason: Reason =
    error instanceof ConfluenceError ? 'confluence-unavailable' : kindOf(error) === null ? 'refused' : 'qontext-unavailable';
  const current = await ports.store.ledger.get(touch.id);
  const spaceId = current?.value.spaceId ?? touch.spaceId;
  if (!spaceId) return;
  const before =
    current?.value ?? newEntry({ ref: { id: touch.id, type: touch.type }, spaceId, readAt: 0, snapshot: null, parentId: null });
  const tries = before.tries + 1;
  const after: LedgerEntry = { ...before, state: 'failed', reason, tries, nextTryAt: retryAt(ports.now(), tries) };
  const activity = ports.store.activity.record({
    at: ports.now(),
    kind: 'fail',
    outcome: 'failed',
    cause: touch.cause,
    contentId: after.id,
    contentType: after.type,
    spaceId,
    version: after.version || null,
    fileIds: after.files.map((file) => file.id),
    bytes: 0,
    reason,
  });
  ports.usage.failures += 1;
  // A lost race means that somebody got through: nothing to write down then.
  await ports.store.ledger.put(after, current?.rev ?? null, tries === 1 ? [activity] : []);
}

/** Not the hour's quota, which is about nothing in particular: Confluence does not say who may read it. */
const isAboutRestrictions = (error: unknown): boolean =>
  error instanceof ConfluenceError && error.scope === null && error.operation === 'restriction.read';

/** Rule 4: fail closed. False if there is nothing to hold, or somebody else is at it. */
async function holdBack(ports: Ports, touch: Touch): Promise<boolean> {
  const repository = await ports.repository();
  const current = await ports.store.ledger.get(touch.id);
  const spaceId = current?.value.spaceId ?? touch.spaceId;
  if (!repository || !spaceId) return false;
  const decision = { kind: 'held' as const, reason: 'restrictions-unknown' as const };
  const parentId = current?.value.parentId ?? null;
  const verdict: Verdict = { ref: touch, spaceId, spaceKey: '', decision, readAt: ports.now(), snapshot: null, above: [], parentId };
  return (
    (
      await settle(ports, repository, verdict, current, {
        cause: touch.cause,
        graceMs: (await ports.store.settings.policy()).graceMinutes * 60_000,
        awaited: true,
      })
    ).kind !== 'busy'
  );
}
