/** The function process is killed at 20 random points of a backfill, and each ends with the same repository. */
import { tinySite } from '../local/cli/tinySite';
import { openSite, type TestSite } from '../site';

const KILLS = 20;

/** Mulberry32: the points are random, and the same at every run of the test. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const seed = tinySite(22);
let site: TestSite | undefined;
afterEach(async () => {
  await site?.stop();
  site = undefined;
});

interface Filled {
  repository: Record<string, string>;
  changes: number;
  /** Invocations that the kill ended. */
  lost: number;
  counts: { state: string; listed: number; sent: number; failed: number };
}

/** A whole backfill into an empty repository. The process is killed when the repository saw its `killAt`-th change. */
async function backfill(killAt: number | null): Promise<Filled> {
  const here = await openSite({ seed });
  site = here;
  let changes = 0;
  here.qontext.watch(() => {
    changes++;
    if (changes === killAt) here.host.kill();
  });
  await here.mirror('TIDE');
  const run = (await here.call('listRuns')).runs.find(({ kind }) => kind === 'backfill');
  if (!run) throw new Error('There is no backfill.');
  const { state, listed, sent, failed } = run;
  const lost = here.host.meter.recent().filter(({ outcome }) => outcome === 'lost').length;
  const repository = here.repository();
  await here.stop();
  site = undefined;
  return { repository, changes, lost, counts: { state, listed, sent, failed } };
}

let whole: Filled;
beforeAll(async () => {
  whole = await backfill(null);
  expect(whole.counts).toMatchObject({ state: 'done', failed: 0 });
  expect(whole.lost).toBe(0);
  expect(Object.keys(whole.repository).length).toBeGreaterThan(22);
}, 60_000);

const random = randomFrom(20_261_121);
test.each(Array.from({ length: KILLS }, () => random()))(
  'killed at %d of its way, it resumes and ends with the same repository',
  async (share) => {
    const killed = await backfill(1 + Math.floor(share * whole.changes));
    expect(killed.lost).toBeGreaterThan(0);
    expect(killed.counts).toMatchObject({ state: 'done', listed: whole.counts.listed, failed: 0 });
    expect(killed.repository).toEqual(whole.repository);
  },
  60_000,
);
