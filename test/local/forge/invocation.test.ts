/** What an invocation may do and for how long: isolation, time and memory limits, errors, payloads, logs, and the clock that it sees. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { virtualClock } from '../../../local/clock';
import { ResolverError, warmProcesses } from '../../../local/forge';
import { type Bench, bench } from './support';

let at: Bench;
beforeAll(async () => {
  at = await bench({ variables: { MODE: 'test' } });
}, 120_000);
afterAll(() => at.stop());
beforeEach(() => {
  at.host.settings.timeLimitScale = 1;
});

const last = () => at.host.meter.recent().at(-1);

describe('a call of a page', () => {
  it('tells the resolver who calls, from where, and only the environment that the app was given', async () => {
    expect(await at.call('whoami', {}, 'user-3')).toEqual({
      accountId: 'user-3',
      siteUrl: 'https://northwind.example',
      extension: { type: 'confluence:globalSettings' },
      moduleKey: 'settings',
      environment: { MODE: 'test' },
    });
  });

  it('keeps concurrent invocations apart', async () => {
    const people = Array.from({ length: 8 }, (_, n) => `user-${n}`);
    const answers = await Promise.all(people.map((person) => at.call('whoami', {}, person)));
    expect(answers.map((answer) => (answer as { accountId: string }).accountId)).toEqual(people);
  });

  it('fails with the message of the resolver, cut to 150 bytes', async () => {
    await expect(at.call('fail', { message: 'You may not do this.' })).rejects.toEqual(new ResolverError('You may not do this.'));
    await expect(at.call('fail', { message: 'ü'.repeat(200) })).rejects.toEqual(new ResolverError('ü'.repeat(75)));
    await expect(at.call('no-such-function')).rejects.toThrow("no definition for 'no-such-function'");
    await expect(at.host.invokeResolver({ moduleKey: 'no-such-module', functionKey: 'whoami', accountId: 'user-1' })).rejects.toThrow(
      'no-such-module',
    );
  });

  it('answers body and metadata when metadata is given', async () => {
    const call = { moduleKey: 'settings', functionKey: 'big-answer', payload: { bytes: 3 }, accountId: 'user-1', metadata: { trace: 1 } };
    expect(await at.host.invokeResolver(call)).toEqual({ body: 'xxx', metadata: { trace: 1 } });
  });

  it('takes 500 KB and answers 5 MB, no more', async () => {
    await expect(at.call('whoami', { filler: 'x'.repeat(500 * 1024) })).rejects.toThrow('500 KB');
    await expect(at.call('big-answer', { bytes: 5 * 1024 * 1024 })).rejects.toThrow('5 MB');
    await expect(at.call('big-answer', { bytes: 4 * 1024 * 1024 })).resolves.toHaveLength(4 * 1024 * 1024);
  });

  it('is refused to a user who calls too often in a minute', async () => {
    at.host.settings.userInvocationsPerMinute = 0;
    await expect(at.call('whoami', {}, 'user-9')).rejects.toThrow('Too many calls');
    at.host.settings.userInvocationsPerMinute = 1200;
  });
});

it('fails when a promise is rejected or a callback throws where nobody waits', async () => {
  await expect(at.call('reject-aside')).rejects.toThrow('nobody waits for this');
  await expect(at.call('orders', { orders: [{ do: 'throwAside', message: 'in a callback' }] })).rejects.toThrow('in a callback');
});

describe('limits of time and memory', () => {
  it('end a resolver that does not answer in time, and a function that never yields', async () => {
    await at.call('whoami');
    at.host.settings.timeLimitScale = 0.01;
    await expect(at.call('orders', { orders: [{ do: 'wait', ms: 5000 }] })).rejects.toThrow('25 seconds');
    expect(last()).toMatchObject({ outcome: 'timeout' });
    await expect(at.call('orders', { orders: [{ do: 'spin', ms: 5000 }] })).rejects.toThrow('25 seconds');
    at.host.settings.timeLimitScale = 1;
    await at.call('whoami');
    expect(last()).toMatchObject({ outcome: 'ok', cold: true });
  });

  it('give a consumer the seconds that its function asks for, and deliver again what was ended', async () => {
    await at.call('push', { queue: 'brief-work', events: [{ body: { orders: [{ do: 'wait', ms: 5000, attempt: 0 }] } }] });
    await at.host.idle(5000);
    const runs = at.host.meter.recent().filter(({ functionKey }) => functionKey === 'on-brief-work');
    expect(runs.map(({ outcome }) => outcome)).toEqual(['timeout', 'ok']);
    expect(runs[0]?.ms).toBeGreaterThan(990);
    expect(at.notes('work').at(-1)).toMatchObject({ attempt: 1, retryContext: { retryReason: 'FUNCTION_TIME_OUT' } });
  });

  it('end a function that takes more memory than the manifest asks for', async () => {
    await expect(at.call('orders', { orders: [{ do: 'allocate', megabytes: 100 }] })).resolves.toBeNull();
    expect(last()?.peakRssMb).toBeGreaterThan(100);
    await expect(at.call('orders', { orders: [{ do: 'allocate', megabytes: 300 }] })).rejects.toThrow('256 MB');
    expect(last()).toMatchObject({ outcome: 'out-of-memory' });
    await at.call('whoami');
    expect(last()?.peakRssMb).toBeLessThan(100);
  });
});

describe('what functions wait for, with a virtual clock', () => {
  const start = Date.parse('2026-11-21T10:00:00Z');
  let here: Bench;
  const clock = virtualClock(start);
  beforeAll(async () => {
    here = await bench({ clock });
  });
  afterAll(() => here.stop());
  const wait = (ms: number) => here.call('orders', { orders: [{ do: 'wait', ms }] });
  /** Real and the host's milliseconds. */
  const timed = async (work: Promise<unknown>) => {
    const [real, host] = [performance.now(), clock.now()];
    await work;
    return { real: performance.now() - real, host: clock.now() - host };
  };

  it('is jumped over: the host is later by it, and functions side by side wait side by side', async () => {
    await here.call('whoami');
    const { real, host } = await timed(Promise.all([wait(20_000), wait(15_000), wait(3_000)]));
    expect(real).toBeLessThan(3_000);
    expect(host).toBeGreaterThanOrEqual(20_000);
    expect(host).toBeLessThan(20_000 + real + 1_000);
    expect(Date.parse(((await here.call('date')) as { fresh: string }).fresh)).toBeGreaterThanOrEqual(start + 20_000);
  });

  it('counts against the time limit', async () => {
    await expect(wait(26_000)).rejects.toThrow('25 seconds');
  });

  it('takes its time while another function is at a call', async () => {
    here.host.settings.productLatencyMs = 1_000;
    const call = here.call('product', { path: '/wiki/api/v2/spaces?limit=1', as: 'app' });
    const { real } = await timed(wait(900));
    expect(real).toBeGreaterThan(850);
    await call;
    here.host.settings.productLatencyMs = 0;
  });

  it('takes its time where the setting says so', async () => {
    here.host.settings.jumpsWaits = false;
    const { real } = await timed(wait(500));
    expect(real).toBeGreaterThanOrEqual(490);
    here.host.settings.jumpsWaits = true;
  });
});

describe('the answer of a function that may run for more than 55 s', () => {
  // What failed is delivered once more, and would be counted by the tests that follow.
  afterAll(() => at.host.idle(2_000));
  const longWork = async (withOptions: Record<string, unknown>) => {
    await at.call('push', { queue: 'long-work', events: [{ body: { orders: [{ do: 'retry', attempt: 0, with: withOptions }] } }] });
    await at.host.idle();
    return last();
  };
  it('is a retry only with both reason and data', async () => {
    expect(await longWork({ retryAfter: 900, retryReason: 'LATER', retryData: {} })).toMatchObject({ outcome: 'retry' });
  });
  it.each([{ retryAfter: 900 }, { retryAfter: 900, retryReason: 'LATER' }, { retryAfter: 900, retryData: {} }])(
    'is an error with %j',
    async (options) => {
      expect(await longWork(options)).toMatchObject({ outcome: 'error', error: expect.stringContaining('"string" argument') });
    },
  );
  it('is an error with more than 4 KB of data', async () => {
    expect(await longWork({ retryAfter: 900, retryReason: 'LATER', retryData: { text: 'x'.repeat(4096) } })).toMatchObject({
      outcome: 'error',
    });
  });
});

it('passes console lines on with their level, a hundred a minute', async () => {
  at.logs.length = 0;
  await at.call('log', { lines: 103 });
  const lines = at.logs.filter(({ functionKey }) => functionKey === 'resolver');
  expect(lines).toHaveLength(100);
  expect(lines[0]).toMatchObject({ level: 'info', message: 'line 0 { nested: true }' });
  expect(at.logs.at(-1)).toMatchObject({ level: 'warn', message: expect.stringContaining('dropped') });
  expect(last()?.logLines).toBe(100);
});

it('leaves its process to the next host, which is told nothing of the first but finds what it holds in memory', async () => {
  const warm = warmProcesses();
  const first = await bench({ warm, clock: virtualClock(Date.parse('2031-01-01T00:00:00Z')), variables: { SITE: 'first' } });
  await first.call('orders', { orders: [{ do: 'allocate', megabytes: 100 }] });
  await first.kvs(['set', 'kept', 1]);
  await first.stop();

  const begun = Date.parse('2026-11-21T10:00:00Z');
  const second = await bench({ warm, clock: virtualClock(begun) });
  expect(await second.kvs(['get', 'kept'])).toEqual([null]);
  expect(second.host.meter.recent().at(-1)).toMatchObject({ cold: false });
  expect(second.host.meter.recent().at(-1)?.peakRssMb).toBeGreaterThan(100);
  expect(await second.call('whoami')).toMatchObject({ environment: {} });
  expect(((await second.call('date')) as { now: number }).now).toBeLessThan(begun + 60_000);
  second.host.kill();
  await second.stop();

  const third = await bench({ warm });
  await third.call('whoami');
  expect(third.host.meter.recent().at(-1)).toMatchObject({ cold: true });
  await warm.close();
  await third.stop();
  expect(warm.take({ heard: () => undefined, printed: () => undefined, ended: () => undefined })).toBeNull();
});

it('starts cold as often as the setting says', async () => {
  at.host.settings.coldStartEvery = 2;
  const cold: (boolean | undefined)[] = [];
  for (let n = 0; n < 4; n++) {
    await at.call('whoami');
    cold.push(last()?.cold);
  }
  at.host.settings.coldStartEvery = 0;
  expect(cold.filter(Boolean)).toHaveLength(2);
});

it('meters GB-seconds by the memory asked for, and sums by function', async () => {
  at.host.meter.reset();
  await at.call('orders', { orders: [{ do: 'wait', ms: 100 }] });
  const report = last();
  expect(report?.gbSeconds).toBeCloseTo(((report?.ms ?? 0) / 1000) * 0.25, 6);
  expect(at.host.meter.totals()).toMatchObject({ invocations: 1, failed: 0 });
  expect(Object.keys(at.host.meter.byFunction())).toEqual(['resolver']);
});

it('keeps store, queue and installation between starts', async () => {
  const data = mkdtempSync(join(tmpdir(), 'forge-data-'));
  const first = await bench({ data });
  await first.host.install();
  expect(first.notes('event')).toMatchObject([{ type: 'avi:forge:installed:app' }]);
  await first.kvs(['set', 'kept', { n: 1 }], ['setSecret', 'key', 'shh'], ['setPerson', 'p', { team: 'red', age: 3, name: 'P' }]);
  await first.call('push', { queue: 'work', events: [{ body: { orders: [] }, delayInSeconds: 1 }] });
  await first.stop();

  const second = await bench({ data });
  expect(await second.kvs(['get', 'kept'], ['getSecret', 'key'], ['getPerson', 'p'])).toEqual([
    { n: 1 },
    'shh',
    { team: 'red', age: 3, name: 'P' },
  ]);
  await second.host.install();
  expect(second.notes('event')).toHaveLength(1);
  await second.host.idle(5000);
  expect(second.notes('work')).toHaveLength(0);
  expect(second.host.meter.recent().filter(({ kind }) => kind === 'consumer')).toHaveLength(1);
  await second.host.uninstall();
  expect(second.host.kvs.list()).toEqual([]);
  await second.stop();
}, 60_000);
