/**
 * Every view of the admin page in every state, light and dark, as an admin sees it in the site's frame: it says what it should, axe finds
 * nothing, the production policy refuses nothing, and nothing is asked of another site.
 */
import { type Bench, type Opened, startBench } from './adminPage';
import { scriptedBackend } from './backend';
import { scenes } from './scenes';
import { choiceScenes } from './scenesOfChoice';
import { otherWayScenes } from './scenesOfOtherWays';
import { readingScenes } from './scenesOfReading';
import { spaceScenes } from './scenesOfSpace';

let bench: Bench;
let opened: Opened | undefined;
beforeAll(async () => {
  bench = await startBench();
}, 120_000);
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});
afterAll(() => bench.close());

test.each([...scenes, ...choiceScenes, ...otherWayScenes, ...readingScenes, ...spaceScenes])(
  '$name: shown, accessible in light and dark, within the policy',
  async ({ path, backend, confluence, moduleKey, steps, shows }) => {
    opened = await bench.open(scriptedBackend(backend, confluence), { path, ...(moduleKey && { moduleKey }) });
    const { app, page } = opened;
    await steps?.(app);
    for (const text of shows) await app.getByText(text).filter({ visible: true }).first().waitFor();
    await opened.settled();
    expect({ light: await opened.axe() }).toEqual({ light: [] });
    await page.locator('[data-frame-theme]').evaluate((element: HTMLElement) => element.click());
    await app.locator('html[data-color-mode=dark]').waitFor();
    await opened.settled();
    // The elements are the same ones: in the dark only the rules on colours can say something else.
    expect({ dark: await opened.axe(['color-contrast', 'link-in-text-block']) }).toEqual({ dark: [] });
    expect(opened.offences).toEqual([]);
  },
);

test('dark is dark and light is light: the theme reaches the page without style elements', async () => {
  opened = await bench.open(scriptedBackend(), { path: 'connection', theme: 'dark' });
  const { app, page } = opened;
  const background = () => app.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  await app.getByText('Northwind knowledge').first().waitFor();
  const dark = await background();
  await page.getByRole('button', { name: 'Change theme' }).click();
  await app.locator('html[data-color-mode=light]').waitFor();
  expect(await background()).toBe('rgb(255, 255, 255)');
  expect(dark).not.toBe('rgb(255, 255, 255)');
});
