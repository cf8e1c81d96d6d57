import { countStand, type Ending, noCounts, noSpaceCounts, type PlaceKey, type Run, type RunCounts } from '../../store';
import { alignSourcePlace, alignSpacePlace } from '../placeUpkeep';
import type { Ports } from '../ports';
import { sweepEmptyPlaces } from '../sweepPlaces';
import { isKeptOut } from '../verdict';
import { finishRun } from './finish';
import { hasTime, mayGoOn, setNote } from './gate';
import { addCounts } from './lane';

/** Keys of places are some 25 to 60 bytes, and Forge takes 240 KiB for a value. */
const SHEET = 2_000;
/** Parts that are read side by side. */
const PARTS = 20;
const AGAIN_SECONDS = 1;

/** The places that hold something, by the ledger: those of earlier invocations are on sheets beside the run, these here are not yet. */
interface Used {
  unsaved: Set<PlaceKey>;
  sheets: number;
}

/**
 * When all is settled: puts the counts of the space right, deletes folders that hold nothing any more, brings the space's own folder in
 * line, and adds up what became of each content. A space of 50,000 pages has more of these than an invocation has time for, so each
 * of them goes on where the last invocation stopped; whoever is killed leaves the last checkpoint, and does the same again.
 */
export async function endStep(ports: Ports, runId: string, step: number): Promise<void> {
  const gate = await mayGoOn(ports, await ports.store.runs.get(runId));
  if (!gate.go) {
    if (gate.waitSeconds !== null) await ports.queue.work({ kind: 'end', runId, step }, gate.waitSeconds);
    return;
  }
  const { run } = gate;
  if (run.phase !== 'ending' || run.step !== step) return;
  await setNote(ports, run, null);
  const used: Used = { unsaved: new Set(), sheets: run.usedSheets ?? 0 };
  let at: Ending | RunCounts = run.ending ?? { at: 'ledger', after: null, counts: noSpaceCounts() };
  do {
    const next: { now: Ending | RunCounts; isWhole: boolean } = await goOn(ports, run, at, used);
    at = next.now;
    if (!('at' in at)) return finish(ports, run, at);
    if (!next.isWhole) break;
  } while (hasTime(ports));
  const saved = await checkpoint(ports, run, at, used);
  if (saved) await ports.queue.work({ kind: 'end', runId, step: saved.step }, AGAIN_SECONDS);
}

/** `isWhole` false: stopped in the middle, for want of time. The counts of the run: that was the last of it. */
async function goOn(ports: Ports, run: Run, at: Ending, used: Used): Promise<{ now: Ending | RunCounts; isWhole: boolean }> {
  switch (at.at) {
    case 'ledger': {
      const now = await readLedger(ports, run, at, used);
      return { now, isWhole: now.at !== 'ledger' };
    }
    case 'folders': {
      const rest = await sweep(ports, run, at, used);
      return rest ? { now: { at: 'folders', from: rest }, isWhole: false } : { now: { at: 'abouts' }, isWhole: true };
    }
    case 'abouts':
      await alignAbouts(ports, run);
      return { now: { at: 'parts', next: 0, counts: noCounts }, isWhole: true };
    case 'parts': {
      const now = await recount(ports, run, at);
      return now.next >= run.parts ? { now: now.counts, isWhole: true } : { now, isWhole: false };
    }
  }
}

/** What stands where, and which places hold something. */
async function readLedger(
  ports: Ports,
  run: Run,
  { after, counts: before }: Extract<Ending, { at: 'ledger' }>,
  used: Used,
): Promise<Ending> {
  const counts = { ...before, why: { ...before.why } };
  for (let last = after; ; ) {
    if (!hasTime(ports)) return { at: 'ledger', after: last, counts };
    const entries = await ports.store.ledger.ofSpace(run.spaceId, last);
    for (const { value } of entries) {
      countStand(counts, value, 1);
      if (value.placeKey && value.files.length > 0) used.unsaved.add(value.placeKey);
    }
    last = entries[entries.length - 1]?.value.id ?? null;
    if (last === null) break;
  }
  await ports.store.counts.set(run.spaceId, counts);
  return { at: 'folders', from: null };
}

async function sweep(ports: Ports, run: Run, { from }: Extract<Ending, { at: 'folders' }>, used: Used) {
  const repository = await ports.repository();
  if (!repository) return null;
  const keys = new Set<string>(used.unsaved);
  for (let n = 0; n < used.sheets; n += 1) for (const key of await ports.store.runs.usedPlaces(run.id, n)) keys.add(key);
  // While the space is mirrored its own folder stays, also when it is empty; a withdrawal, and what keeps all of it out, leave none of it.
  const isMirrored = run.kind !== 'withdrawal' && !isKeptOut(await ports.store.settings.rulebookOf([run.spaceId]), run.spaceId);
  const isKept = (key: PlaceKey) => keys.has(key) || (isMirrored && key === `space:${run.spaceId}`);
  return sweepEmptyPlaces(ports, repository, run.spaceId, isKept, from ?? undefined);
}

async function alignAbouts(ports: Ports, run: Run): Promise<void> {
  const repository = await ports.repository();
  if (!repository || run.kind === 'withdrawal') return;
  await alignSourcePlace(ports, repository);
  await alignSpacePlace(ports, repository, run.spaceId);
}

/** Rule 7. What was added up on the way misses what an invocation saved and, being killed, never counted. The parts know. */
async function recount(ports: Ports, run: Run, from: Extract<Ending, { at: 'parts' }>): Promise<Extract<Ending, { at: 'parts' }>> {
  let { next, counts } = from;
  while (next < run.parts && hasTime(ports)) {
    const numbers = Array.from({ length: Math.min(PARTS, run.parts - next) }, (_, i) => next + i);
    const parts = await Promise.all(numbers.map((n) => ports.store.runs.part(run.id, n)));
    counts = addCounts(
      counts,
      parts.flat().map((item) => item.outcome ?? 'failed'),
    );
    next += numbers.length;
  }
  return { at: 'parts', next, counts };
}

/** Null if another message has done this step already. */
async function checkpoint(ports: Ports, run: Run, ending: Ending, used: Used): Promise<Run | null> {
  const keys = [...used.unsaved];
  let { sheets } = used;
  for (let i = 0; i < keys.length; i += SHEET) {
    await ports.store.runs.saveUsedPlaces(run.id, sheets, keys.slice(i, i + SHEET));
    sheets += 1;
  }
  let mine = false;
  const after = await ports.store.runs.update(run.id, (now) => {
    mine = now !== null && now.phase === 'ending' && now.step === run.step && now.state === 'running';
    return mine && now ? { ...now, step: now.step + 1, ending, usedSheets: sheets, updatedAt: ports.now() } : null;
  });
  return mine ? after : null;
}

async function finish(ports: Ports, run: Run, counts: RunCounts): Promise<void> {
  await ports.store.runs.update(run.id, (now) => (now?.phase === 'ending' ? { ...now, counts } : null));
  const { failed } = counts;
  const note = failed > 0 ? `${failed} could not be sent. They are tried again by themselves; Health names them.` : null;
  await finishRun(ports, run.id, 'done', note);
  if (run.kind !== 'withdrawal')
    await ports.store.settings.changeSelected(run.spaceId, (space) => ({ ...space, lastSweepAt: run.startedAt }));
  ports.log('run done', { run: run.id, kind: run.kind, space: run.spaceId, listed: run.listed, ...counts, withdrawn: run.withdrawn });
}
