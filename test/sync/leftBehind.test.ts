/** What a killed push left, or one whose answers were lost. In the simulation's world, with calm weather. */
import type { Repository } from '../../src/qontext';
import { align, startRun } from '../../src/sync';
import { findLeftBehind } from '../../src/sync/push';
import { wholeSpace } from '../../src/sync/select';
import { type Calm, openCalm } from '../sim/calm';
import * as edits from '../sim/confluence/edits';
import type { Node } from '../sim/confluence/site';
import { lost, root } from './placing';

let play: Calm;
beforeEach(async () => {
  play = await openCalm();
});

describe('the list of what a killed push left', () => {
  it('misses no file that slips to an earlier page, as others before it are deleted meanwhile', async () => {
    const { shelf } = play.stage;
    const text = (id: string) => `---\nsource_integration: Confluence\nsource_data_type: Page\nsource_id: '${id}'\n---\n\nZqamber.\n`;
    const end = await play.run(async (_, repository) => {
      const folder = await repository.createFolderPath(root);
      for (let id = 100; id < 140; id += 1) await repository.createFile(folder.id, `Zq (${id}).md`, text(String(id)));
      let lists = 0;
      const moving: Repository = {
        ...repository,
        async listFiles(path, cursor) {
          const answer = await repository.listFiles(path, cursor);
          lists += 1;
          const first = [...shelf.files.keys()][0];
          if (lists === 1 && first) shelf.files.delete(first);
          return answer;
        },
      };
      // The thirty-first: the first of the second page, until one before it is gone.
      return findLeftBehind(moving, '130', folder.id);
    });
    expect(end).toMatchObject({ kind: 'returned', value: [{ inReview: false }] });
  });
});

describe('a file whose creation was never answered', () => {
  const silently = () => ({ ...play.editor, emit: () => {} });
  /** Nobody tells of it, and nothing is tried again before the run. */
  it.each<[string, (node: Node) => void]>([
    ['archived', (node) => edits.archive(silently(), node)],
    ['in the trash', (node) => edits.trash(silently(), node)],
    ['deleted', (node) => edits.purge(silently(), node)],
  ])('is taken away by a run that finds the page %s', async (_, goAway) => {
    play.page();
    await play.choose(wholeSpace);
    const page = play.page(null, { by: silently() });
    const touch = { id: page.id, type: 'page', spaceId: '1', cause: 'event', below: false, awaited: false } as const;
    await play.run((ports) => align(ports, { ...touch, at: ports.now() }), {
      spoil: (real) => ({
        async createFile(...file) {
          await real.createFile(...file);
          throw lost();
        },
      }),
    });
    expect(play.isThere(page)).toBe(true);
    goAway(page);
    await play.answerOf((ports) => startRun(ports, 'sweep', { id: '1', key: 'SP1' }));
    await play.settle();
    expect(play.isThere(page)).toBe(false);
  });
});
