/** Hundreds of spaces, in the simulation's world with calm weather: what does not fit into one invocation goes on in the next. */
import { defaultPolicy } from '../../src/scope';
import { type Ports, startRun, tick } from '../../src/sync';
import { savePolicy } from '../../src/sync/policy';
import { probeKeptOut } from '../../src/sync/probe';
import { ALL_PAUSED } from '../../src/sync/runs';
import { newlySelected } from '../../src/sync/select';
import { doWork } from '../../src/sync/work';
import { type Ended, invoke } from '../sim/functions';
import { API_KEY, MINUTE, openPlay, type Play } from '../sim/play';

const SECOND = 1_000;
let play: Play;

async function run<T>(work: (ports: Ports) => Promise<T>, seconds = 55): Promise<Ended<T>> {
  const ends: Ended<T>[] = [];
  invoke<T>(play.stage, { name: 'test', lock: 'test', seconds }, work, (how) => void ends.push(how));
  await play.until(() => ends.length > 0);
  const [end] = ends;
  if (!end) throw new Error('The invocation came to no end.');
  return end;
}
async function answerOf<T>(work: (ports: Ports) => Promise<T>): Promise<T> {
  const end = await run(work, 3_600);
  if (end.kind !== 'returned') throw new Error(`The invocation ended ${end.kind}.`);
  return end.value;
}
const inTime = (ms: number) => new Promise<void>((resolve) => play.stage.world.timeline.after(ms, resolve));

beforeEach(async () => {
  play = openPlay(1, () => {}, false);
  play.stage.store.secrets.set('qontext-api-key', API_KEY);
  await answerOf(async ({ store, now }) => {
    await store.settings.saveSiteUrl(play.stage.site.url);
    await store.settings.saveConnection({ state: 'connected', workspaceName: 'Simulated', workspaceUrl: null, checkedAt: now() });
  });
});

const space = (id: string) => ({
  id,
  key: `SP${id}`,
  name: 'Zqspace',
  type: 'global' as const,
  status: 'current' as const,
  description: null,
  homepageId: null,
  open: true,
  blocked: false,
  labels: [] as string[],
});
const select = (count: number) =>
  answerOf(async ({ store, now }) => {
    for (let n = 1; n <= count; n += 1) {
      const one = space(String(n));
      play.stage.site.spaces.set(one.id, one);
      await store.settings.changeSpace(one.id, () => ({ ...newlySelected(one, [], now(), null, false), lastSweepAt: now() }), now());
    }
  });

it('the check of spaces goes over several ticks, and none of them is killed for it', async () => {
  await select(30);
  const last = play.stage.site.spaces.get('30');
  if (!last) throw new Error('There is no last space.');
  last.labels = ['no-ai'];
  // 90 s for all of them.
  const slow = (ports: Ports): Promise<string> => {
    const { confluence } = ports;
    const asked = async (id: string) => {
      await inTime(3 * SECOND);
      return confluence.space(id);
    };
    return tick({ ...ports, confluence: { ...confluence, space: asked } });
  };
  const ended: string[] = [];
  for (let n = 0; n < 4; n += 1) {
    ended.push((await run(slow)).kind);
    await play.pass(5 * MINUTE);
  }
  expect(ended).toEqual(['returned', 'returned', 'returned', 'returned']);
  const { memory, labelled } = await answerOf(async ({ store }) => ({
    memory: await store.tick.read(),
    labelled: (await store.settings.selectedSpace('30'))?.isLabelledOut,
  }));
  expect(labelled).toBe(true);
  expect(memory).toMatchObject({ spacesFrom: null, total: 0 });
  expect(memory?.lastSpaceCheckAt).not.toBeNull();
});

it('what a tick has found is not lost when it is killed later on', async () => {
  await select(2);
  const stuck = ({ confluence, ...ports }: Ports) =>
    tick({ ...ports, confluence: { ...confluence, space: () => new Promise<never>(() => {}) } });
  expect((await run(stuck)).kind).toBe('killed');
  const memory = await answerOf(({ store }) => store.tick.read());
  expect(memory).toMatchObject({ total: 0, lastTickAt: null });
  expect(memory?.polledUpTo).not.toBeNull();
});

it('after the pause every run that it stopped is taken up, also those that no list shows', async () => {
  await select(120);
  await answerOf(async (ports) => {
    await ports.store.settings.savePolicy({ ...defaultPolicy, paused: true }, null);
    for (let n = 1; n <= 120; n += 1) {
      const started = await startRun(ports, 'backfill', space(String(n)));
      await ports.store.runs.update(started.id, (now) => now && { ...now, state: 'paused', note: ALL_PAUSED });
    }
  });
  await play.drain();
  await answerOf((ports) => savePolicy(ports, { ...defaultPolicy, paused: false }));
  await play.drain();
  const states = await answerOf(async ({ store }) => {
    const all: (string | undefined)[] = [];
    for (let n = 1; n <= 120; n += 1) all.push((await store.runs.ofSpace(String(n)))?.state);
    return all;
  });
  expect(new Set(states)).toEqual(new Set(['done']));
});

it('a look at what is kept out goes through all spaces, and waits while nothing is left of the hour’s points', async () => {
  await select(3);
  expect(await answerOf((ports) => probeKeptOut(ports, { spaceId: '1', after: null }, true))).toBeNull();
  const settings = { sweep: 'daily' as const, pointsPerHour: 0 };
  await answerOf(({ store }) => store.settings.saveSettings(settings));
  expect(await answerOf((ports) => probeKeptOut(ports, { spaceId: '1', after: null }, true))).toEqual({ spaceId: '2', after: null });
  const asked: string[] = [];
  await answerOf((ports) => {
    const glance = async () => {
      asked.push('glance');
      return new Map();
    };
    return doWork(
      { ...ports, confluence: { ...ports.confluence, glance } },
      { kind: 'kept-out', spaceId: '2', after: null, onwards: true },
    );
  });
  expect(asked).toEqual([]);
  expect(play.stage.mailbox.show()).toEqual([
    JSON.stringify({ kind: 'work', work: { kind: 'kept-out', spaceId: '2', after: null, onwards: true } }),
  ]);
});
