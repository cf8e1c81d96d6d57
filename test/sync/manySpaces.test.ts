/** Hundreds of spaces, in the simulation's world with calm weather: what does not fit into one invocation goes on in the next. */
import { defaultPolicy } from '../../src/scope';
import { type Ports, startRun, tick } from '../../src/sync';
import { savePolicy } from '../../src/sync/policy';
import { probeKeptOut } from '../../src/sync/probe';
import { ALL_PAUSED } from '../../src/sync/runs';
import { newlySelected } from '../../src/sync/select';
import { doWork } from '../../src/sync/work';
import { type Calm, openCalm, SECOND } from '../sim/calm';
import { spaceOf } from '../sim/confluence/site';
import { MINUTE } from '../sim/play';

let play: Calm;
beforeEach(async () => {
  play = await openCalm({}, 0);
});

const select = (count: number) =>
  play.answerOf(async ({ store, now }) => {
    for (let n = 1; n <= count; n += 1) {
      const one = spaceOf(String(n));
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
      await play.inTime(3 * SECOND);
      return confluence.space(id);
    };
    return tick({ ...ports, confluence: { ...confluence, space: asked } });
  };
  const ended: string[] = [];
  for (let n = 0; n < 4; n += 1) {
    ended.push((await play.run(slow)).kind);
    await play.pass(5 * MINUTE);
  }
  expect(ended).toEqual(['returned', 'returned', 'returned', 'returned']);
  const { memory, labelled } = await play.answerOf(async ({ store }) => ({
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
  expect((await play.run(stuck)).kind).toBe('killed');
  const memory = await play.answerOf(({ store }) => store.tick.read());
  expect(memory).toMatchObject({ total: 0, lastTickAt: null });
  expect(memory?.polledUpTo).not.toBeNull();
});

it('after the pause every run that it stopped is taken up, also those that no list shows', async () => {
  await select(120);
  await play.answerOf(async (ports) => {
    await ports.store.settings.savePolicy({ ...defaultPolicy, paused: true }, null);
    for (let n = 1; n <= 120; n += 1) {
      const started = await startRun(ports, 'backfill', spaceOf(String(n)));
      await ports.store.runs.update(started.id, (now) => now && { ...now, state: 'paused', note: ALL_PAUSED });
    }
  });
  await play.drain();
  await play.answerOf((ports) => savePolicy(ports, { ...defaultPolicy, paused: false }));
  await play.drain();
  const states = await play.answerOf(async ({ store }) => {
    const all: (string | undefined)[] = [];
    for (let n = 1; n <= 120; n += 1) all.push((await store.runs.ofSpace(String(n)))?.state);
    return all;
  });
  expect(new Set(states)).toEqual(new Set(['done']));
});

it('a look at what is kept out goes through all spaces, and waits while nothing is left of the hour’s points', async () => {
  await select(3);
  expect(await play.answerOf((ports) => probeKeptOut(ports, { spaceId: '1', after: null }, true))).toBeNull();
  const settings = { sweep: 'daily' as const, pointsPerHour: 0 };
  await play.answerOf(({ store }) => store.settings.saveSettings(settings));
  expect(await play.answerOf((ports) => probeKeptOut(ports, { spaceId: '1', after: null }, true))).toEqual({ spaceId: '2', after: null });
  const asked: string[] = [];
  await play.answerOf((ports) => {
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
