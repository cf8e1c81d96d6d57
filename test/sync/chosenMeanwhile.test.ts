/**
 * A rule that is saved just before a content is read: its touch is older than the reading and changes nothing any more, so the reading itself
 * must go by it. In the simulation's world, with calm weather.
 */
import type { SpaceId } from '../../src/content';
import type { Rule } from '../../src/scope';
import { align, type Ports, startRun } from '../../src/sync';
import { alignPart } from '../../src/sync/runs/part';
import { newlySelected, wholeSpace } from '../../src/sync/select';
import { type Calm, openCalm } from '../sim/calm';
import { spaceOf } from '../sim/confluence/site';

const SPACE: SpaceId = '1';
let play: Calm;
const files = () => [...play.stage.shelf.files.values()].map(({ name }) => name).filter((name) => !name.startsWith('About '));

beforeEach(async () => {
  play = await openCalm();
  await play.answerOf(async ({ store, now }) => {
    const chosen = { ...newlySelected(spaceOf(SPACE), [], now(), null, false), rules: { site: [wholeSpace], space: [] } };
    await store.settings.changeSpace(SPACE, () => chosen, now());
  });
});

let at = 0;
/** What an admin does about a page: the rule. Its touch waits while somebody is at the page. */
async function exclude(ports: Ports, id: string): Promise<void> {
  const own: Rule = { target: { kind: 'content', id }, choice: 'exclude' };
  await ports.store.settings.changeSelected(SPACE, (now) => ({ ...now, rules: { ...now.rules, site: [wholeSpace, own] } }));
  at = ports.now();
  await play.inTime(1_000);
}
async function touch(id: string): Promise<void> {
  await play.answerOf((ports) =>
    ports.queue.touch([{ id, type: 'page', spaceId: SPACE, at, cause: 'event', below: false, awaited: false }]),
  );
  await play.drain();
}

it('of a touch', async () => {
  const { id } = play.page();
  await play.pass(60_000);
  await play.answerOf((ports) => {
    const read: Ports['confluence']['read'] = async (...asked) => {
      await exclude(ports, id);
      return ports.confluence.read(...asked);
    };
    const edit = { id, type: 'page' as const, spaceId: SPACE, at: ports.now(), cause: 'event' as const, below: false, awaited: false };
    return align({ ...ports, confluence: { ...ports.confluence, read } }, edit);
  });
  expect(files()).toEqual([]);
  await touch(id);
  expect(files()).toEqual([]);
});

it('of a part of a run', async () => {
  const { id } = play.page();
  await play.pass(60_000);
  await play.answerOf(async (ports) => {
    const started = await startRun(ports, 'backfill', spaceOf(SPACE));
    // Its other steps are not of interest here.
    await ports.store.runs.update(started.id, (now) => now && { ...now, state: 'cancelled', phase: 'over', endedAt: ports.now() });
    const readMany: Ports['confluence']['readMany'] = async (...asked) => {
      await exclude(ports, id);
      return ports.confluence.readMany(...asked);
    };
    const item = { id, type: 'page' as const, status: 'current', outcome: null, queuedAt: null, leaving: false };
    await alignPart({ ...ports, confluence: { ...ports.confluence, readMany } }, started, [item]);
  });
  expect(files()).toEqual([]);
  await touch(id);
  expect(files()).toEqual([]);
});
