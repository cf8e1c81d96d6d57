/** Previews, the comparison of a space, and what is set going from it. */
import { scriptedBackend } from './backend';
import { comparison } from './selectionSamples';
import { adminPages, button, eventually, payloads, seen } from './steps';

const at = adminPages();

test('a page is previewed from the activity and from the tree, without leaving what is under way', async () => {
  const backend = scriptedBackend();
  const { app } = await at('activity', backend);
  await button(app, 'Preview Autumn release').click();
  await seen(app, 'Preview of Torque limits');
  // What is HTML in the text is text on the page, and no picture is loaded.
  expect(await app.locator('dialog script, dialog img').count()).toBe(0);
  await button(app, 'Close').click();
  await app.getByRole('tab', { name: 'Spaces' }).click();
  await button(app, 'Choose in Engineering').click();
  await button(app, 'Include Handbook').click();
  await button(app, 'More for Handbook').click();
  await app.getByRole('menuitem', { name: 'Preview…' }).click();
  await seen(app, 'Preview of Torque limits');
  await button(app, 'Close').click();
  await button(app, 'Leave out Handbook').waitFor();
  expect(payloads(backend, 'preview')).toEqual([{ content: '5001' }, { content: '10' }]);
});

test('comparing again says that it is under way, and what nobody here may see has no preview', async () => {
  const backend = scriptedBackend();
  const { app } = await at('spaces/compare/101', backend);
  await button(app, 'Preview Torque limits').waitFor();
  await seen(app, 'Blog post 77, which you cannot see or which is gone');
  expect(await app.getByRole('button', { name: /^Preview Blog post/ }).count()).toBe(0);
  let answer = (): void => undefined;
  backend.answer({ compareSpace: () => new Promise((resolve) => (answer = () => resolve(comparison({ listed: 1296 })))) });
  const again = button(app, /^Compare again/);
  await again.click();
  await eventually(() => payloads(backend, 'compareSpace').length === 2);
  expect(await again.isDisabled()).toBe(true);
  answer();
  await seen(app, '1,296');
  await app.locator('button:not([disabled])', { hasText: 'Compare again' }).waitFor();
});

test('the comparison is paged; verifying changes nothing until one has it mended; the space is resynced', async () => {
  const backend = scriptedBackend({ compareSpace: async ({ cursor }) => comparison({ cursor: cursor ? null : 'second' }) });
  const { app, page } = await at('spaces/compare/101', backend);
  await button(app, 'Next').click();
  await seen(app, 'Page 2');
  await button(app, 'Verify').click();
  await button(app, 'Mend…').click();
  await button(app, 'Mend').click();
  await page.getByText('The repository is being mended').waitFor();
  await button(app, 'Resync this space').click();
  await page.getByText('Resync of Engineering started').waitFor();
  expect(payloads(backend, 'compareSpace')).toEqual([{ spaceId: '101' }, { spaceId: '101', cursor: 'second' }]);
  expect(payloads(backend, 'verifySpace')).toEqual([false, true].map((mend) => ({ spaceId: '101', mend })));
  expect(payloads(backend, 'startRun')).toEqual([{ kind: 'resync', spaceId: '101' }]);
});

test('a later page of the comparison without differences says nothing of those before it, and leads back to them', async () => {
  const later = { second: comparison({ rows: [], cursor: 'third' }), third: comparison({ rows: [] }) };
  const compareSpace = async ({ cursor }: { cursor?: string }) =>
    cursor === 'second' || cursor === 'third' ? later[cursor] : comparison({ cursor: 'second' });
  const { app } = await at('spaces/compare/101', scriptedBackend({ compareSpace }));
  await seen(app, 'Torque limits');
  await button(app, 'Next').click();
  await seen(app, 'No difference on this page');
  await button(app, 'Next').click();
  await seen(app, 'No more differences');
  expect(await app.getByText(/are the same/).count()).toBe(0);
  expect(await button(app, 'Next').isDisabled()).toBe(true);
  await button(app, 'Previous').click();
  await seen(app, 'No difference on this page');
  await button(app, 'Previous').click();
  await seen(app, 'Torque limits');
});

test('a space’s own page saves its instructions and resyncs it by its own resolvers', async () => {
  const backend = scriptedBackend();
  const { app, page } = await at('instructions', backend, { moduleKey: 'space-settings' });
  await app.getByLabel('For readers of this space’s mirror').fill('Figures are imperial.');
  await button(app, 'Save').click();
  await page.getByText('Instructions saved').waitFor();
  await app.getByRole('tab', { name: 'Comparison' }).click();
  await button(app, 'Resync this space').click();
  await page.getByText('Resync of Engineering started').waitFor();
  expect(payloads(backend, 'saveInstructions')).toEqual([{ instructions: 'Figures are imperial.' }]);
  expect(payloads(backend, 'resyncOwnSpace')).toHaveLength(1);
});
