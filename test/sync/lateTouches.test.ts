/**
 * A run hands to the queue what bulk reading does not establish, and waits until it is read by itself. Confluence may keep that waiting for
 * long after the run has done everything else. On the local site, with the real bundle.
 */
import { ada, openSite, type TestSite } from '../site';
import { openTides } from '../tides';

jest.setTimeout(120_000);

let site: TestSite;
afterEach(() => site?.stop());
const lastRun = async () => (await site.call('listRuns')).runs[0];

/** Nothing is established in bulk, and each content's own reading is put off for a minute, once. */
function putOff(): void {
  const asked = new Set<string>();
  site.asked.interfere = ({ path }) => {
    if (path.includes('/content/search') && decodeURIComponent(path).includes('container in')) return { status: 404 };
    const own = /\/api\/v2\/(?:pages|blogposts)\/(\d+)\?/.exec(path)?.[1];
    if (own === undefined || asked.has(own)) return null;
    asked.add(own);
    return { status: 503, headers: { 'retry-after': '60' } };
  };
}

test('what was never sent and is read late counts as sent, not as out', async () => {
  site = await openSite();
  putOff();
  await site.mirror('TIDE');
  expect(openTides.filter((title) => !site.isThere(title))).toEqual([]);
  // Out: what is archived, and what an outsider may not read is not even listed.
  expect(await lastRun()).toMatchObject({ state: 'done', sent: openTides.length, out: 1, held: 0, failed: 0, pending: 0 });
});

test('what goes before it is read is out, and the run ends', async () => {
  site = await openSite();
  putOff();
  const { interfere } = site.asked;
  site.asked.interfere = (asked) => {
    const instead = interfere(asked);
    if (instead && typeof instead === 'object' && 'status' in instead && asked.path.includes(`/pages/${site.id('Log 2')}?`))
      site.model.trashPage(ada.accountId, site.id('Log 2'));
    return instead;
  };
  await site.mirror('TIDE');
  const run = await lastRun();
  expect(run).toMatchObject({ state: 'done', sent: openTides.length - 1, out: 2, failed: 0, pending: 0 });
  expect((run?.endedAt ?? 0) - (run?.startedAt ?? 0)).toBeLessThan(10 * 60_000);
});
