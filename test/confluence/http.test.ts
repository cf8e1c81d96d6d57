/** A call is tried again where that can help and there is time; else it fails with an error that says what to do, and no content. */
import * as v from '@badrap/valita';
import { ConfluenceError } from '../../src/confluence';
import { createHttp } from '../../src/confluence/http';
import { inOrder, type Said, scripted } from './scripted';

const schema = v.object({ value: v.number() });
const good: Said = { body: { value: 7 } };

function ask(script: (path: string, nth: number) => Said, deadline?: number) {
  const site = scripted(script, deadline);
  const answer = createHttp(site.options).ask({ operation: 'things.get', path: '/wiki/api/v2/things/1', schema, points: () => 1 });
  return { site, answer };
}

async function failureOf(promise: Promise<unknown>): Promise<ConfluenceError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ConfluenceError)) throw new Error(`Expected a ConfluenceError, not ${String(error)}`);
  return error;
}

test('counts a request as 1 point and its objects, and a refused one as 1', async () => {
  const { site, answer } = ask(inOrder({ status: 503 }, good));
  expect((await answer).value).toEqual({ value: 7 });
  expect(site.calls).toEqual([
    { operation: 'things.get', status: 503, points: 1 },
    { operation: 'things.get', status: 200, points: 2 },
  ]);
});

test('a server error is tried three times, waiting longer each time', async () => {
  const { site, answer } = ask(() => ({ status: 502 }));
  const error = await failureOf(answer);
  expect(error).toMatchObject({ kind: 'unavailable', status: 502, scope: null, operation: 'things.get' });
  expect(site.asked).toHaveLength(3);
  expect(site.waits).toEqual([375, 750]);
});

test('a broken connection is tried three times and has status 0', async () => {
  const { site, answer } = ask(() => ({ throws: new TypeError('fetch failed') }));
  expect(await failureOf(answer)).toMatchObject({ kind: 'unavailable', status: 0 });
  expect(site.asked).toHaveLength(3);
  expect(site.calls.map((call) => call.status)).toEqual([0, 0, 0]);
});

test("an exception of Forge's proxy counts by its status", async () => {
  const { site, answer } = ask(() => ({ throws: Object.assign(new Error('NEEDS_AUTHENTICATION_ERR'), { status: 401 }) }));
  expect(await failureOf(answer)).toMatchObject({ kind: 'unauthorized', status: 401 });
  expect(site.asked).toHaveLength(1);
});

test('a 429 with Retry-After waits that long and a little more, never less', async () => {
  const { site, answer } = ask(inOrder({ status: 429, headers: { 'Retry-After': '4' } }, good));
  await answer;
  expect(site.waits).toHaveLength(1);
  expect(site.waits[0]).toBeGreaterThan(4_000);
  expect(site.waits[0]).toBeLessThanOrEqual(5_000);
});

test("the gateway's 429 without Retry-After backs off with jitter, and gives up after six tries", async () => {
  const { site, answer } = ask(() => ({ status: 429 }), 600_000);
  expect(await failureOf(answer)).toMatchObject({ kind: 'rate-limited', scope: 'burst', retryAfterMs: null });
  expect(site.asked).toHaveLength(6);
  expect(site.waits).toEqual([750, 1500, 3000, 6000, 12_000]);
});

test('a Retry-After beyond the deadline is thrown with the time to wait, not waited for', async () => {
  const { site, answer } = ask(() => ({ status: 429, headers: { 'Retry-After': '120' } }));
  expect(await failureOf(answer)).toMatchObject({ kind: 'rate-limited', scope: 'burst', retryAfterMs: 120_000 });
  expect(site.waits).toEqual([]);
});

test.each(['confluence-quota-global-based', 'confluence-quota-tenant-based', 'conf-global-based'])(
  'the hourly quota (%s) is never waited for, however short',
  async (reason) => {
    const { site, answer } = ask(() => ({ status: 429, headers: { 'Retry-After': '3', 'RateLimit-Reason': reason } }));
    expect(await failureOf(answer)).toMatchObject({ kind: 'rate-limited', scope: 'quota', retryAfterMs: 3_000 });
    expect(site.asked).toHaveLength(1);
  },
);

test('the quota without Retry-After returns when its header says, or at the top of the hour', async () => {
  const reason = { 'RateLimit-Reason': 'confluence-quota-global-based' };
  const told = ask(() => ({ status: 429, headers: { ...reason, RateLimit: '"global-app-quota";r=0;t=900, "tenant-app-quota";t=60' } }));
  expect((await failureOf(told.answer)).retryAfterMs).toBe(900_000);
  const untold = ask(() => ({ status: 429, headers: reason }));
  expect((await failureOf(untold.answer)).retryAfterMs).toBe(40 * 60_000);
});

test.each([
  [400, 'invalid-answer'],
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [410, 'not-found'],
])('a %i is not tried again: %s', async (status, kind) => {
  const { site, answer } = ask(() => ({ status, body: { message: 'Secret plan' } }));
  const error = await failureOf(answer);
  expect(error).toMatchObject({ kind, status });
  expect(site.asked).toHaveLength(1);
  expect(JSON.stringify({ ...error, message: error.message, stack: error.stack })).not.toContain('Secret plan');
});

test.each([['<html>Log in to see Secret plan</html>'], [{ value: 'Secret plan' }]])(
  'an answer of another shape is refused without repeating it',
  async (body) => {
    const { site, answer } = ask(() => ({ body }));
    const error = await failureOf(answer);
    expect(error.kind).toBe('invalid-answer');
    expect(site.asked).toHaveLength(1);
    expect(`${error.message}${error.stack}${String(error.cause)}`).not.toContain('Secret plan');
  },
);
