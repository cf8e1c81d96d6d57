/** Confluence that limits and fails: what can be waited for is, the rest is handed back with the time to wait. */
import { openSite, type TestSite } from './site';

let site: TestSite;
const open = async (...options: Parameters<typeof openSite>) => {
  site = await openSite(...options);
  return site;
};
afterEach(() => site.close());

/** Refuses each `nth` call, as the server draws lots: 0.5 is always drawn here, so a share above it refuses. */
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
