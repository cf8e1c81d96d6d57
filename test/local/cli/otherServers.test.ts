/** Servers elsewhere that are not the local ones: they take the app for the person whose token it has, are busy, and keep to themselves what they need not say. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asToAnApp } from '../../../local/cli/asPerson';
import { AccountError, remoteAccounts } from '../../../local/cli/people';
import { RepositoryError, remoteView } from '../../../local/cli/repositoryView';
import { askSteadily } from '../../../local/cli/steady';

interface Said {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Answers what `script` says; the last again and again. */
async function serve(script: Said[]): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const said = script[Math.min(asked.push(request.url ?? ''), script.length) - 1];
    response.writeHead(said?.status ?? 500, { 'content-type': 'application/json', connection: 'close', ...said?.headers });
    response.end(JSON.stringify(said?.body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  // A TCP server that listens has an address with a port.
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const waits: number[] = [];
const wait = async (ms: number) => void waits.push(ms);
beforeEach(() => waits.splice(0));

describe('what Confluence tells a person otherwise than an app', () => {
  const policies = '/wiki/api/v2/data-policies/spaces';
  test.each([401, 403, 404])('only apps may ask for data security policies (%i): none is about a person', (status) => {
    expect(asToAnApp(policies, { status, body: null })).toEqual({ status: 200, body: { results: [] } });
  });

  test('what it does say of them stands, and a failure is no answer', () => {
    expect(asToAnApp(policies, { status: 200, body: { results: [{ id: '1' }] } })).toBeNull();
    expect(asToAnApp(policies, { status: 429, body: null })).toBeNull();
    expect(asToAnApp(policies, { status: 500, body: null })).toBeNull();
  });

  test('who runs the command administers the app that runs here', () => {
    const administers = { operation: 'administer', targetType: 'application' };
    const use = { operation: 'use', targetType: 'application' };
    const current = '/wiki/rest/api/user/current';
    expect(asToAnApp(current, { status: 200, body: { accountId: 'a' } })?.body).toEqual({ accountId: 'a', operations: [administers] });
    expect(asToAnApp(current, { status: 200, body: { operations: [use] } })?.body).toEqual({ operations: [use, administers] });
    expect(asToAnApp(current, { status: 401, body: null })).toBeNull();
    expect(asToAnApp('/wiki/api/v2/pages', { status: 403, body: null })).toBeNull();
  });
});

describe('a server that is busy', () => {
  test('is asked again, never earlier than it says', async () => {
    const { url, asked } = await serve([{ status: 429, headers: { 'retry-after': '7' } }, { status: 503 }, { status: 200 }]);
    expect((await askSteadily(url, {}, wait)).status).toBe(200);
    expect(asked).toHaveLength(3);
    expect(waits).toEqual([7_000, 1_000]);
  });

  test('and stays so is given up', async () => {
    const { url, asked } = await serve([{ status: 500 }]);
    expect((await askSteadily(url, {}, wait)).status).toBe(500);
    expect(asked).toHaveLength(6);
    const later = await serve([{ status: 429, headers: { 'retry-after': '3600' } }]);
    expect((await askSteadily(later.url, {}, wait)).status).toBe(429);
    expect(later.asked).toHaveLength(1);
  });

  test('and does not answer at all is given up sooner', async () => {
    await expect(askSteadily('http://127.0.0.1:9', {}, wait)).rejects.toThrow();
    expect(waits).toEqual([500, 1_000]);
  });
});

describe('who one is at Confluence', () => {
  const as = (url: string) => remoteAccounts({ kind: 'remote', url, email: 'a@b.c', token: 't' });

  test('is asked again while it is busy', async () => {
    const { url } = await serve([
      { status: 429, headers: { 'retry-after': '0' } },
      { status: 200, body: { accountId: '1:a', displayName: 'Ada' } },
    ]);
    expect((await as(url)).siteAdmin).toEqual({ accountId: '1:a', name: 'Ada' });
  });

  test.each([
    [401, /401.*check --email and --token/],
    [404, /404.*Check --confluence/],
  ])('%i says what to look at', async (status, message) => {
    const { url } = await serve([{ status }]);
    await expect(as(url)).rejects.toThrow(AccountError);
    await expect(as(url)).rejects.toThrow(message);
  });
});

describe('a repository elsewhere', () => {
  const file = (id: string, path: string) => ({ id, path, lastChangeId: `chg_${id}` });

  test('is looked through with patience, and only below the roots of the app', async () => {
    const { url, asked } = await serve([
      { status: 429, headers: { 'retry-after': '1' } },
      { status: 200, body: { data: [file('a', '/Confluence/x.md')], hasMore: true, nextCursor: 'n/2' } },
      { status: 503 },
      { status: 200, body: { data: [file('b', '/Confluence restricted/y.md'), file('c', '/Confluence notes/z.md')], hasMore: false } },
      { status: 200, body: { data: [file('b', '/Confluence restricted/y.md')], hasMore: false, nextCursor: null } },
    ]);
    const paths = (await remoteView(url, 'key', wait).list()).map((entry) => entry.path);
    expect(paths).toEqual(['/Confluence/x.md', '/Confluence restricted/y.md']);
    expect(asked[3]).toContain('cursor=n%2F2');
  });

  test.each([
    [401, /does not take the key \(401\).*check --key/],
    [500, /answers 500.*Try again/],
  ])('%i is told in one line', async (status, message) => {
    const { url } = await serve([{ status }]);
    const looking = remoteView(url, 'key', wait).list();
    await expect(looking).rejects.toThrow(RepositoryError);
    await expect(looking).rejects.toThrow(message);
  });
});
