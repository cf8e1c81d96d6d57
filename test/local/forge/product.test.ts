/** Product calls: as whom, with which scope, what they cost; and what may leave for other hosts. */
import { type Bench, bench } from './support';

let at: Bench;
beforeAll(async () => {
  at = await bench({}, ({ url }) => {
    if (url.startsWith('/wiki/rest/api/user/current')) return { body: { accountId: 'user-1' } };
    if (url.includes('/pages/moved')) return { status: 302, headers: { location: '/wiki/api/v2/pages/7' } };
    if (url === '/away') return { status: 302, headers: { location: 'https://other.example.com/' } };
    return {};
  });
}, 120_000);
afterAll(() => at.stop());

const last = () => at.host.meter.recent().at(-1);

describe('product calls', () => {
  it('are made as the app or as the user of the page', async () => {
    await at.call('product', { as: 'app', path: '/wiki/api/v2/pages/1' });
    await at.call('product', { as: 'user', path: '/wiki/api/v2/pages/1' }, 'user-7');
    expect(at.product.seen.slice(-2).map(({ headers }) => headers['x-principal'])).toEqual(['app', 'user-7']);
  });

  it('carry none of the proxy headers to the product', async () => {
    await at.call('product', { as: 'app', path: '/wiki/api/v2/pages/1' });
    expect(Object.keys(at.product.seen.at(-1)?.headers ?? {}).filter((name) => name.startsWith('forge-'))).toEqual([]);
  });

  it('need a user to be made as one', async () => {
    const before = at.product.seen.length;
    at.host.deliver({ eventType: 'avi:confluence:updated:page', orders: [{ do: 'readAsUser', path: '/wiki/api/v2/pages/1' }] });
    await at.host.idle();
    expect(last()).toMatchObject({ kind: 'trigger', outcome: 'error', error: 'Authentication Required' });
    await expect(at.call('product', { as: 'user', accountId: 'someone-else', path: '/wiki/api/v2/pages/1' })).rejects.toThrow(
      'Authentication Required',
    );
    await expect(at.call('product', { as: 'nobody', path: '/wiki/api/v2/pages/1' })).rejects.toThrow('Authentication Required');
    expect(at.product.seen).toHaveLength(before);
  });

  it.each([
    ['GET', '/wiki/api/v2/tasks?page-id=1', 401],
    ['GET', '/wiki/api/v2/pages/1/footer-comments', 401],
    ['DELETE', '/wiki/api/v2/pages/1', 401],
    ['PUT', '/wiki/api/v2/pages/1', 401],
    ['GET', '/wiki/api/v2/inventions', 501],
    ['GET', '/wiki/rest/api/content/search?cql=type%3Dpage', 200],
    ['POST', '/wiki/api/v2/users-bulk', 200],
  ])('%s %s answers %i under the scopes of the manifest', async (method, path, status) => {
    const before = at.product.seen.length;
    const answer = await at.call('product', { as: 'app', method, path });
    expect(answer).toMatchObject({ status });
    expect(at.product.seen.length - before).toBe(status === 200 ? 1 : 0);
  });

  it('say which scope is missing where a person reads it', async () => {
    await at.call('product', { as: 'app', path: '/wiki/api/v2/tasks' });
    expect(at.logs.at(-1)).toMatchObject({ level: 'warn', message: expect.stringContaining('read:task:confluence') });
  });

  it('cost one point and one for each object, two for users', async () => {
    await at.call('product', { as: 'app', path: '/wiki/api/v2/pages?limit=2' });
    expect(last()).toMatchObject({ productCalls: 1, points: 3 });
    await at.call('product', { as: 'app', method: 'POST', path: '/wiki/api/v2/users-bulk', body: '{}' });
    expect(last()).toMatchObject({ productCalls: 1, points: 5 });
    await at.call('product', { as: 'user', path: '/wiki/rest/api/user/current?expand=operations' });
    expect(last()).toMatchObject({ productCalls: 1, points: 3 });
  });

  it('follow a redirect inside the product as the same principal', async () => {
    const path = '/wiki/rest/api/content/1/child/attachment/att2/download';
    expect(await at.call('product', { as: 'app', path })).toMatchObject({ status: 401 });
    at.product.seen.length = 0;
    expect(await at.call('product', { as: 'user', path: '/wiki/api/v2/pages/moved' }, 'user-2')).toMatchObject({ status: 200 });
    expect(at.product.seen.map(({ url, headers }) => [url, headers['x-principal']])).toEqual([
      ['/wiki/api/v2/pages/moved', 'user-2'],
      ['/wiki/api/v2/pages/7', 'user-2'],
    ]);
  });

  it('take v1 paths without /wiki, as a package of the platform sends them', async () => {
    await at.call('product', { as: 'app', path: '/rest/api/search?cql=type%3Dpage' });
    expect(at.product.seen.at(-1)?.url).toBe('/rest/api/search?cql=type%3Dpage');
  });
});

describe('product calls of a page', () => {
  const ask = (method: string, target: string, body: string | null = null) =>
    at.host.requestProduct({ accountId: 'user-3', method, target, headers: { accept: 'application/json' }, body });

  it('are made as the person who looks at it, and cost the app no points', async () => {
    const before = at.host.meter.totals();
    expect(await ask('POST', '/wiki/api/v2/users-bulk', '{"accountIds":[]}')).toMatchObject({ status: 200 });
    expect(at.product.seen.at(-1)).toMatchObject({ method: 'POST', body: '{"accountIds":[]}', headers: { 'x-principal': 'user-3' } });
    expect(at.host.meter.totals()).toEqual(before);
  });

  it.each([
    ['GET', '/wiki/api/v2/tasks', 401],
    ['DELETE', '/wiki/api/v2/pages/1', 401],
    ['GET', '/wiki/api/v2/inventions', 501],
    ['GET', '/rest/anything/else', 501],
  ])('%s %s answers %i: a page has no other scopes than the app', async (method, target, status) => {
    const before = at.product.seen.length;
    expect(await ask(method, target)).toMatchObject({ status });
    expect(at.logs.at(-1)).toMatchObject({ level: 'warn', functionKey: 'page' });
    expect(at.product.seen).toHaveLength(before);
  });

  it('get a redirect as it is', async () => {
    expect(await ask('GET', '/wiki/api/v2/pages/moved')).toMatchObject({ status: 302 });
  });
});

describe('outbound requests', () => {
  it('reach an address of the manifest, whatever its path', async () => {
    const init = { method: 'POST', headers: { authorization: 'Bearer key', 'content-type': 'application/json' }, body: '{"a":1}' };
    expect(await at.call('fetch', { url: 'https://allowed.example.com/v1/files?x=1', init })).toMatchObject({ statuses: [200] });
    expect(at.outside.seen.at(-1)).toMatchObject({
      method: 'POST',
      url: '/v1/files?x=1',
      body: '{"a":1}',
      headers: { authorization: 'Bearer key' },
    });
    expect(last()).toMatchObject({ egressRequests: 1, productCalls: 0 });
  });

  it.each(['https://other.example.com/', 'http://allowed.example.com/', 'https://sub.allowed.example.com/'])(
    'to %s are a plain 403',
    async (url) => {
      const before = at.outside.seen.length;
      expect(await at.call('fetch', { url })).toMatchObject({ statuses: [403] });
      expect(at.outside.seen).toHaveLength(before);
    },
  );

  it('that are redirected pass the gate again', async () => {
    expect(await at.call('fetch', { url: 'https://allowed.example.com/away' })).toMatchObject({ statuses: [403] });
    expect(await at.call('fetch', { url: 'https://allowed.example.com/away', init: { redirect: 'manual' } })).toMatchObject({
      statuses: [302],
    });
  });

  it('by node:https pass the same gate', async () => {
    expect(await at.call('https', { url: 'https://allowed.example.com/by-https' })).toMatchObject({ status: 200 });
    expect(at.outside.seen.at(-1)).toMatchObject({ method: 'POST', url: '/by-https', body: 'sent', headers: { 'x-test': 'yes' } });
    expect(await at.call('https', { url: 'https://other.example.com/' })).toMatchObject({ status: 403 });
  });

  it('are a hundred a minute for each invocation', async () => {
    const { statuses } = (await at.call('fetch', { url: 'https://allowed.example.com/', times: 103 })) as { statuses: number[] };
    expect(statuses.filter((status) => status === 200)).toHaveLength(100);
    expect(statuses.slice(100)).toEqual([429, 429, 429]);
    expect(await at.call('fetch', { url: 'https://allowed.example.com/' })).toMatchObject({ statuses: [200] });
  });
});
