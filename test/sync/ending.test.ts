/** The end of a run over a large space, in the simulation's world with calm weather: what does not fit into one invocation goes on in the next. */
import { noCounts, type Place, type Run } from '../../src/store';
import type { Work } from '../../src/sync';
import { endStep } from '../../src/sync/runs';
import { wholeSpace } from '../../src/sync/select';
import { doWork } from '../../src/sync/work';
import type { Spoil } from '../sim/ask';
import { type Calm, openCalm } from '../sim/calm';
import { MINUTE } from '../sim/play';

/** Of these an invocation keeps 18 for its end: it has 2 to work in. */
const SHORT = 20;
const PAGES = 130;
/** More than one invocation has requests for. */
const EMPTY = 90;

let play: Calm;
beforeEach(async () => {
  play = await openCalm();
});

/** A space that has just been mirrored, with folders in it that hold nothing any more, and its run as it stood before it ended. */
async function atItsEnd(): Promise<Run> {
  const middle = play.page(play.page());
  for (let n = 2; n < PAGES; n += 1) play.page(middle);
  await play.choose(wholeSpace);
  await play.pass(5 * MINUTE);
  return play.answerOf(async ({ store }, repository) => {
    const space = await store.places.get('space:1');
    const done = await store.runs.ofSpace('1');
    if (!space || done?.state !== 'done') throw new Error('The space has not been mirrored.');
    // One inside the other by threes.
    let above = space.value.folderId;
    for (let n = 0; n < EMPTY; n += 1) {
      if (n % 3 === 0) above = space.value.folderId;
      const folder = await repository.createFolder(above, `Empty (${9_000 + n})`);
      const place: Place = { ...space.value, key: `content:${9_000 + n}`, folderId: folder.id, parentFolderId: above, about: null };
      await store.places.put(place, null);
      above = folder.id;
    }
    await store.counts.set('1', { pending: 7, sent: 7, out: 7, held: 7, failed: 7, why: { 'out restricted': 7 } });
    const before = (now: Run | null) => now && { ...now, state: 'running' as const, phase: 'ending' as const, endedAt: null };
    const ending = await store.runs.update(done.id, before);
    if (!ending) throw new Error('The run is gone.');
    return ending;
  });
}

/** Does what is queued, one invocation after the other, until nothing is. */
async function endIt(from: Run, seconds: number, isKilled: (n: number) => boolean): Promise<{ invocations: number; refused: number }> {
  let step: number | null = from.step;
  let invocations = 0;
  let refused = 0;
  while (step !== null && invocations < 200) {
    const at: number = step;
    const queued: Work[] = [];
    const killed = isKilled(invocations);
    // Of whom is killed, the checkpoint is the last that comes through.
    const work = (one: Work) => (killed ? new Promise<void>(() => {}) : Promise.resolve(void queued.push(one)));
    const counting: Spoil = (real) => ({
      async deleteFolder(id) {
        const answer = await real.deleteFolder(id);
        refused += answer === 'not-empty' ? 1 : 0;
        return answer;
      },
    });
    const end = await play.run((ports) => endStep({ ...ports, queue: { ...ports.queue, work } }, from.id, at), {
      seconds,
      spoil: counting,
    });
    expect(end.kind).toBe(killed ? 'killed' : 'returned');
    // As the tick takes it up.
    if (killed) queued.push({ kind: 'end', runId: from.id, step: await stepOf(from.id) });
    const [next] = queued;
    step = next?.kind === 'end' ? next.step : null;
    invocations += 1;
    await play.pass(1_000);
  }
  return { invocations, refused };
}
const stepOf = (id: string): Promise<number> => play.answerOf(async ({ store }) => (await store.runs.get(id))?.step ?? 0);

const emptyFolders = () => play.folders().filter((path) => path.includes('Empty ('));

describe.each([
  ['in one invocation', 3_600, () => false],
  ['in many short ones', SHORT, () => false],
  ['in many short ones, of which some are killed', SHORT, (n: number) => n % 3 === 1],
])('the end of a run, %s', (_, seconds, isKilled) => {
  it('counts what stands where, deletes the folders that hold nothing, and only these, and accounts for all that was listed', async () => {
    const ending = await atItsEnd();
    const folders = play.stage.shelf.folders.size;
    expect(emptyFolders()).toHaveLength(EMPTY);
    const { invocations, refused } = await endIt(ending, seconds, isKilled);
    if (seconds === SHORT) expect(invocations).toBeGreaterThan(5);
    // What holds something is known to, also in later invocations than the one that read it.
    expect(refused).toBe(0);
    expect(emptyFolders()).toEqual([]);
    expect(play.stage.shelf.folders.size).toBe(folders - EMPTY);
    const { after, counts, lastSweepAt } = await play.answerOf(async ({ store }) => ({
      after: await store.runs.get(ending.id),
      counts: await store.counts.ofSpace('1'),
      lastSweepAt: (await store.settings.selectedSpace('1'))?.lastSweepAt,
    }));
    expect(after).toMatchObject({ state: 'done', phase: 'over', listed: PAGES, counts: { sent: PAGES, failed: 0 } });
    expect(counts).toEqual({ pending: 0, sent: PAGES, out: 0, held: 0, failed: 0 });
    expect(lastSweepAt).toBe(ending.startedAt);
  });
});

it('a run over 50,000 contents of which each part had something open comes to its end, and all are counted', async () => {
  const [parts, each] = [1_250, 40];
  const ending = await atItsEnd();
  await play.answerOf(async ({ store, now }) => {
    const numbers = Array.from({ length: parts }, (_, n) => n);
    const items = (n: number) =>
      Array.from({ length: each }, (_, i) => ({
        id: String(100_000 + n * each + i),
        type: 'page' as const,
        status: 'current',
        outcome: 'unchanged' as const,
        queuedAt: 1,
        leaving: false,
      }));
    await Promise.all(numbers.map((n) => store.runs.savePart(ending.id, n, items(n))));
    await store.runs.updateLane(ending.id, 0, () => ({ next: 0, done: true, step: 1, counts: noCounts, open: numbers, updatedAt: now() }));
    await store.runs.update(ending.id, (run) => run && { ...run, phase: 'settling', left: true, lanes: 1, parts, listed: parts * each });
  });
  let invocations = 0;
  for (let next: Work | undefined = { kind: 'settle', runId: ending.id, step: ending.step }; next && invocations < 20; invocations += 1) {
    const work: Work = next;
    const queued: Work[] = [];
    const end = await play.run((ports) =>
      doWork({ ...ports, queue: { ...ports.queue, work: async (one) => void queued.push(one) } }, work),
    );
    expect(end.kind).toBe('returned');
    next = queued[0];
    await play.pass(1_000);
  }
  expect(await play.answerOf(({ store }) => store.runs.get(ending.id))).toMatchObject({
    state: 'done',
    counts: { unchanged: parts * each },
  });
});
