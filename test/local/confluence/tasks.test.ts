/** Tasks are read out of the body. There is no filter by modification. */
import { tasksInBody, withTaskStatus } from '../../../local/confluence/model/tasks';
import { ada, openSite, siteOf, type TestSite, taskList, tomas } from './site';

const nested =
  '<ac:task-list><ac:task><ac:task-id>5</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>Outer' +
  '<ac:task-list><ac:task><ac:task-id>6</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Inner</ac:task-body></ac:task></ac:task-list>' +
  '</ac:task-body></ac:task></ac:task-list>';

describe('the body', () => {
  test('gives nested tasks each with its own words', () => {
    expect(tasksInBody(nested).map(({ localId, status, body }) => [localId, status, body])).toEqual([
      ['5', 'complete', 'Outer'],
      ['6', 'incomplete', 'Inner'],
    ]);
  });
  test('is changed at the one task that is ticked', () => {
    expect(withTaskStatus(nested, '6', 'complete')).toBe(nested.replace('incomplete', 'complete'));
    expect(tasksInBody(withTaskStatus(nested, '5', 'incomplete') ?? '').map((task) => task.status)).toEqual(['incomplete', 'incomplete']);
    expect(withTaskStatus(nested, '7', 'complete')).toBeNull();
  });
});

describe('GET /tasks', () => {
  let site: TestSite;
  beforeEach(async () => {
    const assigned = `Call <ac:link><ri:user ri:account-id="${tomas.accountId}" /></ac:link> by <time datetime="2026-12-01" />`;
    site = await openSite(
      siteOf([{ title: 'Work', body: taskList([1, assigned], [2, 'Done', 'complete'], [3, '']) }], {
        blogposts: [{ title: 'Post', body: taskList([1, 'Of a post']) }],
      }),
    );
  });
  afterEach(() => site.close());

  const count = async (query: string) => (await site.all(`/wiki/api/v2/tasks?${query}`)).length;

  test('tells assignee, due date and the number in the page', async () => {
    const task = await site.first(`/wiki/api/v2/tasks?page-id=${site.id('Work')}&body-format=storage`);
    expect(task).toMatchObject({ localId: '1', status: 'incomplete', assignedTo: tomas.accountId, dueAt: '2026-12-01T00:00:00.000Z' });
    expect(task.body.storage.value).toContain('Call');
    expect(typeof task.id).toBe('string');
  });

  test('filters by space, page, post, people, status, blankness and time in milliseconds', async () => {
    expect(await count('')).toBe(4);
    expect(await count(`space-id=${site.spaceId()}`)).toBe(4);
    expect(await count(`page-id=${site.id('Work')}`)).toBe(3);
    expect(await count(`blogpost-id=${site.id('Post')}`)).toBe(1);
    expect(await count(`page-id=${site.id('Post')}`)).toBe(0);
    expect(await count(`page-id=${site.id('Work')}&blogpost-id=${site.id('Post')}`)).toBe(4);
    expect(await count('status=complete')).toBe(1);
    expect(await count(`assigned-to=${encodeURIComponent(tomas.accountId)}`)).toBe(1);
    expect(await count('include-blank-tasks=false')).toBe(3);
    expect(await count(`due-at-from=${Date.parse('2026-12-01')}&due-at-to=${Date.parse('2026-12-01')}`)).toBe(1);
    expect(await count(`due-at-from=${Date.parse('2026-12-02')}`)).toBe(0);
    expect((await site.ask('/wiki/api/v2/tasks?completed-at-from=yesterday')).status).toBe(400);
  });

  test('a tick is in the body, makes a version, and tells the task alone', async () => {
    const task = await site.first(`/wiki/api/v2/tasks?page-id=${site.id('Work')}`);
    const before = site.clock.now();
    site.clock.advance(1_000);
    site.model.toggleTask(ada.accountId, task.id);
    expect(site.told()).toEqual(['updated:task']);
    const ticked = await site.first(`/wiki/api/v2/tasks?completed-at-from=${before + 1}`);
    expect(ticked).toMatchObject({ id: task.id, completedBy: ada.accountId });
    const { body } = await site.ask(`/wiki/api/v2/pages/${site.id('Work')}?body-format=storage`);
    expect(body.version.number).toBe(3);
    expect(body.body.storage.value).toContain('<ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status>');
  });

  test('an edit of the page makes, changes and removes tasks, and tells each', () => {
    site.model.updatePage(ada.accountId, site.id('Work'), { body: taskList([1, 'Other words'], [2, 'Done', 'complete'], [9, 'New']) });
    expect(site.told()).toEqual(['updated:page', 'updated:task', 'created:task', 'removed:task']);
  });
});
