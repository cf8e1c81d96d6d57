/** The client while Qontext is busy, where answers are lost or none of the Files API, and what is told of its requests. */
import { kindOf } from '../../src/qontext';
import { clientBench, failure } from './bench';

const at = clientBench();

describe('while Qontext is busy', () => {
  test.each(['error-500', 'error-503', 'rate-limited', 'drop-before'] as const)('%s: the request is tried again', async (fault) => {
    at.qontext.settings.nextFaults = [{ fault }, { fault }];
    expect(await at.connect().createFolderPath('/Confluence')).toMatchObject({ path: '/Confluence' });
    expect(at.slept).toHaveLength(2);
    expect(at.requests).toHaveLength(3);
  });

  test('three tries, then a busy error', async () => {
    at.qontext.settings.faults['error-503'] = 1;
    at.qontext.settings.retryAfterSeconds = 4;
    const error = await failure(at.connect().createFolderPath('/Confluence'));
    expect(kindOf(error)).toBe('busy');
    expect(error).toMatchObject({ status: 503, retryAfterMs: 4000 });
    expect(at.slept).toEqual([4000, 4000]);
    expect(at.qontext.counters.byOperation).toEqual({ 'folders.create': 3 });
  });

  test('a rate limit is waited for with more patience', async () => {
    at.qontext.settings.retryAfterSeconds = 1;
    at.qontext.settings.nextFaults = Array.from({ length: 5 }, () => ({ fault: 'rate-limited' as const }));
    expect(await at.connect().createFolderPath('/Confluence')).toMatchObject({ path: '/Confluence' });
    expect(at.slept).toHaveLength(5);
    at.qontext.settings.faults['rate-limited'] = 1;
    expect(kindOf(await failure(at.connect().createFolderPath('/Confluence/More')))).toBe('busy');
    expect(at.slept).toHaveLength(10);
  });

  test('waits as long as asked, plus jitter', async () => {
    at.qontext.settings.nextFaults = [{ fault: 'rate-limited' }];
    at.qontext.settings.retryAfterSeconds = 6;
    await at.connect({ random: () => 0.5 }).workspace();
    expect(at.slept).toEqual([7500]);
  });

  test('asked to wait longer than ten seconds, leaves it to the caller', async () => {
    at.qontext.settings.nextFaults = [{ fault: 'error-503' }];
    at.qontext.settings.retryAfterSeconds = 60;
    expect(await failure(at.connect().workspace())).toMatchObject({ retryAfterMs: 60_000 });
    expect(at.slept).toEqual([]);
  });

  test('starts no try that would begin after the deadline', async () => {
    at.qontext.settings.nextFaults = [{ fault: 'error-503' }];
    await failure(at.connect({ deadline: 1_000_500 }).workspace());
    expect(at.slept).toEqual([]);
  });

  test('a Retry-After in the form of a date is understood', async () => {
    const time = Date.parse('2026-11-21T10:00:00Z');
    const answer = () => new Response('', { status: 503, headers: { 'retry-after': 'Sat, 21 Nov 2026 10:00:30 GMT' } });
    expect(await failure(at.connect({ fetch: async () => answer(), now: () => time }).workspace())).toMatchObject({ retryAfterMs: 30_000 });
  });
});

describe('when the answer to a write that took effect is lost', () => {
  const lose = (operation: string) => {
    at.qontext.settings.nextFaults = [{ fault: 'drop-after', operation }];
  };
  test('a created file is there, and the caller is told that it exists', async () => {
    const repository = at.connect();
    const folder = await repository.createFolderPath('/Confluence');
    lose('files.create');
    expect(kindOf(await failure(repository.createFile(folder.id, 'x.md', 'x')))).toBe('exists');
    expect(await repository.findFile(folder.id, 'x.md')).toMatchObject({ path: '/Confluence/x.md' });
  });

  test('a folder, a rename, a move, a replacement and a deletion succeed all the same', async () => {
    const repository = at.connect();
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
    expect(at.qontext.files()).toEqual([]);
  });
});

describe('what is told about requests, and what never is', () => {
  test('each request with its operation, status and UTF-8 bytes', async () => {
    const repository = at.connect();
    at.qontext.settings.nextFaults = [{ fault: 'drop-before' }];
    const folder = await repository.createFolderPath('/Ü');
    await repository.folder(folder.id);
    expect(at.requests.map(({ operation, status, bytes }) => [operation, status, bytes])).toEqual([
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
      const error = await failure(at.connect({ apiKey: key, fetch: fetching }).workspace());
      expect(`${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).not.toContain(key);
    }
  });

  test('a key with line breaks is refused before fetch sees it', async () => {
    const error = await failure(at.connect({ apiKey: 'q_sk_a\nb' }).workspace());
    expect(kindOf(error)).toBe('auth');
    expect(at.requests).toEqual([]);
  });
});

describe('answers that are not of the Files API', () => {
  const answering = (status: number, body: string) => at.connect({ fetch: async () => new Response(body, { status }) });

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
    const repository = at.connect({ fetch: async (_, init) => answer(init.method) });
    expect(kindOf(await failure(repository.createFolderPath('/Confluence')))).toBe('exists');
  });

  test('a success of another shape is refused', async () => {
    expect((await failure(answering(200, '{"ok":true}').createFolderPath('/A'))).code).toBe('unexpected_answer');
  });

  test('should the key check be gone, a list shows that the key is taken', async () => {
    const gone = at.connect({
      fetch: (address, init) => fetch(address.replace('/auth/validate-key', '/auth/no-such-check'), init),
    });
    expect(await gone.workspace()).toEqual({ id: '', name: 'Qontext', url: null });
    at.qontext.revoke(at.qontext.defaultKey);
    expect(kindOf(await failure(gone.workspace()))).toBe('auth');
  });

  test('a workspace address that is no web address is left out', async () => {
    const body = JSON.stringify({ message: 'x', workspace: { id: 'ws_1', name: 'W', url: 'javascript:alert(1)' } });
    expect(await answering(200, body).workspace()).toEqual({ id: 'ws_1', name: 'W', url: null });
  });
});

test('the local Qontext answers in one process as it does over HTTP', async () => {
  const repository = at.connect({ baseUrl: 'https://api.qontext.ai', fetch: at.qontext.fetch });
  const folder = await repository.createFolderPath('/Confluence');
  at.qontext.settings.nextFaults = [{ fault: 'drop-after', operation: 'files.create' }];
  expect(kindOf(await failure(repository.createFile(folder.id, 'x.md', 'x')))).toBe('exists');
  expect(await at.connect().findFile(folder.id, 'x.md')).toMatchObject({ path: '/Confluence/x.md' });
  expect(at.requests.map(({ status }) => status)).toEqual([201, 0, 409, 200, 200]);
});
