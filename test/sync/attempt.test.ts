/** What a push did of which nothing is written down: told by what the repository holds. */
import type { Repository, RepositoryFile } from '../../src/qontext';
import { lookAgain } from '../../src/sync/attempt';
import { hashOf } from '../../src/sync/hash';
import { newEntry } from '../../src/sync/outcomes';

const known = { id: 'doc_1', changeId: 'chg_1', hash: hashOf('before'), bytes: 6, inReview: false };
const base = newEntry({ ref: { id: '5', type: 'page' }, spaceId: '7', readAt: 0, snapshot: null, parentId: null });
const entry = {
  ...base,
  files: [known],
  folderId: 'dir_1',
  nameHash: 'n',
  attempt: { folderId: 'dir_1', nameHash: 'n', hashes: [hashOf('ours')] },
};

const after = (now: { lastChangeId: string; content: string } | null) => {
  const file: RepositoryFile = { id: 'doc_1', name: 'A (5).md', path: '/A (5).md', parentId: 'dir_1', lastChangeId: '' };
  // Nothing else is asked of it here.
  return lookAgain({ readFile: async () => now && { ...file, ...now } } as Partial<Repository> as Repository, entry);
};

test('a replacement whose answer was lost is known by its text', async () => {
  const done = { ...known, changeId: 'chg_2', hash: hashOf('ours'), bytes: 4 };
  expect(await after({ lastChangeId: 'chg_2', content: 'ours' })).toMatchObject({ entry: { files: [done] }, sent: [done] });
});

test('what somebody else wrote meanwhile is not taken for ours: the next push is combined with it', async () => {
  const { entry: now, sent } = await after({ lastChangeId: 'chg_2', content: 'theirs' });
  expect(now.files).toEqual([known]);
  expect(sent).toEqual([]);
});

test('what never arrived is as before, and what is gone is gone', async () => {
  expect((await after({ lastChangeId: 'chg_1', content: 'before' })).entry.files).toEqual([known]);
  expect((await after(null)).entry.files).toEqual([]);
});
