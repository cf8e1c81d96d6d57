/** What the client does where all goes well, and what each refusal means. */
import { kindOf } from '../../src/qontext';
import { clientBench, failure, partKey, readOnlyKey } from './bench';

const at = clientBench();

describe('what the repository port does', () => {
  test('names the workspace of the key', async () => {
    expect(await at.connect().workspace()).toEqual({ id: expect.stringMatching(/^ws_/), name: 'Northwind', url: null });
  });

  test('makes a folder path once, and takes what is there the next time', async () => {
    const repository = at.connect();
    const first = await repository.createFolderPath('/Confluence/acme.atlassian.net/Sea (SEA)');
    expect(await repository.createFolderPath('/Confluence/acme.atlassian.net/Sea (SEA)')).toEqual(first);
    expect(await repository.folder(first.parentId ?? '')).toMatchObject({ path: '/Confluence/acme.atlassian.net' });
  });

  test('makes a folder in a folder, and takes one of that name that is there', async () => {
    const repository = at.connect();
    const root = await repository.createFolderPath('/Confluence');
    const made = await repository.createFolder(root.id, 'Blog');
    expect(made).toMatchObject({ path: '/Confluence/Blog', parentId: root.id });
    expect(await repository.createFolder(root.id, 'Blog')).toEqual(made);
  });

  test('creates, finds, reads, replaces, renames, moves and deletes a file, whose id stays', async () => {
    const repository = at.connect();
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
    expect(at.qontext.files()).toMatchObject([{ path: '/Confluence/B/Two (1).md', content: '# Two\n' }]);

    expect(await repository.deleteFile(file.id)).toBe('deleted');
    expect(await repository.deleteFile(file.id)).toBe('absent');
    expect(await repository.readFile(file.id)).toBeNull();
    expect(at.qontext.files()).toEqual([]);
  });

  test('renames and moves a folder with all below', async () => {
    const repository = at.connect();
    const a = await repository.createFolderPath('/Confluence/A');
    const b = await repository.createFolderPath('/Confluence/B');
    const file = await repository.createFile(a.id, 'x.md', 'x');
    await repository.renameFolder(a.id, 'Renamed');
    await repository.moveFolder(a.id, b.id);
    expect(await repository.readFile(file.id)).toMatchObject({ path: '/Confluence/B/Renamed/x.md' });
  });

  test('deletes only empty folders', async () => {
    const repository = at.connect();
    const folder = await repository.createFolderPath('/Confluence/A');
    const file = await repository.createFile(folder.id, 'x.md', 'x');
    expect(await repository.deleteFolder(folder.id)).toBe('not-empty');
    await repository.deleteFile(file.id);
    expect(await repository.deleteFolder(folder.id)).toBe('deleted');
    expect(await repository.deleteFolder(folder.id)).toBe('absent');
    expect(await repository.folder(folder.id)).toBeNull();
  });

  test('lists all files below a folder although pages come short', async () => {
    const repository = at.connect();
    at.qontext.settings.shortPages = 0.7;
    for (let i = 0; i < 1200; i += 1) at.qontext.editByHand(`/Confluence/S${i % 7}/file ${i}.md`, `${i}`);
    at.qontext.editByHand('/Other/not ours.md', 'x');
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
    const repository = at.connect();
    const folder = await repository.createFolderPath('/Confluence');
    const file = await repository.createFile(folder.id, 'x.md', 'one\ntwo\nthree\nfour\n');
    at.qontext.editByHand('/Confluence/x.md', 'ONE\ntwo\nthree\nfour\n');
    const combined = await repository.replaceContent(file.id, file.lastChangeId, 'one\ntwo\nthree\nFOUR\n');
    expect(combined).toMatchObject({ kind: 'written', content: 'ONE\ntwo\nthree\nFOUR\n' });

    const collided = await repository.replaceContent(file.id, file.lastChangeId, 'eins\ntwo\nthree\nfour\n');
    expect(collided).toEqual({ kind: 'in-review', changeId: expect.stringMatching(/^chg_/), reason: 'conflict' });
    expect(await repository.deleteFile(file.id)).toBe('in-review');
    expect(at.qontext.files()[0]?.content).toBe('ONE\ntwo\nthree\nFOUR\n');
  });

  test('a write to a protected file waits for a person, and the file is not deleted', async () => {
    const repository = at.connect();
    const folder = await repository.createFolderPath('/Confluence');
    const file = await repository.createFile(folder.id, 'x.md', 'x');
    await fetch(`${at.url}/v1/files/${file.id}`, {
      method: 'PATCH',
      headers: { 'x-api-key': at.qontext.defaultKey, 'content-type': 'application/json' },
      body: JSON.stringify({ protected: true }),
    });
    expect(await repository.deleteFile(file.id)).toBe('protected');
    expect(await repository.replaceContent(file.id, file.lastChangeId, 'y')).toMatchObject({ kind: 'in-review', reason: 'protected' });
    expect(at.qontext.files()[0]?.content).toBe('x');
  });
});

describe('what each refusal means', () => {
  const cases: [string, () => Promise<unknown>, string, number, string][] = [
    ['a revoked key', revoked, 'auth', 401, 'unauthenticated'],
    ['an unknown key', () => at.connect({ apiKey: 'q_sk_unknown' }).workspace(), 'auth', 401, 'unauthenticated'],
    ['a key that may only read', () => at.connect({ apiKey: readOnlyKey.key }).createFolderPath('/New'), 'forbidden', 403, 'forbidden'],
    [
      'a folder outside what the key may edit',
      () => at.connect({ apiKey: partKey.key }).createFolderPath('/Else'),
      'forbidden',
      403,
      'forbidden',
    ],
    ['an unknown folder', () => at.connect().createFile('dir_unknown', 'x.md', 'x'), 'not-found', 404, 'folder_not_found'],
    ['an unknown file', () => at.connect().replaceContent('doc_unknown', 'chg_1', 'x'), 'not-found', 404, 'file_not_found'],
    ['a file that is there', existing, 'exists', 409, 'path_already_exists'],
    ['a name that another file has', renamedOnto, 'exists', 409, 'path_already_exists'],
    ['a folder moved onto another', folderOnto, 'exists', 409, 'path_already_exists'],
    ['too much content', tooLarge, 'too-large', 422, 'content_too_large'],
    ['a forbidden name', () => at.connect().createFolderPath('/Confluence/a:b'), 'invalid', 400, 'invalid_request'],
    ['a composite id', () => at.connect().readFile('doc_1-cmit_2'), 'invalid', 400, 'invalid_id'],
    ['a base that is no change of the file', wrongBase, 'invalid', 400, 'invalid_base_change'],
    ['a cursor of another query', foreignCursor, 'invalid', 400, 'invalid_cursor'],
    [
      'an address that is not of the API',
      () => at.connect({ baseUrl: `${at.url}/v1/elsewhere` }).readFile('doc_1'),
      'invalid',
      404,
      'not_found',
    ],
  ];

  async function aFile() {
    const repository = at.connect();
    const folder = await repository.createFolderPath('/Confluence');
    return { repository, folder, file: await repository.createFile(folder.id, 'x.md', 'x') };
  }
  async function revoked() {
    at.qontext.revoke(at.qontext.defaultKey);
    return at.connect().workspace();
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
    const repository = at.connect();
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
    const repository = at.connect();
    for (let i = 0; i < 1001; i += 1) at.qontext.editByHand(`/Confluence/${i}.md`, 'x');
    const { cursor } = await repository.listFiles('/Confluence');
    return repository.listFiles('/', cursor ?? 'none was given');
  }

  test.each(cases)('%s', async (_, call, kind, status, code) => {
    const error = await failure(call());
    expect(kindOf(error)).toBe(kind);
    expect(error).toMatchObject({ status, code, requestId: expect.stringMatching(/^req_/) });
    expect(at.slept).toEqual([]);
  });

  test('the size limit is named, for the caller to learn it', async () => {
    expect((await failure(tooLarge())).detail).toContain('45000');
  });

  test('an error of something else is none of Qontext', () => {
    expect(kindOf(new TypeError('x'))).toBeNull();
  });
});
