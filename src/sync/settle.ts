import type { Content, ContentRef, Millis, Snapshot, SpaceId } from '../content';
import { compose, DocumentTooLargeError, fileName, folderName, needsOf } from '../document';
import { kindOf, type Repository } from '../qontext';
import type { Decision, Reason } from '../scope';
import { type Activity, type Attempt, type LedgerEntry, type Place, type PlaceKey, RecordBusyError, type Versioned } from '../store';
import { attemptOf, lookAgain } from './attempt';
import { hashOf } from './hash';
import { activityOf, entryAfterOut, entryAfterPush, newEntry, recoveredActivity, retryAt } from './outcomes';
import {
  type Above,
  AUDIENCE,
  alignFolders,
  alignOwnPlace,
  dropPlace,
  ensurePlace,
  forget,
  isInPlace,
  misplacedFolders,
  placeOf,
  SpaceUnknownError,
  siteUrl,
} from './places';
import { type Cause, CLAIM_MS, GRACE_MS, type Ports } from './ports';
import { type Pushed, push, type WantedFile, withdraw } from './push';

/** What Confluence said of one content, and what follows from it for the scope. */
export interface Verdict {
  ref: ContentRef;
  spaceId: SpaceId;
  decision: Decision;
  readAt: Millis;
  /** Null where nothing could be read. */
  snapshot: Snapshot | null;
  /** Ancestors that are in scope, nearest first. */
  above: Above[];
  /** '' where the space is not included. */
  spaceKey: string;
  /** The nearest page above, in scope or not. */
  parentId: string | null;
}

/**
 * busy: somebody else writes for this content at the moment, or wrote meanwhile; nothing was changed, to be tried again.
 * changed says that what lies below may have to be looked at again.
 */
export type Settled = { kind: 'sent' | 'unchanged' | 'out' | 'held' | 'failed'; below: boolean } | { kind: 'busy' };

export interface SettleOptions {
  cause: Cause;
  /** Write the reading down even if nothing else is new: somebody waits to see it. */
  awaited: boolean;
  /** Display names that were looked up already, for many contents at once. */
  names?: ReadonlyMap<string, string>;
}

/** Brings the repository in line for one content: create, replace, rename, move, withdraw, or nothing. Both align and backfill end here. */
export async function settle(
  ports: Ports,
  repository: Repository,
  verdict: Verdict,
  current: Versioned<LedgerEntry> | null,
  options: SettleOptions,
): Promise<Settled> {
  if (current?.value.claim && current.value.claim.until > ports.now() && current.value.claim.by !== ports.invocation.lock)
    return { kind: 'busy' };
  // Somebody has settled this content on a later reading than ours: ours is history.
  if (current && current.value.readAt > verdict.readAt) return { kind: 'busy' };
  if (verdict.decision.kind === 'in' && verdict.snapshot) {
    try {
      return await settleIn(ports, repository, { ...verdict, snapshot: verdict.snapshot }, current, options);
    } catch (error) {
      if (!(error instanceof SpaceUnknownError)) throw error;
      return settleOut(ports, repository, { ...verdict, decision: { kind: 'held', reason: 'space-not-visible' } }, current, options);
    }
  }
  return settleOut(ports, repository, verdict, current, options);
}

async function settleIn(
  ports: Ports,
  repository: Repository,
  verdict: Verdict & { snapshot: Snapshot },
  current: Versioned<LedgerEntry> | null,
  options: SettleOptions,
): Promise<Settled> {
  const { content } = verdict.snapshot;
  const { entry: before, sent } = await lookAgain(repository, current?.value ?? newEntry(verdict));
  const wanted = await composeFiles(ports, verdict, options);
  if (wanted === 'too-large') return settleUnsendable(ports, verdict, current, 'too-large', options);
  const place = await ensurePlace(ports, repository, content, verdict.above);
  const own = content.type === 'page' ? await ports.store.places.get(`content:${content.id}`) : null;
  const below = cameIn(current) || before.spaceId !== content.spaceId;
  await alignFolders(ports, repository, content, await misplacedFolders(ports, content, verdict.above));
  if (sent.length === 0 && isAligned(before, wanted, place, own, content)) {
    const now = { ...entryAfterPush(before, verdict, place, wanted, null, ports.now()), sentAt: before.sentAt };
    if (before.state === 'sent' && !options.awaited && before.parentId === verdict.parentId && before.version === content.version.number)
      return { kind: 'unchanged', below };
    return (await ports.store.ledger.put(now, current?.rev ?? null)) ? { kind: 'unchanged', below } : { kind: 'busy' };
  }

  const claiming = { ...before, spaceId: content.spaceId, parentId: verdict.parentId, attempt: attemptOf(place.folderId, wanted) };
  const claimed = await claim(
    ports,
    claiming,
    current,
    recoveredActivity(before, current?.value.files ?? [], sent, options.cause, ports.now()),
  );
  if (!claimed) return { kind: 'busy' };
  // Rule 5: whoever takes the space out of the selection from here on finds this claim in the ledger, and waits for it.
  if (!(await ports.store.settings.selectedSpace(content.spaceId))) return giveBack(ports, claimed, before);

  const pushed = await push(repository, content.id, before, { folderId: place.folderId, files: wanted });
  if (own && !pushed.error) await followWithFolder(ports, repository, own, content, place, pushed);

  const after = entryAfterPush(claimed.value, verdict, place, wanted, pushed, ports.now());
  const activity = activityOf(after, pushed, options.cause, ports.now());
  const written = await finish(ports, after, claimed.rev, [activity]);
  // Somebody deleted our folder in Qontext: it is made anew at the next try.
  if (pushed.folderGone) await forget(ports, place.key);
  count(ports, pushed, after);
  if (!written) return { kind: 'busy' };
  if (kindOf(pushed.error) === 'auth') throw pushed.error;
  if (pushed.folderGone) return { kind: 'busy' };
  if (pushed.did.moved && before.placeKey && before.placeKey !== place.key) await dropIfEmpty(ports, repository, before.placeKey);
  return { kind: after.state === 'sent' ? 'sent' : after.state === 'held' ? 'held' : 'failed', below };
}

/** Says that this invocation writes for the content now. Null if somebody else was faster. The tick finds a claim that was never given back. */
function claim(
  ports: Ports,
  entry: LedgerEntry & { attempt: Attempt },
  current: Versioned<LedgerEntry> | null,
  recovered: Activity | null,
): Promise<Versioned<LedgerEntry> | null> {
  const until = ports.now() + CLAIM_MS;
  const was = entry.claim?.was ?? entry.state;
  const claimed: LedgerEntry = {
    ...entry,
    state: 'pending',
    nextTryAt: until,
    claim: { by: ports.invocation.lock, was, until },
  };
  return ports.store.ledger.put(claimed, current?.rev ?? null, recovered ? [ports.store.activity.record(recovered)] : []);
}

/** Nothing was pushed: the entry stands as before the claim. */
async function giveBack(ports: Ports, claimed: Versioned<LedgerEntry>, before: LedgerEntry): Promise<Settled> {
  await ports.store.ledger.put({ ...before, attempt: null, claim: null }, claimed.rev);
  return { kind: 'busy' };
}

async function composeFiles(
  ports: Ports,
  { snapshot, spaceKey }: { snapshot: Snapshot; spaceKey: string },
  options: SettleOptions,
): Promise<WantedFile[] | 'too-large'> {
  const { content, comments, tasks } = snapshot;
  const names = options.names ?? (await ports.confluence.names(needsOf(snapshot).accountIds));
  try {
    const document = compose({
      siteUrl: await siteUrl(ports),
      space: { id: content.spaceId, key: spaceKey, name: '' },
      content,
      comments,
      tasks,
      names,
      audience: AUDIENCE,
    });
    return document.parts.map((part, i) => ({ name: fileName(content, i + 1), content: part }));
  } catch (error) {
    if (error instanceof DocumentTooLargeError) return 'too-large';
    throw error;
  }
}

/** Whether the repository should hold something else for this content than the ledger says. Changes nothing. */
export async function differs(ports: Ports, verdict: Verdict, entry: LedgerEntry, options: SettleOptions): Promise<boolean> {
  const { snapshot } = verdict;
  if (verdict.decision.kind !== 'in' || !snapshot) return entry.files.length > 0;
  if (entry.state !== 'sent') return true;
  const wanted = await composeFiles(ports, { snapshot, spaceKey: verdict.spaceKey }, options);
  if (wanted === 'too-large') return true;
  const { content } = snapshot;
  const key = placeOf(content, verdict.above);
  const ownKey: PlaceKey = `content:${content.id}`;
  const places = await ports.store.places.getMany([key, ownKey]);
  const place = places.get(key);
  if ((await misplacedFolders(ports, content, verdict.above)).length > 0) return true;
  return !place || entry.parentId !== verdict.parentId || !isAligned(entry, wanted, place.value, places.get(ownKey) ?? null, content);
}

/** Whether the ledger says that the repository holds just this, in this place, under this name. */
function isAligned(entry: LedgerEntry, wanted: WantedFile[], place: Place, own: Versioned<Place> | null, content: Content): boolean {
  return (
    entry.files.length === wanted.length &&
    wanted.every((file, i) => entry.files[i]?.hash === hashOf(file.content) && !entry.files[i]?.inReview) &&
    entry.folderId === place.folderId &&
    entry.nameHash === hashOf(wanted[0]?.name ?? '') &&
    (!own || isInPlace(own.value, { name: folderName(content), parentFolderId: place.folderId, spaceId: content.spaceId }))
  );
}

/** The folder of the page's children goes where the page goes, under the page's name. */
async function followWithFolder(
  ports: Ports,
  repository: Repository,
  own: Versioned<Place>,
  content: Content,
  at: Place,
  pushed: Pushed,
): Promise<void> {
  const wanted = { name: folderName(content), parentFolderId: at.folderId, spaceId: content.spaceId };
  for (let turn = 1; ; turn += 1) {
    try {
      const now = turn === 1 ? own : await ports.store.places.get(own.value.key);
      if (now) await alignOwnPlace(ports, repository, now, wanted);
      return;
    } catch (error) {
      // Another lane makes the same folder for a child at this moment: look again how far that is.
      if (error instanceof RecordBusyError && turn < TURNS) continue;
      pushed.error = error;
      pushed.folderGone = kindOf(error) === 'not-found';
      return;
    }
  }
}
const TURNS = 10;

async function settleOut(
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
  const graceOver = kind === 'held' && before.heldSince !== null && ports.now() - before.heldSince >= GRACE_MS;

  // A space that is not included has no ledger, but for what is still in the repository.
  if (files.length === 0 && reason === 'not-selected') {
    if (current && !(await ports.store.ledger.remove(before.id, current.rev))) return { kind: 'busy' };
    return { kind: 'out', below };
  }
  const recovered = recoveredActivity(before, current?.value.files ?? [], sent, options.cause, ports.now());
  if (files.length === 0 || (kind === 'held' && !graceOver)) {
    const after = { ...entryAfterOut(before, verdict, reason, kind, ports.now()), attempt: null };
    const wasUnsure = before.claim !== null || before.attempt !== null;
    const isNew = before.state !== after.state || before.reason !== reason || before.parentId !== after.parentId || wasUnsure;
    if (!isNew && !options.awaited && kind !== 'held') return { kind, below };
    const isHeldNow = kind === 'held' && before.state !== 'held';
    return (await finish(ports, after, current?.rev ?? null, [
      recovered,
      isHeldNow ? holdActivity(after, options.cause, ports.now()) : null,
    ]))
      ? { kind, below }
      : { kind: 'busy' };
  }

  const claimed = await claim(ports, { ...before, attempt: attemptOf(before.folderId, []) }, current, recovered);
  if (!claimed) return { kind: 'busy' };
  const pushed = await withdraw(repository, files);
  const settled = entryAfterOut(before, verdict, reason, kind, ports.now());
  const done = pushed.files.length === 0;
  const stuck: Reason | null = pushed.obstacle ?? (pushed.error ? 'qontext-unavailable' : null);
  const after: LedgerEntry = done
    ? { ...settled, files: [], placeKey: null, folderId: null, nameHash: null, attempt: null }
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
  const gone = done && reason === 'not-selected';
  const change = activity && ports.store.activity.record(activity);
  const written = gone
    ? await ports.store.ledger.remove(after.id, claimed.rev, change ? [change] : [])
    : await finish(ports, after, claimed.rev, [activity]);
  count(ports, pushed, after);
  if (!written) return { kind: 'busy' };
  if (kindOf(pushed.error) === 'auth') throw pushed.error;
  if (done) await dropIfEmpty(ports, repository, `content:${after.id}`);
  if (done && before.placeKey) await dropIfEmpty(ports, repository, before.placeKey);
  return { kind: done ? kind : after.state === 'failed' ? 'failed' : 'held', below };
}

/** The content may leave, but cannot be made into files. What was sent of it before stays, and is shown as failed. */
async function settleUnsendable(
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

async function finish(ports: Ports, entry: LedgerEntry, rev: number | null, activities: (Activity | null)[]): Promise<boolean> {
  const also = activities.flatMap((activity) => (activity ? [ports.store.activity.record(activity)] : []));
  return (await ports.store.ledger.put({ ...entry, claim: null }, rev, also)) !== null;
}

function count(ports: Ports, pushed: Pushed, after: LedgerEntry): void {
  if (pushed.did.created || pushed.did.replaced || pushed.did.renamed || pushed.did.moved) ports.usage.pushes += 1;
  else if (pushed.did.deleted) ports.usage.withdrawals += 1;
  if (after.state === 'failed') ports.usage.failures += 1;
}

/** As it stood before the claim that a killed invocation may have left. */
const stateOf = (entry: LedgerEntry) => entry.claim?.was ?? entry.state;
const isIn = (entry: LedgerEntry) => ['sent', 'failed', 'pending'].includes(stateOf(entry));
const cameIn = (current: Versioned<LedgerEntry> | null) => current !== null && !isIn(current.value);
const wentOut = (current: Versioned<LedgerEntry> | null) => current !== null && isIn(current.value);

/** Deletes the folder of a content or a blog year if nothing is in it any more. Qontext refuses if something is. */
async function dropIfEmpty(ports: Ports, repository: Repository, key: Place['key']): Promise<void> {
  if (key === 'root' || key.startsWith('space:')) return;
  const place = await ports.store.places.get(key);
  if (!place) return;
  if (key.startsWith('content:')) {
    const below = await ports.store.ledger.childrenOf(key.slice('content:'.length));
    if (below.some((entry) => entry.placeKey === key && entry.files.length > 0)) return;
  }
  await dropPlace(ports, repository, place);
}
