import type { Ancestor, Facts } from '../../confluence';
import type { ContentId, Millis, Snapshot } from '../../content';
import { needsOf } from '../../document';
import { kindOf, type Repository } from '../../qontext';
import { type LedgerEntry, type PartItem, type PartOutcome, RecordBusyError, type Rulebook, type Run, type Versioned } from '../../store';
import { giveUpForNow, retryAfterMs } from '../align';
import { isUnsure } from '../attempt';
import { type Outbound, outboundOf, requestsFor } from '../outbound';
import { newEntry } from '../outcomes';
import { inParallel } from '../pace';
import { isPaused } from '../pause';
import type { Ports, Touch } from '../ports';
import { differs, settle } from '../settle';
import type { Settled, Verdict } from '../settled';
import { archivedOf, type Node, verdictOfSnapshot } from '../verdict';
import { type Above, readAbove, turnedSince } from './above';

type Entries = Map<ContentId, Versioned<LedgerEntry>>;

/**
 * Reads the contents of one part in bulk and brings them in line. A backfill sends what was never sent; what needs a change in the
 * repository otherwise (also in a sweep, which never pushes by itself) is handed to the queue, where it is read from the database by
 * itself: bulk reading leans on the search index, which lags. What is to leave is only marked: the guard counts it first.
 */
export async function alignPart(ports: Ports, run: Run, items: PartItem[]): Promise<PartItem[]> {
  const repository = await ports.repository();
  if (!repository) return items;
  const todo = items.filter((item) => item.outcome === null && item.queuedAt === null && !item.leaving);
  const entries = await ports.store.ledger.getMany(todo.map((item) => item.id));
  const answers =
    run.kind === 'withdrawal'
      ? await withdrawPart(ports, repository, run, todo, entries)
      : await mirrorPart(ports, repository, run, todo, entries);
  await queueTouches(ports, run, todo, answers);
  return items.map((item) => ({ ...item, ...answers.get(item.id) }));
}

/** What became of one content; nothing of it if it is for the next turn. */
type Answer = Partial<Pick<PartItem, 'outcome' | 'queuedAt' | 'leaving'>>;
type Answers = Map<ContentId, Answer>;

async function withdrawPart(ports: Ports, repository: Repository, run: Run, todo: PartItem[], entries: Entries): Promise<Answers> {
  const answers: Answers = new Map();
  const outbound = outboundOf(ports);
  await inParallel(ports, todo, async (item) => {
    const current = entries.get(item.id);
    if (!current) return void answers.set(item.id, { outcome: 'out' });
    if (!outbound.take(Math.max(1, current.value.files.length)) || (await isPaused(ports))) return;
    const decision = { kind: 'out' as const, reason: 'not-selected' as const };
    const verdict: Verdict = {
      ref: item,
      spaceId: run.spaceId,
      // Of a space that was taken out nothing is kept, not even that it was there.
      spaceKey: '',
      decision,
      readAt: ports.now(),
      snapshot: null,
      above: [],
      parentId: null,
    };
    const settled = await settle(ports, repository, verdict, current, { cause: 'withdrawal', graceMs: 0, awaited: true });
    answers.set(item.id, await answerOf(settled, ports));
  });
  return answers;
}

async function mirrorPart(ports: Ports, repository: Repository, run: Run, todo: PartItem[], entries: Entries): Promise<Answers> {
  const answers: Answers = new Map();
  const { archived } = await ports.store.settings.policy();
  const isRead = (item: PartItem) => item.status === 'current' || (item.status === 'archived' && archived);
  for (const item of todo) if (!isRead(item)) answers.set(item.id, await outByStatus(ports, run, item, entries));
  const current = todo.filter(isRead);
  if (current.length === 0) return answers;

  const began = ports.now();
  const bulk = await ports.confluence.readMany(current, {});
  // After the reading: whoever changes a rule from here on sends a touch that is later than it. Some may have moved to another space.
  const book = await ports.store.settings.rulebookOf([run.spaceId, ...bulk.snapshots.map(({ content }) => content.spaceId)]);
  const { verdicts, above } = await verdictsOf(ports, bulk.snapshots, bulk.ancestors, book, began);
  const sendable = bulk.snapshots.filter((snapshot) => verdicts.get(snapshot.content.id)?.decision.kind === 'in');
  const names = await ports.confluence.names([...new Set(sendable.flatMap((snapshot) => needsOf(snapshot).accountIds))]);
  const options = { cause: run.kind as 'backfill' | 'sweep' | 'resync', awaited: false, graceMs: book.policy.graceMinutes * 60_000, names };

  const outbound = outboundOf(ports);
  const alignAll = inParallel(ports, [...verdicts.values()], async (verdict) => {
    // Not even its first request: what is not answered here is for the next turn, which finds everything paused.
    if (await isPaused(ports)) return;
    const entry = entries.get(verdict.ref.id) ?? null;
    try {
      answers.set(verdict.ref.id, await alignOne(ports, repository, run, verdict, entry, { ...options, outbound }));
    } catch (error) {
      if (stopsAll(error)) throw error;
      // One content that cannot be handled is named and left; the others go on.
      await giveUpForNow(ports, touchOf(run, verdict.ref, ports.now()), error);
      answers.set(verdict.ref.id, { outcome: 'failed' });
    }
  });
  // Also if an error stops the part: what it has sent is sent.
  const lookAgain = async () => {
    if (![...answers.values()].some(({ outcome }) => outcome === 'sent')) return;
    const turned = await turnedSince(ports, above);
    for (const [id, chain] of bulk.ancestors)
      if (answers.get(id)?.outcome && chain.some((node) => turned.has(node.id))) answers.set(id, { queuedAt: ports.now() });
  };
  await alignAll.catch(async (error: unknown) => {
    await lookAgain();
    await queueTouches(ports, run, todo, answers);
    throw error;
  });
  await lookAgain();
  for (const ref of bulk.unsure) answers.set(ref.id, { queuedAt: ports.now() });
  // Not answering in bulk proves nothing: what was sent of it is looked at by itself, after the guard.
  for (const ref of bulk.absent) answers.set(ref.id, takenAway(ports, entries.get(ref.id)?.value) ?? { outcome: 'out' });
  return answers;
}

/** Null: nothing of it is in the repository. */
function takenAway(ports: Ports, entry: LedgerEntry | undefined): Answer | null {
  if (!entry) return null;
  if (entry.files.length > 0) return { leaving: true };
  // What a killed push, or one whose answers were lost, has left there is looked up by a touch.
  return isUnsure(entry) ? { queuedAt: ports.now() } : null;
}

async function outByStatus(ports: Ports, run: Run, item: PartItem, entries: Entries): Promise<Answer> {
  const entry = entries.get(item.id) ?? null;
  const away = takenAway(ports, entry?.value);
  if (away) return away;
  if (entry?.value.state === 'out') return { outcome: 'out' };
  const before = entry?.value ?? newEntry({ ref: item, spaceId: run.spaceId, readAt: 0, snapshot: null, parentId: null });
  const reason = item.status === 'archived' ? ('archived' as const) : ('not-published' as const);
  // A lost race means that somebody has just settled it.
  await ports.store.ledger.put({ ...before, state: 'out', reason, readAt: ports.now() }, entry?.rev ?? null);
  return { outcome: 'out' };
}

/** `began`: what bulk reading says of restrictions and labels is no older. */
async function verdictsOf(
  ports: Ports,
  snapshots: Snapshot[],
  ancestors: Map<ContentId, Ancestor[]>,
  book: Rulebook,
  began: Millis,
): Promise<{ verdicts: Map<ContentId, Verdict>; above: Above }> {
  const own = new Map<ContentId, Facts>(snapshots.map(({ content, restriction }) => [content.id, { restriction, labels: content.labels }]));
  const pages = new Set([...ancestors.values()].flat().flatMap((node) => (node.type === 'page' ? [node.id] : [])));
  const entries = await ports.store.ledger.getMany([...pages]);
  const above = await readAbove(ports, ancestors, { facts: own, at: began }, entries, book);
  const archived = archivedOf(entries);
  const unknown: Facts = { restriction: 'unknown', labels: 'unknown' };
  const verdicts = snapshots.map((snapshot): [ContentId, Verdict] => {
    const chain = (ancestors.get(snapshot.content.id) ?? []).map((node): Node => ({ ...node, ...(above.facts.get(node.id) ?? unknown) }));
    return [snapshot.content.id, { ...verdictOfSnapshot(snapshot, chain, book, archived), standingAt: began }];
  });
  return { verdicts: new Map(verdicts), above };
}

async function alignOne(
  ports: Ports,
  repository: Repository,
  run: Run,
  verdict: Verdict,
  entry: Versioned<LedgerEntry> | null,
  options: Parameters<typeof settle>[4] & { outbound: Outbound },
): Promise<Answer> {
  if (entry && entry.value.files.length > 0) {
    if (verdict.decision.kind === 'out') return { leaving: true };
    if (await differs(ports, verdict, entry.value, options)) return { queuedAt: ports.now() };
    // Sent by this run, by a try that was killed before it could be counted.
    return { outcome: (entry.value.sentAt ?? 0) >= run.startedAt ? 'sent' : 'unchanged' };
  }
  if (run.kind !== 'backfill' && verdict.decision.kind === 'in') return { queuedAt: ports.now() };
  // What is left of this invocation's outbound requests would not do: this content is for the next turn.
  const { decision, snapshot } = verdict;
  if (decision.kind === 'in' && snapshot && !options.outbound.take(requestsFor(snapshot))) return {};
  const settled = await settle(ports, repository, verdict, entry, options);
  // Came in, or went out: what lies below stands elsewhere now.
  if (settled.kind !== 'busy' && settled.below && verdict.ref.type === 'page')
    await ports.queue.work({ kind: 'below', id: verdict.ref.id, spaceId: verdict.spaceId, at: ports.now(), cause: 'subtree' });
  return answerOf(settled, ports);
}

const outcomes: Record<Exclude<Settled['kind'], 'busy'>, PartOutcome> = {
  sent: 'sent',
  unchanged: 'unchanged',
  out: 'out',
  held: 'held',
  failed: 'failed',
};
async function answerOf(settled: Settled, ports: Ports): Promise<Answer> {
  const isPassing = settled.kind === 'failed' && settled.passing !== undefined;
  if (settled.kind !== 'busy' && !isPassing) return { outcome: outcomes[settled.kind] };
  // A touch would be let go, and the run would wait for it.
  return (await isPaused(ports)) ? {} : { queuedAt: ports.now() };
}

/** Not about this content: trying again later, or a person, helps. */
const stopsAll = (error: unknown) => retryAfterMs(error) !== null || kindOf(error) === 'auth' || error instanceof RecordBusyError;

async function queueTouches(ports: Ports, run: Run, todo: PartItem[], answers: Answers): Promise<void> {
  const touches = todo.flatMap((item): Touch[] => {
    const answer = answers.get(item.id);
    if (!answer?.queuedAt) return [];
    return [touchOf(run, item, answer.queuedAt)];
  });
  if (touches.length > 0) await ports.queue.touch(touches);
}

export const touchOf = (run: Run, item: Pick<PartItem, 'id' | 'type'>, at: number): Touch => ({
  id: item.id,
  type: item.type,
  spaceId: run.spaceId,
  at,
  cause: run.kind,
  below: false,
  awaited: true,
});
