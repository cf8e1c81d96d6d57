/** The list of what a killed push left. In the simulation's world, with calm weather. */
import type { Repository } from '../../src/qontext';
import { findLeftBehind } from '../../src/sync/push';
import { type Calm, openCalm } from '../sim/calm';
import { root } from './placing';

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
