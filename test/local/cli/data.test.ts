/** --data: the second start finds what the first one made, in the app, in the repository and in the wiki, and sends nothing again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildStale } from '../../../local/cli/build';
import { firstMirror } from '../../../local/cli/firstMirror';
import { readOptions } from '../../../local/cli/options';
import { appDir, type LocalSite, startSite } from '../../../local/cli/site';

let dir = '';
beforeAll(() => buildStale(appDir), 180_000);
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'data-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function start(): Promise<LocalSite> {
  const options = readOptions(['--once', '--port', '0', '--data', dir], {});
  if (options === 'help') throw new Error('Not help');
  return startSite(options, { say: () => {} });
}

const mirror = (site: LocalSite) =>
  firstMirror({
    app: site.app,
    apiKey: site.apiKey,
    spaces: ['OPS'],
    progress: () => {},
    tick: site.nextTick,
    idle: () => site.host.idle(),
    sleep: (ms) => sleep(ms),
    now: () => performance.now(),
  });

test('what was kept is there again, and only what changed is sent', async () => {
  const first = await start();
  let second: LocalSite | null = null;
  try {
    const { counts } = await mirror(first);
    const files = first.qontext?.files();
    const ops = [...(first.confluence?.model.state.spaces.values() ?? [])].find((space) => space.key === 'OPS');
    await first.stop();
    expect(counts).toMatchObject({ failed: 0, unchanged: 0 });

    second = await start();
    expect(second.qontext?.files()).toEqual(files);
    expect(second.apiKey).toBe(first.apiKey);
    expect(await second.app.connection()).toMatchObject({ state: 'connected' });
    const made = second.confluence?.model.createPage(second.siteAdmin.accountId, {
      spaceId: ops?.id ?? '',
      title: 'Written at the second start',
      body: '<p>Still here.</p>',
    });
    await second.host.idle();
    expect(second.qontext?.files().filter((file) => file.path.includes(`(${made?.id})`))).toHaveLength(1);
    const again = await mirror(second);
    expect(again.counts).toMatchObject({ listed: counts.listed + 1, sent: 0, unchanged: counts.sent + 1, failed: 0 });
    expect(second.qontext?.files()).toHaveLength((files?.length ?? 0) + 1);
  } finally {
    await first.stop();
    await second?.stop();
  }
}, 120_000);
