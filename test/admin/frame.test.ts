/** The local site's frame is to a Custom UI what Confluence is: two origins, the production policy, and the bridge's commands. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Frame as BrowserFrame, Page } from 'playwright-core';
import { createFrame, type FrameCall, type ProductCall, productionCsp } from '../../local/web/frame';
import { launchBrowser } from '../browser';

const SECRET_NEIGHBOUR = 'what lies beside the resource';

let folder: string;
let browser: Browser;
let host: Server;
let hostOrigin = '';
let resource: { url: string; close(): Promise<void> };
let page: Page;
let person: string | null;
const calls: FrameCall[] = [];
const productCalls: ProductCall[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qontext-frame-'));
  await writeFile(join(folder, 'secret.txt'), SECRET_NEIGHBOUR);
  await mkdir(join(folder, 'resource'));
  const html =
    '<!doctype html><html><head><title>App</title><script src="./app.js"></script></head><body><p id="place">app</p></body></html>';
  await writeFile(join(folder, 'resource', 'index.html'), html);
  await writeFile(join(folder, 'resource', 'app.js'), 'globalThis.bridgeWasFirst = typeof __bridge.callBridge === "function";');
  browser = await launchBrowser();
  const frame = createFrame({
    resourceDir: join(folder, 'resource'),
    hostOrigin: () => hostOrigin,
    account: () => person,
    invoke: async (call) => {
      calls.push(call);
      if (call.functionKey === 'refuse') throw new Error('Only a site administrator may do this.');
      return { echo: call.payload };
    },
    fetchProduct: async (call) => {
      productCalls.push(call);
      return { status: 200, statusText: 'OK', headers: { 'content-type': 'application/json' }, body: '{"id":"1"}' };
    },
    context: (accountId, moduleKey) => ({
      accountId,
      cloudId: 'cloud',
      siteUrl: hostOrigin,
      localId: moduleKey,
      environmentId: 'local',
      environmentType: 'DEVELOPMENT',
      locale: 'en-GB',
      timezone: 'UTC',
      extension: { type: 'confluence:globalSettings' },
    }),
  });
  resource = await frame.listenResource(0);
  host = createServer(async (req, res) => {
    if (await frame.handleHost(req, res)) return;
    res.setHeader('content-type', 'text/html; charset=utf-8');
    const fragment = frame.page({ title: 'A "quoted" app', moduleKey: 'site-settings', theme: req.url === '/preferred' ? 'auto' : 'dark' });
    res.end(`<!doctype html><html><head><title>Host</title></head><body><button data-frame-theme>Theme</button>${fragment}</body></html>`);
  });
  await new Promise<void>((resolve) => host.listen(0, 'localhost', resolve));
  // A server that listens on a port has an address of this kind.
  hostOrigin = `http://localhost:${(host.address() as AddressInfo).port}`;
}, 60_000);

beforeEach(async () => {
  person = 'ada';
  calls.length = 0;
  productCalls.length = 0;
  page = await browser.newPage();
  await page.goto(`${hostOrigin}/settings`);
  await page.frameLocator('iframe').getByText('app').waitFor();
});
afterEach(() => page.close());
afterAll(async () => {
  await browser.close();
  await resource.close();
  host.closeAllConnections();
  await new Promise((resolve) => host.close(resolve));
  await rm(folder, { recursive: true });
});

function app(nth = 0): BrowserFrame {
  const frame = page.frames().filter((candidate) => candidate.url().startsWith(resource.url))[nth];
  if (!frame) throw new Error(`There is no frame ${nth} of the app`);
  return frame;
}
/** Runs in the app, as a script of its own would. Texts, since jest's transforms know nothing of the browser. */
const run = (script: string, nth = 0): Promise<unknown> => app(nth).evaluate(`(async () => { ${script} })()`);

/** The page's policy lets no browser watch an expression by itself: it is asked again and again. */
async function becomesTrue(expression: string): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await app().evaluate(expression))) if (Date.now() > end) throw new Error(`It never came to be: ${expression}`);
}

test('the bridge is there before the first script of the app, on an origin that is not the host', async () => {
  expect(await run('return bridgeWasFirst')).toBe(true);
  expect(await run('return location.origin')).not.toBe(hostOrigin);
  expect(await page.locator('iframe').getAttribute('title')).toBe('A "quoted" app');
});

test('the resource comes with the policy that Forge sends in production, which lets only this host frame it', async () => {
  const policy = (await fetch(`${resource.url}/index.html`)).headers.get('content-security-policy') ?? '';
  expect(policy).toBe(productionCsp(hostOrigin));
  expect(policy).toContain(`frame-ancestors 'self' `);
  expect(policy.split('; ').find((directive) => directive.startsWith('frame-ancestors'))).toContain(hostOrigin);
  expect(policy.split('; ').find((directive) => directive.startsWith('style-src'))).not.toContain('unsafe-inline');
  expect(productionCsp(hostOrigin, { styles: ['unsafe-inline'] })).toMatch(/style-src[^;]*'unsafe-inline'/);
});

test('an inline style element is refused, as in production', async () => {
  const colour = await run(`
    const style = document.createElement('style');
    style.textContent = '#place { color: rgb(1, 2, 3) }';
    document.head.append(style);
    return getComputedStyle(document.getElementById('place')).color;`);
  expect(colour).not.toBe('rgb(1, 2, 3)');
});

test('nothing outside of the resource is served', async () => {
  for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt']) {
    const response = await fetch(resource.url + path);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain(SECRET_NEIGHBOUR);
  }
});

test('a resolver call carries who calls by the host, whatever the page says', async () => {
  const answer = await run("return __bridge.callBridge('invoke', { functionKey: 'health', payload: { accountId: 'mallory', n: 1 } })");
  expect(answer).toEqual({ echo: { accountId: 'mallory', n: 1 } });
  const extension = { type: 'confluence:globalSettings' };
  expect(calls).toEqual([
    { functionKey: 'health', payload: { accountId: 'mallory', n: 1 }, moduleKey: 'site-settings', accountId: 'ada', extension },
  ]);
});

test("a resolver's error comes as the bridge words it, and a call without payload is a call", async () => {
  const message = await run("return __bridge.callBridge('invoke', { functionKey: 'refuse' }).catch((error) => error.message)");
  expect(message).toBe('There was an error invoking the function - Only a site administrator may do this.');
});

test('nobody signed in, or another site behind the call: nothing runs', async () => {
  const ask = (headers: Record<string, string>) =>
    fetch(`${hostOrigin}/__frame/invoke`, { method: 'POST', headers, body: '{"functionKey":"health","moduleKey":"site-settings"}' });
  // What a form or a script of another origin can send without being asked first.
  expect(await (await ask({ 'content-type': 'text/plain' })).json()).toEqual({ error: 'The frame takes JSON only' });
  person = null;
  expect((await ask({ 'content-type': 'application/json' })).status).toBe(401);
  expect(calls).toEqual([]);
});

test('the theme follows the button on the host', async () => {
  await run("await __bridge.callBridge('enableTheming')");
  const mode = () => run('return document.documentElement.dataset.colorMode');
  expect(await mode()).toBe('dark');
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.frameLocator('iframe').locator('html[data-color-mode=light]').waitFor();
  expect(await page.locator('html').getAttribute('data-color-mode')).toBe('light');
});

test('what the button chose is kept over a reload, and before it the browser is followed', async () => {
  const shown = () => page.locator('html').getAttribute('data-color-mode');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${hostOrigin}/preferred`);
  expect(await shown()).toBe('light');
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.reload();
  expect(await shown()).toBe('dark');
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.reload();
  expect(await shown()).toBe('light');
});

test('the product is asked as the person who looks, and the answer comes as the bridge has it', async () => {
  const answer = await run(`return __bridge.callBridge('fetchProduct', { product: 'confluence', restPath: '/wiki/api/v2/pages/1',
    fetchRequestInit: { method: 'GET', headers: [['accept', 'application/json']] }, isMultipartFormData: false })`);
  expect(answer).toMatchObject({ status: 200, body: '{"id":"1"}' });
  expect(productCalls).toEqual([
    {
      accountId: 'ada',
      product: 'confluence',
      restPath: '/wiki/api/v2/pages/1',
      method: 'GET',
      headers: [['accept', 'application/json']],
      body: null,
    },
  ]);
});

test('a flag is shown, its action runs in the app, and it closes', async () => {
  await run(`await __bridge.callBridge('showFlag', { id: 'one', title: 'Saved', description: 'All of it', type: 'success',
    actions: [{ text: 'Undo', onClick: () => { globalThis.undone = true } }] })`);
  await page.getByRole('status').getByText('All of it').waitFor();
  expect(await page.locator('.frame-flag').textContent()).toBe('Saved All of it Undo Dismiss');
  await page.getByRole('button', { name: 'Undo' }).click();
  await becomesTrue('globalThis.undone === true');
  await run("await __bridge.callBridge('closeFlag', { id: 'one' })");
  expect(await page.getByText('All of it').count()).toBe(0);
});

test('a modal is the app once more, with a context of its own, and hands back what it is closed with', async () => {
  await run(
    `await __bridge.callBridge('openModal', { title: 'Choose', context: { spaceId: '101' }, onClose: (payload) => { globalThis.chosen = payload } })`,
  );
  await page.getByRole('dialog', { name: 'Choose' }).frameLocator('iframe').getByText('app').waitFor();
  const context = await run("return (await __bridge.callBridge('getContext')).extension", 1);
  expect(context).toEqual({ type: 'confluence:globalSettings', modal: { spaceId: '101' } });
  await run("void __bridge.callBridge('close', { picked: 7 })", 1);
  await becomesTrue('globalThis.chosen?.picked === 7');
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test("the history is the host's address, and the back button tells the app", async () => {
  await run(`globalThis.places = [];
    const history = await __bridge.callBridge('createHistory');
    await history.listen((place) => places.push(place.pathname));
    await history.push('/spaces');
    await history.push('/health');`);
  expect(new URL(page.url()).hash).toBe('#/health');
  await page.goBack();
  await becomesTrue("globalThis.places.join() === '/spaces,/health,/spaces'");
});

test('events go from one to the other until they are no longer listened to', async () => {
  const heard = await run(`const heard = [];
    const { unsubscribe } = await __bridge.callBridge('on', { event: 'changed', callback: (payload) => void heard.push(payload) });
    await __bridge.callBridge('emit', { event: 'changed', payload: 1 });
    await __bridge.callBridge('getContext');
    await unsubscribe();
    await __bridge.callBridge('emit', { event: 'changed', payload: 2 });
    await __bridge.callBridge('getContext');
    return heard;`);
  expect(heard).toEqual([1]);
});

test('a command that this host does not know is an error that names it', async () => {
  const message = await run("return __bridge.callBridge('openRovo', {}).catch((error) => error.message)");
  expect(message).toBe('This host does not answer the bridge command "openRovo"');
});

test('a frame that is reloaded is answered again', async () => {
  const reloaded = app().waitForNavigation();
  await app().evaluate('void setTimeout(() => location.reload())');
  await reloaded;
  const answer = await run("return (await __bridge.callBridge('getContext')).moduleKey");
  expect(answer).toBe('site-settings');
});
