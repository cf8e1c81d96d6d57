/** Many contents are read with few calls and come out as they would one by one; what is not established is said to be unsure. */
import { bigSite } from '../../local/confluence';
import { appUser } from '../../local/people';
import { connectConfluence } from '../../src/confluence';
import type { ContentRef, Snapshot } from '../../src/content';
import { openSite, type TestSite, writer } from './site';

let site: TestSite;
const open = async (...options: Parameters<typeof openSite>) => {
  site = await openSite(...options);
  return site;
};
afterEach(() => site.close());

const names = ['Home', 'Runbook', 'Deep', 'In the drawer', 'Old', 'Shared with the app', 'Below shared', 'Notes'];
const withoutTime = ({ readAt: _, ...rest }: Snapshot) => rest;
const ids = (refs: ContentRef[]) => refs.map((ref) => ref.id).sort();

test('gives the same as reading one by one, comments included', async () => {
  const { confluence, page, post } = await open();
  const refs = [...names.map(page), post('Launch')];
  const many = await confluence.readMany(refs, {});
  expect(many).toMatchObject({ unsure: [], absent: [] });
  expect(many.snapshots.reduce((sum, one) => sum + one.comments.length, 0)).toBe(8);
  for (const ref of refs) {
    const one = await confluence.read(ref, null);
    if (one.kind !== 'found') throw new Error(`${ref.id} is absent`);
    const bulk = many.snapshots.find((snapshot) => snapshot.content.id === ref.id);
    expect(bulk && withoutTime(bulk)).toEqual(withoutTime(one.snapshot));
    expect(many.ancestors.get(ref.id)).toEqual(one.ancestors.map(({ id, type, title }) => ({ id, type, title })));
  }
});

test('the same in small pieces, and where lists end with a next link to nothing', async () => {
  const { confluence, page, post, settings } = await open();
  const refs = [...names.map(page), post('Launch')];
  const whole = await confluence.readMany(refs, {});
  expect(await confluence.readMany(refs, { limit: 2 })).toEqual(whole);
  settings.trailingNext = true;
  expect(await confluence.readMany([...refs, ...refs], { limit: 3 })).toEqual(whole);
});

test('says that it read before the index may have lagged', async () => {
  const { confluence, page, clock } = await open();
  const { snapshots } = await confluence.readMany([page('Home')], {});
  expect(snapshots[0]?.readAt).toBe(clock.now() - 5 * 60_000);
});

test('what the index does not have yet is unsure, not guessed', async () => {
  const { confluence, model, page, spaceId } = await open({ indexLagMs: 3_600_000 });
  const fresh = model.createPage(writer.accountId, { spaceId: spaceId('ENG'), title: 'Fresh', body: '<p>New</p>' });
  const commented = page('Deep');
  const comment = model.addComment(writer.accountId, { contentId: commented.id, body: '<p>Fresh</p>' });
  model.reply(writer.accountId, comment.id, '<p>Reply</p>');
  const many = await confluence.readMany([{ id: fresh.id, type: 'page' }, commented, page('Runbook')], {});
  expect(ids(many.unsure)).toEqual([fresh.id, commented.id].sort());
  expect(many.snapshots.map((one) => one.content.id)).toEqual([page('Runbook').id]);
  expect([...many.ancestors.keys()]).toEqual([page('Runbook').id]);
});

test('a reply that the index has without its comment makes the content unsure', async () => {
  const { confluence, model, page, settings, clock } = await open({ indexLagMs: 1_000 });
  const comment = model.addComment(writer.accountId, { contentId: page('Deep').id, body: '<p>First</p>' });
  model.reply(writer.accountId, comment.id, '<p>Reply</p>');
  clock.advance(2_000);
  model.deleteComment(writer.accountId, comment.id);
  settings.indexLagMs = 3_600_000;
  const many = await confluence.readMany([page('Deep')], {});
  // The index still lists what is gone; whichever way Confluence answers then, half a thread is not given.
  for (const { comments } of many.snapshots) {
    for (const one of comments) expect(one.parentId === null || comments.some((other) => other.id === one.parentId)).toBe(true);
  }
  expect(many.snapshots.length + many.unsure.length).toBe(1);
});

test('comments that do not say where they stand make all unsure, and none is lost', async () => {
  const { options, page } = await open();
  const asApp = options(appUser);
  const confluence = connectConfluence({
    ...asApp,
    async request(path, init) {
      const answer = await asApp.request(path, init);
      if (!decodeURIComponent(path).includes('type=comment')) return answer;
      const body = (await answer.text()).replaceAll('"container"', '"other"');
      return { status: answer.status, headers: answer.headers, text: async () => body };
    },
  });
  const many = await confluence.readMany([page('Runbook'), page('Deep')], {});
  expect(many).toMatchObject({ snapshots: [], unsure: [page('Runbook'), page('Deep')] });
});

test('trashed, invisible and unknown contents are absent, and so is a page asked for as a blog post', async () => {
  const { confluence, page, post } = await open();
  const refs = [
    page('Bin'),
    page('Secret'),
    page('Below secret'),
    { ...page('Home'), type: 'blogpost' as const },
    page('Launch'),
    post('Launch'),
  ];
  const many = await confluence.readMany(refs, {});
  expect(many.absent.map((ref) => `${ref.type} ${ref.id}`).sort()).toEqual(
    refs
      .slice(0, 5)
      .map((ref) => `${ref.type} ${ref.id}`)
      .sort(),
  );
  expect(many.snapshots.map((one) => one.content.title)).toEqual(['Launch']);
  expect(many.unsure).toEqual([]);
});

test('a search that fails for large bodies is asked for fewer (CONFCLOUD-76433)', async () => {
  const { confluence, page, settings, callsOf } = await open();
  const whole = await confluence.readMany(names.map(page), {});
  settings.searchBodyLimit = 20;
  const { value, calls } = await callsOf(() => confluence.readMany(names.map(page), {}));
  expect(value).toEqual(whole);
  expect(calls.filter((call) => call.status >= 500)).toHaveLength(3);
});

test('a backfill of 1,000 pages with 7 comments and 2 tasks each costs at most 0.3 calls a page, listing included', async () => {
  const { confluence, callsOf, model, local } = await open({}, bigSite({ spaces: 1, pages: 1000, comments: 7, tasks: 2, bytes: 800 }));
  const [spaceId = ''] = [...model.state.spaces.keys()];
  const { value, calls } = await callsOf(async () => {
    const refs: ContentRef[] = [];
    let cursor: string | null = null;
    do {
      const page = await confluence.list(spaceId, cursor);
      refs.push(...page.items.map(({ id, type }) => ({ id, type })));
      cursor = page.cursor;
    } while (cursor !== null);
    let comments = 0;
    let tasks = 0;
    let read = 0;
    for (let at = 0; at < refs.length; at += 100) {
      const many = await confluence.readMany(refs.slice(at, at + 100), {});
      expect(many).toMatchObject({ unsure: [], absent: [] });
      read += many.snapshots.length;
      for (const snapshot of many.snapshots) {
        comments += snapshot.comments.length;
        tasks += snapshot.tasks.length;
      }
    }
    return { listed: refs.length, read, comments, tasks };
  });
  expect(value).toEqual({ listed: 1000, read: 1000, comments: 7000, tasks: 2000 });
  expect(calls.length / 1000).toBeLessThanOrEqual(0.3);
  expect(calls.reduce((sum, call) => sum + call.points, 0)).toBe(local.meter.total().points);
});

test('a page whose chain of ancestors lacks a folder is unsure; where the chain is whole it costs a call for all and one for each folder', async () => {
  const { confluence, model, page, idOf, spaceId, settings, callsOf } = await open();
  const ref = (title: string, parentId: string) => {
    const { id } = model.createPage(writer.accountId, { spaceId: spaceId('ENG'), title, body: '<p>Low.</p>', parentId });
    return { id, type: 'page' as const };
  };
  const low = [ref('Low', page('In the drawer').id), ref('Low, too', page('In the drawer').id)];
  const { calls, value: result } = await callsOf(() => confluence.readMany([...low, page('Runbook')], {}));
  expect(result.unsure).toEqual([]);
  expect(result.ancestors.get(low[0]?.id ?? '')?.map((node) => node.id)).toEqual([
    page('In the drawer').id,
    idOf('Drawer'),
    expect.any(String),
  ]);
  expect(calls.filter((call) => call.operation === 'folders.get')).toHaveLength(1);
  expect(calls.length).toBeLessThanOrEqual(7);
  settings.foldersMissingAbove = true;
  const many = await confluence.readMany([...low, page('Runbook'), page('In the drawer')], {});
  expect(ids(many.unsure)).toEqual(ids(low));
  expect(ids(many.snapshots.map((one) => one.content))).toEqual(ids([page('Runbook'), page('In the drawer')]));
});
