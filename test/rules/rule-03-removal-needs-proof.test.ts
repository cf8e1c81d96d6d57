/**
 * Rule 3: removal needs proof. A failed read is not absence; an incomplete listing removes nothing; a run that would withdraw more than
 * max(20, 10 %) of a space stops and asks a person.
 */
import { ada, openMirrored, openSite, type TestSite } from '../site';
import { bigSpace, openTides } from '../tides';

describe('what is no proof', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await openMirrored();
  }, 180_000);
  afterAll(() => site?.stop());
  afterEach(() => {
    site.asked.interfere = () => null;
  });

  test.each([
    ['500 answers', 500],
    ['403 answers', 403],
    ['401 answers', 401],
    ['answers of another service', 200],
  ])(
    '%s to all reads remove nothing, however long they last',
    async (_, status) => {
      const before = site.repository();
      // On 5xx the app tries each call again, which takes real time: there it is the page itself alone.
      const fails = (path: string) => status !== 500 || path.includes(`/pages/${site.id('Log 2')}?`);
      site.asked.interfere = ({ path }) => (fails(path) ? { status, body: { message: 'Not today.' } } : null);
      site.host.deliver({
        eventType: 'avi:confluence:updated:page',
        content: { id: site.id('Log 2'), type: 'page', space: { id: Number(site.spaceId('TIDE')) } },
      });
      await site.settle();
      await site.tick(90);
      expect(site.repository()).toEqual(before);
      site.asked.interfere = () => null;
      await site.tick(150);
      expect(site.repository()).toEqual(before);
    },
    90_000,
  ); // The app's own tries wait in real time.

  test('a listing that breaks off removes nothing', async () => {
    const before = site.repository();
    site.asked.interfere = ({ path }) => (/\/spaces\/\d+\/blogposts/.test(path) ? { status: 500 } : null);
    await site.call('startRun', { kind: 'sweep' });
    await site.settle();
    expect(site.repository()).toEqual(before);
    site.asked.interfere = () => null;
    await site.tick();
    expect((await site.call('listRuns')).runs[0]).toMatchObject({ kind: 'sweep', state: 'done', withdrawn: 0 });
    expect(site.repository()).toEqual(before);
  });

  test('a listing that leaves something out removes nothing, since each is asked for itself', async () => {
    const before = site.repository();
    site.asked.interfere = ({ path }) => (/\/spaces\/\d+\/pages/.test(path) ? { status: 200, body: { results: [], _links: {} } } : null);
    await site.call('startRun', { kind: 'sweep' });
    await site.settle();
    expect((await site.call('listRuns')).runs[0]).toMatchObject({ state: 'done', withdrawn: 0 });
    expect(site.repository()).toEqual(before);
    expect(openTides.filter((title) => site.text(title) === null)).toEqual([]);
  });
});

describe('the guard', () => {
  let site: TestSite;
  beforeEach(async () => {
    site = await openSite({ seed: bigSpace(40) });
    await site.mirror('BIG', 'TINY');
  }, 180_000);
  afterEach(() => site?.stop());

  const leavesThere = () => Object.keys(site.repository()).filter((path) => path.includes('Leaf')).length;
  const hide = (count: number) => {
    for (let at = 1; at <= count; at += 1)
      site.model.restrictRead(ada.accountId, site.id(`Leaf ${at}`), { users: [ada.accountId], groups: [] });
  };
  const sweep = async () => {
    await site.call('startRun', { kind: 'sweep', spaceId: site.spaceId('BIG') });
    await site.settle();
    const run = (await site.call('listRuns')).runs.find(({ kind }) => kind === 'sweep');
    if (!run) throw new Error('There is no sweep.');
    return run;
  };

  test('twenty go without a word', async () => {
    hide(20);
    expect(await sweep()).toMatchObject({ state: 'done', withdrawn: 20 });
    expect(leavesThere()).toBe(20);
  });

  test('twenty-one wait for a person; once approved they go', async () => {
    hide(21);
    const asking = await sweep();
    expect(asking).toMatchObject({ state: 'asking', withdrawn: 0 });
    expect(asking.note).toContain('21 of the 41');
    expect(leavesThere()).toBe(40);
    await site.call('controlRun', { runId: asking.id, action: 'approve' });
    await site.settle();
    expect((await site.call('listRuns')).runs.find(({ id }) => id === asking.id)).toMatchObject({ state: 'done', withdrawn: 21 });
    expect(leavesThere()).toBe(19);
  });

  test('refused, nothing goes', async () => {
    hide(21);
    const asking = await sweep();
    await site.call('controlRun', { runId: asking.id, action: 'cancel' });
    await site.settle();
    expect(leavesThere()).toBe(40);
  });

  test('a sweep of one space removes nothing of another', async () => {
    hide(20);
    await sweep();
    expect(site.text('Tiny home')).toContain('One page.');
  });
});
