import { createQontext, type Qontext } from '../../local/qontext';
import { type ConnectionOptions, connectRepository, kindOf, QontextError, type RequestRecord } from '../../src/qontext';

/** The client over HTTP against the local Qontext, whose faults and limits stand for the real one's. */
let qontext: Qontext;
let url: string;
let close: () => Promise<void>;
let slept: number[];
let requests: RequestRecord[];

const readOnlyKey = { key: 'q_sk_reader', name: 'Reader', baseline: 'read' as const };
const partKey = { key: 'q_sk_part', name: 'Part', baseline: 'none' as const, grants: [{ path: '/Confluence', access: 'edit' as const }] };

beforeEach(async () => {
  qontext = createQontext({ workspaceName: 'Northwind', keys: [readOnlyKey, partKey] });
  ({ url, close } = await qontext.listen(0));
  slept = [];
  requests = [];
});
afterEach(() => close());

function connect(options: Partial<ConnectionOptions> = {}) {
  return connectRepository({
    apiKey: qontext.defaultKey,
    fetch,
    baseUrl: url,
    sleep: async (ms) => {
      slept.push(ms);
    },
    random: () => 0,
    now: () => 1_000_000,
    onRequest: (request) => requests.push(request),
    ...options,
  });
}

/** The error that a call ends with. */
async function failure(call: Promise<unknown>): Promise<QontextError> {
  const error = await call.then(
    (value) => new Error(`succeeded with ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof QontextError) return error;
  throw error;
}

describe('what the repository port does', () => {
  test('names the workspace of the key', async () => {
    expect(await connect().workspace()).toEqual({ id: expect.stringMatching(/^ws_/), name: 'Northwind', url: null });
  });

  test('makes a folder path once, and takes what is there the next time', async () => {
    const repository = connect();
    const first = await repository.createFolderPath('/Confluence/acme.atlassian.net/Sea (SEA)');
    expect(await repository.createFolderPath('/Confluence/acme.atlassian.net/Sea (SEA)')).toEqual(first);
    expect(await repository.folder(first.parentId ?? '')).toMatchObject({ path: '/Confluence/acme.atlassian.net' });
  });

  test('makes a folder in a folder, and takes one of that name that is there', async () => {
    const repository = connect();
    const root = await repository.createFolderPath('/Confluence');
    const made = await repository.createFolder(root.id, 'Blog');
    expect(made).toMatchObject({ path: '/Confluence/Blog', parentId: root.id });
    expect(await repository.createFolder(root.id, 'Blog')).toEqual(made);
  });

  test('creates, finds, reads, replaces, renames, moves and deletes a file, whose id stays', async () => {
    const repository = connect();
    const folder = await repository.createFolderPath('/Confluence/A');
    const other = await repository.createFolderPath('/Confluence/B');
    const file = await repository.createFile(folder.id, 'Übersicht (1).md', '# One\n');
    expect(await repository.findFile(folder.id, 'Übersicht (1).md')).toEqual(file);
    expect(await repository.findFile(folder.id, 'Other.md')).toBeNull();
    expect(await repository.readFile(file.id)).toEqual({ ...file, content: '# One\n' });

    const written = await repository.replaceContent(file.id, file.lastChangeId, '# Two\n');
    if (written.kind !== 'written') throw new Error('not written');
    expect(written.content).toBeNull();
    expect(written.file.lastChangeId).not.toBe(file.lastChangeId);

    expect(await repository.renameFile(file.id, 'Two (1).md')).toMatchObject({ id: file.id, path: '/Confluence/A/Two (1).md' });
    const moved = await repository.moveFile(file.id, other.id);
    expect(moved).toEqual({ ...written.file, name: 'Two (1).md', path: '/Confluence/B/Two (1).md', parentId: other.id });
    expect(qontext.files()).toMatchObject([{ path: '/Confluence/B/Two (1).md', content: '# Two\n' }]);

    expect(await repository.deleteFile(file.id)).toBe('deleted');
    expect(await repository.deleteFile(file.id)).toBe('absent');
    expect(await repository.readFile(file.id)).toBeNull();
    expect(qontext.files()).toEqual([]);
  });

  test('renames and moves a folder with all below', async () => {
    const repository = connect();
    const a = await repository.createFolderPath('/Confluence/A');
    const b = await repository.createFolderPath('/Confluence/B');
    const file = await repository.createFile(a.id, 'x.md', 'x');
    await repository.renameFolder(a.id, 'Renamed');
    await repository.moveFolder(a.id, b.id);
    expect(await repository.readFile(file.id)).toMatchObject({ path: '/Confluence/B/Renamed/x.md' });
  });

  test('deletes only empty folders', async () => {
    const repository = connect();
    const folder = await repository.createFolderPath('/Confluence/A');
    const file = await repository.createFile(folder.id, 'x.md', 'x');
    expect(await repository.deleteFolder(folder.id)).toBe('not-empty');
    await repository.deleteFile(file.id);
    expect(await repository.deleteFolder(folder.id)).toBe('deleted');
    expect(await repository.deleteFolder(folder.id)).toBe('absent');
    expect(await repository.folder(folder.id)).toBeNull();
  });

  test('lists all files below a folder although pages come short', async () => {
    const repository = connect();
    qontext.settings.shortPages = 0.7;
    for (let i = 0; i < 1200; i += 1) qontext.editByHand(`/Confluence/S${i % 7}/file ${i}.md`, `${i}`);
    qontext.editByHand('/Other/not ours.md', 'x');
    const paths: string[] = [];
    let pages = 0;
    let cursor: string | undefined;
    do {
      const page = await repository.listFiles('/Confluence', cursor);
      paths.push(...page.files.map((file) => file.path));
      cursor = page.cursor ?? undefined;
      pages += 1;
    } while (cursor);
    expect(pages).toBeGreaterThan(1);
    expect(paths.length).toBe(1200);
    expect(new Set(paths).size).toBe(1200);
    expect(await repository.listFiles('/Nowhere')).toEqual({ files: [], cursor: null });
  });

  test('gives what was accepted where a person had edited other lines, and a change in review where the same', async () => {
    const repository = connect();
    const folder = await repository.createFolderPath('/Confluence');
    const file = await repository.createFile(folder.id, 'x.md', 'one\ntwo\nthree\nfour\n');
    qontext.editByHand('/Confluence/x.md', 'ONE\ntwo\nthree\nfour\n');
    const combined = await repository.replaceContent(file.id, file.lastChangeId, 'one\ntwo\nthree\nFOUR\n');
    expect(combined).toMatchObject({ kind: 'written', content: 'ONE\ntwo\nthree\nFOUR\n' });

    const collided = await repository.replaceContent(file.id, file.lastChangeId, 'eins\ntwo\nthree\nfour\n');
    expect(collided).toEqual({ kind: 'in-review', changeId: expect.stringMatching(/^chg_/), reason: 'conflict' });
    expect(await repository.deleteFile(file.id)).toBe('in-review');
    expect(qontext.files()[0]?.content).toBe('ONE\ntwo\nthree\nFOUR\n');
  });

  test('a write to a protected file waits for a person, and the file is not deleted', async () => {
    const repository = connect();
    const folder = await repository.createFolderPath('/Confluence');
    const file = await repository.createFile(folder.id, 'x.md', 'x');
    await fetch(`${url}/v1/files/${file.id}`, {
      method: 'PATCH',
      headers: { 'x-api-key': qontext.defaultKey, 'content-type': 'application/json' },
      body: JSON.stringify({ protected: true }),
    });
    expect(await repository.deleteFile(file.id)).toBe('protected');
    expect(await repository.replaceContent(file.id, file.lastChangeId, 'y')).toMatchObject({ kind: 'in-review', reason: 'protected' });
    expect(qontext.files()[0]?.content).toBe('x');
  });
});

describe('what each refusal means', () => {
  const cases: [string, () => Promise<unknown>, string, number, string][] = [
    ['a revoked key', revoked, 'auth', 401, 'unauthenticated'],
    ['an unknown key', () => connect({ apiKey: 'q_sk_unknown' }).workspace(), 'auth', 401, 'unauthenticated'],
    ['a key that may only read', () => connect({ apiKey: readOnlyKey.key }).createFolderPath('/New'), 'forbidden', 403, 'forbidden'],
    [
      'a folder outside what the key may edit',
      () => connect({ apiKey: partKey.key }).createFolderPath('/Else'),
      'forbidden',
      403,
      'forbidden',
    ],
    ['an unknown folder', () => connect().createFile('dir_unknown', 'x.md', 'x'), 'not-found', 404, 'folder_not_found'],
    ['an unknown file', () => connect().replaceContent('doc_unknown', 'chg_1', 'x'), 'not-found', 404, 'file_not_found'],
    ['a file that is there', existing, 'exists', 409, 'path_already_exists'],
    ['a name that another file has', renamedOnto, 'exists', 409, 'path_already_exists'],
    ['a folder moved onto another', folderOnto, 'exists', 409, 'path_already_exists'],
    ['too much content', tooLarge, 'too-large', 422, 'content_too_large'],
    ['a forbidden name', () => connect().createFolderPath('/Confluence/a:b'), 'invalid', 400, 'invalid_request'],
    ['a composite id', () => connect().readFile('doc_1-cmit_2'), 'invalid', 400, 'invalid_id'],
    ['a base that is no change of the file', wrongBase, 'invalid', 400, 'invalid_base_change'],
    ['a cursor of another query', foreignCursor, 'invalid', 400, 'invalid_cursor'],
    ['an address that is not of the API', () => connect({ baseUrl: `${url}/v1/elsewhere` }).readFile('doc_1'), 'invalid', 404, 'not_found'],
  ];

  async function aFile() {
    const repository = connect();
    const folder = await repository.createFolderPath('/Confluence');
    return { repository, folder, file: await repository.createFile(folder.id, 'x.md', 'x') };
  }
  async function revoked() {
    qontext.revoke(qontext.defaultKey);
    return connect().workspace();
  }
  async function existing() {
    const { repository, folder } = await aFile();
    return repository.createFile(folder.id, 'x.md', 'other');
  }
  async function renamedOnto() {
    const { repository, folder } = await aFile();
    const other = await repository.createFile(folder.id, 'y.md', 'y');
    return repository.renameFile(other.id, 'x.md');
  }
  async function folderOnto() {
    const repository = connect();
    const target = await repository.createFolderPath('/Confluence/Same');
    const other = await repository.createFolderPath('/Elsewhere/Same');
    return repository.moveFolder(other.id, target.parentId ?? '');
  }
  async function tooLarge() {
    const { repository, folder } = await aFile();
    return repository.createFile(folder.id, 'big.md', 'ü'.repeat(22_501));
  }
  async function wrongBase() {
    const { repository, file } = await aFile();
    return repository.replaceContent(file.id, 'chg_another', 'y');
  }
  async function foreignCursor() {
    const repository = connect();
    for (let i = 0; i < 1001; i += 1) qontext.editByHand(`/Confluence/${i}.md`, 'x');
    const { cursor } = await repository.listFiles('/Confluence');
    return repository.listFiles('/', cursor ?? 'none was given');
  }

  test.each(cases)('%s', async (_, call, kind, status, code) => {
    const error = await failure(call());
    expect(kindOf(error)).toBe(kind);
    expect(error).toMatchObject({ status, code, requestId: expect.stringMatching(/^req_/) });
    expect(slept).toEqual([]);
  });

  test('the size limit is named, for the caller to learn it', async () => {
    expect((await failure(tooLarge())).detail).toContain('45000');
  });

  test('an error of something else is none of Qontext', () => {
    expect(kindOf(new TypeError('x'))).toBeNull();
  });
});

describe('while Qontext is busy', () => {
  test.each(['error-500', 'error-503', 'rate-limited', 'drop-before'] as const)('%s: the request is tried again', async (fault) => {
    qontext.settings.nextFaults = [{ fault }, { fault }];
    expect(await connect().createFolderPath('/Confluence')).toMatchObject({ path: '/Confluence' });
    expect(slept).toHaveLength(2);
    expect(requests).toHaveLength(3);
  });

  test('three tries, then a busy error', async () => {
    qontext.settings.faults['error-503'] = 1;
    qontext.settings.retryAfterSeconds = 4;
    const error = await failure(connect().createFolderPath('/Confluence'));
    expect(kindOf(error)).toBe('busy');
    expect(error).toMatchObject({ status: 503, retryAfterMs: 4000 });
    expect(slept).toEqual([4000, 4000]);
    expect(qontext.counters.byOperation).toEqual({ 'folders.create': 3 });
  });

  test('a rate limit is waited for with more patience', async () => {
    qontext.settings.retryAfterSeconds = 1;
    qontext.settings.nextFaults = Array.from({ length: 5 }, () => ({ fault: 'rate-limited' as const }));
    expect(await connect().createFolderPath('/Confluence')).toMatchObject({ path: '/Confluence' });
    expect(slept).toHaveLength(5);
    qontext.settings.faults['rate-limited'] = 1;
    expect(kindOf(await failure(connect().createFolderPath('/Confluence/More')))).toBe('busy');
    expect(slept).toHaveLength(10);
  });

  test('waits as long as asked, plus jitter', async () => {
    qontext.settings.nextFaults = [{ fault: 'rate-limited' }];
    qontext.settings.retryAfterSeconds = 6;
    await connect({ random: () => 0.5 }).workspace();
    expect(slept).toEqual([7500]);
  });

  test('asked to wait longer than ten seconds, leaves it to the caller', async () => {
    qontext.settings.nextFaults = [{ fault: 'error-503' }];
    qontext.settings.retryAfterSeconds = 60;
    expect(await failure(connect().workspace())).toMatchObject({ retryAfterMs: 60_000 });
    expect(slept).toEqual([]);
  });

  test('starts no try that would begin after the deadline', async () => {
    qontext.settings.nextFaults = [{ fault: 'error-503' }];
    await failure(connect({ deadline: 1_000_500 }).workspace());
    expect(slept).toEqual([]);
  });

  test('a Retry-After in the form of a date is understood', async () => {
    const at = Date.parse('2026-11-21T10:00:00Z');
    const answer = () => new Response('', { status: 503, headers: { 'retry-after': 'Sat, 21 Nov 2026 10:00:30 GMT' } });
    expect(await failure(connect({ fetch: async () => answer(), now: () => at }).workspace())).toMatchObject({ retryAfterMs: 30_000 });
  });
});

describe('when the answer to a write that took effect is lost', () => {
  const lose = (operation: string) => {
    qontext.settings.nextFaults = [{ fault: 'drop-after', operation }];
  };
  test('a created file is there, and the caller is told that it exists', async () => {
    const repository = connect();
    const folder = await repository.createFolderPath('/Confluence');
    lose('files.create');
    expect(kindOf(await failure(repository.createFile(folder.id, 'x.md', 'x')))).toBe('exists');
    expect(await repository.findFile(folder.id, 'x.md')).toMatchObject({ path: '/Confluence/x.md' });
  });

  test('a folder, a rename, a move, a replacement and a deletion succeed all the same', async () => {
    const repository = connect();
    lose('folders.create');
    const folder = await repository.createFolderPath('/Confluence');
    const other = await repository.createFolderPath('/Confluence/Other');
    const file = await repository.createFile(folder.id, 'x.md', 'x');
    lose('files.update');
    expect(await repository.renameFile(file.id, 'y.md')).toMatchObject({ name: 'y.md' });
    lose('files.update');
    expect(await repository.moveFile(file.id, other.id)).toMatchObject({ parentId: other.id });
    lose('files.replace');
    expect(await repository.replaceContent(file.id, file.lastChangeId, 'z')).toMatchObject({ kind: 'written', content: null });
    lose('files.delete');
    expect(await repository.deleteFile(file.id)).toBe('absent');
    expect(qontext.files()).toEqual([]);
  });
});

describe('what is told about requests, and what never is', () => {
  test('each request with its operation, status and UTF-8 bytes', async () => {
    const repository = connect();
    qontext.settings.nextFaults = [{ fault: 'drop-before' }];
    const folder = await repository.createFolderPath('/Ü');
    await repository.folder(folder.id);
    expect(requests.map(({ operation, status, bytes }) => [operation, status, bytes])).toEqual([
      ['folders.create', 0, 14],
      ['folders.create', 201, 14],
      ['folders.get', 200, 0],
    ]);
  });

  test('no error holds the key, whatever the server or fetch say', async () => {
    const key = 'q_sk_secret';
    const echo = async () => new Response(JSON.stringify({ code: 'invalid_request', detail: `bad key ${key}` }), { status: 400 });
    const refuse = async () => {
      throw new TypeError(`Headers.append: ${key} is an invalid header value`);
    };
    for (const fetching of [echo, refuse]) {
      const error = await failure(connect({ apiKey: key, fetch: fetching }).workspace());
      expect(`${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).not.toContain(key);
    }
  });

  test('a key with line breaks is refused before fetch sees it', async () => {
    const error = await failure(connect({ apiKey: 'q_sk_a\nb' }).workspace());
    expect(kindOf(error)).toBe('auth');
    expect(requests).toEqual([]);
  });
});

describe('answers that are not of the Files API', () => {
  const answering = (status: number, body: string) => connect({ fetch: async () => new Response(body, { status }) });

  test('a 404 of a proxy is not a file that is gone', async () => {
    expect(kindOf(await failure(answering(404, '<html>Not found</html>').readFile('doc_1')))).toBe('invalid');
  });

  test('a list that has more but no cursor is not the end of the list', async () => {
    const body = JSON.stringify({ hasMore: true, nextCursor: null, data: [] });
    expect((await failure(answering(200, body).listFiles('/Confluence'))).code).toBe('unexpected_answer');
  });

  test('a file without its name and parent is completed from its path', async () => {
    const body = JSON.stringify({ id: 'doc_1', path: '/A/x.md', lastChangeId: 'chg_1', content: 'x', more: true });
    const file = { id: 'doc_1', path: '/A/x.md', lastChangeId: 'chg_1', content: 'x', name: 'x.md', parentId: null };
    expect(await answering(200, body).readFile('doc_1')).toMatchObject(file);
  });

  test('a folder that was not asked for is not taken', async () => {
    const other = { id: 'dir_1', path: '/Other', hasMore: false };
    const answer = (method: string) =>
      method === 'POST'
        ? new Response(JSON.stringify({ code: 'path_already_exists' }), { status: 409 })
        : new Response(JSON.stringify({ hasMore: false, data: [other] }), { status: 200 });
    const repository = connect({ fetch: async (_, init) => answer(init.method) });
    expect(kindOf(await failure(repository.createFolderPath('/Confluence')))).toBe('exists');
  });

  test('a success of another shape is refused', async () => {
    expect((await failure(answering(200, '{"ok":true}').createFolderPath('/A'))).code).toBe('unexpected_answer');
  });

  test('should the key check be gone, a list shows that the key is taken', async () => {
    const gone = connect({
      fetch: (address, init) => fetch(address.replace('/auth/validate-key', '/auth/no-such-check'), init),
    });
    expect(await gone.workspace()).toEqual({ id: '', name: 'Qontext', url: null });
    qontext.revoke(qontext.defaultKey);
    expect(kindOf(await failure(gone.workspace()))).toBe('auth');
  });

  test('a workspace address that is no web address is left out', async () => {
    const body = JSON.stringify({ message: 'x', workspace: { id: 'ws_1', name: 'W', url: 'javascript:alert(1)' } });
    expect(await answering(200, body).workspace()).toEqual({ id: 'ws_1', name: 'W', url: null });
  });
});

test('the local Qontext answers in one process as it does over HTTP', async () => {
  const repository = connect({ baseUrl: 'https://api.qontext.ai', fetch: qontext.fetch });
  const folder = await repository.createFolderPath('/Confluence');
  qontext.settings.nextFaults = [{ fault: 'drop-after', operation: 'files.create' }];
  expect(kindOf(await failure(repository.createFile(folder.id, 'x.md', 'x')))).toBe('exists');
  expect(await connect().findFile(folder.id, 'x.md')).toMatchObject({ path: '/Confluence/x.md' });
  expect(requests.map(({ status }) => status)).toEqual([201, 0, 409, 200, 200]);
});
