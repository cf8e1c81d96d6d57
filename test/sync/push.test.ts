/** One content's files in one folder: what is asked of the repository, and what is known when it stops half-way. */
import { virtualClock } from '../../local/clock';
import { createQontext, type Qontext } from '../../local/qontext';
import { connectRepository, type FetchLike, kindOf, QontextError, type Repository } from '../../src/qontext';
import type { LedgerFile } from '../../src/store';
import { hashOf } from '../../src/sync/hash';
import { findLeftBehind, push, withdraw } from '../../src/sync/push';

const text = (words: string, id = '5') =>
  `---\nsource_integration: Confluence\nsource_data_type: Page\nsource_id: '${id}'\n---\n\n# A\n\n${words}\n`;
const names = ['A (5).md', 'A (5) part 2.md', 'A (5) part 3.md'];
const wanted = (...words: string[]) => words.map((word, i) => ({ name: names[i] ?? '', content: text(word) }));

let qontext: Qontext;
let repository: Repository;
let folderId: string;
let connect: (fetch: FetchLike) => Repository;
beforeEach(async () => {
  const clock = virtualClock(0);
  qontext = createQontext({ clock });
  const options = { now: clock.now, random: () => 0, sleep: async (ms: number) => clock.advance(ms), deadline: 60_000 };
  connect = (fetch) => connectRepository({ ...options, apiKey: qontext.defaultKey, fetch });
  repository = connect((url, init) => qontext.fetch(url, init));
  folderId = (await repository.createFolderPath('/Confluence/site')).id;
});

const nothing = { files: [], folderId: null, nameHash: null };
const at = (files: LedgerFile[], name = names[0] ?? '') => ({ files, folderId, nameHash: hashOf(name) });
const held = () => Object.fromEntries(qontext.files().map(({ path, content }) => [path.replace('/Confluence/site/', ''), content]));
const writes = () =>
  Object.entries(qontext.counters.byOperation).filter(([name]) => /create|replace|update|delete/.test(name) && !name.startsWith('folders'));

test('creates what is not there, and knows it afterwards', async () => {
  const pushed = await push(repository, '5', nothing, { folderId, files: wanted('one', 'two') });
  expect(held()).toEqual({ [names[0] ?? '']: text('one'), [names[1] ?? '']: text('two') });
  expect(pushed).toMatchObject({ obstacle: null, error: null, did: { created: true }, bytes: Buffer.byteLength(text('one')) * 2 });
  expect(pushed.files.map(({ id }) => id).sort()).toEqual(
    qontext
      .files()
      .map(({ id }) => id)
      .sort(),
  );
});

test('writes only the part that differs', async () => {
  const { files } = await push(repository, '5', nothing, { folderId, files: wanted('one', 'two') });
  qontext.counters.reset();
  await push(repository, '5', at(files), { folderId, files: wanted('one', 'changed') });
  expect(writes()).toEqual([['files.replace', 1]]);
  expect(held()[names[1] ?? '']).toBe(text('changed'));
});

test('deletes what is too many', async () => {
  const { files } = await push(repository, '5', nothing, { folderId, files: wanted('one', 'two', 'three') });
  const pushed = await push(repository, '5', at(files), { folderId, files: wanted('one') });
  expect(Object.keys(held())).toEqual([names[0]]);
  expect(pushed.files).toHaveLength(1);
  expect(pushed.did).toMatchObject({ deleted: true, replaced: false });
});

test('a rename and a move keep the file’s id', async () => {
  const { files } = await push(repository, '5', nothing, { folderId, files: wanted('one') });
  const other = await repository.createFolderPath('/Confluence/site/Below');
  const pushed = await push(repository, '5', at(files), { folderId: other.id, files: [{ name: 'B (5).md', content: text('one') }] });
  expect(held()).toEqual({ 'Below/B (5).md': text('one') });
  expect(pushed.files[0]?.id).toBe(files[0]?.id);
  expect(pushed).toMatchObject({ bytes: 0, did: { renamed: true, moved: true, created: false, replaced: false } });
});

test('a file that somebody deleted is made again', async () => {
  const { files } = await push(repository, '5', nothing, { folderId, files: wanted('one') });
  await repository.deleteFile(files[0]?.id ?? '');
  await push(repository, '5', at(files), { folderId, files: wanted('two') });
  expect(held()).toEqual({ [names[0] ?? '']: text('two') });
});

test('a file of its name with its own id is taken over, with another’s it is left alone', async () => {
  qontext.editByHand(`/Confluence/site/${names[0]}`, text('from an earlier try'));
  expect((await push(repository, '5', nothing, { folderId, files: wanted('one') })).obstacle).toBeNull();
  qontext.editByHand('/Confluence/site/C (6).md', text('somebody’s', '99'));
  const pushed = await push(repository, '6', nothing, { folderId, files: [{ name: 'C (6).md', content: text('mine', '6') }] });
  expect(pushed).toMatchObject({ obstacle: 'name-taken', files: [] });
  expect(held()).toEqual({ [names[0] ?? '']: text('one'), 'C (6).md': text('somebody’s', '99') });
});

test.each(['drop-before', 'error-500', 'error-503'] as const)(
  'stopped half-way by %s it says what was done, and a second try does only the rest',
  async (fault) => {
    let creates = 0;
    const failing: Repository = {
      ...repository,
      createFile: (...args) => {
        creates += 1;
        if (creates === 2) for (let n = 0; n < 3; n += 1) qontext.settings.nextFaults.push({ fault, operation: 'files.create' });
        return repository.createFile(...args);
      },
    };
    const first = await push(failing, '5', nothing, { folderId, files: wanted('one', 'two') });
    expect(kindOf(first.error)).toBe('busy');
    expect(first.files).toHaveLength(1);
    qontext.counters.reset();
    const second = await push(repository, '5', at(first.files), { folderId, files: wanted('one', 'two') });
    expect(second.error).toBeNull();
    expect(writes()).toEqual([['files.create', 1]]);
    expect(Object.keys(held())).toHaveLength(2);
  },
);

test('withdrawing stops at what a person protected, and knows what is left', async () => {
  const { files } = await push(repository, '5', nothing, { folderId, files: wanted('one', 'two') });
  const guarded: Repository = { ...repository, deleteFile: async (id) => (id === files[0]?.id ? 'protected' : repository.deleteFile(id)) };
  const pushed = await withdraw(guarded, files);
  expect(pushed).toMatchObject({ obstacle: 'protected', did: { deleted: true } });
  expect(pushed.files).toEqual([files[0]]);
  expect((await withdraw(repository, pushed.files)).files).toEqual([]);
  expect(held()).toEqual({});
});

test('a file that is gone already is withdrawn', async () => {
  const { files } = await push(repository, '5', nothing, { folderId, files: wanted('one') });
  await repository.deleteFile(files[0]?.id ?? '');
  expect(await withdraw(repository, files)).toMatchObject({ files: [], error: null, obstacle: null });
});

describe('a change of ours that waits for a person, with whose edit it collides', () => {
  let files: LedgerFile[];
  const byHand = (words: string) => qontext.editByHand(`/Confluence/site/${names[0]}`, text(words));
  const pushNow = async (words: string) => {
    const pushed = await push(repository, '5', at(files), { folderId, files: wanted(words) });
    files = pushed.files;
    return pushed;
  };
  beforeEach(async () => {
    ({ files } = await push(repository, '5', nothing, { folderId, files: wanted('one') }));
    byHand('by hand');
    expect(await pushNow('two')).toMatchObject({ obstacle: 'in-review', files: [{ inReview: true }] });
    qontext.counters.reset();
  });

  test.each(['two', 'three'])(
    'waits on, whether the page stays as it is or changes again (%s), and nothing is overwritten',
    async (words) => {
      for (let n = 0; n < 2; n += 1) expect(await pushNow(words)).toMatchObject({ obstacle: 'in-review', files: [{ inReview: true }] });
      expect(writes()).toEqual([]);
      expect(held()).toEqual({ [names[0] ?? '']: text('by hand') });
    },
  );

  test('what the person then makes of it stands, until the page changes again', async () => {
    byHand('settled');
    expect(await pushNow('two')).toMatchObject({ obstacle: null, files: [{ inReview: false }] });
    expect(held()).toEqual({ [names[0] ?? '']: text('settled') });
    expect((await pushNow('three')).did.replaced).toBe(true);
    expect(held()).toEqual({ [names[0] ?? '']: text('three') });
  });

  test('a page that has changed by the time at which the person decides is sent', async () => {
    byHand('settled');
    expect((await pushNow('three')).did.replaced).toBe(true);
    expect(held()).toEqual({ [names[0] ?? '']: text('three') });
  });

  test('where Qontext does not say which revision it waits beside, the next look says it', async () => {
    files = files.map((file) => ({ ...file, reviewOf: null }));
    expect((await pushNow('two')).obstacle).toBe('in-review');
    byHand('settled');
    expect((await pushNow('two')).obstacle).toBeNull();
  });
});

test('the answer that a change waits is kept, though Qontext fails right after it', async () => {
  const { files } = await push(repository, '5', nothing, { folderId, files: wanted('one') });
  qontext.editByHand(`/Confluence/site/${names[0]}`, text('by hand'));
  const failing: Repository = {
    ...repository,
    readFile: () => Promise.reject(new QontextError({ code: 'network', status: 0, detail: 'No.' })),
  };
  const pushed = await push(failing, '5', at(files), { folderId, files: wanted('two') });
  expect(pushed).toMatchObject({ obstacle: 'in-review', error: null, files: [{ inReview: true, reviewOf: null }] });
});

test('a copy that a person put into a folder below is not taken for what a killed push left', async () => {
  const { files } = await push(repository, '5', nothing, { folderId, files: wanted('one') });
  qontext.editByHand(`/Confluence/site/Below/${names[0]}`, text('one'));
  expect(await findLeftBehind(repository, '5', folderId)).toMatchObject([{ id: files[0]?.id }]);
});

test('where the revision that is known is none of the file any more, the one that is there is the base', async () => {
  const { files } = await push(repository, '5', nothing, { folderId, files: wanted('one') });
  const pushed = await push(repository, '5', at(files.map((file) => ({ ...file, changeId: 'chg_0' }))), { folderId, files: wanted('two') });
  expect(pushed).toMatchObject({ error: null, did: { replaced: true } });
  expect(held()).toEqual({ [names[0] ?? '']: text('two') });
});

test('what was left in a folder is found, and nothing below it, where Qontext does not tell the parent of a file', async () => {
  const below = await repository.createFolder(folderId, 'Below');
  const left = await repository.createFile(folderId, 'Old name (5).md', text('one'));
  await repository.createFile(below.id, 'A (5).md', text('two'));
  const untold = connect(async (url, init) => {
    const answer = await qontext.fetch(url, init);
    const body = (await answer.text()).replace(/"parentId":"[^"]*",/g, '');
    return { ...answer, text: async () => body };
  });
  expect(await untold.readFile(left.id)).toMatchObject({ parentId: null });
  expect(await findLeftBehind(untold, '5', folderId)).toMatchObject([{ id: left.id }]);
});
