/** One run for each space: which goes on when another is asked for, and what an admin has stopped. In the simulation's world, with calm weather. */
import { excludeSpace, saveRules, startRun } from '../../src/sync';
import { controlRun } from '../../src/sync/runs';
import { wholeSpace } from '../../src/sync/select';
import { type Calm, openCalm } from '../sim/calm';
import { MINUTE } from '../sim/play';

const SPACE = { id: '1', key: 'SP1' };
let play: Calm;
beforeEach(async () => {
  play = await openCalm();
  for (let n = 0; n < 5; n += 1) play.page();
  await play.choose(wholeSpace);
});

const documents = () => play.files().filter((path) => /\(\d+\)\.md$/.test(path));

it('whoever asks for a sweep and has not yet seen that the space was taken out does not stop its withdrawal', async () => {
  expect(documents()).toHaveLength(5);
  const { asked, withdrawal } = await play.answerOf(async (ports) => {
    const begun = await excludeSpace(ports, SPACE.id);
    return { withdrawal: begun, asked: await startRun(ports, 'sweep', SPACE) };
  });
  expect(asked).toEqual(withdrawal);
  await play.settle();
  expect(documents()).toEqual([]);
  expect(await play.answerOf(({ store }) => store.runs.ofSpace(SPACE.id))).toMatchObject({ id: withdrawal?.id, state: 'done' });
});

it('a withdrawal that an admin has cancelled is not begun again by the ticks', async () => {
  await play.answerOf(async (ports) => {
    const withdrawal = await excludeSpace(ports, SPACE.id);
    await controlRun(ports, withdrawal?.id ?? '', 'cancel');
  });
  await play.settle();
  expect(documents()).toHaveLength(5);
  for (let n = 0; n < 3; n += 1) {
    await play.pass(30 * MINUTE);
    await play.tick();
  }
  expect(documents()).toHaveLength(5);
});

it('a run over a space that was taken out meanwhile ends, and says why', async () => {
  const run = await play.answerOf(async (ports) => {
    const begun = await startRun(ports, 'sweep', SPACE);
    await ports.store.settings.changeSpace(SPACE.id, () => null, ports.now());
    return begun;
  });
  await play.settle();
  expect(await play.answerOf(({ store }) => store.runs.get(run.id))).toMatchObject({
    state: 'cancelled',
    note: 'The space is not included any more.',
  });
});

it('the same rules saved again begin the run that whoever saved them first was stopped before', async () => {
  const save = () => play.answerOf((ports) => saveRules(ports, SPACE.id, 'site', [wholeSpace], 'u1'));
  expect(await save()).toBeNull();
  await play.answerOf(({ store, now }) => store.settings.changeSelected(SPACE.id, (space) => ({ ...space, changedAt: now() })));
  expect(await save()).toMatchObject({ kind: 'backfill', state: 'running' });
});
