/** Confluence that limits and fails: what can be waited for is, the rest is handed back with the time to wait. */
import { openSite, type TestSite } from './site';

let site: TestSite;
const open = async (...options: Parameters<typeof openSite>) => {
  site = await openSite(...options);
  return site;
};
afterEach(() => site.close());

test('a burst refused with Retry-After is waited for', async () => {
  const { confluence, page, settings, clock, calls } = await open({ burstPerSecond: 2 });
  const from = clock.now();
  const reading = await confluence.read(page('Runbook'), null);
  settings.burstPerSecond = null;
  expect(reading.kind).toBe('found');
  expect(calls.some((call) => call.status === 429)).toBe(true);
  expect(clock.now()).toBeGreaterThan(from);
});

test("the gateway's refusal without Retry-After gives up in the end, and says that it is no quota", async () => {
  const { confluence, page, calls } = await open({ gatewayRefusals: 1 });
  await expect(confluence.titles([page('Home')])).rejects.toMatchObject({
    kind: 'rate-limited',
    scope: 'burst',
    retryAfterMs: null,
    operation: 'pages.list',
  });
  expect(calls.map((call) => call.status)).toEqual([429, 429, 429, 429, 429, 429]);
});

test('at the wall of the hourly quota nothing is tried again, and the error says how long it stands', async () => {
  const { confluence, page, calls, clock, settings } = await open({ quotaPoints: 1 });
  await expect(confluence.read(page('Runbook'), null)).rejects.toMatchObject({ kind: 'rate-limited', scope: 'quota' });
  const refused = calls.length;
  const error = await confluence.space('1').catch((reason: { retryAfterMs: number }) => reason);
  expect(calls).toHaveLength(refused + 1);
  const hour = 3_600_000;
  expect(error).toMatchObject({ scope: 'quota', retryAfterMs: expect.any(Number) });
  clock.advance(hour - (clock.now() % hour));
  settings.quotaPoints = 65_000;
  expect((await confluence.read(page('Runbook'), null)).kind).toBe('found');
});

test('failing altogether ends in an error after a few calls, within the time that there is', async () => {
  const { confluence, page, calls, clock } = await open({ serverErrors: 1 });
  const from = clock.now();
  await expect(confluence.read(page('Runbook'), null)).rejects.toMatchObject({ kind: 'unavailable' });
  await expect(confluence.readMany([page('Runbook')], {})).rejects.toMatchObject({ kind: 'unavailable' });
  expect(calls.length).toBeLessThan(80);
  expect(clock.now() - from).toBeLessThan(50_000);
});

test('with some of all faults the answers are the same as without any', async () => {
  const { confluence, page, post, settings, calls, spaceId } = await open();
  const refs = [page('Runbook'), page('Deep'), page('In the drawer'), page('Below shared'), post('Launch')];
  const all = async () => ({
    one: await confluence.read(page('Runbook'), spaceId('ENG')),
    many: await confluence.readMany(refs, { limit: 2 }),
    listing: await confluence.list(spaceId('ENG'), null),
    ancestors: await confluence.ancestors(page('Below shared').id),
  });
  const { one, many, ...rest } = await all();
  Object.assign(settings, { serverErrors: 0.1, gatewayRefusals: 0.1, burstRefusals: 0.1 });
  const before = calls.length;
  const again = await all();
  expect(calls.slice(before).filter((call) => call.status !== 200).length).toBeGreaterThan(3);
  const timeless = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (key, inner) => (key === 'readAt' ? 0 : inner)));
  expect(timeless({ one: again.one, many: again.many })).toEqual(timeless({ one, many }));
  expect({ listing: again.listing, ancestors: again.ancestors }).toEqual(rest);
});
