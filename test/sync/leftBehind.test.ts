/** What a killed push left, or one whose answers were lost. In the simulation's world, with calm weather. */
import type { Repository } from '../../src/qontext';
import { align, startRun, verify } from '../../src/sync';
import { newEntry } from '../../src/sync/outcomes';
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

it('a file that is being sent is nobody’s to take away', async () => {
  play.page();
  await play.choose(wholeSpace);
  const page = play.page(null, { by: { ...play.editor, emit: () => {} } });
  const touch = { id: page.id, type: 'page', spaceId: '1', cause: 'event', below: false, awaited: false } as const;
  play.begin((ports) => align(ports, { ...touch, at: ports.now() }), {
    spoil: (real) => ({
      async createFile(...file) {
        await real.createFile(...file);
        return new Promise(() => {});
      },
    }),
  });
  await play.until(() => play.isThere(page));
  const { problems } = await play.answerOf((ports, repository) => verify(ports, repository, '1', true));
  expect(problems).toEqual([]);
  expect(play.isThere(page)).toBe(true);
});

it('a file that the ledger comes to know while others are looked at is not taken away with them', async () => {
  play.page();
  await play.choose(wholeSpace);
  const text = (id: string) => `---\nsource_integration: Confluence\nsource_data_type: Page\nsource_id: '${id}'\n---\n\nZqamber.\n`;
  const made = await play.answerOf(async ({ store }, repository) => {
    const folderId = (await store.places.get('space:1'))?.value.folderId ?? '';
    const names = ['9001', '9002'];
    return Promise.all(names.map(async (id) => ({ id, file: await repository.createFile(folderId, `Zq (${id}).md`, text(id)) })));
  });
  const { problems } = await play.answerOf(async (ports, repository) => {
    let reads = 0;
    const readFile: Repository['readFile'] = async (fileId) => {
      reads += 1;
      const first = made.find(({ file }) => file.id !== fileId);
      if (reads === 2 && first) {
        const base = newEntry({ ref: { id: first.id, type: 'page' }, spaceId: '1', readAt: 0, snapshot: null, parentId: null });
        const file = { id: first.file.id, changeId: first.file.lastChangeId, hash: 'h', bytes: 1, inReview: false };
        await ports.store.ledger.put({ ...base, state: 'sent', files: [file] }, null);
      }
      return repository.readFile(fileId);
    };
    return verify(ports, { ...repository, readFile }, '1', true);
  });
  expect(problems.map(({ kind }) => kind)).toEqual(['unknown', 'unknown']);
  expect(made.filter(({ file }) => play.stage.shelf.files.has(file.id))).toHaveLength(1);
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
