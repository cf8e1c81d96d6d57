/** Rule 8: everything that left or was withdrawn is in the activity: who or what caused it, which version, which file, when, how many bytes. */
import type { RepositoryEvent } from '../../local/qontext';
import type { Activity } from '../../src/store';
import { ada, openSite, type TestSite } from '../site';
import { openTides } from '../tides';

let site: TestSite;
const seen: RepositoryEvent[] = [];
beforeAll(async () => {
  site = await openSite();
  site.qontext.watch((event) => seen.push(event));
  await site.mirror('TIDE');
}, 180_000);
afterAll(() => site?.stop());

const isOfContent = ({ type, path }: RepositoryEvent) => type === 'file' && !/\/About this \w+\.md$/.test(path);
const last = (title: string): Activity | undefined => site.activity(title).at(-1);

test('each file of the backfill has a row with its id, its version, its bytes and the cause', () => {
  const created = seen.filter((event) => isOfContent(event) && event.kind === 'created');
  const rows = site.activity();
  expect(rows).toHaveLength(openTides.length);
  expect(rows.flatMap(({ fileIds }) => fileIds).sort()).toEqual(created.map(({ id }) => id).sort());
  for (const row of rows) {
    const file = site.qontext.files().find(({ id }) => id === row.fileIds[0]);
    expect(row).toMatchObject({
      kind: 'create',
      outcome: 'done',
      cause: 'backfill',
      spaceId: site.spaceId('TIDE'),
      version: site.model.state.contents.get(row.contentId)?.versions.length,
      bytes: Buffer.byteLength(file?.content ?? ''),
    });
    expect(Math.abs(row.at - site.clock.now())).toBeLessThan(60_000);
  }
});

test('an edit, a rename, a move and a withdrawal each leave a row', async () => {
  const { accountId } = ada;
  const id = site.id('Log 2');
  site.model.updatePage(accountId, id, { body: '<p>Rough.</p>' });
  await site.settle();
  expect(last('Log 2')).toMatchObject({
    kind: 'update',
    outcome: 'done',
    cause: 'edit',
    version: site.model.state.contents.get(id)?.versions.length,
  });
  expect(last('Log 2')?.bytes).toBe(Buffer.byteLength(site.text('Log 2') ?? ''));

  site.model.movePage(accountId, id, { parentId: site.id('Station South') });
  await site.settle();
  expect(last('Log 2')).toMatchObject({ kind: 'move', outcome: 'done', cause: 'move', bytes: 0 });

  site.model.addComment(accountId, { contentId: id, body: '<p>Really?</p>' });
  await site.settle();
  expect(last('Log 2')).toMatchObject({ kind: 'update', cause: 'comment' });

  site.model.addLabel(accountId, id, 'rough');
  await site.settle();
  expect(last('Log 2')).toMatchObject({ kind: 'update', cause: 'label' });

  const fileIds = site.ledger('Log 2')?.files.map((file) => file.id);
  site.model.trashPage(accountId, id);
  await site.tick();
  expect(last('Log 2')).toMatchObject({ kind: 'withdraw', outcome: 'done', reason: 'trashed', fileIds });
});

test('what is done to the repository and what the activity says are the same', async () => {
  site.model.updatePage(ada.accountId, site.id('Log 1'), { title: 'Log one' });
  await site.settle();
  site.model.restrictRead(ada.accountId, site.id('Station North'), { users: [ada.accountId], groups: [] });
  await site.tick();
  await site.call('excludeSpace', { spaceId: site.spaceId('TIDE') });
  await site.settle();
  const told = new Set(site.activity().flatMap(({ fileIds }) => fileIds));
  const touched = new Set(seen.filter(isOfContent).map(({ id }) => id));
  expect([...touched].sort()).toEqual([...told].sort());
  const deleted = seen.filter((event) => isOfContent(event) && event.kind === 'deleted').map(({ id }) => id);
  const withdrawn = site
    .activity()
    .filter(({ kind }) => kind === 'withdraw')
    .flatMap(({ fileIds }) => fileIds);
  expect(withdrawn.sort()).toEqual(deleted.sort());
  const sent = site.sent.requests
    .filter(({ method, path, body }) => ['POST', 'PUT'].includes(method) && path.startsWith('/v1/files') && !body.includes('About this'))
    .reduce((sum, { body }) => sum + Buffer.byteLength((JSON.parse(body) as { content: string }).content), 0);
  expect(site.activity().reduce((sum, { bytes }) => sum + bytes, 0)).toBe(sent);
});

test('the admin sees it, with titles looked up as the admin, filtered by space, kind and outcome', async () => {
  const { rows } = await site.call('listActivity', { spaceId: site.spaceId('TIDE'), kind: 'create' });
  expect(rows.length).toBe(site.activity().filter(({ kind }) => kind === 'create').length);
  expect(rows.map(({ title }) => title)).toContain('Station South');
  expect((await site.call('listActivity', { outcome: 'failed' })).rows).toEqual([]);
});
