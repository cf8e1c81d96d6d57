/** How big the parts are that go to Atlassian and to a browser. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readOptions } from '../local/cli/options';
import { startSite } from '../local/cli/site';
import { launchBrowser } from '../test/browser';

/** Upper limits in bytes. The first view is counted gzipped, as it is sent. */
export const sizeLimits = { functions: 1_000_000, firstView: 250_000, byline: 400_000 };

/** Bytes of the function bundle, without its source map, which is not loaded. */
export function functionBundleBytes(appDir: string): number {
  return statSync(join(appDir, '.forge-build', 'runtime', 'index.cjs')).size;
}

/** Bytes of what a browser loads for the popup of the byline. */
export function bylineBytes(appDir: string): number {
  return statSync(join(appDir, '.forge-build', 'ui', 'page-status', 'page-status.js')).size;
}

/**
 * Bytes, gzipped, of all files that a browser loads for the first view of the admin page: a site that is connected, with the list of
 * its spaces. The page must have been built.
 */
export async function firstViewBytes(appDir: string): Promise<number> {
  const options = readOptions(['--once', '--port', '0'], {});
  if (options === 'help') throw new Error('No help was asked for.');
  const site = await startSite(options, { say: () => {} });
  const browser = await launchBrowser();
  try {
    await site.app.connect(site.apiKey);
    const page = await browser.newPage();
    const loaded = new Set<string>();
    page.on('response', (response) => {
      const url = new URL(response.url());
      if (response.ok() && url.origin !== new URL(site.urls.admin).origin) loaded.add(url.pathname);
    });
    await page.goto(site.urls.admin);
    const app = page.frames().find((frame) => frame !== page.mainFrame());
    await page.frameLocator('iframe').getByRole('tab').first().waitFor();
    await app?.waitForLoadState('networkidle');
    const build = join(appDir, 'static', 'admin', 'build');
    // What the frame adds (Forge's bridge) is not the app's.
    const files = [...loaded].map((name) => join(build, name === '/' ? 'index.html' : name)).filter((file) => existsSync(file));
    const sizes = files.map((file) => gzipSync(readFileSync(file), { level: 9 }).length);
    if (sizes.length < 3) throw new Error(`The admin page loaded ${sizes.length} files: it did not open.`);
    return sizes.reduce((sum, size) => sum + size, 0);
  } finally {
    await browser.close();
    await site.stop();
  }
}
