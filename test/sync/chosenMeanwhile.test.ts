/**
 * A rule that is saved just before a content is read: its touch is older than the reading and changes nothing any more, so the reading itself
 * must go by it. In the simulation's world, with calm weather.
 */
import type { SpaceId } from '../../src/content';
import type { Rule } from '../../src/scope';
import { align, type Ports, startRun } from '../../src/sync';
import { alignPart } from '../../src/sync/runs/part';
import { newlySelected, wholeSpace } from '../../src/sync/select';
import { create } from '../sim/confluence/edits';
import { type Ended, invoke } from '../sim/functions';
import { API_KEY, openPlay, type Play } from '../sim/play';

const SPACE: SpaceId = '1';
let play: Play;

async function run<T>(work: (ports: Ports) => Promise<T>): Promise<T> {
  const ends: Ended<T>[] = [];
  invoke<T>(play.stage, { name: 'test', lock: 'test', seconds: 55 }, work, (how) => void ends.push(how));
  await play.until(() => ends.length > 0);
  const [end] = ends;
  if (end?.kind !== 'returned') throw new Error(`The invocation ended ${end?.kind}.`);
  return end.value;
}
const inTime = (ms: number) => new Promise<void>((resolve) => play.stage.world.timeline.after(ms, resolve));
const files = () => [...play.stage.shelf.files.values()].map(({ name }) => name).filter((name) => !name.startsWith('About '));

beforeEach(async () => {
  play = openPlay(1, () => {}, false);
  play.stage.store.secrets.set('qontext-api-key', API_KEY);
  const { site } = play.stage;
  const space = { id: SPACE, key: 'SP', name: 'Zqspace', type: 'global', status: 'current', description: null, homepageId: null };
  site.spaces.set(SPACE, { ...space, open: true, blocked: false, labels: [] });
  await run(async ({ store, now }) => {
    await store.settings.saveSiteUrl(site.url);
    await store.settings.saveConnection({ state: 'connected', workspaceName: 'Simulated', workspaceUrl: null, checkedAt: now() });
    const chosen = { ...newlySelected({ ...space, labels: [] }, [], now(), null, false), rules: { site: [wholeSpace], space: [] } };
    await store.settings.changeSpace(SPACE, () => chosen, now());
  });
});

let at = 0;
/** What an admin does about a page: the rule. Its touch waits while somebody is at the page. */
async function exclude(ports: Ports, id: string): Promise<void> {
  const own: Rule = { target: { kind: 'content', id }, choice: 'exclude' };
  await ports.store.settings.changeSelected(SPACE, (now) => ({ ...now, rules: { ...now.rules, site: [wholeSpace, own] } }));
  at = ports.now();
  await inTime(1_000);
}
async function touch(id: string): Promise<void> {
  await run((ports) => ports.queue.touch([{ id, type: 'page', spaceId: SPACE, at, cause: 'event', below: false, awaited: false }]));
  await play.drain();
}

it('of a touch', async () => {
  const { id } = create(play.editor, 'page', SPACE, null);
  await play.pass(60_000);
  await run((ports) => {
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
  const { id } = create(play.editor, 'page', SPACE, null);
  await play.pass(60_000);
  await run(async (ports) => {
    const started = await startRun(ports, 'backfill', { id: SPACE, key: 'SP' });
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
