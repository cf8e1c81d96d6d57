import { openSite, type Site } from './site';

/** The Files API for files, as strict as its public description. */
let site: Site;
let folderId: string;
beforeEach(async () => {
  site = await openSite();
  folderId = await site.folder('/Confluence');
});
afterEach(() => site.close());

const problem = (status: number, code: string) => ({
  status,
  body: { status, code, detail: expect.any(String), requestId: expect.stringMatching(/^req_/) },
});

test('a created file is answered without its content; only the read by id has it', async () => {
  const created = await site.call('POST', '/v1/files', { path: '/Confluence/x.md', content: '# X\n' });
  expect(created).toMatchObject({
    status: 201,
    body: { object: 'file', path: '/Confluence/x.md', parentPath: '/Confluence', protected: false },
  });
  expect(created.body).not.toHaveProperty('content');
  const read = await site.call('GET', `/v1/files/${created.body.id}`);
  expect(read).toMatchObject({ status: 200, body: { ...created.body, content: '# X\n' } });
});

test('create is no upsert, and makes no folder', async () => {
  await site.file(folderId, 'x.md', 'one');
  expect(await site.call('POST', '/v1/files', { path: '/Confluence/x.md', content: 'two' })).toMatchObject(
    problem(409, 'path_already_exists'),
  );
  expect(await site.call('POST', '/v1/files', { path: '/Nowhere/x.md', content: 'x' })).toMatchObject(problem(404, 'folder_not_found'));
  expect(site.qontext.files()).toMatchObject([{ path: '/Confluence/x.md', content: 'one' }]);
});

const refused: [string, unknown][] = [
  ['a mix of both ways', { path: '/Confluence/x.md', parentId: 'dir_1', name: 'x.md', content: 'x' }],
  ['an unknown field', { path: '/Confluence/x.md', content: 'x', source: 'Confluence' }],
  ['no content', { path: '/Confluence/x.md' }],
  ['a file at the root', { path: '/x.md', content: 'x' }],
  ['a path that is not absolute', { path: 'Confluence/x.md', content: 'x' }],
  ['an empty part', { path: '/Confluence//x.md', content: 'x' }],
  ['a name without .md', { path: '/Confluence/x.txt', content: 'x' }],
  ['nothing but .md', { path: '/Confluence/.md', content: 'x' }],
  ['white space at the edge of a name', { path: '/Confluence/ x.md', content: 'x' }],
  ['a control character', { path: '/Confluence/a\tb.md', content: 'x' }],
  ['a step up', { path: '/Confluence/../x.md', content: 'x' }],
  ...[...';$|&\\<>*?[]{}:`'].map((character): [string, unknown] => [
    `the character ${character}`,
    { path: `/Confluence/a${character}b.md`, content: 'x' },
  ]),
];
test.each(refused)('refused: %s', async (_, body) => {
  expect(await site.call('POST', '/v1/files', body)).toMatchObject(problem(400, 'invalid_request'));
  expect(site.qontext.files()).toEqual([]);
});

test('a body that is not JSON, or not said to be, is refused', async () => {
  const headers = { 'x-api-key': site.qontext.defaultKey };
  for (const [type, body] of [
    ['application/json', '{'],
    ['text/plain', '{"path":"/A"}'],
  ]) {
    const answer = await fetch(`${site.url}/v1/folders`, {
      method: 'POST',
      headers: { ...headers, 'content-type': type ?? '' },
      body: body ?? '',
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  }
});

test('the size limit counts UTF-8 bytes and is named', async () => {
  await site.file(folderId, 'fits.md', 'ü'.repeat(22_500));
  const refused = await site.call('POST', '/v1/files', { parentId: folderId, name: 'x.md', content: `${'ü'.repeat(22_500)}x` });
  expect(refused).toMatchObject(problem(422, 'content_too_large'));
  expect(refused.body.detail).toContain('45000');
});

describe('replacing content', () => {
  test('needs a base that is an accepted change of this file', async () => {
    const file = await site.file(folderId, 'x.md', 'a');
    const other = await site.file(folderId, 'y.md', 'b');
    const put = (baseChangeId: string) => site.call('PUT', `/v1/files/${file.id}/content`, { baseChangeId, content: 'c' });
    expect(await put(other.lastChangeId)).toMatchObject(problem(400, 'invalid_base_change'));
    expect(await put(file.id)).toMatchObject(problem(400, 'invalid_id'));
    expect(await put(file.lastChangeId)).toMatchObject({ status: 200, body: { object: 'edit', content: 'c' } });
    expect(site.qontext.files()[0]?.content).toBe('c');
  });

  test('an edit that collides goes to review, pins the file and its folders, and is no base', async () => {
    const file = await site.file(folderId, 'x.md', 'a\nb');
    site.qontext.editByHand('/Confluence/x.md', 'A\nb');
    const answer = await site.call('PUT', `/v1/files/${file.id}/content`, { baseChangeId: file.lastChangeId, content: 'Ä\nb' });
    expect(answer).toMatchObject({ status: 202, body: { object: 'change', status: 'in_review', reason: 'conflict', fileIds: [file.id] } });
    expect(await site.call('DELETE', `/v1/files/${file.id}`)).toMatchObject(problem(409, 'changes_in_review'));
    expect(await site.call('DELETE', `/v1/folders/${folderId}?recursive=true`)).toMatchObject(problem(409, 'changes_in_review'));
    const onIt = { baseChangeId: answer.body.id, content: 'z' };
    expect(await site.call('PUT', `/v1/files/${file.id}/content`, onIt)).toMatchObject(problem(400, 'invalid_base_change'));
    expect(site.qontext.files()[0]?.content).toBe('A\nb');
  });

  test('a combination that grows too large is refused', async () => {
    const long = 'x'.repeat(20_000);
    const file = await site.file(folderId, 'x.md', 'a\nb\nc');
    site.qontext.editByHand('/Confluence/x.md', `a\nb\nc\n${long}`);
    const content = `${long}\n${long.slice(0, 10_000)}\na\nb\nc`;
    const answer = await site.call('PUT', `/v1/files/${file.id}/content`, { baseChangeId: file.lastChangeId, content });
    expect(answer).toMatchObject(problem(422, 'content_too_large'));
  });
});

describe('changing what a file is', () => {
  test('one of name, parentId and protected, and lastChangeId stays', async () => {
    const file = await site.file(folderId, 'x.md', 'a');
    const other = await site.folder('/Other');
    for (const body of [{}, { name: 'y.md', parentId: other }, { name: 'y.md', protected: true }, { folderId: other }]) {
      expect(await site.call('PATCH', `/v1/files/${file.id}`, body)).toMatchObject(problem(400, 'invalid_request'));
    }
    await site.call('PATCH', `/v1/files/${file.id}`, { name: 'y.md' });
    const moved = await site.call('PATCH', `/v1/files/${file.id}`, { parentId: other });
    expect(moved.body).toMatchObject({ id: file.id, path: '/Other/y.md', lastChangeId: file.lastChangeId });
    expect((await site.call('GET', '/v1/files?path=/Confluence/x.md')).body.data).toEqual([]);
    expect((await site.call('GET', '/v1/files?path=/Other/y.md')).body.data).toEqual([moved.body]);
    expect(await site.call('PATCH', `/v1/files/${file.id}`, { parentId: null })).toMatchObject(problem(400, 'invalid_request'));
  });

  test('a rename to its own name changes nothing, and to an occupied one is refused', async () => {
    const file = await site.file(folderId, 'x.md', 'a');
    await site.file(folderId, 'y.md', 'b');
    expect((await site.call('PATCH', `/v1/files/${file.id}`, { name: 'x.md' })).status).toBe(200);
    expect(await site.call('PATCH', `/v1/files/${file.id}`, { name: 'y.md' })).toMatchObject(problem(409, 'path_already_exists'));
  });

  test('a protected file sends edits to review and cannot be deleted until the protection is cleared', async () => {
    const file = await site.file(folderId, 'x.md', 'a');
    await site.call('PATCH', `/v1/files/${file.id}`, { protected: true });
    expect(await site.call('DELETE', `/v1/files/${file.id}`)).toMatchObject(problem(409, 'file_protected'));
    const edit = { baseChangeId: file.lastChangeId, content: 'b' };
    expect(await site.call('PUT', `/v1/files/${file.id}/content`, edit)).toMatchObject({ status: 202, body: { reason: 'protected' } });
    await site.call('PATCH', `/v1/files/${file.id}`, { protected: false });
    expect(await site.call('DELETE', `/v1/files/${file.id}`)).toMatchObject(problem(409, 'changes_in_review'));
  });
});

test('a deleted file is gone, with its id and its path', async () => {
  const file = await site.file(folderId, 'x.md', 'a');
  expect((await site.call('DELETE', `/v1/files/${file.id}`)).status).toBe(204);
  expect(await site.call('GET', `/v1/files/${file.id}`)).toMatchObject(problem(404, 'file_not_found'));
  expect(await site.file(folderId, 'x.md', 'b')).not.toMatchObject({ id: file.id });
});

test.each(['doc_1-cmit_2', 'dir_1', 'x', 'doc_%2e%2e'])('the id %s is refused', async (id) => {
  expect(await site.call('GET', `/v1/files/${id}`)).toMatchObject(problem(400, 'invalid_id'));
});
