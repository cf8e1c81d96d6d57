import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createQontext } from '../../../local/qontext';
import { openSite, type Site } from './site';

/** Limits, latency, faults, keeping, and size. */
let site: Site;
beforeEach(async () => {
  site = await openSite();
});
afterEach(() => site.close());

test('over the rate limit, 429 says when to come back, and then it goes on', async () => {
  site.qontext.settings.requestsPerMinute = 60;
  const statuses: number[] = [];
  for (let i = 0; i < 12; i += 1) statuses.push((await site.call('GET', '/v1/folders')).status);
  expect(statuses).toEqual([...Array(10).fill(200), 429, 429]);
  const refused = await site.call('GET', '/v1/folders');
  expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
  expect(refused.headers.get('retry-after')).toBe('1');
  site.clock.advance(1_000);
  expect((await site.call('GET', '/v1/folders')).status).toBe(200);
});

test('an answer waits for the latency', async () => {
  site.qontext.settings.latencyMs = 80;
  let answered = false;
  const answer = site.call('GET', '/v1/folders').then(() => {
    answered = true;
  });
  while (site.clock.nextTimerAt() === null) await new Promise((resolve) => setImmediate(resolve));
  site.clock.advance(79);
  await new Promise((resolve) => setImmediate(resolve));
  expect(answered).toBe(false);
  site.clock.advance(1);
  await answer;
});

test('a dropped connection looks the same before and after the write took effect', async () => {
  site.qontext.settings.nextFaults = [{ fault: 'drop-before' }, { fault: 'drop-after' }];
  await expect(site.call('POST', '/v1/folders', { path: '/A' })).rejects.toThrow();
  expect(site.qontext.counters.byStatus).toEqual({ 0: 1 });
  await expect(site.call('POST', '/v1/folders', { path: '/A' })).rejects.toThrow();
  expect(await site.call('GET', '/v1/folders?path=/A')).toMatchObject({ body: { data: [{ path: '/A' }] } });
});

test('a fault for one operation leaves others alone; 503 carries Retry-After', async () => {
  site.qontext.settings.nextFaults = [{ fault: 'error-503', operation: 'folders.create' }];
  expect((await site.call('GET', '/v1/folders')).status).toBe(200);
  const refused = await site.call('POST', '/v1/folders', { path: '/A' });
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(site.qontext.counters).toMatchObject({ requests: 2, byOperation: { 'folders.list': 1, 'folders.create': 1 } });
});

test('those who watch are told what happened to which path', async () => {
  const seen: string[] = [];
  const stop = site.qontext.watch(({ kind, path, author }) => seen.push(`${kind} ${path} by ${author}`));
  const file = await site.file(await site.folder('/A'), 'x.md', 'a');
  await site.call('PATCH', `/v1/files/${file.id}`, { name: 'y.md' });
  site.qontext.editByHand('/A/y.md', 'b', 'Mei Lindqvist');
  stop();
  await site.call('DELETE', `/v1/files/${file.id}`);
  expect(seen).toEqual([
    'created /A by Confluence',
    'created /A/x.md by Confluence',
    'renamed /A/y.md by Confluence',
    'edited /A/y.md by Mei Lindqvist',
  ]);
});

describe('in a folder', () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'qontext-'));
  });
  afterEach(() => rmSync(data, { recursive: true }));

  test('the repository, its history, its changes in review and its keys are there at the next start, also after a kill in the middle of a line', async () => {
    await site.close();
    site = await openSite({ data });
    const { defaultKey } = site.qontext;
    const folder = await site.folder('/A');
    const file = await site.file(folder, 'x.md', 'a\nb');
    const gone = await site.file(folder, 'gone.md', 'x');
    await site.call('DELETE', `/v1/files/${gone.id}`);
    site.qontext.editByHand('/A/x.md', 'A\nb');
    await site.call('PUT', `/v1/files/${file.id}/content`, { baseChangeId: file.lastChangeId, content: 'Ä\nb' });
    await site.call('PATCH', `/v1/folders/${folder}`, { name: 'Renamed' });
    const before = site.qontext.files();
    appendFileSync(join(data, 'repository.ndjson'), '{"file":{"id":"doc_half');
    await site.close();

    site = await openSite({ data });
    expect(site.qontext.defaultKey).toBe(defaultKey);
    expect(site.qontext.files()).toEqual(before);
    expect(await site.call('DELETE', `/v1/files/${file.id}`)).toMatchObject({ body: { code: 'changes_in_review' } });
    const onFirst = { baseChangeId: file.lastChangeId, content: 'a\nb\nc' };
    expect(await site.call('PUT', `/v1/files/${file.id}/content`, onFirst)).toMatchObject({ status: 200, body: { content: 'A\nb\nc' } });
    expect(await site.file(folder, 'new.md', 'x')).toMatchObject({ path: '/Renamed/new.md' });
  });

  test('writeTo writes the files in their tree', async () => {
    site.qontext.editByHand('/A/Übersicht (1)/x.md', '# X\n');
    await site.qontext.writeTo(data);
    expect(readFileSync(join(data, 'A/Übersicht (1)/x.md'), 'utf8')).toBe('# X\n');
  });
});

test('20,000 files are created, listed and found quickly', async () => {
  const qontext = createQontext();
  const { url, close } = await qontext.listen(0);
  const started = process.cpuUsage();
  for (let i = 0; i < 20_000; i += 1) qontext.editByHand(`/Confluence/site/Space ${i % 20}/Tree ${i % 200}/page ${i}.md`, `# ${i}\n`);
  const get = async (path: string) =>
    (await (await fetch(url + path, { headers: { 'x-api-key': qontext.defaultKey } })).json()) as {
      nextCursor: string | null;
      data: unknown[];
    };
  let listed = 0;
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof get>> = await get(`/v1/files?path_prefix=/Confluence&limit=1000${cursor && `&cursor=${cursor}`}`);
    listed += page.data.length;
    cursor = page.nextCursor;
  }
  for (let i = 0; i < 200; i += 1) {
    const found = await get(`/v1/files?path=${encodeURIComponent(`/Confluence/site/Space ${i % 20}/Tree ${i}/page ${i}.md`)}`);
    expect(found.data).toHaveLength(1);
  }
  await close();
  expect(listed).toBe(20_000);
  // Processor time, so that a busy machine does not fail it. A walk over all files for each lookup would take ten times as long.
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1e6).toBeLessThan(6);
});
