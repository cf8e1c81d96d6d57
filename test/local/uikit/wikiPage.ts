import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createConfluence } from '../../../local/confluence';
import { people } from '../../../local/people';
import { createFrame, type FrameCall, type FramePlace } from '../../../local/web/frame';
import { launchBrowser } from '../../browser';
import { appDir, uiKitDir } from '../../ui/bundle';
import { tinySite } from '../cli/tinySite';

export interface Scripted {
  invoke(call: FrameCall): Promise<unknown>;
  properties(place: Record<string, unknown>): Promise<unknown>;
}
/** A page of the local wiki with the byline item on it, its functions scripted. */
export interface WikiStage {
  open(scripted: Scripted, colorScheme: 'light' | 'dark'): Promise<Opened>;
  close(): Promise<void>;
}
export interface Opened {
  page: Page;
  /** What the policies refused, what failed, and what left this machine. */
  offences: string[];
  axe(): Promise<string[]>;
  close(): Promise<void>;
}

export async function startStage(): Promise<WikiStage> {
  const browser = await launchBrowser();
  const axeSource = await readFile(join(appDir, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
  return { open: (scripted, colorScheme) => open(browser, axeSource, scripted, colorScheme), close: () => browser.close() };
}

async function open(browser: Browser, axeSource: string, scripted: Scripted, colorScheme: 'light' | 'dark'): Promise<Opened> {
  const [ada] = people;
  if (!ada) throw new Error('The site has no people');
  let hostOrigin = '';
  const frame = createFrame({
    resourceDir: uiKitDir,
    uiKit: { 'page-status': uiKitDir },
    hostOrigin: () => hostOrigin,
    account: () => ada.accountId,
    invoke: (call) => scripted.invoke(call),
    properties: ({ extension }) => scripted.properties(extension),
    fetchProduct: async () => ({ status: 404, statusText: 'Not Found', headers: {}, body: '' }),
    context: (accountId, moduleKey, place: FramePlace) => ({
      accountId,
      cloudId: 'cloud',
      siteUrl: hostOrigin,
      localId: moduleKey,
      environmentId: 'local',
      environmentType: 'DEVELOPMENT',
      locale: 'en_GB',
      timezone: 'UTC',
      extension: { type: 'confluence:contentBylineItem', content: { id: place.content } },
    }),
  });
  const resource = await frame.listenResource(0);
  const byline = {
    items: (content: string) =>
      frame.byline({ moduleKey: 'page-byline', resource: 'page-status', title: 'Qontext', tooltip: 'By the manifest', place: { content } }),
    assets: frame.uiKitAssets,
    frameOrigin: frame.resourceOrigin,
  };
  const wiki = createConfluence({
    seed: tinySite(12),
    mount: { byline, spaceSettingsPath: (key) => `/wiki/spaces/${key}/settings/apps/qontext` },
  });
  const host = createServer(async (req, res) => {
    if ((await frame.handleHost(req, res)) || (await wiki.handle(req, res))) return;
    res.writeHead(404).end();
  });
  await new Promise<void>((resolve) => host.listen(0, 'localhost', resolve));
  // A server that listens on a port has an address of this kind.
  hostOrigin = `http://localhost:${(host.address() as AddressInfo).port}`;
  const space = wiki.model.state.spaceByKey.get('TIDE');
  const content = space && wiki.model.pageByTitle(space.id, 'Station 0');
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', colorScheme });
  const offences: string[] = [];
  context.on('weberror', (error) => offences.push(`error: ${error.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error') offences.push(`console: ${message.text()}`);
  });
  context.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (!['localhost', '127.0.0.1'].includes(hostname) && protocol !== 'data:') offences.push(`off-site: ${request.url()}`);
  });
  const page = await context.newPage();
  await page.goto(`${hostOrigin}/wiki/spaces/TIDE/pages/${content?.id}`);
  return {
    page,
    offences,
    async axe() {
      await page.evaluate(axeSource);
      const rules = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
      // axe answers in this shape; what crosses from the browser has no types.
      const { violations } = (await page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(rules)} })`)) as {
        violations: { id: string; help: string; nodes: { html: string }[] }[];
      };
      return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' | ')}`);
    },
    async close() {
      await context.close();
      await resource.close();
      host.closeAllConnections();
      await new Promise((resolve) => host.close(resolve));
      wiki.model.dispose();
    },
  };
}
