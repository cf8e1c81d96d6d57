/** The queue delivers at least once, in no order, with delays, retries and concurrency keys, and keeps to its limits. Time is virtual. */
import { virtualClock } from '../../../local/clock';
import { type Bench, bench } from './support';

const minute = 60_000;
let clock = virtualClock(0);
let random = () => 0.5;
let at: Bench;
beforeEach(async () => {
  clock = virtualClock(Date.parse('2026-11-21T10:00:00Z'));
  random = () => 0.5;
  at = await bench({ clock, random: () => random(), concurrency: 4 });
}, 120_000);
afterEach(() => at.stop());

const push = (events: unknown[], queue = 'work') => at.call('push', { queue, events }) as Promise<{ jobId: string }>;
const event = (orders: unknown[], more: Record<string, unknown> = {}) => ({ body: { orders }, ...more });
const stats = (jobId: string, queue = 'work') => at.call('stats', { queue, jobId });
const attempts = () => at.notes('work').map(({ attempt }) => attempt);

it('delivers every event once when nothing goes wrong, and counts them in the job', async () => {
  const { jobId } = await push(Array.from({ length: 20 }, () => event([{ do: 'wait', ms: 1 }])));
  await at.host.idle();
  expect(new Set(at.notes('work').map(({ eventId }) => eventId)).size).toBe(20);
  expect(await stats(jobId)).toEqual({ success: 20, inProgress: 0, failed: 0 });
});

it('delivers no event before its delay is over', async () => {
  await push([event([{ do: 'wait', ms: 1 }], { delayInSeconds: 600 })]);
  await at.host.idle();
  await at.host.pass(9 * minute);
  expect(at.notes('work')).toHaveLength(0);
  await at.host.idle(2 * minute);
  expect(at.notes('work')).toHaveLength(1);
});

describe('an event that is not done', () => {
  it('comes again when the function returns an InvocationError, after retryAfter, with reason, data and count', async () => {
    const before = clock.now();
    const { jobId } = await push([
      event([{ do: 'retry', attempt: 0, with: { retryAfter: 300, retryReason: 'LATER', retryData: { n: 1 } } }]),
    ]);
    await at.host.idle();
    expect(attempts()).toEqual([0]);
    expect(await stats(jobId)).toEqual({ success: 0, inProgress: 1, failed: 0 });
    await at.host.idle(6 * minute);
    expect(clock.now() - before).toBeGreaterThanOrEqual(5 * minute);
    expect(at.notes('work')[1]).toMatchObject({
      attempt: 1,
      retryContext: { retryReason: 'LATER', retryData: { n: 1 }, retentionWindow: {} },
    });
    expect(await stats(jobId)).toEqual({ success: 1, inProgress: 0, failed: 0 });
  });

  it('waits at most 900 seconds, whatever it asks for', async () => {
    await push([event([{ do: 'retry', attempt: 0, with: { retryAfter: 5000, retryReason: 'LATER', retryData: {} } }])]);
    await at.host.idle(901_000);
    expect(attempts()).toEqual([0, 1]);
  });

  it('comes again when the function throws, ever later', async () => {
    await push([event([{ do: 'throw', message: 'not now' }].flatMap((order) => [0, 1, 2].map((attempt) => ({ ...order, attempt }))))]);
    await at.host.idle();
    const dues: number[] = [];
    for (let n = 0; n < 3; n++) {
      dues.push((at.host.queue.waiting()[0]?.dueAt ?? 0) - clock.now());
      await at.host.idle(15 * minute);
      if (attempts().length === 4) break;
    }
    expect(attempts()).toEqual([0, 1, 2, 3]);
    expect(dues[0]).toBeGreaterThan(900);
    expect(dues[0]).toBeLessThanOrEqual(1000);
    expect(
      at.host.meter
        .recent()
        .filter(({ kind }) => kind === 'consumer')
        .map(({ outcome }) => outcome),
    ).toEqual(['error', 'error', 'error', 'ok']);
  });

  it('is given up after 24 hours', async () => {
    const { jobId } = await push([event([{ do: 'throw', message: 'never' }])]);
    for (let hour = 0; hour < 25; hour++) clock.advance(60 * minute);
    await at.host.idle();
    expect(at.host.queue.counts().expired).toBe(1);
    expect(await stats(jobId)).toEqual({ success: 0, inProgress: 0, failed: 1 });
  });

  it('comes again after the process was killed in the middle of it', async () => {
    await push([event([{ do: 'wait', ms: 60_000, attempt: 0 }])]);
    const deadline = Date.now() + 10_000;
    while (at.notes('work').length === 0 && Date.now() < deadline) await new Promise((resolve) => setImmediate(resolve));
    at.host.kill();
    await at.host.idle(minute);
    expect(attempts()).toEqual([0, 1]);
    expect(at.notes('work')[1]).toMatchObject({ retryContext: { retryReason: 'FUNCTION_PLATFORM_UNKNOWN_ERROR' } });
    expect(at.host.meter.recent().map(({ outcome }) => outcome)).toContain('lost');
  });
});

it('runs no more events of one concurrency key at a time than its limit, across queues', async () => {
  const slow = [{ do: 'wait', ms: 30 }];
  const one = { concurrency: { key: 'content-1', limit: 1 } };
  await push(Array.from({ length: 3 }, () => event(slow, one)));
  await push(
    Array.from({ length: 3 }, () => event(slow, one)),
    'long-work',
  );
  await at.host.idle();
  const runs = at.host.meter
    .recent()
    .filter(({ kind }) => kind === 'consumer')
    .sort((a, b) => a.startedAt - b.startedAt);
  expect(runs).toHaveLength(6);
  for (const [n, run] of runs.entries()) {
    const next = runs[n + 1];
    if (next) expect(next.startedAt).toBeGreaterThanOrEqual(Math.floor(run.startedAt + run.ms) - 1);
  }
});

it('doubles and reorders deliveries when the settings say so', async () => {
  at.host.settings.queueDuplicates = 1;
  const { jobId } = await push([event([{ do: 'wait', ms: 1 }])]);
  await at.host.idle();
  const ids = at.notes('work').map(({ eventId }) => eventId);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
  expect(await stats(jobId)).toEqual({ success: 1, inProgress: 0, failed: 0 });

  at.host.settings.queueDuplicates = 0;
  at.host.settings.queueReorder = 1;
  random = () => 0.99;
  await push(
    ['first', 'second', 'third'].map((id) =>
      event([{ do: 'note', what: { id: 'order', which: id } }], { concurrency: { key: 'one', limit: 1 }, delayInSeconds: 1 }),
    ),
  );
  await at.host.idle(2000);
  expect(at.notes('order').map(({ which }) => which)).toEqual(['third', 'second', 'first']);
});

describe('limits', () => {
  it('refuses more than 500 events in a minute with 429, and takes more in the next', async () => {
    const fifty = Array.from({ length: 50 }, () => event([], { delayInSeconds: 900 }));
    for (let n = 0; n < 10; n++) await push(fifty);
    await expect(push([event([])])).rejects.toThrow('Too many requests');
    clock.advance(minute);
    await expect(push([event([])])).resolves.toHaveProperty('jobId');
  });

  it('refuses a push of more than 200 KB or 50 events', async () => {
    await expect(push([event([{ do: 'throw', message: 'x'.repeat(201 * 1024) }])])).rejects.toThrow(/200|too/i);
    await expect(push(Array.from({ length: 51 }, () => event([])))).rejects.toThrow(/50/);
  });

  it('refuses an event of more than 100 KB for a consumer of more than 55 s, and takes the others of the push', async () => {
    const big = event([{ do: 'note', what: { id: 'big', text: 'x'.repeat(101 * 1024) } }]);
    await expect(push([big, event([])], 'long-work')).rejects.toThrow('Failed to process 1 event(s).');
    await at.host.idle();
    expect(at.host.meter.recent().filter(({ functionKey }) => functionKey === 'on-long-work')).toHaveLength(1);
  });

  it('stops a chain of pushes that feeds itself after 1000', async () => {
    at.host.settings.queueEventsPerMinute = Number.POSITIVE_INFINITY;
    await push([event([{ do: 'pushMany', queue: 'work', times: 1000, delayInSeconds: 900 }])]);
    await at.host.idle();
    // The push that began it is one of the thousand.
    expect(at.host.queue.waiting().filter(({ retryCount }) => retryCount === 0)).toHaveLength(999);
    expect(at.host.meter.recent().find(({ kind }) => kind === 'consumer')).toMatchObject({
      outcome: 'error',
      error: expect.stringMatching(/limit/i),
    });
  }, 60_000);

  it('knows no queue that the manifest has no consumer for', async () => {
    await expect(push([event([])], 'nobody')).rejects.toThrow('404');
  });
});

it('cancels what has not been delivered yet', async () => {
  const { jobId } = await push([event([], { delayInSeconds: 60 }), event([], { delayInSeconds: 60 })]);
  await at.call('cancel', { queue: 'work', jobId });
  await at.host.idle(2 * minute);
  expect(at.host.meter.recent().filter(({ kind }) => kind === 'consumer')).toHaveLength(0);
  expect(await stats(jobId)).toEqual({ success: 0, inProgress: 0, failed: 0 });
  await expect(stats('00000000-0000-0000-0000-000000000000')).rejects.toThrow();
});
