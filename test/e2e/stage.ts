import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Frame, FrameLocator, Page } from 'playwright-core';
import { buildStale } from '../../local/cli/build';
import { type CliOptions, readOptions } from '../../local/cli/options';
import { appDir, type LocalSite, startSite } from '../../local/cli/site';
import { launchBrowser } from '../browser';

/** The local site as `npm start -- --manual` starts it, and a browser in which a site admin looks at it. */
export interface Stage {
  site: LocalSite;
  page: Page;
  /** The app's page inside the settings. */
  app: FrameLocator;
  /** The same, as what it is after the last navigation. */
  frame(): Frame;
  /** What the content security policy refused, errors of the pages, and requests that left this machine. */
  offences: string[];
  /** What axe finds in the app's page, one line each. */
  axeApp(): Promise<string[]>;
  /** What axe finds on the page around it, or on a page of the wiki; in this tab or in another. */
  axePage(tab?: Page): Promise<string[]>;
  close(): Promise<void>;
}

export interface StageOptions {
  /** Of the command line, besides --manual. */
  args?: string[];
  theme?: 'light' | 'dark';
}

export async function openStage({ args = [], theme = 'light' }: StageOptions = {}): Promise<Stage> {
  await buildStale(appDir);
  const site = await startSite(manualOptions(args), { say: () => {} });
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, reducedMotion: 'reduce', colorScheme: theme });
  const offences = await watch(context);
  const page = await context.newPage();
  const axe = await readFile(join(appDir, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
  return {
    site,
    page,
    app: page.frameLocator('iframe'),
    frame: () => appFrame(page),
    offences,
    axeApp: () => violations(appFrame(page), axe),
    axePage: (tab = page) => violations(tab.mainFrame(), axe),
    close: () => close(browser, site),
  };
}

/** No ticks by themselves: a test says when. */
function manualOptions(args: string[]): CliOptions {
  const options = readOptions(['--manual', '--port', '0', ...args], {});
  if (options === 'help') throw new Error('A stage has no use for --help');
  return options;
}

async function close(browser: Browser, site: LocalSite): Promise<void> {
  await browser.close();
  await site.stop();
}

function appFrame(page: Page): Frame {
  const frame = page.frames().find((one) => one !== page.mainFrame());
  if (!frame) throw new Error('The app is not framed on this page');
  return frame;
}

async function watch(context: BrowserContext): Promise<string[]> {
  const offences: string[] = [];
  await context.exposeFunction('reportOffence', (text: string) => void offences.push(text));
  await context.addInitScript(
    `document.addEventListener("securitypolicyviolation", (e) => reportOffence("policy: " + e.violatedDirective + " refused " + e.blockedURI))`,
  );
  context.on('request', (request) => {
    const url = new URL(request.url());
    const isLocal = ['localhost', '127.0.0.1'].includes(url.hostname) || ['data:', 'blob:'].includes(url.protocol);
    if (!isLocal) offences.push(`off-site: ${request.url()}`);
  });
  context.on('weberror', (error) => offences.push(`error: ${error.error().message}`));
  return offences;
}

interface AxeResults {
  violations: { id: string; help: string; nodes: { html: string }[] }[];
}

async function violations(frame: Frame, source: string): Promise<string[]> {
  // When what moves has come to rest: the colours of a fade would be measured else.
  const moving =
    'document.getAnimations().filter((one) => one.effect.getComputedTiming().iterations !== Infinity).map((one) => one.finished)';
  await frame.evaluate(`Promise.allSettled(${moving})`);
  // Evaluated, not put in as a script element, which the policy would refuse.
  await frame.evaluate(source);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  // axe answers in this shape; what crosses from the browser has no types.
  const results = (await frame.evaluate(`axe.run(document, { runOnly: { type: 'tag', values: ${JSON.stringify(tags)} } })`)) as AxeResults;
  return results.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' | ')}`);
}
