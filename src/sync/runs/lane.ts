import type { Lane, PartItem, PartOutcome, Run, RunCounts } from '../../store';
import { OUTBOUND_PER_INVOCATION, type Ports } from '../ports';
import { hasTime, mayGoOn, setNote } from './gate';
import { alignPart } from './part';

/** One turn of a lane: takes part after part until the invocation's time or its outbound requests are used up. */
export async function laneStep(ports: Ports, runId: string, laneNo: number, step: number): Promise<void> {
  const again = (at: number, seconds?: number) => ports.queue.work({ kind: 'lane', runId, lane: laneNo, step: at }, seconds);
  const gate = await mayGoOn(ports, await ports.store.runs.get(runId));
  if (!gate.go) {
    if (gate.waitSeconds !== null) await again(step, gate.waitSeconds);
    return;
  }
  const { run } = gate;
  let lane = await ports.store.runs.lane(runId, laneNo);
  if (run.phase !== 'aligning' || !lane || lane.done || lane.step !== step) return;
  await setNote(ports, run, null);

  for (let turns = 0; lane.next < run.parts && hasTime(ports) && ports.usage.qontextRequests < OUTBOUND_PER_INVOCATION; turns += 1) {
    // An invocation takes many parts; who pauses means the next one.
    if (turns > 0 && !(await mayGoOn(ports, await ports.store.runs.get(runId))).go) break;
    const before = await ports.store.runs.part(runId, lane.next);
    const items = await alignPart(ports, run, before);
    await ports.store.runs.savePart(runId, lane.next, items);
    const whole = items.every(isHandled);
    const turned = await saveTurn(ports, run, laneNo, lane, before, items, whole);
    if (!turned) return;
    lane = turned;
    if (!whole) break;
  }
  if (lane.next < run.parts) return again(lane.step);
  await ports.store.runs.updateLane(runId, laneNo, (now) => (now ? { ...now, done: true, updatedAt: ports.now() } : null));
  await endIfAllDone(ports, run);
}

const isHandled = (item: PartItem) => item.outcome !== null || item.queuedAt !== null || item.leaving;

/** Null if another message has done this turn already. */
async function saveTurn(
  ports: Ports,
  run: Run,
  laneNo: number,
  lane: Lane,
  before: PartItem[],
  items: PartItem[],
  whole: boolean,
): Promise<Lane | null> {
  let mine = false;
  const open = items.some((item) => item.outcome === null && isHandled(item));
  const after = await ports.store.runs.updateLane(run.id, laneNo, (now) => {
    mine = now !== null && now.step === lane.step;
    if (!mine || !now) return null;
    return {
      ...now,
      step: now.step + 1,
      next: whole ? now.next + run.lanes : now.next,
      counts: addCounts(now.counts, newlyCounted(before, items)),
      open: open && !now.open.includes(now.next) ? [...now.open, now.next] : now.open,
      updatedAt: ports.now(),
    };
  });
  return mine ? after : null;
}

export const newlyCounted = (before: PartItem[], after: PartItem[]): PartOutcome[] =>
  after.flatMap((item, i) => (item.outcome !== null && before[i]?.outcome === null ? [item.outcome] : []));

export function addCounts(counts: RunCounts, outcomes: PartOutcome[]): RunCounts {
  const sum = { ...counts };
  for (const outcome of outcomes) sum[outcome] += 1;
  return sum;
}

/** The last lane to end hands on to settling. */
export async function endIfAllDone(ports: Ports, run: Run): Promise<void> {
  const lanes = await ports.store.runs.lanes(run);
  if (lanes.length < run.lanes || lanes.some((lane) => !lane.done)) return;
  let step: number | null = null;
  await ports.store.runs.update(run.id, (now) => {
    if (now?.phase !== 'aligning' || now.state !== 'running') return null;
    step = now.step;
    const counts = lanes.reduce(
      (sum, { counts: c }) => ({
        sent: sum.sent + c.sent,
        unchanged: sum.unchanged + c.unchanged,
        out: sum.out + c.out,
        held: sum.held + c.held,
        failed: sum.failed + c.failed,
      }),
      now.counts,
    );
    return { ...now, phase: 'settling', counts, updatedAt: ports.now() };
  });
  if (step !== null) await ports.queue.work({ kind: 'settle', runId: run.id, step });
}
