/** The settings page of one space, as its admin: what it lets one do, and what it shows locked. */
import { scriptedBackend } from './backend';
import { lockedForAll, ONLY_SITE_ADMINS, reasonRows, spaceOverview } from './selectionSamples';
import { adminPages, button, eventually, payloads, seen } from './steps';

const opened = adminPages();
const at = (path: string, backend: ReturnType<typeof scriptedBackend>) => opened(path, backend, { moduleKey: 'space-settings' });

test('where site admins have kept all choice, resync, mend and instructions are locked and say why', async () => {
  const backend = scriptedBackend({
    spaceOverview: async () => spaceOverview({ selfService: 'none', locked: ONLY_SITE_ADMINS, lockedWork: lockedForAll }),
  });
  const { app } = await at('comparison', backend);
  await button(app, 'Verify').click();
  await seen(app, 'Changed there');
  for (const name of ['Resync this space', 'Mend…']) expect({ name, is: await button(app, name).isDisabled() }).toEqual({ name, is: true });
  expect(await app.getByText(ONLY_SITE_ADMINS).count()).toBe(2);
  await app.getByRole('tab', { name: 'Instructions' }).click();
  expect(await app.getByLabel('For readers of this space’s mirror').isEditable()).toBe(false);
  expect(await button(app, 'Save').isDisabled()).toBe(true);
  await seen(app, ONLY_SITE_ADMINS);
  expect(payloads(backend, 'verifyOwnSpace')).toEqual([{ mend: false }]);
});

test('while everything is paused the space does not look as if it were live', async () => {
  const { app } = await at('overview', scriptedBackend({ spaceOverview: async () => spaceOverview({ paused: true }) }));
  await app.locator('dl.summary').getByText('Paused').waitFor();
  await app.locator('dl.summary').getByText('Parts of it').waitFor();
});

test('what is left out, held back or failed is counted by reason, and listed one by one, also what never was sent', async () => {
  const backend = scriptedBackend({
    listReasons: async ({ state, cursor }) => ({ rows: reasonRows(state).slice(cursor ? 1 : 0), cursor: cursor ? null : 'second' }),
  });
  const { app } = await at('overview', backend);
  const counted = app.getByRole('region', { name: 'Reasons, with how many contents each has' }).getByRole('row');
  await seen(app, 'Salaries, failed');
  expect((await counted.allTextContents()).slice(1)).toEqual([
    'FailedQontext refused the file.2',
    'Held backConfluence did not say who may read it, so it is held back.4',
    'Left outNobody included it.22',
    'Left outIt has a label that keeps it out.9',
  ]);
  await app.getByLabel('One by one', { exact: true }).press('ArrowDown');
  await app.getByRole('option', { name: 'Left out (31)' }).click();
  await button(app, 'Preview Salaries, out').click();
  await seen(app, 'Preview of Torque limits');
  await button(app, 'Close').click();
  await button(app, 'Next').click();
  await seen(app, 'Page 2');
  await app.getByText('Salaries, out').waitFor({ state: 'detached' });
  await seen(app, 'Blog post 78, which you cannot see or which is gone');
  expect(await app.getByRole('button', { name: /^Preview Blog post 78/ }).count()).toBe(0);
  expect(payloads(backend, 'listReasons')).toEqual([{ state: 'failed' }, { state: 'out' }, { state: 'out', cursor: 'second' }]);
  expect(payloads(backend, 'previewInSpace')).toEqual([{ content: '6' }]);
});

test('instructions that somebody else saved meanwhile are shown, and are no change of one’s own; what one types is kept', async () => {
  const backend = scriptedBackend();
  const opened = await at('instructions', backend);
  const { app } = opened;
  const area = app.getByLabel('For readers of this space’s mirror');
  const isNow = (text: string) => eventually(async () => (await area.inputValue()) === text);
  const comeBack = () => opened.frame().evaluate("document.dispatchEvent(new Event('visibilitychange'))");
  await isNow('Figures are in metric units.');
  backend.answer({ spaceOverview: async () => spaceOverview({ instructions: 'Figures are in knots.' }) });
  await comeBack();
  await isNow('Figures are in knots.');
  expect(await button(app, 'Save').isDisabled()).toBe(true);
  await area.fill('Figures are imperial.');
  backend.answer({
    spaceOverview: async () => spaceOverview({ instructions: 'Figures are in miles.', spaceName: 'Engineering and more' }),
  });
  await comeBack();
  await app.getByRole('heading', { name: 'Engineering and more in Qontext' }).waitFor();
  expect(await area.inputValue()).toBe('Figures are imperial.');
  await button(app, 'Save').click();
  await eventually(async () => payloads(backend, 'saveInstructions').length === 1);
  await isNow('Figures are imperial.');
  expect(payloads(backend, 'saveInstructions')).toEqual([{ instructions: 'Figures are imperial.' }]);
});
