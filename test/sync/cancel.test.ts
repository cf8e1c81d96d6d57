/** What an admin stops stays stopped, on the real bundle. */
import { openSite, type TestSite } from '../site';
import { bigSpace } from '../tides';

let site: TestSite;
afterEach(() => site?.stop());

const files = () => Object.keys(site.repository()).length;

test('a cancelled backfill is not begun again by the scheduled check', async () => {
  site = await openSite({ seed: bigSpace(60) });
  await site.call('connect', { apiKey: site.qontext.defaultKey });
  await site.call('includeSpace', { spaceId: site.spaceId('BIG') });
  const [run] = (await site.call('listRuns')).runs;
  await site.call('controlRun', { runId: run?.id ?? '', action: 'cancel' });
  await site.settle();
  const sent = files();
  expect(sent).toBeLessThan(60);
  await site.tick();
  await site.tick();
  expect(files()).toBe(sent);
  expect((await site.call('listRuns')).runs).toHaveLength(1);
  // It is the admin's to begin another.
  await site.call('startRun', { kind: 'resync' });
  await site.settle();
  expect(files()).toBeGreaterThan(60);
}, 60_000);
