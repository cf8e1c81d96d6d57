/** One content is read whole from the database: the search index saves calls, and its lag never shows. */
import { createHash } from 'node:crypto';
import { appUser } from '../../local/people';
import { connectConfluence, type Reading } from '../../src/confluence';
import { openSite, start, type TestSite, writer } from './site';

let site: TestSite;
const open = async (settings: Parameters<typeof openSite>[0] = {}) => {
  site = await openSite(settings);
  return site;
};
afterEach(() => site.close());

function found(reading: Reading) {
  if (reading.kind !== 'found') throw new Error(`Expected content, not ${reading.evidence}`);
  return reading;
}

test('a page comes with labels, comments and replies, tasks, restriction and ancestors', async () => {
  const { confluence, page, spaceId, idOf, model } = await open();
  const { snapshot, ancestors } = found(await confluence.read(page('Runbook'), spaceId('ENG')));
  const { content } = snapshot;
  expect(content).toMatchObject({ type: 'page', title: 'Runbook', status: 'current', spaceId: spaceId('ENG'), parentId: idOf('Home') });
  expect(content.labels).toEqual(['alpha', 'ops']);
  expect(content.body).toEqual({ format: 'storage', value: model.state.contents.get(content.id)?.body });
  expect(snapshot.readAt).toBe(start);
  expect(snapshot.restriction).toEqual({ kind: 'none' });
  expect(snapshot.tasks.map((task) => [task.localId, task.status])).toEqual([
    ['1', 'incomplete'],
    ['2', 'complete'],
  ]);
  expect(ancestors).toEqual([{ id: idOf('Home'), type: 'page', title: 'Home', parentId: null, restriction: { kind: 'none' }, labels: [] }]);
  const texts = new Map(snapshot.comments.map((comment) => [comment.id, comment.body.value]));
  expect(snapshot.comments.map((comment) => [comment.kind, comment.body.value, texts.get(comment.parentId ?? '') ?? null]).sort()).toEqual([
    ['footer', '<p>Answer to the answer</p>', '<p>Answer</p>'],
    ['footer', '<p>Answer</p>', '<p>First</p>'],
    ['footer', '<p>First</p>', null],
    ['footer', '<p>Second</p>', null],
    ['inline', '<p>See the list</p>', '<p>Which number?</p>'],
    ['inline', '<p>Which number?</p>', null],
  ]);
  expect(snapshot.comments.find((comment) => comment.body.value === '<p>Which number?</p>')).toMatchObject({
    resolution: 'resolved',
    quote: 'duty engineer',
  });
});

test('an edit costs at most 7 calls, names included, and one for each comment that has replies', async () => {
  const { confluence, page, callsOf, spaceId } = await open();
  const { value, calls } = await callsOf(async () => {
    const reading = found(await confluence.read(page('Runbook'), spaceId('ENG')));
    const { content, comments, tasks } = reading.snapshot;
    const people = [content.authorId, ...comments.map((comment) => comment.authorId), ...tasks.map((task) => task.assignedTo)];
    return { reading, names: await confluence.names(people.filter((id) => id !== null)) };
  });
  const parents = new Set(value.reading.snapshot.comments.map((comment) => comment.parentId).filter((id) => id !== null));
  expect(parents.size).toBe(3);
  expect(calls.length).toBeLessThanOrEqual(7 + parents.size);
  expect(value.names.size).toBeGreaterThan(0);
});

test('a page without comments costs 6 calls', async () => {
  const { confluence, page, callsOf, spaceId } = await open();
  const { calls } = await callsOf(() => confluence.read(page('Deep'), spaceId('ENG')));
  expect(calls).toHaveLength(6);
});

test('counts the points that Confluence counts', async () => {
  const { confluence, page, local, calls, spaceId } = await open();
  await confluence.read(page('Runbook'), spaceId('ENG'));
  await confluence.read(page('Shared with the app'), spaceId('ENG'));
  await confluence.list(spaceId('ENG'), null);
  expect(calls.reduce((sum, call) => sum + call.points, 0)).toBe(local.meter.total().points);
});

test('what the search index does not know yet is read all the same', async () => {
  const { confluence, model, spaceId, idOf } = await open({ indexLagMs: 3_600_000 });
  const made = model.createPage(writer.accountId, {
    spaceId: spaceId('ENG'),
    parentId: idOf('Drawer'),
    title: 'Fresh',
    body: '<p>New</p>',
  });
  const comment = model.addComment(writer.accountId, { contentId: made.id, body: '<p>Fresh comment</p>' });
  const reply = model.reply(writer.accountId, comment.id, '<p>Fresh reply</p>');
  model.reply(writer.accountId, reply.id, '<p>Fresh reply to the reply</p>');
  model.restrictRead(writer.accountId, made.id, { users: [], groups: ['confluence-users'] });
  const { snapshot, ancestors } = found(await confluence.read({ id: made.id, type: 'page' }, spaceId('ENG')));
  expect(snapshot.comments.map((one) => one.body.value).sort()).toEqual([
    '<p>Fresh comment</p>',
    '<p>Fresh reply to the reply</p>',
    '<p>Fresh reply</p>',
  ]);
  expect(snapshot.restriction).toEqual({ kind: 'some', users: [], groups: ['confluence-users'] });
  expect(ancestors.map((one) => [one.title, one.type])).toEqual([
    ['Drawer', 'folder'],
    ['Home', 'page'],
  ]);
});

test('a reply to an old comment is seen although the index does not have it', async () => {
  const { confluence, model, page, spaceId } = await open({ indexLagMs: 3_600_000 });
  const second = [...model.state.comments.values()].find((one) => one.body === '<p>Second</p>');
  model.reply(writer.accountId, second?.id ?? '', '<p>Late</p>');
  const { snapshot } = found(await confluence.read(page('Runbook'), spaceId('ENG')));
  expect(snapshot.comments.map((one) => one.body.value)).toContain('<p>Late</p>');
});

test('replies are read where v1 tells of none, once the index has them', async () => {
  const { confluence, page, spaceId } = await open({ commentsTellReplies: false });
  const { snapshot } = found(await confluence.read(page('Runbook'), spaceId('ENG')));
  expect(snapshot.comments.map((one) => one.body.value).sort()).toEqual([
    '<p>Answer to the answer</p>',
    '<p>Answer</p>',
    '<p>First</p>',
    '<p>Second</p>',
    '<p>See the list</p>',
    '<p>Which number?</p>',
  ]);
});

test('ancestors come with their own restrictions, nearest first', async () => {
  const { confluence, page, idOf, callsOf } = await open();
  const expected = [
    {
      id: idOf('Shared with the app'),
      type: 'page',
      title: 'Shared with the app',
      parentId: idOf('Home'),
      restriction: { kind: 'some', users: [expect.any(String)], groups: ['engineering'] },
      labels: [],
    },
    { id: idOf('Home'), type: 'page', title: 'Home', parentId: null, restriction: { kind: 'none' }, labels: [] },
  ];
  expect(found(await confluence.read(page('Below shared'), null)).ancestors).toEqual(expected);
  const { value, calls } = await callsOf(() => confluence.ancestors(idOf('Below shared')));
  expect(value).toEqual(expected);
  expect(calls).toHaveLength(2);
});

test('never expands the restrictions of ancestors, which fails the whole batch (CONFCLOUD-77618)', async () => {
  const { confluence, page, paths } = await open({ ancestorsRestrictionsFail: true });
  await confluence.read(page('Below shared'), null);
  await confluence.readMany([page('Below shared')], {});
  await confluence.facts([page('Below shared')]);
  expect(paths.some((path) => path.includes('restrictions'))).toBe(true);
  expect(paths.filter((path) => /ancestors\.restrictions|descendants/.test(path))).toEqual([]);
});

test('a page that is moved between two answers carries the restrictions of where it was and of where it is', async () => {
  const { options, model, page, idOf } = await open();
  const { id } = page('Deep');
  const plain = options(appUser);
  let told = () => {};
  const chainIsTold = new Promise<void>((resolve) => {
    told = resolve;
  });
  const request: typeof plain.request = async (path, init) => {
    if (path.includes(`/pages/${id}?`)) {
      await chainIsTold;
      model.movePage(writer.accountId, id, { parentId: idOf('Shared with the app') });
    }
    const answer = await plain.request(path, init);
    if (path.includes(`/pages/${id}/ancestors`)) told();
    return answer;
  };
  const { ancestors } = found(await connectConfluence({ ...plain, request }).read(page('Deep'), null));
  expect(ancestors.map(({ title, restriction }) => [title, restriction === 'unknown' ? restriction : restriction.kind])).toEqual([
    ['Shared with the app', 'some'],
    ['Runbook', 'none'],
    ['Home', 'none'],
  ]);
});

test('a blog post is read as one, without ancestors', async () => {
  const { confluence, post, page, spaceId, callsOf } = await open();
  const { value, calls } = await callsOf(() => confluence.read(post('Launch'), spaceId('ENG')));
  const { snapshot, ancestors } = found(value);
  expect(snapshot.content).toMatchObject({ type: 'blogpost', title: 'Launch', parentId: null, parentType: null, labels: ['news'] });
  expect(snapshot.comments.map((one) => one.body.value)).toEqual(['<p>Well done</p>', '<p>Thanks</p>']);
  expect(snapshot.tasks).toHaveLength(1);
  expect(ancestors).toEqual([]);
  expect(calls).toHaveLength(6);
  expect(await confluence.read({ ...page('Launch') }, spaceId('ENG'))).toMatchObject({ kind: 'absent' });
});

test('after an edit, a comment is by its last writer', async () => {
  const { confluence, model, page, clock } = await open();
  const second = [...model.state.comments.values()].find((one) => one.body === '<p>Second</p>');
  clock.advance(60_000);
  model.editComment(writer.accountId, second?.id ?? '', '<p>Second thoughts</p>');
  const { snapshot } = found(await confluence.read(page('Runbook'), null));
  expect(snapshot.comments.find((one) => one.id === second?.id)).toMatchObject({
    authorId: writer.accountId,
    at: new Date(start + 60_000).toISOString(),
    body: { format: 'storage', value: '<p>Second thoughts</p>' },
  });
});

test('a page whose storage is blank is read as ADF, for one call more', async () => {
  const { confluence, model, page, callsOf } = await open();
  const content = model.state.contents.get(page('Deep').id);
  if (content) content.blankStorage = true;
  const { value, calls } = await callsOf(() => confluence.read(page('Deep'), null));
  const { content: read } = found(value).snapshot;
  expect(read.body.format).toBe('adf');
  expect(read.body.value).toContain('Deep down');
  expect(calls).toHaveLength(7);
  const many = await confluence.readMany([page('Deep'), page('Runbook')], {});
  expect(many.snapshots.map((one) => one.content).find((one) => one.id === read.id)).toEqual(read);
  expect(many.snapshots.map((one) => one.content.body.format).sort()).toEqual(['adf', 'storage']);
});

test('all labels of a page are read, also more than come with it', async () => {
  const { confluence, model, page } = await open();
  const names = Array.from({ length: 60 }, (_, at) => createHash('md5').update(`${at}`).digest('hex'));
  for (const name of names) model.addLabel(writer.accountId, page('Deep').id, name);
  expect(found(await confluence.read(page('Deep'), null)).snapshot.content.labels).toEqual([...names].sort());
  expect((await confluence.readMany([page('Deep')], {})).snapshots[0]?.content.labels).toEqual([...names].sort());
});

describe('absence needs proof', () => {
  test('trashed: the content says so', async () => {
    const { confluence, page, spaceId, clock } = await open();
    expect(await confluence.read(page('Bin'), spaceId('ENG'))).toEqual({ kind: 'absent', evidence: 'trashed', readAt: clock.now() });
  });

  test('restricted, itself or above: not visible, as what is deleted', async () => {
    const { confluence, page, spaceId } = await open();
    for (const ref of [page('Secret'), page('Below secret'), { id: '999999999', type: 'page' as const }]) {
      expect(await confluence.read(ref, spaceId('ENG'))).toMatchObject({ kind: 'absent', evidence: 'not-visible' });
    }
  });

  test('the space is gone', async () => {
    const { confluence, model, page, spaceId } = await open();
    const [ref, space] = [page('Runbook'), spaceId('ENG')];
    model.deleteSpace(writer.accountId, space);
    expect(await confluence.read(ref, space)).toMatchObject({ kind: 'absent', evidence: 'space-gone' });
  });

  test('a failing Confluence proves nothing', async () => {
    const { confluence, page, spaceId, settings } = await open();
    settings.serverErrors = 1;
    await expect(confluence.read(page('Secret'), spaceId('ENG'))).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(confluence.read(page('Runbook'), spaceId('ENG'))).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('a refused sign-in proves nothing', async () => {
    const { page, spaceId, options } = await open();
    const refused = connectConfluence(options({ ...writer, token: 'wrong' }));
    await expect(refused.read(page('Runbook'), spaceId('ENG'))).rejects.toMatchObject({ kind: 'unauthorized' });
  });
});
