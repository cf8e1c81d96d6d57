/** Rule 9: any step may fail half-way, run twice, or come late; the repository ends up the same. */
import { ada, openSite, type TestSite } from '../site';

const later = (site: TestSite) => {
  const { model } = site;
  const who = ada.accountId;
  model.updatePage(who, site.id('Log 1'), { title: 'Log one', body: '<p>All changed.</p>' });
  model.movePage(who, site.id('Station South'), { parentId: site.id('Station North') });
  model.createPage(who, { spaceId: site.spaceId('TIDE'), parentId: site.id('Log 2'), title: 'Log 2a', body: '<p>Below.</p>' });
  model.updatePage(who, site.id('Station North'), { title: 'Station Northeast' });
  model.archivePage(who, site.id('Log 3'));
};
/** Contents by path, without the times at which the test edited. Ids are the same on each of these sites. */
const held = (site: TestSite) =>
  Object.fromEntries(Object.entries(site.repository()).map(([path, text]) => [path, text.replaceAll(/^(updated|created): .*$/gm, '')]));

async function play(site: TestSite): Promise<Record<string, string>> {
  await site.mirror('TIDE');
  later(site);
  await site.settle();
  for (let n = 0; n < 3; n += 1) await site.tick();
  return held(site);
}

let expected: Record<string, string>;
let site: TestSite;
beforeAll(async () => {
  const calm = await openSite();
  expected = await play(calm);
  await calm.stop();
}, 180_000);
afterEach(() => site?.stop());

test('in calm weather the repository mirrors the tree', () => {
  const names = Object.keys(expected).map((path) =>
    path.replaceAll(/ \(\d+\)/g, '').replace('/Confluence/tides.example/Tides (TIDE)/', ''),
  );
  expect(names).toEqual(
    expect.arrayContaining([
      'Tides home/Station Northeast/Log one.md',
      'Tides home/Station Northeast/Log 2/Log 2a.md',
      'Tides home/Station Northeast/Station South.md',
    ]),
  );
  expect(names.filter((name) => name.includes('Log 3') || name.includes('Station North/'))).toEqual([]);
});

test('every event and every message twice, and out of order', async () => {
  site = await openSite({ host: { eventDuplicates: 1, queueDuplicates: 1, eventReorder: 0.5, queueReorder: 0.5, queryLagMs: 500 } });
  expect(await play(site)).toEqual(expected);
}, 90_000);

test('every third write is done but its answer is lost', async () => {
  site = await openSite();
  let writes = 0;
  site.sent.interfere = ({ method }) => {
    if (method !== 'GET' && ++writes % 3 === 0) site.qontext.settings.nextFaults.push({ fault: 'drop-after' });
    return null;
  };
  expect(await play(site)).toEqual(expected);
}, 90_000);

test('every fifth request to either side fails', async () => {
  site = await openSite();
  let asked = 0;
  const fails = () => (++asked % 5 === 0 ? { status: 503, headers: { 'retry-after': '0' }, body: {} } : null);
  site.asked.interfere = fails;
  site.sent.interfere = fails;
  expect(await play(site)).toEqual(expected);
}, 90_000);

test('killed after each of many writes, the backfill and the changes end the same', async () => {
  site = await openSite();
  let changes = 0;
  site.qontext.watch(() => {
    changes += 1;
    if (changes % 4 === 0 && changes <= 32) site.host.kill();
  });
  // A claim that was not given back, and a run that stalled, are taken up again by a tick.
  await site.mirror('TIDE');
  await site.tick();
  later(site);
  await site.settle();
  for (let n = 0; n < 4; n += 1) await site.tick();
  expect(site.host.meter.recent().filter(({ outcome }) => outcome === 'lost').length).toBeGreaterThan(2);
  expect(held(site)).toEqual(expected);
}, 90_000);

test('taken off the site and installed again, the app finds its files and folders, and makes none twice', async () => {
  site = await openSite();
  await play(site);
  await site.host.uninstall();
  await site.host.install();
  expect(site.host.kvs.entity('ledger')).toEqual([]);
  const ids = site.qontext.files().map(({ id }) => id);
  await site.mirror('TIDE');
  expect((await site.call('listRuns')).runs).toMatchObject([{ state: 'done', failed: 0, held: 0 }]);
  expect(held(site)).toEqual(expected);
  expect(site.qontext.files().map(({ id }) => id)).toEqual(ids);
}, 90_000);
