/** The shell: where each path leads, who may see the settings, and what the control page does. */
import type { IncomingMessage } from 'node:http';
import { type ControlPort, listenShell, type Shell, type Visitor } from '../../../local/web';

const ada: Visitor = { accountId: 'ada', name: 'Ada <b>Brandt</b>', isSiteAdmin: true };
const tomas: Visitor = { accountId: 'tomas', name: 'Tomas', isSiteAdmin: false };

let shell: Shell;
let done: string[] = [];
const control: ControlPort = {
  now: () => Date.parse('2026-11-21T10:00:00Z'),
  shiftClock: (ms) => void done.push(`shift ${ms}`),
  tick: async () => void done.push('tick'),
  killFunctions: () => void done.push('kill'),
  latencyMs: () => 80,
  setLatency: (ms) => void done.push(`latency ${ms}`),
  faultLevels: ['none', 'some'],
  faults: () => 'some',
  setFaults: (level) => void done.push(`faults ${level}`),
  invocations: () => [
    {
      at: 0,
      functionKey: 'on-<tick>',
      kind: 'scheduled',
      ms: 12,
      peakRssMb: 80,
      productCalls: 3,
      points: 9,
      keyValueUnits: 4,
      egressRequests: 1,
      outcome: 'ok',
    },
  ],
  totals: () => [{ name: 'Points', value: 1234 }],
};

beforeAll(async () => {
  shell = await listenShell(0);
  expect((await get('/')).status).toBe(503);
  shell.serve({
    siteName: 'tiny.example',
    frame: {
      handleHost: async (req, res) => {
        if (!req.url?.startsWith('/__frame/')) return false;
        res.end('frame');
        return true;
      },
      page: ({ moduleKey, place }) => `<div id="framed">${moduleKey} ${place?.space ?? ''}</div>`,
    },
    module: { key: 'site-settings', title: 'Qontext' },
    spaceModule: {
      key: 'space-settings',
      title: 'Qontext',
      route: 'qontext',
      space: (key, accountId) => (key === 'TIDE' ? { key, name: 'Tide <gauges>', isAdministered: accountId === 'tomas' } : null),
    },
    visitor: (req: IncomingMessage) => (req.headers.cookie === 'user=tomas' ? tomas : ada),
    control,
    wiki: async (req, res) => {
      if (!req.url?.startsWith('/wiki/home')) return false;
      res.end('the wiki');
      return true;
    },
    wikiUrl: '/wiki/home',
    repositoryUrl: 'http://127.0.0.1:1/',
  });
});
afterAll(() => shell.close());
beforeEach(() => {
  done = [];
});

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${shell.url}${path}`, { headers, redirect: 'manual' });
  return { status: response.status, location: response.headers.get('location'), text: await response.text() };
};
const post = async (path: string, body: string, headers: Record<string, string> = {}) => {
  const init = {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    redirect: 'manual' as const,
  };
  const response = await fetch(`${shell.url}${path}`, init);
  return { status: response.status, text: await response.text() };
};

test('each path leads where it belongs', async () => {
  expect(await get('/')).toMatchObject({ status: 303, location: '/wiki/home' });
  expect(await get('/wiki/home')).toMatchObject({ status: 200, text: 'the wiki' });
  expect(await get('/__frame/host.js')).toMatchObject({ status: 200, text: 'frame' });
  expect(await get('/local/shell.css')).toMatchObject({ status: 200 });
  expect(await get('/elsewhere')).toMatchObject({ status: 404 });
});

test("a site administrator sees the app's page framed, in the settings; names are escaped", async () => {
  const { status, text } = await get('/wiki/admin/apps/qontext');
  expect(status).toBe(200);
  expect(text).toContain('<div id="framed">site-settings </div>');
  expect(text).toContain('Ada &lt;b&gt;Brandt&lt;/b&gt;');
  expect(text).toContain('aria-current="page"');
});

test('somebody who does not administer the site does not', async () => {
  const { status, text } = await get('/wiki/admin/apps/qontext', { cookie: 'user=tomas' });
  expect(status).toBe(403);
  expect(text).not.toContain('framed');
  expect(text).toContain('Tomas does not administer this site');
});

test("a space's administrator sees the app's page in the settings of that space; others do not, not even the site's", async () => {
  const path = '/wiki/spaces/TIDE/settings/apps/qontext';
  const { status, text } = await get(path, { cookie: 'user=tomas' });
  expect(status).toBe(200);
  expect(text).toContain('<div id="framed">space-settings TIDE</div>');
  expect(text).toContain('Tide &lt;gauges&gt;');
  const other = await get(path);
  expect(other.status).toBe(403);
  expect(other.text).not.toContain('framed');
});

test('a space that is not there, and a route of no module, are not found', async () => {
  expect(await get('/wiki/spaces/GONE/settings/apps/qontext')).toMatchObject({ status: 404 });
  expect(await get('/wiki/spaces/TIDE/settings/apps/other')).toMatchObject({ status: 404 });
});

test('the control page shows what runs, escaped, and each of its buttons has its effect', async () => {
  const { text } = await get('/local/control');
  expect(text).toContain('2026-11-21T10:00:00.000Z');
  expect(text).toContain('on-&lt;tick&gt;');
  expect(text).toContain('1,234');
  expect(text).toMatch(/<option selected>some/);
  expect(await post('/local/control/tick', '')).toMatchObject({ status: 303 });
  await post('/local/control/kill', '');
  await post('/local/control/shift', 'ms=3600000');
  await post('/local/control/settings', 'faults=none&latency=25');
  expect(done).toEqual(['tick', 'kill', 'shift 3600000', 'latency 25', 'faults none']);
});

test('a wrong value, an unknown button, a link and a form of another site do nothing', async () => {
  expect(await post('/local/control/settings', 'faults=all&latency=25')).toMatchObject({
    status: 500,
    text: 'There is no fault level "all".',
  });
  expect(await post('/local/control/shift', 'ms=-1')).toMatchObject({ status: 500 });
  expect(await post('/local/control/dance', '')).toMatchObject({ status: 404 });
  expect(await get('/local/control/tick')).toMatchObject({ status: 405 });
  expect(await post('/local/control/tick', '', { origin: 'https://evil.example' })).toMatchObject({ status: 403 });
  expect(done).toEqual([]);
});
