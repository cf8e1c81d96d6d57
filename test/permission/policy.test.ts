/** The policy at work, on the real bundle: the grace time, the kill switch, folders for audiences, spaces that a data security policy hides. */
import { appUser } from '../../local/people';
import type { Instead } from '../gates';
import { ada, openMirrored, openSite, type TestSite, tomas } from '../site';
import { bigSpace, openTides } from '../tides';

let site: TestSite;
afterEach(() => site?.stop());

const there = () => openTides.filter(site.isThere);
const edit = (title: string, body: string) => site.model.updatePage(ada.accountId, site.id(title), { body });

test('held content is withdrawn when the policy’s time of grace is over, and not before', async () => {
  site = await openMirrored();
  await site.setPolicy({ graceMinutes: 180 });
  const id = site.id('Log 2');
  site.asked.interfere = ({ path }): Instead | null => {
    if (path.includes('/content/search') && path.includes('restrictions')) return { status: 404 };
    return path.includes(`/content/${id}/restriction`) ? { status: 404 } : null;
  };
  edit('Log 2', '<p>Changed.</p>');
  await site.settle();
  for (let n = 0; n < 4; n += 1) await site.tick(40);
  expect(site.ledger('Log 2')).toMatchObject({ state: 'held', reason: 'restrictions-unknown' });
  expect(site.isThere('Log 2')).toBe(true);
  for (let n = 0; n < 5; n += 1) await site.tick(40);
  expect(site.isThere('Log 2')).toBe(false);
  expect(there()).toEqual(openTides.filter((title) => title !== 'Log 2'));
}, 120_000);

test('paused, nothing is asked or sent and the queues run empty; resumed, all that was missed comes', async () => {
  site = await openMirrored();
  await site.setPolicy({ paused: true });
  site.asked.requests.length = 0;
  site.sent.requests.length = 0;
  edit('Log 1', '<p>Written while all was paused.</p>');
  site.model.restrictRead(ada.accountId, site.id('Station South'), { users: [ada.accountId], groups: [] });
  await site.call('startRun', { kind: 'resync' });
  await site.settle();
  await site.tick();
  await site.tick(60);
  expect(site.sent.requests).toEqual([]);
  expect(site.asked.requests.filter(({ path }) => path.includes('/content/') || path.includes('/pages'))).toEqual([]);
  expect(site.host.queue.waiting()).toEqual([]);
  expect((await site.call('overview')).paused).toBe(true);
  await site.setPolicy({ paused: false });
  await site.tick();
  expect(site.text('Log 1')).toContain('Written while all was paused.');
  expect(there()).toEqual(openTides.filter((title) => title !== 'Station South' && title !== 'Log 3'));
}, 120_000);

test('paused in the middle of a run, what is under way ends, and nothing more is sent', async () => {
  site = await openSite({ seed: bigSpace(60) });
  let writes = 0;
  let after = 0;
  let isPaused = false;
  let pausing: Promise<void> | null = null;
  const pause = async () => {
    await site.call('savePolicy', { ...(await site.call('getPolicy')), paused: true });
    isPaused = true;
  };
  site.sent.interfere = ({ method }) => {
    if (method !== 'GET') writes += 1;
    if (method !== 'GET' && isPaused) after += 1;
    if (writes === 8) pausing ??= pause();
    return null;
  };
  await site.mirror('BIG');
  await pausing;
  expect(isPaused).toBe(true);
  // What was being pushed at that moment.
  expect(after).toBeLessThan(15);
  expect(Object.keys(site.repository()).length).toBeLessThan(40);
  await site.setPolicy({ paused: false });
  await site.tick();
  expect(Object.keys(site.repository()).filter((path) => path.includes('Leaf'))).toHaveLength(60);
}, 120_000);

test('paused, what a space says of itself is not sent either, and comes after the pause', async () => {
  site = await openMirrored();
  await site.setPolicy({ paused: true });
  site.sent.requests.length = 0;
  site.model.describeSpace(ada.accountId, site.spaceId('TIDE'), 'Said while all was paused.');
  await site.settle();
  expect(site.sent.requests).toEqual([]);
  await site.setPolicy({ paused: false });
  const about = Object.entries(site.repository()).find(([path]) => path.endsWith('About this space.md'));
  expect(about?.[1]).toContain('Said while all was paused.');
}, 120_000);

test('restricted content lies in a folder of its audience; another audience moves the file and sends no body', async () => {
  site = await openMirrored({ confluence: { silentWhenRestricted: false } });
  await site.setPolicy({ restricted: 'audiences' });
  const restrict = async (users: string[], groups: string[]) => {
    site.sent.requests.length = 0;
    site.model.restrictRead(ada.accountId, site.id('Station South'), { users: [appUser.accountId, ...users], groups });
    await site.settle();
    await site.tick();
  };
  const before = site.text('Log 3');
  await restrict([ada.accountId], []);
  const [first = ''] = site.paths('Log 3');
  expect(first).toMatch(
    /^\/Confluence restricted\/tides\.example\/2 people in TIDE \(\w+\)\/Tides \(TIDE\)\/Tides home \(\d+\)\/Station South/,
  );
  expect(site.paths('Station South')[0]).toMatch(/^\/Confluence restricted\//);
  expect(site.paths('Log 1')[0]).toMatch(/^\/Confluence\//);
  const aboutOf = (path: string) => site.repository()[`${path.split('/').slice(0, 4).join('/')}/About this audience.md`];
  expect(aboutOf(first)).toContain('2 people');
  await restrict([ada.accountId, tomas.accountId], []);
  const [second = ''] = site.paths('Log 3');
  expect(second).toContain('/3 people in TIDE (');
  expect(site.text('Log 3')).toBe(before);
  const ours = ['Station South', 'Log 3'].map((title) => site.ledger(title)?.files[0]?.id ?? '');
  expect(site.sent.requests.filter(({ method, path }) => method === 'PUT' && ours.some((file) => path.includes(file)))).toEqual([]);
  expect(site.activity('Log 3').map(({ kind }) => kind)).toEqual(['create', 'move', 'move']);
  // The sweep takes away the folder of an audience in which nothing lies any more.
  await site.call('startRun', { kind: 'sweep' });
  await site.settle();
  expect(Object.keys(site.repository()).filter((path) => path.includes('/2 people in TIDE ('))).toEqual([]);
  site.model.unrestrictRead(ada.accountId, site.id('Station South'));
  await site.settle();
  expect(site.paths('Log 3')[0]).toMatch(/^\/Confluence\//);
  expect(there()).toEqual(openTides);
}, 180_000);

test('a space that a data security policy hides stays out and says so; hidden later, it is not taken for empty', async () => {
  site = await openMirrored({ confluence: { blockedSpaces: ['OPS'] } });
  const said = 'A data security policy keeps its space from apps.';
  await expect(site.call('includeSpace', { spaceId: site.spaceId('OPS') })).rejects.toThrow(said);
  const { spaces } = await site.call('listSpaces', {});
  expect(spaces.find(({ key }) => key === 'OPS')).toMatchObject({ included: false, locked: said });
  expect(site.isThere('Pump guide')).toBe(false);
  site.confluence.settings.blockedSpaces = ['OPS', 'TIDE'];
  await site.tick(60);
  expect((await site.call('listSpaces', {})).spaces.find(({ key }) => key === 'TIDE')).toMatchObject({ locked: said });
  site.confluence.settings.blockedSpaces = ['OPS'];
  await site.tick(60);
  await site.tick();
  expect(there()).toEqual(openTides);
}, 120_000);
