/** The folder of a space: made for what left meanwhile, used again, taken out. In the simulation's world, with calm weather. */
import type { SpaceId } from '../../src/content';
import type { Repository } from '../../src/qontext';
import { withdrawLeaving } from '../../src/sync/leavingSpaces';
import { alignSpacePlace } from '../../src/sync/placeUpkeep';
import { newlySelected } from '../../src/sync/select';
import { type Calm, openCalm, SECOND } from '../sim/calm';
import { spaceOf } from '../sim/confluence/site';
import { MINUTE } from '../sim/play';
import { drop, ensure, filesOf, foldersOf, lost, sweep } from './placing';

let play: Calm;
beforeEach(async () => {
  play = await openCalm({}, 2);
});

const include = (id: SpaceId) =>
  play.run(async (ports) => {
    const chosen = await ports.confluence.space(id);
    if (chosen) await ports.store.settings.changeSpace(id, () => newlySelected(chosen, [], 0, null, false), 0);
  });

describe('the folder of a space', () => {
  it('that was being made for a content that left meanwhile does not stay under its first name', async () => {
    const answerLost = (repository: Repository): Partial<Repository> => ({
      async createFolder(...wanted) {
        await repository.createFolder(...wanted);
        throw lost();
      },
    });
    expect((await play.run(ensure(play, play.page()), { spoil: answerLost })).kind).toBe('threw');
    expect(foldersOf(play)).toEqual(['(1)']);
    await play.pass(90 * SECOND);
    await play.run((ports, repository) => alignSpacePlace(ports, repository, '1'));
    expect(foldersOf(play)).toEqual([]);
  });

  it('that is used again has its About file, though the answer to its deletion was lost', async () => {
    play.stage.site.spaces.set('1', spaceOf('1', { description: 'Zqamber.' }));
    await play.run(ensure(play, play.page()));
    const about = 'Zqspace (SP1)/About this space.md';
    expect(filesOf(play)).toContain(about);
    const end = await play.run(drop('space:1'), {
      spoil: (repository) => ({
        async deleteFile(id) {
          await repository.deleteFile(id);
          throw lost();
        },
      }),
    });
    expect(end.kind).toBe('threw');
    expect(filesOf(play)).not.toContain(about);
    await play.run((ports, repository) => alignSpacePlace(ports, repository, '1'));
    const text = [...play.stage.shelf.files.values()].find((file) => file.name === 'About this space.md')?.content;
    expect(text).toContain('Zqamber.');
  });

  it('that was taken out goes with the next tick once another space’s folder in it is gone', async () => {
    const [outer, inner] = [play.page(null, { spaceId: '2' }), play.page()];
    await include('2');
    await play.run(ensure(play, play.page(outer), [outer]));
    // A page that came from space 1 with its folder, of which nobody has said yet that it is of space 2 now.
    await play.run(async (ports, repository) => {
      const folderId = await ensure(play, play.page(inner), [inner])(ports, repository);
      const into = await ports.store.places.get(`content:${outer.id}`);
      await repository.moveFolder(folderId, into?.value.folderId ?? '');
    });
    await play.run((ports) => ports.store.settings.changeSpace('2', () => null, ports.now()));
    // The folder of space 1 keeps them, at each look: of withdrawals, and after an hour of none.
    const tick = async () => {
      await play.run(withdrawLeaving);
      await play.drain();
      await play.pass(5 * 60 * SECOND);
    };
    for (let i = 0; i < 6; i += 1) await tick();
    expect(foldersOf(play).filter((path) => path.includes('SP2'))).toHaveLength(3);
    await play.run(sweep('1'));
    await tick();
    expect(foldersOf(play)).toEqual(['Zqspace (SP1)']);
  });
});

it('a space that was just taken out is not thought to have left while queries may not show yet what of it was being sent', async () => {
  await include('1');
  const left = async () => (await play.answerOf(({ store }) => store.settings.leaving())).length === 0;
  await play.answerOf(({ store, now }) => store.settings.changeSpace('1', () => null, now()));
  await play.answerOf((ports) => withdrawLeaving(ports));
  expect(await left()).toBe(false);
  await play.pass(11 * MINUTE);
  await play.answerOf((ports) => withdrawLeaving(ports));
  expect(await left()).toBe(true);
});

describe('empty folders that moved to another space with the one that they lay in', () => {
  it('are gone after the next sweep of each space and one more, however many of them lie in each other', async () => {
    await include('1');
    await include('2');
    const chain = [play.page()];
    for (let i = 0; i < 5; i += 1) chain.push(play.page(chain[i]));
    await play.run(ensure(play, play.page(null, { spaceId: '2' })));
    await play.run(ensure(play, play.page(chain[5]), [...chain].reverse()));
    // The first came to space 2. Of those in it, every other one has been told.
    await play.run(async (ports, repository) => {
      const { places } = ports.store;
      const into = (await places.get('space:2'))?.value.folderId ?? '';
      for (const [i, { id }] of chain.entries()) {
        const place = await places.get(`content:${id}`);
        if (!place || i % 2 === 1) continue;
        const { folderId, parentFolderId } = place.value;
        if (i === 0) await repository.moveFolder(folderId, into);
        await places.put({ ...place.value, spaceId: '2', parentFolderId: i === 0 ? into : parentFolderId }, place.rev);
      }
    });
    for (const id of ['2', '1', '2']) {
      await play.pass(5 * MINUTE);
      await play.run(sweep(id));
    }
    expect(foldersOf(play)).toEqual(['Zqspace (SP1)', 'Zqspace (SP2)']);
  });
});
