/** The page as a whole: polling, failing refreshes, places, and the way back. */
import { refuse, scriptedBackend } from './backend';
import { overview, run } from './samples';
import { adminPages, button, eventually, payloads, seen } from './steps';

const at = adminPages();

test('asks every 15 seconds at rest and every 2 while something runs, and not at all while nobody sees it', async () => {
  const backend = scriptedBackend();
  const { app, page, frame } = await at('connection', backend);
  await seen(app, 'Northwind knowledge');
  const asked = (): number => payloads(backend, 'overview').length;
  const before = asked();
  await page.clock.fastForward(14_000);
  await app.getByRole('tab', { name: 'Connection' }).click();
  expect(asked()).toBe(before);
  backend.answer({ overview: async () => overview({ runs: [run()], includedSpaces: 7 }) });
  await page.clock.fastForward(1_500);
  await eventually(() => asked() === before + 1);
  await seen(app, '7');
  await page.clock.fastForward(2_000);
  await eventually(() => asked() === before + 2);
  await frame().evaluate("Object.defineProperty(document, 'hidden', { get: () => window.isHidden, configurable: true })");
  const turn = (isHidden: boolean) =>
    frame().evaluate(`window.isHidden = ${isHidden}; document.dispatchEvent(new Event('visibilitychange'))`);
  await turn(true);
  const hidden = asked();
  await page.clock.fastForward(60_000);
  await frame().evaluate('new Promise((resolve) => requestAnimationFrame(resolve))');
  expect(asked()).toBe(hidden);
  await turn(false);
  await eventually(() => asked() === hidden + 1);
});

test('a failed refresh keeps what is known, says so, and mends itself', async () => {
  const backend = scriptedBackend();
  const { app, page } = await at('connection', backend);
  await seen(app, 'Northwind knowledge');
  backend.answer({ overview: refuse('The store did not answer.') });
  await page.clock.fastForward(15_000);
  await seen(app, 'Could not refresh the overview');
  await seen(app, 'Northwind knowledge');
  backend.answer({ overview: async () => overview() });
  await button(app, 'Try again').click();
  await app.getByText('Could not refresh the overview').waitFor({ state: 'detached' });
});

test('a place that the bundle does not know is said to be so, and nothing is asked', async () => {
  const backend = scriptedBackend();
  const { app } = await at('', backend, { moduleKey: 'page-byline' });
  await seen(app, 'The app does not know the place “page-byline”.');
  expect(backend.asked).toEqual([]);
});

test('a reload, a link and the back button find the tab', async () => {
  const { app, page } = await at('health', scriptedBackend());
  await app.getByRole('heading', { name: 'Health', level: 2 }).waitFor();
  await app.getByRole('tab', { name: 'Settings' }).click();
  await app.getByRole('heading', { name: 'Settings', level: 2 }).waitFor();
  await page.reload();
  await app.getByRole('heading', { name: 'Settings', level: 2 }).waitFor();
  await page.goBack();
  await app.getByRole('heading', { name: 'Health', level: 2 }).waitFor();
});
