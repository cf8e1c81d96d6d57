/**
 * What the simulation found when it began to pause everything: each with one cause. In its world, with calm weather; what is killed is said here.
 */
import { sourceIdOf } from '../../src/document';
import { defaultPolicy } from '../../src/scope';
import type { Run } from '../../src/store';
import { align, type Ports, savePolicy } from '../../src/sync';
import { ALL_PAUSED } from '../../src/sync/runs';
import { wholeSpace } from '../../src/sync/select';
import { type Calm, openCalm } from '../sim/calm';
import * as edits from '../sim/confluence/edits';
import { MINUTE } from '../sim/play';

let play: Calm;
beforeEach(async () => {
  play = await openCalm();
});

const never = <T>() => new Promise<T>(() => {});

describe('everything paused', () => {
  it('nothing leaves; whoever takes it back and is killed at once has left word, and the next tick starts what is due', async () => {
    const node = play.page();
    await play.choose(wholeSpace);
    play.admins.pauseAll(true);
    await play.admins.choose();
    const late = play.page();
    edits.edit(play.editor, node);
    await play.settle();
    await play.tick();
    expect(play.isThere(late)).toBe(false);
    const written = play.stage.shelf.written.length;
    const { kind } = await play.run((ports) =>
      savePolicy({ ...ports, store: { ...ports.store, runs: { ...ports.store.runs, open: never, begin: never } } }, defaultPolicy),
    );
    expect(kind).toBe('killed');
    expect(play.stage.shelf.written).toHaveLength(written);
    await play.tick();
    expect(play.isThere(late)).toBe(true);
    const since = play.stage.shelf.written.slice(written).map(({ content }) => sourceIdOf(content));
    expect([...new Set(since)].sort()).toEqual([late.id, node.id].sort());
  });

  it('a run that saw the pause just before it ended goes on with the next tick', async () => {
    await play.choose(wholeSpace);
    const late = play.page();
    await play.pass(10 * MINUTE);
    await play.answerOf(async ({ store }) => {
      const last = await store.runs.ofSpace('1');
      const stopped = (now: Run): Run => ({ ...now, id: 'stopped1', state: 'paused', phase: 'listing', note: ALL_PAUSED, endedAt: null });
      if (last) await store.runs.begin(stopped(last), last.id);
    });
    await play.pass(MINUTE);
    await play.tick();
    expect(play.isThere(late)).toBe(true);
    const runs = play.stage.store.entities.get('run')?.get('stopped1') ?? '';
    expect(runs).toContain('cancelled');
  });

  it('a run that a person has approved and the pause stopped is taken up with the person’s word', async () => {
    await play.choose(wholeSpace);
    await play.answerOf(async ({ store }) => {
      const last = await store.runs.ofSpace('1');
      const stopped = (now: Run): Run => ({ ...now, id: 'stopped1', state: 'paused', phase: 'listing', note: ALL_PAUSED, endedAt: null });
      if (last) await store.runs.begin({ ...stopped(last), approved: true }, last.id);
    });
    await play.pass(MINUTE);
    await play.tick();
    const after = await play.answerOf(({ store }) => store.runs.ofSpace('1'));
    expect(after?.id).not.toBe('stopped1');
    expect(after).toMatchObject({ state: 'done', approved: true });
  });

  it('while a content is read that is to be withdrawn: it stays, and the queue comes back to it', async () => {
    const page = play.page();
    await play.choose(wholeSpace);
    edits.trash(play.editor, page);
    const aligned = await play.answerOf((ports) => {
      const read: Ports['confluence']['read'] = async (...asked) => {
        await ports.store.settings.savePolicy({ ...play.admins.policy, paused: true }, null);
        return ports.confluence.read(...asked);
      };
      const touch = { id: page.id, type: 'page', spaceId: '1', at: ports.now(), cause: 'poll', below: false, awaited: false } as const;
      return align({ ...ports, confluence: { ...ports.confluence, read } }, touch);
    });
    expect(aligned).toEqual({ kind: 'busy' });
    expect(play.isThere(page)).toBe(true);
  });

  it('in the middle of a withdrawal, no more than what was under way is deleted; after the pause the same run deletes the rest', async () => {
    for (let n = 0; n < 40; n += 1) play.page();
    await play.choose(wholeSpace);
    const { files } = play.stage.shelf;
    expect(files.size).toBeGreaterThan(40);
    const documents = () => [...files.values()].filter(({ content }) => /^\d+$/.test(sourceIdOf(content) ?? '')).length;
    play.admins.wishes.delete('1');
    await play.admins.choose();
    await play.until(() => documents() < 40);
    await play.answerOf(({ store }) => store.settings.savePolicy({ ...play.admins.policy, paused: true }, null));
    const atPause = documents();
    await play.settle();
    // A look at the policy holds for a second, in which this world deletes about ten.
    expect(atPause - documents()).toBeLessThan(20);
    expect(documents()).toBeGreaterThan(5);
    play.admins.pauseAll(true);
    await play.admins.choose();
    play.admins.pauseAll(false);
    await play.admins.choose();
    await play.settle();
    expect(documents()).toBe(0);
    const runs = [...(play.stage.store.entities.get('run')?.values() ?? [])].filter((text) => text.includes('"withdrawal"'));
    expect(runs).toHaveLength(1);
    // As the app wrote it.
    const withdrawal = JSON.parse(runs[0] ?? '') as { data: Run };
    expect(withdrawal.data).toMatchObject({ state: 'done', counts: { out: 40, failed: 0 } });
  });
});
