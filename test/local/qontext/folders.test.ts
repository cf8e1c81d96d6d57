import { openSite, type Site } from './site';

/** The Files API for folders, keys and search. */
let site: Site;
const reader = { key: 'q_sk_reader', name: 'Reader', baseline: 'read' as const };
const part = { key: 'q_sk_part', name: 'Part', baseline: 'none' as const, grants: [{ path: '/Confluence', access: 'edit' as const }] };
beforeEach(async () => {
  site = await openSite({ keys: [reader, part] });
});
afterEach(() => site.close());

const problem = (status: number, code: string) => ({ status, body: { code } });

describe('folders', () => {
  test('by path with missing parents, or by name in a parent, the root being null', async () => {
    const made = await site.call('POST', '/v1/folders', { path: '/A/B/C' });
    expect(made).toMatchObject({ status: 201, body: { object: 'folder', name: 'C', path: '/A/B/C', parentPath: '/A/B' } });
    expect(await site.call('POST', '/v1/folders', { parentId: null, name: 'D' })).toMatchObject({ body: { path: '/D', parentId: null } });
    expect(await site.call('POST', '/v1/folders', { parentId: made.body.id, name: 'E' })).toMatchObject({ body: { path: '/A/B/C/E' } });
    expect(await site.call('POST', '/v1/folders', { path: '/A/B' })).toMatchObject(problem(409, 'path_already_exists'));
  });

  test.each(['/.hidden', '/A/notes.md', '/A:B', '/', '/A/', 'A'])('the path %s is refused', async (path) => {
    expect(await site.call('POST', '/v1/folders', { path })).toMatchObject(problem(400, 'invalid_request'));
  });

  test('a rename and a move take along all below; ids stay', async () => {
    const [a, b] = [await site.folder('/A'), await site.folder('/B')];
    const file = await site.file(await site.folder('/A/Deep'), 'x.md', 'x');
    await site.call('PATCH', `/v1/folders/${a}`, { name: 'Renamed' });
    await site.call('PATCH', `/v1/folders/${a}`, { parentId: b });
    expect((await site.call('GET', `/v1/files/${file.id}`)).body.path).toBe('/B/Renamed/Deep/x.md');
    expect(await site.call('PATCH', `/v1/folders/${b}`, { parentId: a })).toMatchObject(problem(400, 'invalid_request'));
    expect(await site.call('PATCH', `/v1/folders/${a}`, { parentId: null })).toMatchObject({ body: { path: '/Renamed' } });
  });

  test('deletion needs to be said recursive where something lies in it', async () => {
    const a = await site.folder('/A');
    await site.file(await site.folder('/A/Deep'), 'x.md', 'x');
    expect(await site.call('DELETE', `/v1/folders/${a}`)).toMatchObject(problem(409, 'folder_not_empty'));
    expect((await site.call('DELETE', `/v1/folders/${a}?recursive=true`)).status).toBe(204);
    expect(site.qontext.files()).toEqual([]);
    expect((await site.call('GET', '/v1/folders?path_prefix=/')).body.data).toEqual([]);
  });
});

describe('lists', () => {
  const names = (answer: { body: { data?: unknown } }) => (answer.body.data as { name: string }[]).map(({ name }) => name);

  test('one filter at most; an unknown path is an empty list', async () => {
    const a = await site.folder('/A');
    await site.file(a, 'x.md', 'x');
    await site.file(await site.folder('/A/B'), 'y.md', 'y');
    expect(names(await site.call('GET', '/v1/files'))).toEqual(['x.md', 'y.md']);
    expect(names(await site.call('GET', '/v1/files?path_prefix=/A'))).toEqual(['x.md', 'y.md']);
    expect(names(await site.call('GET', `/v1/files?parent_id=${a}`))).toEqual(['x.md']);
    expect(names(await site.call('GET', '/v1/files?path=/A/x.md'))).toEqual(['x.md']);
    expect(names(await site.call('GET', '/v1/files?path=/A/none.md'))).toEqual([]);
    expect(names(await site.call('GET', '/v1/files?path_prefix=/None'))).toEqual([]);
    expect(names(await site.call('GET', '/v1/folders'))).toEqual(['A']);
    expect(names(await site.call('GET', '/v1/folders?path_prefix=/A'))).toEqual(['B']);
  });

  test.each([
    ['two filters', 'path=/A/x.md&path_prefix=/A', 'invalid_request'],
    ['a path with a cursor', 'path=/A/x.md&cursor=c_1', 'invalid_request'],
    ['a file path without .md', 'path=/A', 'invalid_request'],
    ['a prefix that is a file', 'path_prefix=/A/x.md', 'invalid_request'],
    ['a limit of nothing', 'limit=0', 'invalid_request'],
    ['a limit too large', 'limit=1001', 'invalid_request'],
    ['an unknown parameter', 'folder_id=dir_1', 'invalid_request'],
    ['an empty cursor', 'cursor=', 'invalid_cursor'],
    ['an invented cursor', 'cursor=c_9f2k1x8b3m7q0v', 'invalid_cursor'],
    ['a file id as parent', 'parent_id=doc_1', 'invalid_id'],
  ])('refused: %s', async (_, query, code) => {
    expect(await site.call('GET', `/v1/files?${query}`)).toMatchObject(problem(400, code));
  });

  test('a walk sees every file once, also while files are renamed and created', async () => {
    const a = await site.folder('/A');
    for (let i = 0; i < 10; i += 1) await site.file(a, `${i}.md`, 'x');
    const first = await site.call('GET', '/v1/files?path_prefix=/A&limit=4');
    expect(first.body).toMatchObject({ object: 'list', url: '/v1/files?path_prefix=%2FA&limit=4', hasMore: true });
    const [renamed] = first.body.data as { id: string }[];
    await site.call('PATCH', `/v1/files/${renamed?.id}`, { name: 'zz.md' });
    await site.file(a, '10.md', 'x');
    const seen = names(first);
    for (let cursor = first.body.nextCursor; cursor; ) {
      const next = await site.call('GET', `/v1/files?path_prefix=/A&limit=4&cursor=${String(cursor)}`);
      seen.push(...names(next));
      cursor = next.body.nextCursor;
    }
    expect(seen).toEqual(['0.md', '1.md', '2.md', '3.md', '4.md', '5.md', '6.md', '7.md', '8.md', '9.md', '10.md']);
    expect(await site.call('GET', `/v1/files?limit=4&cursor=${String(first.body.nextCursor)}`)).toMatchObject(
      problem(400, 'invalid_cursor'),
    );
  });

  test('what the key may not read is dropped after the page is read, so that a page may be empty and have more after it', async () => {
    for (let i = 0; i < 3; i += 1) await site.file(await site.folder(`/Secret ${i}`), 'x.md', 'x');
    await site.file(await site.folder('/Confluence'), 'y.md', 'y');
    const first = await site.call('GET', '/v1/files?limit=2', undefined, part.key);
    expect(first.body).toMatchObject({ hasMore: true, data: [] });
    const second = await site.call('GET', `/v1/files?limit=2&cursor=${String(first.body.nextCursor)}`, undefined, part.key);
    expect(second.body).toMatchObject({ hasMore: false, data: [{ name: 'y.md' }] });
  });
});

describe('keys', () => {
  test('are checked', async () => {
    const answer = await site.call('POST', '/auth/validate-key', {});
    expect(answer).toMatchObject({ status: 200, body: { message: 'API key confirmed', workspace: { name: 'Northwind Tides' } } });
    expect(await site.call('POST', '/auth/validate-key', {}, 'q_sk_no')).toMatchObject(problem(401, 'unauthenticated'));
    expect((await fetch(`${site.url}/v1/files`)).status).toBe(401);
    site.qontext.revoke(site.qontext.defaultKey);
    expect(await site.call('GET', '/v1/files')).toMatchObject(problem(401, 'unauthenticated'));
  });

  test('that may only read change nothing', async () => {
    const folder = await site.folder('/A');
    const file = await site.file(folder, 'x.md', 'x');
    const attempts: [string, string, unknown?][] = [
      ['POST', '/v1/folders', { path: '/B' }],
      ['POST', '/v1/files', { parentId: folder, name: 'y.md', content: 'y' }],
      ['PUT', `/v1/files/${file.id}/content`, { baseChangeId: file.lastChangeId, content: 'y' }],
      ['PATCH', `/v1/files/${file.id}`, { name: 'y.md' }],
      ['PATCH', `/v1/folders/${folder}`, { name: 'B' }],
      ['DELETE', `/v1/files/${file.id}`],
      ['DELETE', `/v1/folders/${folder}?recursive=true`],
    ];
    for (const [method, path, body] of attempts) {
      expect(await site.call(method, path, body, reader.key)).toMatchObject(problem(403, 'forbidden'));
    }
    expect((await site.call('GET', `/v1/files/${file.id}`, undefined, reader.key)).body.content).toBe('x');
    expect(site.qontext.files()).toMatchObject([{ path: '/A/x.md', content: 'x' }]);
  });

  test('see nothing of what they may not read', async () => {
    const file = await site.file(await site.folder('/Secret'), 'x.md', 'needle');
    expect(await site.call('GET', `/v1/files/${file.id}`, undefined, part.key)).toMatchObject(problem(404, 'file_not_found'));
    expect((await site.call('POST', '/v1/search/regex', { query: 'needle' }, part.key)).body.data).toEqual([]);
    expect((await site.call('POST', '/v1/folders', { path: '/Confluence/Here' }, part.key)).status).toBe(201);
  });
});

describe('search', () => {
  test('by words, best first, and by lines, each with its source', async () => {
    const folder = await site.folder('/A');
    await site.file(folder, 'Refunds.md', 'A refund takes ten days.\nAsk support.\n');
    await site.file(folder, 'Other.md', 'One refund was late.\n');
    await site.file(folder, 'Third.md', 'Nothing here.\n');
    const found = await site.call('POST', '/v1/search/hybrid', { query: 'refund ten days' });
    expect(found.body.data).toMatchObject([{ sources: [{ path: '/A/Refunds.md' }] }, { sources: [{ path: '/A/Other.md' }] }]);
    const lines = await site.call('POST', '/v1/search/regex', { query: 'refund\\s+takes', includeSources: false });
    expect(lines.body.data).toEqual([{ content: 'A refund takes ten days.' }]);
    for (const query of ['(?=x)', '(', '(a)\\1']) {
      expect(await site.call('POST', '/v1/search/regex', { query })).toMatchObject(problem(400, 'invalid_request'));
    }
  });

  test('a changed file is found only after a while', async () => {
    site.qontext.settings.searchLagMs = 5_000;
    await site.file(await site.folder('/A'), 'x.md', 'needle');
    const find = async () => (await site.call('POST', '/v1/search/hybrid', { query: 'needle' })).body.data;
    expect(await find()).toEqual([]);
    site.clock.advance(5_000);
    expect(await find()).toHaveLength(1);
  });
});
