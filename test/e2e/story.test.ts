/**
 * Acceptance 3 of the first issue, in a browser: a site admin connects, includes a space and watches it fill; then an author edits, comments,
 * answers, ticks a task, moves, restricts and trashes pages in the wiki, and each is seen in the repository.
 */
import { openStage, type Stage } from './stage';
import {
  askToInclude,
  comment,
  connect,
  edit,
  includeSpace,
  mirrored,
  move,
  openAdmin,
  openPage,
  openTab,
  pagesWithTasks,
  reply,
  restrict,
  runTick,
  tickTask,
  trash,
  until,
  untilMirrored,
  wikiOf,
} from './story';

jest.setTimeout(120_000);

let stage: Stage;
/** A page to edit, one to restrict, one to trash. */
let subjects: string[] = [];
const subject = (at: number) => subjects[at] ?? '';

beforeAll(async () => {
  stage = await openStage();
}, 300_000);
// Nobody clicks as fast as a test does, and Forge's store counts by the minute.
beforeEach(() => stage.site.pass(60_000));
afterAll(async () => {
  // A failed start leaves nothing to close.
  await stage?.close();
});

test("the admin page stands in the site's settings, not connected yet, and axe finds nothing", async () => {
  await openAdmin(stage);
  await stage.app.getByRole('heading', { name: 'Connect to Qontext' }).waitFor();
  expect(await stage.axeApp()).toEqual([]);
  expect(await stage.axePage()).toEqual([]);
});

test('a wrong key is refused and nothing is saved', async () => {
  await stage.app.getByLabel('API key of the Qontext workspace').fill('q_sk_wrong');
  await stage.app.getByRole('button', { name: 'Connect', exact: true }).click();
  await stage.app.getByRole('alert').filter({ hasText: /key/i }).waitFor();
  expect((await stage.site.app.connection()).state).toBe('disconnected');
});

test('the admin connects with the key', async () => {
  await connect(stage);
  const flag = await stage.page.locator('.frame-flag', { hasText: 'Connected to Qontext' }).boundingBox();
  const frame = await stage.page.locator('iframe').boundingBox();
  expect((flag?.x ?? 0) + (flag?.width ?? Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(frame?.x ?? 0);
  expect(await stage.site.app.connection()).toMatchObject({ state: 'connected', workspaceName: 'Northwind Tides' });
  expect(await stage.page.content()).not.toContain(stage.site.apiKey);
  expect(await stage.axeApp()).toEqual([]);
});

test('includes a space, and watches it fill', async () => {
  await openTab(stage, 'Spaces');
  await askToInclude(stage, 'Engineering');
  expect(await stage.axeApp()).toEqual([]);
  const toSend = Number(await stage.app.locator('.forecast dl > div', { hasText: 'To be sent' }).locator('dd').textContent());
  await stage.app.getByRole('button', { name: 'Cancel', exact: true }).click();
  expect(await stage.site.app.runs()).toEqual([]);
  await includeSpace(stage, 'Engineering');
  await stage.app.getByRole('region', { name: 'Backfill of ENG' }).or(stage.app.getByLabel('Backfill of ENG')).first().waitFor();
  expect(await stage.axeApp()).toEqual([]);
  await untilMirrored(stage, 'ENG');
  const files = await stage.site.repository.list();
  expect(files.length).toBeGreaterThan(50);
  expect(files.every((file) => file.path.includes('(ENG)') || file.path.endsWith('About this source.md'))).toBe(true);
  const row = stage.app.getByRole('row').filter({ hasText: 'Engineering' });
  const [run] = await stage.site.app.runs();
  await row.getByRole('cell', { name: String(run?.sent), exact: true }).waitFor();
  // The forecast knows nothing of restrictions.
  expect(toSend).toBe((run?.sent ?? 0) + (run?.out ?? 0));
  subjects = (await pagesWithTasks(stage, 'ENG')).slice(0, 3);
  expect(subjects).toHaveLength(3);
});

test('an edit, a comment and its answer are in the repository', async () => {
  await openPage(stage, subject(0));
  await edit(stage, 'The harbour master asked for this sentence.');
  await until('the edit', async () => (await mirrored(stage, subject(0))).text.includes('The harbour master asked for this sentence.'));
  await comment(stage, 'Is the winter covered as well?');
  await until('the comment', async () => (await mirrored(stage, subject(0))).text.includes('Is the winter covered as well?'));
  await reply(stage, 'Is the winter covered as well?', 'It is, from November on.');
  await until('the answer', async () => (await mirrored(stage, subject(0))).text.includes('It is, from November on.'));
});

test('a ticked task is ticked in the repository', async () => {
  const done = async () => ((await mirrored(stage, subject(0))).text.match(/\[x\]/g) ?? []).length;
  const before = await done();
  await openPage(stage, subject(0));
  const words = await tickTask(stage);
  expect(words).not.toBe('');
  await until(`the task "${words}"`, async () => (await done()) > before);
});

test('a moved page lies below its new parent', async () => {
  const { state } = wikiOf(stage).model;
  const old = state.contents.get(subject(0))?.parentId;
  const parent = [...state.contents.values()].find(
    (one) =>
      one.kind === 'page' &&
      one.id !== old &&
      one.id !== subject(0) &&
      one.spaceId === state.contents.get(subject(0))?.spaceId &&
      one.status === 'current' &&
      one.read === null,
  );
  await openPage(stage, subject(0));
  await move(stage, parent?.id ?? '');
  await until('the move', async () => (await mirrored(stage, subject(0))).path?.split('/').at(-2)?.endsWith(`(${parent?.id})`) ?? false);
});

test('a page that becomes restricted is withdrawn by the next tick', async () => {
  await openPage(stage, subject(1));
  await restrict(stage);
  await runTick(stage);
  await until('the withdrawal', async () => (await mirrored(stage, subject(1))).path === null);
});

test('a page in the trash is withdrawn by the next tick', async () => {
  await openPage(stage, subject(2));
  await trash(stage);
  await runTick(stage);
  await until('the withdrawal', async () => (await mirrored(stage, subject(2))).path === null);
});

test('the activity tells of all that, the health page shows the hour, and axe finds nothing in them', async () => {
  await openAdmin(stage);
  await openTab(stage, 'Activity');
  await stage.app
    .getByRole('row')
    .filter({ hasText: /withdraw/i })
    .first()
    .waitFor();
  expect(await stage.axeApp()).toEqual([]);
  await openTab(stage, 'Health');
  await stage.app
    .getByText(/points/i)
    .first()
    .waitFor();
  expect(await stage.axeApp()).toEqual([]);
  await stage.page.goto(stage.site.urls.control);
  expect(await stage.axePage()).toEqual([]);
});

test('somebody who does not administer the site sees no settings and is refused by each resolver', async () => {
  const tomas = [...wikiOf(stage).model.state.people.values()].find((person) => person.name === 'Tomas Okafor');
  const cookie = { name: 'user', value: encodeURIComponent(tomas?.accountId ?? ''), domain: 'localhost', path: '/' };
  await stage.page.context().addCookies([cookie]);
  await stage.page.goto(stage.site.urls.admin);
  await stage.page.getByText('Tomas Okafor does not administer this site').waitFor();
  const call = JSON.stringify({ moduleKey: 'site-settings', functionKey: 'disconnect', payload: {} });
  const answer = await stage.page.evaluate(
    `fetch('/__frame/invoke', { method: 'POST', headers: { 'content-type': 'application/json' }, body: ${JSON.stringify(call)} }).then((one) => one.json())`,
  );
  expect(answer).toMatchObject({ error: expect.stringMatching(/administ/i) });
  expect((await stage.site.app.connection()).state).toBe('connected');
  await stage.page.context().clearCookies();
});

test('nothing was refused by the security policy, nothing failed in a page, and no request left this machine', () => {
  expect(stage.offences).toEqual([]);
});
