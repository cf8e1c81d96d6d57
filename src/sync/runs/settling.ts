import type { LedgerEntry, PartItem, PartOutcome, Run } from '../../store';
import type { Ports } from '../ports';
import { endStep } from './ending';
import { hasTime, mayGoOn, setNote } from './gate';
import { addCounts, newlyCounted } from './lane';

const LOOK_AGAIN_SECONDS = 3;
/** Of 1,250 parts, one after the other, an invocation would not come to the last. */
const SIDE_BY_SIDE = 20;
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
  const open = await openParts(ports, run);
  for (let i = 0; i < open.length; i += SIDE_BY_SIDE) {
    const numbers = open.slice(i, i + SIDE_BY_SIDE);
    const parts = await Promise.all(numbers.map(async (n) => ({ n, items: await ports.store.runs.part(run.id, n) })));
    for (const { n, items } of parts) waiting += await settlePart(ports, run, n, items);
    if (!hasTime(ports)) return ports.queue.work({ kind: 'settle', runId, step }, 1);
  }
  if (waiting > 0) return ports.queue.work({ kind: 'settle', runId, step }, LOOK_AGAIN_SECONDS);
  const next = await turn(ports, run);
  if (!next) return;
  if (next.phase === 'leaving') return ports.queue.work({ kind: 'leave', runId, step: next.step });
  return endStep(ports, runId, next.step);
}

/** Parts of the listing with something open, then the parts of what is gone from it. */
async function openParts(ports: Ports, run: Run): Promise<number[]> {
  const lanes = await ports.store.runs.lanes(run);
  const gone = Array.from({ length: run.goneParts }, (_, i) => run.parts + i);
  return [...lanes.flatMap((lane) => lane.open), ...gone];
}

/** How many contents of the part are still waited for. */
async function settlePart(ports: Ports, run: Run, n: number, before: PartItem[]): Promise<number> {
  const waiting = before.filter((item) => item.outcome === null && item.queuedAt !== null);
  if (waiting.length === 0) return 0;
  const entries = await ports.store.ledger.getMany(waiting.map((item) => item.id));
  const items = before.map((item) =>
    item.outcome === null && item.queuedAt !== null
      ? { ...item, outcome: outcomeOf(ports, item, entries.get(item.id)?.value ?? null, run.kind === 'withdrawal' || n >= run.parts) }
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
function outcomeOf(ports: Ports, item: PartItem, entry: LedgerEntry | null, isToGo: boolean): PartOutcome | null {
  const since = item.queuedAt ?? 0;
  const isLate = ports.now() - since > PATIENCE_MS;
  // The ledger forgets what has gone. What was never sent comes into it only when its touch is through, which may take a while.
  if (!entry) return isToGo || item.leaving ? 'out' : isLate ? 'failed' : null;
  // What a person's doing in Qontext holds up is not read anew: the next try says that there was one.
  const { state, nextTryAt } = entry;
  if ((state === 'failed' || state === 'held') && nextTryAt !== null && nextTryAt > since) return state;
  if (entry.claim === null && entry.state !== 'pending' && entry.readAt >= since) {
    if (entry.state !== 'sent') return entry.state;
    return (entry.sentAt ?? 0) >= since ? 'sent' : 'unchanged';
  }
  return isLate ? 'failed' : null;
}

async function turn(ports: Ports, run: Run): Promise<Run | null> {
  let mine = false;
  const leaves = !run.left && run.kind !== 'withdrawal';
  const after = await ports.store.runs.update(run.id, (now) => {
    mine = now !== null && now.phase === 'settling' && now.step === run.step && now.state === 'running';
    return mine && now ? { ...now, step: now.step + 1, phase: leaves ? 'leaving' : 'ending', updatedAt: ports.now() } : null;
  });
  return mine ? after : null;
}
