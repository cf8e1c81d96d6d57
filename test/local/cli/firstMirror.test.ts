/** The first mirror as the command makes it: through the app's resolvers, waiting for all runs, and honest about what did not end well. */
import type { AppCalls, AppRun, AppSpace } from '../../../local/cli/appCalls';
import { addsUp, chooseSpaces, firstMirror, type MirrorOptions } from '../../../local/cli/firstMirror';
import { onceReport, shortcomings } from '../../../local/cli/report';
import { spread } from '../../../local/cli/stats';

const space = (key: string, more: Partial<AppSpace> = {}): AppSpace => ({
  id: `id-${key}`,
  key,
  name: key,
  type: 'global',
  status: 'current',
  included: false,
  locked: null,
  ...more,
});
const all = [space('ENG'), space('OPS'), space('~yuki', { type: 'personal' }), space('OLD', { status: 'archived' })];

const run = (more: Partial<AppRun>): AppRun => ({
  id: 'r1',
  kind: 'backfill',
  spaceKey: 'ENG',
  state: 'running',
  phase: 'aligning',
  listed: 0,
  sent: 0,
  unchanged: 0,
  out: 0,
  held: 0,
  failed: 0,
  pending: 0,
  withdrawn: 0,
  etaMs: null,
  note: null,
  ...more,
});

/** An app of which every look at the runs shows the next of `steps`, and the last again and again. */
function scripted(steps: AppRun[][], spaces = all) {
  const calls: string[] = [];
  let at = -1;
  const app: AppCalls = {
    connection: async () => ({ state: 'disconnected' }),
    connect: async (key) => {
      calls.push(`connect ${key}`);
      return { state: 'connected' };
    },
    spaces: async () => spaces,
    includeSpace: async (id) => void calls.push(`include ${id}`),
    excludeSpace: async (id) => void calls.push(`exclude ${id}`),
    startRun: async (kind, id) => {
      calls.push(`${kind} ${id}`);
      return [];
    },
    approve: async (id) => void calls.push(`approve ${id}`),
    failures: async () => [],
    runs: async () => steps[Math.min(++at, steps.length - 1)] ?? [],
  };
  let now = 0;
  const options: MirrorOptions = {
    app,
    apiKey: 'k',
    spaces: null,
    progress: (counts) => calls.push(`progress ${counts.sent}/${counts.listed}`),
    tick: async () => void calls.push('tick'),
    idle: async () => void calls.push('idle'),
    sleep: async (ms) => {
      now += ms;
    },
    now: () => now,
  };
  return { options, calls };
}

test('every current space that is not personal is included, and the sum of their runs comes back', async () => {
  const old = run({ id: 'old', listed: 99, sent: 99, state: 'done' });
  const { options, calls } = scripted([
    [old],
    [old, run({ listed: 3, pending: 3 }), run({ id: 'r2', listed: 1, pending: 1 })],
    [old, run({ listed: 3, sent: 2, pending: 1 }), run({ id: 'r2', listed: 1, out: 1, state: 'done' })],
    [old, run({ listed: 3, sent: 3, state: 'done' }), run({ id: 'r2', listed: 1, out: 1, state: 'done' })],
  ]);
  const result = await firstMirror(options);
  expect(calls).toEqual(['connect k', 'include id-ENG', 'include id-OPS', 'progress 0/4', 'progress 2/4', 'progress 3/4', 'idle']);
  expect(result).toMatchObject({ counts: { listed: 4, sent: 3, out: 1, pending: 0 }, problems: [], seconds: 0.4 });
  expect(addsUp(result.counts)).toBe(true);
  expect(shortcomings(result)).toEqual([]);
});

test('a space that is included already is swept', async () => {
  const { options, calls } = scripted([[], [run({ state: 'done' })]], [space('ENG', { included: true })]);
  await firstMirror(options);
  expect(calls).toContain('sweep id-ENG');
  expect(calls.some((call) => call.startsWith('include'))).toBe(false);
});

test('a run that an earlier start was stopped in is waited for and counted', async () => {
  const before = run({ id: 'before', listed: 5, sent: 2, pending: 3 });
  const over = run({ id: 'over', listed: 99, sent: 99, state: 'done' });
  const steps = [
    [over, before],
    [over, before],
    [over, { ...before, sent: 5, pending: 0, state: 'done' }],
  ];
  const { options } = scripted(steps, [space('ENG', { included: true })]);
  expect((await firstMirror(options)).counts).toMatchObject({ listed: 5, sent: 5, pending: 0 });
});

test('a kept connection is used again, unless it is to another Qontext or by another key', async () => {
  for (const reconnect of [false, true]) {
    const { options, calls } = scripted([[], [run({ state: 'done' })]]);
    options.app.connection = async () => ({ state: 'connected' });
    await firstMirror({ ...options, reconnect });
    expect(calls.includes('connect k')).toBe(reconnect);
  }
});

test('where nothing moves, a tick is run', async () => {
  const stuck = run({ listed: 2, pending: 2 });
  const steps = Array.from({ length: 65 }, (): AppRun[] => [stuck]);
  const { options, calls } = scripted([[], ...steps, [run({ listed: 2, sent: 2, state: 'done' })]]);
  await firstMirror(options);
  expect(calls.filter((call) => call === 'tick')).toHaveLength(1);
});

test('a look that fails is taken again, and five failures in a row are passed on', async () => {
  const { options } = scripted([[], [run({ listed: 1, sent: 1, state: 'done' })]]);
  const { runs } = options.app;
  let failures = 0;
  options.app.runs = () => (++failures % 3 === 0 ? Promise.reject(new Error('killed')) : runs());
  expect((await firstMirror(options)).counts.sent).toBe(1);
  let looks = 0;
  options.app.runs = () => (++looks === 1 ? Promise.resolve([]) : Promise.reject(new Error('killed')));
  await expect(firstMirror(options)).rejects.toThrow('killed');
  expect(looks).toBe(6);
});

test('a run that asks a person ends the wait with its question', async () => {
  const { options } = scripted([[], [run({ state: 'asking', note: 'It would withdraw 40 files.' })]]);
  await expect(firstMirror(options)).rejects.toThrow(/waits for a person: It would withdraw 40 files/);
});

test('failed contents, failed runs and lost contents are shortcomings', async () => {
  const { options } = scripted([[], [run({ listed: 5, sent: 2, failed: 1, state: 'failed', note: 'The key was revoked.' })]]);
  const found = shortcomings(await firstMirror(options));
  expect(found).toHaveLength(3);
  expect(found.join('\n')).toMatch(/The key was revoked[\s\S]*1 of 5 failed[\s\S]*listed 5, sent 2/);
});

test('named spaces are taken as named, personal and archived ones too; an unknown one is refused with those that exist', () => {
  expect(chooseSpaces(all, ['OLD', '~yuki']).map((one) => one.key)).toEqual(['OLD', '~yuki']);
  expect(() => chooseSpaces(all, ['NOPE'])).toThrow(/no space "NOPE".*ENG, OPS, ~yuki, OLD/);
  expect(() => chooseSpaces([space('ENG', { locked: 'hidden by policy' })], ['ENG'])).toThrow(/hidden by policy/);
  expect(() => chooseSpaces([], null)).toThrow(/no current space/);
});

test('the JSON has exactly the promised fields, in their order', () => {
  const counts = { listed: 1, sent: 1, unchanged: 0, out: 0, held: 0, failed: 0, pending: 0 };
  const cost = { confluenceCalls: 4, points: 9, qontextRequests: 3, keyValueUnits: 7 };
  const report = onceReport({ spaces: [], counts, seconds: 1.23456, problems: [] }, { files: 1, bytes: 10 }, cost, null);
  expect(JSON.stringify(report)).toBe(
    '{"listed":1,"sent":1,"unchanged":0,"out":0,"held":0,"failed":0,"files":1,"bytes":10,"confluenceCalls":4,"points":9,' +
      '"qontextRequests":3,"keyValueUnits":7,"seconds":1.235,"freshnessSeconds":null}',
  );
});

test('the spread of an even and an odd number of values', () => {
  expect(spread([3, 1, 2])).toEqual({ median: 2, max: 3 });
  expect(spread([0.4, 0.1, 0.2, 0.3])).toEqual({ median: 0.25, max: 0.4 });
});
