import type { Lane, PartItem, Run } from '../../store';
import { noCounts } from '../../store';
import type { Ports } from '../ports';
import { hasTime, mayGoOn, setNote } from './gate';
import { markMissingFiles } from './missing';

/** How many contents a part holds: what one lane reads in bulk at a time, and sends with the outbound requests of one invocation. */
export const PART = 40;
/** Lanes work side by side; more of them would only meet Qontext's limits sooner. */
const LANES = 4;

/** Walks the listing of the space (a withdrawal: the ledger of it) into parts, with a checkpoint after each page of it. */
export async function listStep(ports: Ports, runId: string, step: number): Promise<void> {
  const gate = await mayGoOn(ports, await ports.store.runs.get(runId));
  if (!gate.go) {
    if (gate.waitSeconds !== null) await ports.queue.work({ kind: 'list', runId, step }, gate.waitSeconds);
    return;
  }
  let run: Run = gate.run;
  if (run.phase !== 'listing' || run.step !== step) return;
  await setNote(ports, run, null);
  if (run.kind === 'resync' && run.step === 0 && !(await markMissingFiles(ports, run)))
    return ports.queue.work({ kind: 'list', runId, step });
  do {
    const page = await nextPage(ports, run);
    for (let i = 0; i < page.items.length; i += PART)
      await ports.store.runs.savePart(run.id, run.parts + i / PART, page.items.slice(i, i + PART));
    const next = await checkpoint(ports, run, page);
    if (!next) return;
    run = next;
  } while (run.phase === 'listing' && hasTime(ports));
  if (run.phase === 'listing') await ports.queue.work({ kind: 'list', runId, step: run.step });
  else await startLanes(ports, run);
}

interface Page {
  items: PartItem[];
  cursor: string | null;
}

async function nextPage(ports: Ports, run: Run): Promise<Page> {
  const item = (of: Pick<PartItem, 'id' | 'type' | 'status'>): PartItem => ({ ...of, outcome: null, queuedAt: null, leaving: false });
  if (run.kind === 'withdrawal') {
    const entries = await ports.store.ledger.ofSpace(run.spaceId, run.cursor);
    const items = entries.map(({ value }) => item({ id: value.id, type: value.type, status: 'known' }));
    return { items, cursor: entries.length === 0 ? null : (items[items.length - 1]?.id ?? null) };
  }
  const space = await ports.store.settings.selectedSpace(run.spaceId);
  // Nothing of such a space can be listed. What is known of it counts as gone, comes before the guard, and is read by itself for proof.
  if (space?.status === 'missing' || space?.status === 'blocked') return { items: [], cursor: null };
  const page = await ports.confluence.list(run.spaceId, run.cursor);
  return { items: page.items.map(({ id, type, status }) => item({ id, type, status })), cursor: page.cursor };
}

/** Null if another message has done this step already. */
async function checkpoint(ports: Ports, run: Run, page: Page): Promise<Run | null> {
  let mine = false;
  const after = await ports.store.runs.update(run.id, (now) => {
    mine = now !== null && now.state === 'running' && now.phase === 'listing' && now.step === run.step;
    if (!mine || !now) return null;
    const parts = now.parts + Math.ceil(page.items.length / PART);
    return {
      ...now,
      step: now.step + 1,
      cursor: page.cursor,
      phase: page.cursor === null ? 'aligning' : 'listing',
      parts,
      listed: now.listed + page.items.length,
      lanes: Math.max(1, Math.min(LANES, parts)),
      updatedAt: ports.now(),
    };
  });
  return mine ? after : null;
}

/** Makes the lanes that are not there, and queues those that are not done from where they stand. */
export async function startLanes(ports: Ports, run: Run): Promise<Lane[]> {
  const lanes: Lane[] = [];
  for (let n = 0; n < run.lanes; n += 1) {
    const fresh: Lane = { next: n, done: false, step: 0, counts: noCounts, open: [], updatedAt: ports.now() };
    const lane = (await ports.store.runs.updateLane(run.id, n, (now) => (now ? null : fresh))) ?? fresh;
    // One a second: the first makes the folders that all of them would else ask Qontext for at the same moment.
    if (!lane.done) await ports.queue.work({ kind: 'lane', runId: run.id, lane: n, step: lane.step }, n);
    lanes.push(lane);
  }
  return lanes;
}
