/** Which sweeps a tick starts, on the real bundle. */
import { sweepsAtOnce } from '../../src/sync/tick';
import { openMirrored, type TestSite } from '../site';

const DAY = 24 * 60;
let site: TestSite;
afterEach(() => site?.stop());

const runOf = async (key: string) => (await site.call('listRuns')).runs.find((run) => run.spaceKey === key);

test('runs that stand still do not keep other spaces from their sweep', async () => {
  const keys = ['ONE', 'TWO', 'THREE'];
  const spaces = keys.map((key) => ({ key, name: key, type: 'global' as const, pages: [{ title: `Of ${key}`, body: '<p>Text.</p>' }] }));
  site = await openMirrored({ seed: { host: 'zones.example', spaces } }, ...keys);
  for (const key of ['ONE', 'TWO']) {
    await site.call('startRun', { kind: 'resync', spaceId: site.spaceId(key) });
    await site.call('controlRun', { runId: (await runOf(key))?.id ?? '', action: 'pause' });
  }
  await site.tick(DAY + 5);
  expect((await Promise.all(keys.map(runOf))).map((run) => `${run?.kind} ${run?.state}`)).toEqual([
    'resync paused',
    'resync paused',
    'sweep done',
  ]);
}, 120_000);

test.each([
  [1, 'two for a few spaces', 2],
  [500, 'two for 500 a day', 2],
  [1_500, 'as many more as keep up', 6],
  [10_000, 'no more than a tick has time for', 20],
])('%i spaces: %s', (spaces, _, most) => {
  expect(sweepsAtOnce(spaces, DAY * 60_000)).toBe(most);
});
