/** Folders that several invocations make and take away at once. In the simulation's world, with calm weather. */
import { folderName } from '../../src/document';
import type { Repository } from '../../src/qontext';
import { RecordBusyError } from '../../src/store';
import { type Calm, openCalm, SECOND } from '../sim/calm';
import type { Node } from '../sim/confluence/site';
import { down, drop, ensure, foldersOf, sweep } from './placing';

let play: Calm;
beforeEach(async () => {
  play = await openCalm();
});

const isFirstName = (name: string) => /^\(\d+\)$/.test(name);

describe('several invocations that need the same folder', () => {
  it('one makes it; the others look again for it, and ask Qontext for nothing meanwhile', async () => {
    const parent = play.page();
    const child = play.page(parent);
    await play.run(ensure(play, play.page()));
    let asked = 0;
    const slow = (repository: Repository): Partial<Repository> => ({
      async createFolder(...wanted) {
        asked += 1;
        await play.inTime(1.5 * SECOND);
        return repository.createFolder(...wanted);
      },
    });
    const all = [1, 2, 3, 4, 5].map(() => play.begin(ensure(play, child, [parent]), { spoil: slow }));
    const ends = [];
    for (const one of all) ends.push(await one.end());
    expect(ends.filter(({ kind }) => kind === 'returned')).toHaveLength(1);
    for (const end of ends) if (end.kind === 'threw') expect(end.error).toBeInstanceOf(RecordBusyError);
    expect(asked).toBe(1);
    expect(foldersOf(play)).toEqual(['Zqspace (SP1)', `Zqspace (SP1)/${folderName(parent)}`]);
    // The queue brings them again after two seconds.
    await play.pass(2 * SECOND);
    expect((await play.run(ensure(play, child, [parent]), { spoil: slow })).kind).toBe('returned');
    expect(asked).toBe(1);
  });

  it('what a killed one was making is made by the next try', async () => {
    const parent = play.page();
    await play.run(ensure(play, play.page()));
    const killed = await play.run(ensure(play, play.page(parent), [parent]), {
      spoil: () => ({ createFolder: () => new Promise(() => {}) }),
    });
    expect(killed.kind).toBe('killed');
    expect((await play.run(ensure(play, play.page(parent), [parent]))).kind).toBe('returned');
    expect(foldersOf(play)).toEqual(['Zqspace (SP1)', `Zqspace (SP1)/${folderName(parent)}`]);
  });
});

describe('a second folder of two makers', () => {
  /** One made it while the request of the other, that was killed then, was still on its way. */
  async function twoMakers(parent: Node) {
    const child = play.page(parent);
    await play.run(ensure(play, play.page()));
    // Arrives after all, and nobody waits for it any more.
    const late = play.begin(ensure(play, child, [parent]), {
      spoil: (repository) => ({
        async createFolder(...wanted) {
          await play.inTime(50 * SECOND);
          await repository.createFolder(...wanted);
          return new Promise(() => {});
        },
      }),
    });
    await play.pass(5 * SECOND);
    expect((await play.run(ensure(play, child, [parent]))).kind).toBe('returned');
    return late;
  }

  it('is taken away, though its maker’s request came after a sweep', async () => {
    const parent = play.page();
    const late = await twoMakers(parent);
    await play.run(sweep('1'));
    expect(foldersOf(play).filter((path) => isFirstName(path.split('/').pop() ?? ''))).toEqual([]);
    await late.end();
    expect(foldersOf(play)).toContain(`Zqspace (SP1)/(${parent.id})`);
    await play.pass(90 * SECOND);
    await play.run(sweep('1'));
    expect(foldersOf(play)).toEqual(['Zqspace (SP1)']);
  });

  it('is taken away by one invocation at a time: what finds it makes it where it is not', async () => {
    const parent = play.page();
    await (await twoMakers(parent)).end();
    await play.pass(90 * SECOND);
    // The one is slow, and cannot delete what it made; the other is done by then.
    const slow = play.begin(drop(`content:${parent.id}`), {
      spoil: (repository) => ({
        async createFolder(...wanted) {
          await play.inTime(10 * SECOND);
          return repository.createFolder(...wanted);
        },
        deleteFolder: async () => {
          throw down();
        },
      }),
    });
    await play.pass(SECOND);
    await play.run(drop(`content:${parent.id}`));
    expect((await slow.end()).kind).toBe('threw');
    for (let i = 0; i < 2; i += 1) {
      await play.pass(90 * SECOND);
      await play.run(sweep('1'));
    }
    expect(foldersOf(play)).toEqual(['Zqspace (SP1)']);
  });
});
