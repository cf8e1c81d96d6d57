/** What calls cost, the wall at the end of the hour's points, and the other ways in which a call is refused. */
import { ada, openSite, siteOf, type TestSite } from './site';

let site: TestSite;
beforeEach(async () => {
  site = await openSite(
    siteOf([{ title: 'One', body: '<p>1</p>', labels: ['a'], restrictedTo: { groups: ['confluence-users'] } }, { title: 'Two' }]),
  );
});
afterEach(() => site.close());

const cost = async (path: string, post?: unknown) => {
  const before = site.local.meter.total().points;
  await site.ask(path, post === undefined ? {} : { post });
  return site.local.meter.total().points - before;
};

test('a request costs 1, an object 1, a user, group or permission 2', async () => {
  expect(await cost('/wiki/api/v2/pages')).toBe(3);
  expect(await cost(`/wiki/api/v2/pages/${site.id('One')}`)).toBe(2);
  expect(await cost('/wiki/api/v2/pages/1')).toBe(1);
  expect(await cost('/wiki/api/v2/pages?title=none')).toBe(1);
  expect(await cost('/wiki/rest/api/user/current')).toBe(3);
  expect(await cost('/wiki/api/v2/users-bulk', { accountIds: [ada.accountId] })).toBe(3);
  expect(await cost(`/wiki/api/v2/spaces/${site.spaceId()}/permissions`)).toBe(7);
  expect(site.local.meter.byOperation()['GET /wiki/api/v2/pages/{id}']).toEqual({ calls: 2, points: 3 });
});

test('objects inside objects are billed when set', async () => {
  const path = `/wiki/rest/api/content/search?cql=id%3D${site.id('One')}&expand=metadata.labels,restrictions.read.restrictions.group`;
  expect(await cost(path)).toBe(2);
  site.local.settings.billNested = true;
  expect(await cost(path)).toBe(5);
});

test('the points of the hour are a wall until the next hour of UTC begins', async () => {
  site.local.settings.quotaPoints = 6;
  const first = await site.ask('/wiki/api/v2/pages');
  expect(first.headers.get('ratelimit-policy')).toBe('"global-app-quota";q=6;w=3600');
  // 10:20:30, so 39 minutes and 30 seconds to go; how much is left is told above 80 % of use only.
  expect(first.headers.get('ratelimit')).toBe('"global-app-quota";t=2370');
  const second = await site.ask('/wiki/api/v2/pages');
  expect(second.headers.get('ratelimit')).toBe('"global-app-quota";r=0;t=2370');
  const refused = await site.ask('/wiki/api/v2/pages');
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('2370');
  expect(refused.headers.get('ratelimit-reason')).toMatch(/^conf(luence-quota)?-global-based$/);
  site.clock.advance(2_370_000);
  expect((await site.ask('/wiki/api/v2/pages')).status).toBe(200);
  expect(site.local.meter.usedThisHour()).toBe(3);
});

test('in beta the headers have another name, and there is no wall', async () => {
  Object.assign(site.local.settings, { quotaMode: 'beta', quotaPoints: 1 });
  await site.ask('/wiki/api/v2/pages');
  const { status, headers } = await site.ask('/wiki/api/v2/pages');
  expect(status).toBe(200);
  expect(headers.get('beta-ratelimit-policy')).toBe('"global-app-quota";q=1;w=3600');
  expect(headers.get('ratelimit-policy')).toBeNull();
});

test('too many in a second: 429 with Retry-After, until the second is over', async () => {
  site.local.settings.burstPerSecond = 2;
  const answers = [await site.ask('/wiki/api/v2/pages'), await site.ask('/wiki/api/v2/pages'), await site.ask('/wiki/api/v2/pages')];
  expect(answers.map((one) => one.status)).toEqual([200, 200, 429]);
  expect(answers[2]?.headers.get('retry-after')).toBe('1');
  expect(answers[2]?.headers.get('ratelimit-reason')).toBe('confluence-burst-based');
  site.clock.advance(1_000);
  expect((await site.ask('/wiki/api/v2/pages')).status).toBe(200);
});

test('the gateway refuses without Retry-After; servers fail with 5xx: both cost no points', async () => {
  site.local.settings.gatewayRefusals = 1;
  const refused = await site.ask('/wiki/api/v2/pages');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, null]);
  expect(refused.headers.get('x-failure-category')).toContain('RATE LIMITED');
  Object.assign(site.local.settings, { gatewayRefusals: 0, serverErrors: 1 });
  expect((await site.ask('/wiki/api/v2/pages')).status).toBe(503);
  expect(site.local.meter.total()).toEqual({ calls: 2, points: 0 });
});

test('answers come after the latency that is set, by the clock of the site', async () => {
  site.local.settings.latencyMs = 80;
  let answered = false;
  const asked = site.ask('/wiki/api/v2/pages').then((answer) => {
    answered = true;
    return answer;
  });
  while (site.clock.nextTimerAt() === null) await new Promise(setImmediate);
  expect(answered).toBe(false);
  site.clock.advance(80);
  expect((await asked).status).toBe(200);
});

test('errors are in the words of each version', async () => {
  expect((await site.ask('/wiki/api/v2/pages/1')).body).toEqual({
    errors: [{ status: 404, code: 'NOT_FOUND', title: 'Cannot find content with id 1', detail: null }],
  });
  expect((await site.ask('/wiki/rest/api/content/1/restriction')).body).toMatchObject({
    statusCode: 404,
    message: expect.stringContaining('id 1'),
  });
  expect((await site.ask('/wiki/rest/api/content')).status).toBe(404);
});
