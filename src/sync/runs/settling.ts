import { type LedgerEntry, noCounts, noStates, type PartItem, type PartOutcome, type Run, type RunCounts } from '../../store';
import { alignSourcePlace, alignSpacePlace, sweepEmptyPlaces } from '../placeUpkeep';
import type { Ports } from '../ports';
import { isKeptOut } from '../verdict';
import { finishRun } from './finish';
import { hasTime, mayGoOn, setNote } from './gate';
import { addCounts, newlyCounted } from './lane';

const LOOK_AGAIN_SECONDS = 3;
/** The queue keeps an event for a day, but a run that waits that long helps nobody. */
const PATIENCE_MS = 20 * 60_000;

/** Looks whether the contents that were handed to the queue are settled, and counts them. When all are, goes on to what is to leave, or ends. */
export async function settleStep(ports: Ports, runId: string, step: number): Promise<void> {
  const gate = await mayGoOn(ports, await ports.store.runs.get(runId));
  if (!gate.go) {
    if (gate.waitSeconds !== null) await ports.queue.work({ kind: 'settle', runId, step }, gate.waitSeconds);
    return;
  }
  const { run } = gate;
  if (run.phase !== 'settling' || run.step !== step) return;
  await setNote(ports, run, null);
  let waiting = 0;
  for (const n of await openParts(ports, run)) {
    waiting += await settlePart(ports, run, n);
    if (!hasTime(ports)) return ports.queue.work({ kind: 'settle', runId, step }, 1);
  }
  if (waiting > 0) return ports.queue.work({ kind: 'settle', runId, step }, LOOK_AGAIN_SECONDS);
  const next = await turn(ports, run);
  if (!next) return;
  if (next.phase === 'leaving') return ports.queue.work({ kind: 'leave', runId, step: next.step });
  await end(ports, next);
}

/** Parts of the listing with something open, then the parts of what is gone from it. */
async function openParts(ports: Ports, run: Run): Promise<number[]> {
  const lanes = await ports.store.runs.lanes(run);
  const gone = Array.from({ length: run.goneParts }, (_, i) => run.parts + i);
  return [...lanes.flatMap((lane) => lane.open), ...gone];
}

/** How many contents of the part are still waited for. */
async function settlePart(ports: Ports, run: Run, n: number): Promise<number> {
  const before = await ports.store.runs.part(run.id, n);
  const waiting = before.filter((item) => item.outcome === null && item.queuedAt !== null);
  if (waiting.length === 0) return 0;
  const entries = await ports.store.ledger.getMany(waiting.map((item) => item.id));
  const items = before.map((item) =>
    item.outcome === null && item.queuedAt !== null
      ? { ...item, outcome: outcomeOf(ports, item, entries.get(item.id)?.value ?? null) }
      : item,
  );
  const settled = newlyCounted(before, items);
  if (settled.length > 0) {
    await ports.store.runs.savePart(run.id, n, items);
    const isGone = n >= run.parts;
    const withdrawn = items.filter((item, i) => item.outcome === 'out' && before[i]?.outcome === null && item.leaving).length;
    await ports.store.runs.update(run.id, (now) =>
      now
        ? {
            ...now,
            counts: isGone ? now.counts : addCounts(now.counts, settled),
            withdrawn: now.withdrawn + withdrawn,
            updatedAt: ports.now(),
          }
        : null,
    );
  }
  return waiting.length - settled.length;
}

/** Null while the queue has not come to it. */
function outcomeOf(ports: Ports, item: PartItem, entry: LedgerEntry | null): PartOutcome | null {
  const since = item.queuedAt ?? 0;
  if (!entry) return 'out';
  // What a person's doing in Qontext holds up is not read anew: the next try says that there was one.
  const { state, nextTryAt } = entry;
  if ((state === 'failed' || state === 'held') && nextTryAt !== null && nextTryAt > since) return state;
  if (entry.claim === null && entry.state !== 'pending' && entry.readAt >= since) {
    if (entry.state !== 'sent') return entry.state;
    return (entry.sentAt ?? 0) >= since ? 'sent' : 'unchanged';
  }
  return ports.now() - since > PATIENCE_MS ? 'failed' : null;
}

async function turn(ports: Ports, run: Run): Promise<Run | null> {
  let mine = false;
  const leaves = !run.left && run.kind !== 'withdrawal';
  const after = await ports.store.runs.update(run.id, (now) => {
    mine = now !== null && now.phase === 'settling' && now.step === run.step && now.state === 'running';
    return mine && now ? { ...now, step: now.step + 1, phase: leaves ? 'leaving' : 'settling', updatedAt: ports.now() } : null;
  });
  return mine ? after : null;
}

async function end(ports: Ports, run: Run): Promise<void> {
  await tidyFolders(ports, run);
  const counts = await recount(ports, run);
  await ports.store.runs.update(run.id, (now) => (now?.phase === 'settling' ? { ...now, counts } : null));
  const { failed } = counts;
  const note = failed > 0 ? `${failed} could not be sent. They are tried again by themselves; Health names them.` : null;
  await finishRun(ports, run.id, 'done', note);
  if (run.kind !== 'withdrawal')
    await ports.store.settings.changeSelected(run.spaceId, (space) => ({ ...space, lastSweepAt: run.startedAt }));
  ports.log('run done', { run: run.id, kind: run.kind, space: run.spaceId, listed: run.listed, ...counts, withdrawn: run.withdrawn });
}

/** Rule 7. What was added up on the way misses what an invocation saved and, being killed, never counted. The parts know. */
async function recount(ports: Ports, run: Run): Promise<RunCounts> {
  const outcomes: PartOutcome[] = [];
  for (let n = 0; n < run.parts; n += 1) for (const item of await ports.store.runs.part(run.id, n)) outcomes.push(item.outcome ?? 'failed');
  return addCounts(noCounts, outcomes);
}

/** Deletes folders that hold nothing any more, puts the counts right, and brings the space's own folder in line. */
async function tidyFolders(ports: Ports, run: Run): Promise<void> {
  const repository = await ports.repository();
  if (!repository) return;
  const used = new Set<string>();
  const counts = { ...noStates };
  for (let after: string | null = null; ; ) {
    const entries = await ports.store.ledger.ofSpace(run.spaceId, after);
    for (const { value } of entries) {
      counts[value.state] += 1;
      if (value.placeKey && value.files.length > 0) used.add(value.placeKey);
    }
    const last = entries[entries.length - 1];
    if (!last) break;
    after = last.value.id;
  }
  await ports.store.counts.set(run.spaceId, counts);
  // While the space is mirrored its own folder stays, also when it is empty; a withdrawal, and what keeps all of it out, leave none of it.
  const isMirrored = run.kind !== 'withdrawal' && !isKeptOut(await ports.store.settings.rulebookOf([run.spaceId]), run.spaceId);
  const isKept = (key: string) => used.has(key) || (isMirrored && key === `space:${run.spaceId}`);
  await sweepEmptyPlaces(ports, repository, run.spaceId, isKept);
  if (run.kind === 'withdrawal') return;
  await alignSourcePlace(ports, repository);
  await alignSpacePlace(ports, repository, run.spaceId);
}
