/** Choosing in a space's tree: by keyboard alone as in the acceptance's story, and what reaches the resolvers. */
import type { FrameLocator } from 'playwright-core';
import { tabTo, focusComesTo as until } from '../keyboard';
import { scriptedBackend } from './backend';
import { engineering, scriptedConfluence } from './confluence';
import { overview, run } from './samples';
import { ruleRow, selection, spaceOverview } from './selectionSamples';
import { adminPages, button, eventually, payloads, seen } from './steps';

const at = adminPages();
const path = 'spaces/choose/101';
const item = (app: FrameLocator, name: RegExp) => app.getByRole('treeitem', { name });

test('by keyboard alone: found five levels down, added, a child left out, forecast read, saved, and watched', async () => {
  const backend = scriptedBackend();
  const opened = await at('spaces', backend);
  const { app, page } = opened;
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  await app.getByRole('table').waitFor();
  await page.getByRole('button', { name: 'Change theme' }).focus();
  await press('Tab');
  await tabTo(opened, 'Choose in Engineering');
  await press('Enter');
  await app.getByRole('heading', { name: 'Choose in Engineering' }).waitFor();
  await tabTo(opened, 'Search pages by title or id');
  await page.keyboard.type('torque limits');
  await item(app, /^Torque limits of 2024/).waitFor();
  await press('ArrowDown');
  await until(opened, /^Torque limits .*Rotor Not chosen$/);
  await press('Space');
  await until(opened, /Included$/);
  await press('ArrowRight');
  await item(app, /^Measuring torque/).waitFor();
  await press('ArrowRight');
  await until(opened, /^Torque limits of 2024 Included from above$/);
  await press('ArrowDown');
  await press('Space');
  await until(opened, /^Torque limits of 2025 Left out$/);
  await app
    .getByRole('listitem')
    .filter({ hasText: 'Engineering home / Hardware / Turbines / Rotor / Torque limits' })
    .getByText('3 pages and posts')
    .waitFor();
  await tabTo(opened, 'Forecast');
  await press('Enter');
  await seen(app, 'To be withdrawn');
  await until(opened, /^Save$/);
  backend.answer({ overview: async () => overview({ runs: [run()] }) });
  await press('Enter');
  await page.getByText('Saved for Engineering').waitFor();
  const rules = [
    { target: { kind: 'tree', id: '5' }, choice: 'include' },
    { target: { kind: 'tree', id: '52' }, choice: 'exclude' },
  ];
  const wanted = { wanted: [{ spaceId: '101', rules }] };
  expect([payloads(backend, 'forecast'), payloads(backend, 'saveSelection')]).toEqual([[wanted], [wanted]]);
  await page.clock.fastForward(15_000);
  await app.getByRole('button', { name: 'Back to all spaces' }).focus();
  await press('Enter');
  await seen(app, '120 of 400 (30%), about 7 minutes left');
});

test('arrows, Home, End and letters walk the tree; one row alone is in the order of Tab', async () => {
  const opened = await at(path, scriptedBackend());
  const { app, page } = opened;
  await item(app, /^Engineering Whole space/).focus();
  const walk = async (...steps: [string, RegExp][]): Promise<void> => {
    for (const [key, name] of steps) {
      await page.keyboard.press(key);
      await until(opened, name);
    }
  };
  await walk(['ArrowDown', /^Blog posts/], ['ArrowDown', /^Engineering home/], ['ArrowRight', /^Engineering home/]);
  await item(app, /^Salaries/).waitFor();
  await walk(
    ['ArrowRight', /^Hardware/],
    ['o', /^Old plans/],
    ['ArrowLeft', /^Engineering home/],
    ['ArrowLeft', /^Engineering home/],
    ['End', /^Top folder/],
    ['Home', /^Engineering Whole/],
    ['h', /^Handbook/],
  );
  expect(await app.locator('[role=treeitem][tabindex="0"]').count()).toBe(1);
  expect(await item(app, /^Engineering home/).getAttribute('aria-expanded')).toBe('false');
  expect(await item(app, /^Handbook/).getAttribute('aria-level')).toBe('2');
  await page.keyboard.press('Shift+F10');
  await until(opened, /Include with all below$/);
  await walk(['ArrowDown', /Include this page alone$/], ['End', /Preview…$/], ['Escape', /^Handbook/]);
});

test('the menu chooses a page alone, leaves out, and takes its choice away; "x" does so above', async () => {
  const backend = scriptedBackend({ getSelection: async () => selection({ site: [ruleRow()] }) });
  const { app } = await at(path, backend);
  const choose = async (page: string, entry: string): Promise<void> => {
    await button(app, `More for ${page}`).click();
    await app.getByRole('menuitemradio', { name: entry }).click();
  };
  await choose('Handbook', 'Include this page alone');
  await choose('Blog posts', 'Leave out the blog posts');
  await choose('Engineering home', 'Leave out with all below');
  await choose('Engineering home', 'No choice of its own');
  await button(app, 'Remove: Include with all below: Hardware').click();
  await button(app, 'Forecast').click();
  await seen(app, 'To be withdrawn');
  expect(payloads(backend, 'forecast')).toEqual([
    {
      wanted: [
        {
          spaceId: '101',
          rules: [
            { target: { kind: 'content', id: '10' }, choice: 'include' },
            { target: { kind: 'blogposts' }, choice: 'exclude' },
          ],
        },
      ],
    },
  ]);
  await button(app, 'Discard changes').click();
  await app.getByRole('listitem').filter({ hasText: 'Hardware' }).waitFor();
  expect(await button(app, 'Save').isDisabled()).toBe(true);
});

test.each([
  ['a locked space', path, 'site-settings', { getSelection: async () => selection({ locked: 'Its space is archived.' }) }],
  ['a choice that is left to site admins', 'choice', 'space-settings', { spaceSelection: async () => selection({ selfService: 'none' }) }],
])('%s: no menu is offered where nothing is to choose, and the pages keep their preview', async (_, place, moduleKey, answers) => {
  const opened = await at(place, scriptedBackend(answers), { moduleKey });
  const { app, page } = opened;
  await item(app, /^Engineering home/).waitFor();
  expect(await app.getByRole('button', { name: 'More for Engineering', exact: true }).count()).toBe(0);
  expect(await button(app, 'More for Blog posts').count()).toBe(0);
  await item(app, /^Engineering Whole space/).focus();
  for (const row of [/^Engineering Whole space/, /^Blog posts/]) {
    await until(opened, row);
    await page.keyboard.press('Shift+F10');
    await page.keyboard.press('ArrowDown');
  }
  await until(opened, /^Engineering home/);
  expect(await app.getByRole('menu').count()).toBe(0);
  expect(await app.getByText(/more choices/).count()).toBe(0);
  await seen(app, /Shift and F10 have the preview of a page/);
  await page.keyboard.press('Shift+F10');
  await until(opened, /^Preview…$/);
  await page.keyboard.press('Escape');
  await button(app, 'More for Engineering home').waitFor();
});

test('after a save the tree stays as it was opened, and another admin’s choice takes the place of what is shown', async () => {
  const backend = scriptedBackend();
  const opened = await at(path, backend);
  const { app, page } = opened;
  await item(app, /^Engineering home/).press('ArrowRight');
  await button(app, 'Include Hardware').click();
  await button(app, 'Forecast').click();
  await button(app, 'Save').click();
  await page.getByText('Saved for Engineering').waitFor();
  expect(await item(app, /^Engineering home/).getAttribute('aria-expanded')).toBe('true');
  await item(app, /^Hardware Included/).waitFor();
  expect(await button(app, 'Discard changes').isDisabled()).toBe(true);
  backend.answer({ getSelection: async () => selection({ site: [ruleRow({ target: { kind: 'tree', id: '10' }, title: 'Handbook' })] }) });
  await opened.frame().evaluate("document.dispatchEvent(new Event('visibilitychange'))");
  await item(app, /^Handbook Included/).waitFor();
  await item(app, /^Hardware Not chosen/).waitFor();
});

test('what was opened and has nothing below loses its arrow', async () => {
  const opened = await at(path, scriptedBackend());
  const handbook = item(opened.app, /^Handbook/);
  expect(await handbook.getAttribute('aria-expanded')).toBe('false');
  await handbook.press('ArrowRight');
  await item(opened.app, /^Handbook Nothing below Not chosen/).waitFor();
  expect(await handbook.getAttribute('aria-expanded')).toBeNull();
  expect(await handbook.locator('.tree-twist svg').count()).toBe(0);
  await until(opened, /^Handbook/);
});

test('what is included and stays out all the same says both', async () => {
  const site = [ruleRow({ target: { kind: 'space' }, title: null, url: null, path: [], count: 1300 })];
  const { app } = await at(path, scriptedBackend({ getSelection: async () => selection({ site }) }));
  await item(app, /^Engineering home/).press('ArrowRight');
  await item(app, /^Salaries Restricted Included from above, but stays out$/).waitFor();
  await item(app, /^Hardware Included from above$/).waitFor();
  await button(app, 'Include Handbook').waitFor({ state: 'detached' });
});

test('what a label lets in is not only called not chosen, in a space of which something is chosen', async () => {
  const rules = { ...selection().policy, labelsOut: [], labelsIn: ['no-ai'] };
  const site = [ruleRow({ target: { kind: 'tree', id: '10' }, title: 'Handbook' })];
  const { app } = await at(path, scriptedBackend({ getSelection: async () => selection({ site, policy: rules }) }));
  await item(app, /^Engineering home/).press('ArrowRight');
  await item(app, /^Draft of a patent Comes in by label no-ai Not chosen$/).waitFor();
  await button(app, 'Remove: Include with all below: Handbook').click();
  await item(app, /^Draft of a patent Not chosen$/).waitFor();
});

test('where restricted content goes to its audience, it does not stay out', async () => {
  const site = [ruleRow({ target: { kind: 'space' }, title: null, url: null, path: [], count: 1300 })];
  const given = selection({ site });
  const getSelection = async () => ({ ...given, policy: { ...given.policy, restricted: 'audiences' as const } });
  const { app } = await at(path, scriptedBackend({ getSelection }));
  await item(app, /^Engineering home/).press('ArrowRight');
  await item(app, /^Salaries Restricted: to its audience only Included from above$/).waitFor();
});

test.each([
  ['nothing is included', [], 'Site admins included nothing of this space, so there is nothing to leave out.'],
  ['something is included', [ruleRow()], 'You left out nothing yet. Leave out parts of what site admins included, below.'],
])('who may only narrow is not offered to include: where %s', async (_, site, text) => {
  const spaceSelection = async () => selection({ selfService: 'narrow', site });
  const backend = scriptedBackend({ spaceSelection, spaceOverview: async () => spaceOverview({ selfService: 'narrow' }) });
  const { app } = await at('overview', backend, { moduleKey: 'space-settings' });
  await button(app, 'Choose what stays out').click();
  await seen(app, text);
  await seen(app, /“−” leaves out a page with all below it/);
  expect(await app.getByText(/Include the space|“\+” includes/).count()).toBe(0);
});

test('a forecast holds for what it was made of: after another change it has to be asked again', async () => {
  const { app } = await at(path, scriptedBackend());
  await button(app, 'Include Handbook').click();
  await button(app, 'Forecast').click();
  await seen(app, 'To be withdrawn');
  expect(await button(app, 'Save').isDisabled()).toBe(false);
  await button(app, 'Include Blog posts').click();
  expect(await button(app, 'Save').isDisabled()).toBe(true);
});

test('changes that are not saved are kept until one says to leave them', async () => {
  const { app, page } = await at(path, scriptedBackend());
  await button(app, 'Include Handbook').click();
  await app.getByRole('tab', { name: 'Health' }).click();
  await button(app, 'Cancel').click();
  await button(app, 'Leave out Handbook').waitFor();
  await page.evaluate("location.hash = '#/health'");
  await seen(app, 'Leave without saving?');
  await button(app, 'Leave without saving').click();
  await app.getByRole('heading', { name: 'Health', level: 2 }).waitFor();
});

test('an admin of the space who may only narrow can leave out, and not include', async () => {
  const spaceSelection = async () => selection({ selfService: 'narrow', site: [ruleRow()] });
  const backend = scriptedBackend({ spaceSelection });
  const { app } = await at('choice', backend, { moduleKey: 'space-settings' });
  expect(await button(app, 'Include Handbook').isDisabled()).toBe(true);
  await item(app, /^Engineering home/).press('ArrowRight');
  await button(app, 'Leave out Hardware').click();
  await button(app, 'Forecast').click();
  await seen(app, 'To be withdrawn');
  await button(app, 'Save').click();
  await eventually(() => payloads(backend, 'saveSpaceSelection').length > 0);
  expect(payloads(backend, 'saveSpaceSelection')).toEqual([{ rules: [{ target: { kind: 'tree', id: '2' }, choice: 'exclude' }] }]);
});

test('folders at the top and below are places whose pages can be chosen', async () => {
  const backend = scriptedBackend({}, scriptedConfluence(engineering));
  const { app } = await at(path, backend);
  await item(app, /^Top folder Folder/).press('ArrowRight');
  await button(app, 'Include Inside the folder').click();
  await button(app, 'Forecast').click();
  await seen(app, 'To be withdrawn');
  expect(JSON.stringify(payloads(backend, 'forecast'))).toContain('{"target":{"kind":"tree","id":"111"},"choice":"include"}');
});
