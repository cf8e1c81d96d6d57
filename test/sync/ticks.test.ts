/** The scheduled check. In the simulation's world, with calm weather. */
import { tick } from '../../src/sync';
import { waitForPoints } from '../../src/sync/runs/gate';
import { wholeSpace } from '../../src/sync/select';
import { standingOf } from '../../src/sync/standing';
import { type Calm, openCalm } from '../sim/calm';
import * as edits from '../sim/confluence/edits';
import type { Node } from '../sim/confluence/site';
import { MINUTE } from '../sim/play';

let play: Calm;
beforeEach(async () => {
  play = await openCalm();
});

it('of two that are started at once, one works', async () => {
  play.page();
  await play.choose(wholeSpace);
  const both = [play.begin(tick), play.begin(tick)];
  const ends = await Promise.all(both.map((one) => one.end()));
  expect(ends.map((end) => (end.kind === 'returned' ? end.value : end.kind)).sort()).toEqual(['done', 'taken']);
  await play.pass(MINUTE);
  expect(await play.answerOf(tick)).toBe('done');
});

it('finds at once what vanished from a space that is too large to be glanced at as a whole', async () => {
  const pages: Node[] = [];
  for (let n = 0; n < 230; n += 1) pages.push(play.page());
  await play.choose(wholeSpace);
  // The first glances are at others.
  const last = [...pages].sort((a, b) => (a.id < b.id ? -1 : 1)).at(-1);
  if (!last) throw new Error('There is no page.');
  await play.answerOf((ports) => ports.store.tick.update((now) => (now ? { ...now, total: pages.length } : null)));
  await play.tick();
  expect(play.isThere(last)).toBe(true);
  await play.answerOf((ports) => ports.store.tick.update((now) => (now ? { ...now, probe: null } : null)));
  last.readers = { users: ['u1'], groups: [] };
  await play.tick();
  expect(play.isThere(last)).toBe(false);
});

it('counts what it has used itself against the hour’s points', async () => {
  await play.answerOf(({ store }) => store.settings.saveSettings({ sweep: 'daily', pointsPerHour: 1_000 }));
  const waits = (points: number) => play.answerOf((ports) => waitForPoints({ ...ports, usage: { ...ports.usage, points } }));
  expect(await waits(900)).toBeNull();
  expect(await waits(1_000)).toBeGreaterThan(0);
});

it('looks into a restricted folder again each hour while something of ours lies in it: the first look may have been lost', async () => {
  const folder = edits.create(play.editor, 'folder', '1', null);
  const page = play.page(folder);
  await play.choose(wholeSpace);
  // Until no poll looks at them any more.
  await play.pass(30 * MINUTE);
  await play.tick();
  folder.readers = { users: ['u1', 'app-user'], groups: [] };
  const standing = standingOf({ restriction: { kind: 'some', ...folder.readers }, labels: [] }, []);
  const lookedAt = (minutesAgo: number) =>
    play.answerOf(({ store, now }) => {
      const shut = { [folder.id]: { spaceId: '1', standing: String(standing), at: now() - minutesAgo * MINUTE } };
      return store.tick.update((memory) => memory && { ...memory, shut });
    });
  await lookedAt(30);
  await play.tick();
  expect(play.isThere(page)).toBe(true);
  await lookedAt(61);
  await play.tick();
  expect(play.isThere(page)).toBe(false);
});
