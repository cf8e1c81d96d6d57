/** The spaces that a keyword names are looked at step by step. In the simulation's world, with calm weather: what fails is said here. */
import type { Space, SpaceId } from '../../src/content';
import { defaultPolicy } from '../../src/scope';
import type { Ports } from '../../src/sync';
import { keywordStep } from '../../src/sync/keywords';
import { QueueFullError } from '../../src/sync/ports';
import { type Calm, openCalm } from '../sim/calm';

const SPACES = 70;
let play: Calm;

const selected = () =>
  play.answerOf(async ({ store }) => (await store.settings.selection()).spaces.map(({ id }) => Number(id)).sort((a, b) => a - b));
const toFollow = () => play.answerOf(async ({ store }) => (await store.tick.read())?.toFollow);
const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1);

/** The ports, with this in the way of what is asked about single spaces. */
const asking = (ports: Ports, answer: (id: SpaceId) => Promise<Space | null>): Ports => ({
  ...ports,
  confluence: { ...ports.confluence, space: answer },
});

beforeEach(async () => {
  play = await openCalm({}, SPACES);
  await play.answerOf(async ({ store }) => {
    await store.settings.savePolicy({ ...defaultPolicy, keywords: ['zqspace'] });
    const memory = { leaseUntil: 0, lastTickAt: null, polledUpTo: null, total: null, probe: null, lastSpaceCheckAt: null };
    await store.tick.update(() => memory);
  });
});

it('fifty in one; the next goes on with what is left, and then nothing is', async () => {
  await play.answerOf((ports) => keywordStep(ports, null));
  expect(await selected()).toHaveLength(50);
  const rest = (await toFollow()) ?? [];
  expect(rest).toHaveLength(20);
  await play.answerOf((ports) => keywordStep(ports, rest));
  expect(await selected()).toEqual(upTo(SPACES));
  expect(await toFollow()).toEqual([]);
});

it('a step that goes on does not take away what another look has found meanwhile', async () => {
  await play.answerOf((ports) => ports.store.tick.update((memory) => memory && { ...memory, toFollow: ['1', '2', '3'] }));
  await play.answerOf((ports) => keywordStep(ports, ['2', '4']));
  expect(await selected()).toEqual([2, 4]);
  expect(await toFollow()).toEqual(['1', '3']);
});

it('a space that cannot be read keeps none of the others out', async () => {
  await play.answerOf((ports) =>
    keywordStep(
      asking(ports, async (id) => {
        if (id === '2') throw new Error('This answer is not understood.');
        return ports.confluence.space(id);
      }),
      ['1', '2', '3'],
    ),
  );
  expect(await selected()).toEqual([1, 3]);
});

it('a full queue ends the step, and the space at which it was full is looked at again', async () => {
  await play.answerOf((ports) => ports.store.tick.update((memory) => memory && { ...memory, toFollow: ['1', '2', '3'] }));
  const full = (ports: Ports): Ports => {
    let pushes = 0;
    const work: Ports['queue']['work'] = async (...asked) => {
      pushes += 1;
      if (pushes > 1) throw new QueueFullError();
      return ports.queue.work(...asked);
    };
    return { ...ports, queue: { ...ports.queue, work } };
  };
  await play.answerOf((ports) => keywordStep(full(ports), ['1', '2', '3']));
  expect(await toFollow()).toEqual(['2', '3']);
});

it('where already the first finds no room, the queue tries the step again', async () => {
  const end = await play.run((ports) =>
    keywordStep(
      asking(ports, () => Promise.reject(new QueueFullError())),
      ['1', '2'],
    ),
  );
  expect(end).toMatchObject({ kind: 'threw', error: expect.any(QueueFullError) });
});

it('a space that an admin chooses at the moment at which its keyword lets it go stays', async () => {
  await play.answerOf((ports) => keywordStep(ports, ['1']));
  const space = () => play.answerOf(({ store }) => store.settings.selectedSpace('1'));
  expect(await space()).toMatchObject({ byKeyword: true });
  await play.answerOf(({ store }) => store.settings.savePolicy({ ...defaultPolicy, keywords: [] }));
  await play.answerOf((ports) =>
    keywordStep(
      asking(ports, async (id) => {
        await ports.store.settings.changeSelected(id, (now) => ({ ...now, byKeyword: false }));
        return ports.confluence.space(id);
      }),
      ['1'],
    ),
  );
  expect((await space())?.rules.dormant).toBeUndefined();
});
