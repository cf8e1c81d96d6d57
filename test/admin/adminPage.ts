import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContext, Frame as BrowserFrame, FrameLocator, Page } from 'playwright-core';
import { createFrame, type Frame } from '../../local/web/frame';
import { launchBrowser } from '../browser';
import type { ScriptedBackend } from './backend';
import { builtPage } from './builtPage';
import { NOW } from './samples';

const ROOT = join(__dirname, '..', '..');

/** The built page in the local site's frame: two origins, the production policy, and resolvers of the test's own. */
export interface Bench {
  /** Where the built page lies. */
  resourceDir: string;
  /** Opens the page in a browser context of its own. */
  open(backend: ScriptedBackend, options?: OpenOptions): Promise<Opened>;
  close(): Promise<void>;
}
export interface OpenOptions {
  theme?: 'light' | 'dark';
  /** Which tab. */
  path?: string;
  locale?: string;
  moduleKey?: string;
  /** Told the path of each request to the app's origin. */
  onRequest?(path: string): void;
}
export interface Opened {
  page: Page;
  /** The app, to be asked by role and label. */
  app: FrameLocator;
  /** What the policy refused, and requests that left this machine. */
  offences: string[];
  /** What axe finds in the app, one line each: by all rules of WCAG 2.2 AA and good practice, or by those named. */
  axe(rules?: string[]): Promise<string[]>;
  /** When what moves has come to rest: axe would measure the colours of a fade else. */
  settled(): Promise<void>;
  frame(): BrowserFrame;
  close(): Promise<void>;
}

export async function startBench(): Promise<Bench> {
  const resourceDir = await builtPage();
  const axeSource = await readFile(join(ROOT, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
  const browser = await launchBrowser();
  return {
    resourceDir,
    open: (backend, options = {}) => open(browser, resourceDir, axeSource, backend, options),
    close: () => browser.close(),
  };
}

async function open(
  browser: Browser,
  resourceDir: string,
  axeSource: string,
  backend: ScriptedBackend,
  { theme = 'light', path = '', locale = 'en-GB', moduleKey = 'site-settings', onRequest }: OpenOptions,
): Promise<Opened> {
  let hostOrigin = '';
  const frame = createFrame({
    resourceDir,
    hostOrigin: () => hostOrigin,
    account: () => 'ada',
    invoke: (call) => backend.invoke(call.functionKey, call.payload),
    fetchProduct: (call) => backend.confluence.answer(call),
    context: (accountId, moduleKey) => ({
      accountId,
      cloudId: 'cloud',
      siteUrl: hostOrigin,
      localId: moduleKey,
      environmentId: 'local',
      environmentType: 'DEVELOPMENT',
      locale,
      timezone: 'Europe/Berlin',
      extension:
        moduleKey === 'space-settings'
          ? { type: 'confluence:spaceSettings', space: { id: '101', key: 'ENG' } }
          : { type: 'confluence:globalSettings' },
    }),
  });
  const resource = await frame.listenResource(0);
  const host = await listen(frame, theme, moduleKey);
  hostOrigin = `http://localhost:${(host.address() as AddressInfo).port}`;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  const offences = await watch(context);
  context.on('request', (request) => {
    if (request.url().startsWith(resource.url)) onRequest?.(new URL(request.url()).pathname);
  });
  const page = await context.newPage();
  // The samples' times are fixed, so the page's clock is too. It still runs.
  await page.clock.install({ time: NOW });
  await page.goto(`${hostOrigin}/settings#/${path}`);
  const frameOf = (): BrowserFrame => {
    const found = page.frames().find((candidate) => candidate.url().startsWith(resource.url));
    if (!found) throw new Error('The app is not framed');
    return found;
  };
  return {
    page,
    app: page.frameLocator('iframe'),
    offences,
    frame: frameOf,
    settled: async () => {
      const moving =
        'document.getAnimations().filter((one) => one.effect.getComputedTiming().iterations !== Infinity).map((one) => one.finished)';
      await frameOf().evaluate(`Promise.allSettled(${moving})`);
    },
    axe: (rules) => runAxe(frameOf(), axeSource, rules),
    close: async () => {
      await context.close();
      await resource.close();
      host.closeAllConnections();
      await new Promise((resolve) => host.close(resolve));
    },
  };
}

async function listen(frame: Frame, theme: 'light' | 'dark', moduleKey: string): Promise<Server> {
  const server = createServer(async (req, res) => {
    if (await frame.handleHost(req, res)) return;
    res.setHeader('content-type', 'text/html; charset=utf-8');
    const fragment = frame.page({ title: 'Qontext for Confluence', moduleKey, theme });
    res.end(
      `<!doctype html><html lang="en"><head><title>Site settings</title><link rel="icon" href="data:,"></head><body><button data-frame-theme>Change theme</button>${fragment}</body></html>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return server;
}

async function watch(context: BrowserContext): Promise<string[]> {
  const offences: string[] = [];
  await context.exposeFunction('reportOffence', (text: string) => void offences.push(text));
  await context.addInitScript(
    "document.addEventListener('securitypolicyviolation', (e) => reportOffence(['policy:', e.violatedDirective, 'refused', e.blockedURI, e.sample].join(' ')))",
  );
  context.on('request', (request) => {
    const url = new URL(request.url());
    const isLocal = ['localhost', '127.0.0.1'].includes(url.hostname) || ['data:', 'blob:'].includes(url.protocol);
    if (!isLocal) offences.push(`off-site: ${request.url()}`);
  });
  context.on('weberror', (error) => offences.push(`error: ${error.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error') offences.push(`console: ${message.text()}`);
  });
  return offences;
}

interface AxeResults {
  violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[];
}

async function runAxe(frame: BrowserFrame, source: string, named?: string[]): Promise<string[]> {
  // Evaluated, not put in as a script element, which the policy would refuse.
  await frame.evaluate(source);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const rules = named ? { type: 'rule', values: named } : { type: 'tag', values: tags };
  // axe answers in this shape; what crosses from the browser has no types.
  const results = (await frame.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'], preload: false })`,
  )) as AxeResults;
  return results.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' | ')}`);
}

/** Clicks a toggle as a person does: on what is drawn, since the checkbox itself lies invisibly below it. */
export const flip = (app: FrameLocator, name: string): Promise<void> => app.locator('label', { has: app.getByLabel(name) }).click();
