import type { ContentId } from '../../content';
import type { LedgerEntry, PartItem, Run } from '../../store';
import { type Ports, QueueFullError } from '../ports';
import { entriesOf } from './entries';
import { hasTime, mayGoOn, setNote } from './gate';
import { PART } from './listing';
import { touchOf } from './part';

/** The queue counts its events by the minute. */
const FULL_SECONDS = 30;
/** Parts that are read or written side by side: of 50,000 contents there are 1,250, and one after the other would take longer than a step has. */
const PARTS = 20;

/**
 * Rule 3. What the listing shows to be out of scope, and what the ledger has and the complete listing has not, is counted before any of
 * it is touched. More than max(20, 10 %) of what the space has in the repository: the run stops and asks a person. Each of them is then
 * read by itself, and withdrawn only on proof.
 */
export async function leaveStep(ports: Ports, runId: string, step: number): Promise<void> {
  const gate = await mayGoOn(ports, await ports.store.runs.get(runId));
  if (!gate.go) {
    if (gate.waitSeconds !== null) await ports.queue.work({ kind: 'leave', runId, step }, gate.waitSeconds);
    return;
  }
  const { run } = gate;
  if (run.phase !== 'leaving' || run.step !== step) return;
  await setNote(ports, run, null);
  let counted: Run | null = run;
  try {
    if (!run.left) counted = await countLeaving(ports, run);
    if (counted && (await queueLeaving(ports, counted))) await goOnToSettle(ports, counted);
    else if (counted) await ports.queue.work({ kind: 'leave', runId, step: counted.step });
  } catch (error) {
    if (!(error instanceof QueueFullError) || !counted) throw error;
    // What was queued is written down, so the next turn goes on from there. Where even this finds no room, the platform tries this one again.
    await ports.queue.work({ kind: 'leave', runId, step: counted.step }, FULL_SECONDS);
  }
}

/** Counts once what is to leave, and puts it before the guard. Null if the run asks now, or another message has counted it. */
async function countLeaving(ports: Ports, run: Run): Promise<Run | null> {
  const leaving = await leavingItems(ports, run);
  const { gone, sent } = await goneItems(ports, run);
  const withdrawals = leaving.length + gone.filter((entry) => entry.files.length > 0).length;
  if (withdrawals > guardFor(sent) && !run.approved) {
    await ask(ports, run, withdrawals, sent);
    return null;
  }
  const goneParts = gone.map(
    ({ id, type, files }): PartItem => ({ id, type, status: 'gone', outcome: null, queuedAt: null, leaving: files.length > 0 }),
  );
  const count = Math.ceil(gone.length / PART);
  for (let n = 0; n < count; n += PARTS) {
    const some = Array.from({ length: Math.min(PARTS, count - n) }, (_, i) => n + i);
    await Promise.all(some.map((i) => ports.store.runs.savePart(run.id, run.parts + i, goneParts.slice(i * PART, (i + 1) * PART))));
  }
  return changeIfMine(ports, run, (now) => ({ ...now, left: true, goneParts: count }));
}

/** Hands part after part to the queue, which takes so many in a minute and no more. False if the time was up before all were handed on. */
async function queueLeaving(ports: Ports, run: Run): Promise<boolean> {
  const gone = Array.from({ length: run.goneParts }, (_, i) => run.parts + i);
  for (const n of [...(await openPartNumbers(ports, run)), ...gone]) {
    const items = await ports.store.runs.part(run.id, n);
    const isDue = (item: PartItem) => item.outcome === null && item.queuedAt === null && (item.leaving || n >= run.parts);
    const due = items.filter(isDue);
    if (due.length === 0) continue;
    if (!hasTime(ports)) return false;
    // A kill in between hands them on twice; the second touch of a content finds it read already.
    const now = ports.now();
    await ports.queue.touch(due.map((item) => touchOf(run, item, now)));
    await ports.store.runs.savePart(
      run.id,
      n,
      items.map((item) => (isDue(item) ? { ...item, queuedAt: now } : item)),
    );
    await ports.store.runs.update(run.id, (state) => (state?.phase === 'leaving' ? { ...state, updatedAt: ports.now() } : null));
  }
  return true;
}

async function goOnToSettle(ports: Ports, run: Run): Promise<void> {
  const after = await changeIfMine(ports, run, (now) => ({ ...now, phase: 'settling' }));
  if (after) await ports.queue.work({ kind: 'settle', runId: run.id, step: after.step });
}

/** The next step of the run. Null if another message has taken it already. */
async function changeIfMine(ports: Ports, run: Run, change: (now: Run) => Run): Promise<Run | null> {
  let mine = false;
  const after = await ports.store.runs.update(run.id, (now) => {
    mine = now !== null && now.phase === 'leaving' && now.step === run.step && now.state === 'running';
    return mine && now ? { ...change(now), step: run.step + 1, updatedAt: ports.now() } : null;
  });
  return mine ? after : null;
}

/** How many withdrawals need no person's word. */
export const guardFor = (sent: number): number => Math.max(20, Math.floor(sent / 10));

async function ask(ports: Ports, run: Run, withdrawals: number, sent: number): Promise<void> {
  const note = `${withdrawals} of the ${sent} contents that Qontext has of this space would be withdrawn, since Confluence does not show them to the app any more or they are left out. If that is right, approve; if not, cancel and look at the space's permissions.`;
  await ports.store.runs.update(run.id, (now) =>
    now?.state === 'running' ? { ...now, state: 'asking', note, updatedAt: ports.now() } : null,
  );
}

async function openPartNumbers(ports: Ports, run: Run): Promise<number[]> {
  return (await ports.store.runs.lanes(run)).flatMap((lane) => lane.open);
}

async function leavingItems(ports: Ports, run: Run): Promise<PartItem[]> {
  const parts = await Promise.all((await openPartNumbers(ports, run)).map((n) => ports.store.runs.part(run.id, n)));
  return parts.flat().filter((item) => item.leaving && item.outcome === null);
}

/** What the ledger has of the space and the listing has not, unless it became known after the listing began. */
async function goneItems(ports: Ports, run: Run): Promise<{ gone: LedgerEntry[]; sent: number }> {
  const listed = new Set<ContentId>();
  for (let n = 0; n < run.parts; n += PARTS) {
    const some = Array.from({ length: Math.min(PARTS, run.parts - n) }, (_, i) => ports.store.runs.part(run.id, n + i));
    for (const item of (await Promise.all(some)).flat()) listed.add(item.id);
  }
  const gone: LedgerEntry[] = [];
  let sent = 0;
  for await (const { value: entry } of entriesOf(ports, run)) {
    if (entry.files.length > 0) sent += 1;
    const isNews = entry.readAt >= run.startedAt;
    if (!listed.has(entry.id) && !isNews && (entry.files.length > 0 || entry.state !== 'out')) gone.push(entry);
  }
  return { gone, sent };
}
