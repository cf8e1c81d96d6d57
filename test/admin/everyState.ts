/**
 * Every view of the admin page in every state, light and dark, as an admin sees it in the site's frame: it says what it should, axe finds
 * nothing, the production policy refuses nothing, and nothing is asked of another site.
 */
import { type Bench, type Opened, startBench } from './adminPage';
import { scriptedBackend } from './backend';
import type { Scene } from './scenes';

/** Declares a test for each scene. */
export function everyState(scenes: Scene[]): void {
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

  test.each(scenes)(
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
}
