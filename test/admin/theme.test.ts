/** The theme of the site reaches the page. */
import { type Bench, type Opened, startBench } from './adminPage';
import { scriptedBackend } from './backend';

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
