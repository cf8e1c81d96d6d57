/** Acceptance 4 of the first issue: the function process is killed at 20 random points of a backfill, and each ends with the same repository. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildStale } from '../../../local/cli/build';
import { firstMirror, type MirrorResult } from '../../../local/cli/firstMirror';
import { readOptions } from '../../../local/cli/options';
import { shortcomings } from '../../../local/cli/report';
import { appDir, type LocalSite, startSite } from '../../../local/cli/site';
import { createConfluence, type LocalConfluence } from '../../../local/confluence';
import { tinySite } from './tinySite';

const KILLS = 20;
const AT_A_TIME = 4;

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

let confluence: LocalConfluence;
const open = new Set<LocalSite>();
afterEach(async () => {
  for (const site of open) await stop(site);
});
async function stop(site: LocalSite): Promise<void> {
  open.delete(site);
  await site.stop();
}
beforeAll(async () => {
  await buildStale(appDir);
  expect(existsSync(path.join(appDir, '.forge-build', 'runtime', 'index.cjs'))).toBe(true);
  confluence = createConfluence({ seed: tinySite(40) });
}, 180_000);

/** A whole backfill into an empty repository. The process is killed when the repository saw its `killAt`-th change. */
async function backfill(killAt: number | null): Promise<{ site: LocalSite; result: MirrorResult; changes: number }> {
  const options = readOptions(['--once', '--port', '0'], {});
  if (options === 'help') throw new Error('Not help');
  const site = await startSite(options, { confluence, say: () => {} });
  open.add(site);
  let changes = 0;
  site.qontext?.watch(() => {
    changes++;
    if (changes === killAt) site.host.kill();
  });
  const result = await firstMirror({
    app: site.app,
    apiKey: site.apiKey,
    spaces: null,
    progress: () => {},
    tick: async () => void (await site.host.tick()),
    idle: () => site.host.idle(),
    sleep: (ms) => sleep(ms),
    now: () => performance.now(),
  });
  return { site, result, changes };
}

const repositoryOf = (site: LocalSite) => (site.qontext?.files() ?? []).map(({ path: filePath, content }) => ({ path: filePath, content }));

test('killed at 20 random points, the backfill resumes and ends with the same repository', async () => {
  const whole = await backfill(null);
  const expected = repositoryOf(whole.site);
  await stop(whole.site);
  expect(shortcomings(whole.result)).toEqual([]);
  expect(expected.length).toBeGreaterThan(40);

  const random = randomFrom(20_261_121);
  const points = Array.from({ length: KILLS }, () => 1 + Math.floor(random() * whole.changes));
  const check = async (killAt: number): Promise<void> => {
    const { site, result } = await backfill(killAt);
    const held = repositoryOf(site);
    const lost = site.host.meter.recent().filter((report) => report.outcome === 'lost').length;
    await stop(site);
    expect({ killAt, lost: lost > 0, missing: shortcomings(result), listed: result.counts.listed }).toEqual({
      killAt,
      lost: true,
      missing: [],
      listed: whole.result.counts.listed,
    });
    expect(held).toEqual(expected);
  };
  // A few at a time: most of the time is spent waiting until what was killed is delivered again.
  for (let done = 0; done < KILLS; done += AT_A_TIME) await Promise.all(points.slice(done, done + AT_A_TIME).map(check));
}, 400_000); // Twenty-one sites are started, each with a function process of its own.
