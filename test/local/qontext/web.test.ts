import { openSite, type Site } from './site';

/** The repository's web page: what a person reads and does there. */
let site: Site;
beforeEach(async () => {
  site = await openSite();
});
afterEach(() => site.close());

const page = async (path: string) => {
  const answer = await fetch(site.url + path);
  return { status: answer.status, headers: answer.headers, address: answer.url, text: await answer.text() };
};
const send = (path: string, fields: Record<string, string>, origin = site.url) =>
  fetch(site.url + path, { method: 'POST', headers: { origin }, body: new URLSearchParams(fields), redirect: 'manual' });
const idOf = (path: string) => site.qontext.files().find((file) => file.path === path)?.id ?? 'none';

test('the root says what is there and what happened last', async () => {
  expect((await page('/')).text).toContain('This repository is empty');
  site.qontext.editByHand('/Confluence/Sea "Sky" (SEA)/Tides (7).md', '# Tides\n', 'Mei Lindqvist');
  const { text } = await page('/');
  expect(text).toContain('<a href="/browse/Confluence">Confluence</a>');
  expect(text).toContain('/Confluence/Sea &quot;Sky&quot; (SEA)/Tides (7).md');
  expect(text).toContain('Mei Lindqvist');
});

test('a file is rendered, its front matter as a table, its tasks as boxes', async () => {
  site.qontext.editByHand(
    '/A/x.md',
    '---\nsource_id: "7"\nlabels: [tides, fleet]\n---\n# Tides\n\n- [x] done\n- [ ] open\n\n| a |\n|---|\n| b |\n',
  );
  const { text } = await page('/browse/A/x.md');
  expect(text).toContain('<th scope="row">source_id</th><td>7</td>');
  expect(text).toContain('<li>tides</li><li>fleet</li>');
  expect(text).toContain('<h1>Tides</h1>');
  expect(text).toContain('aria-label="Done"');
  expect(text).toContain('<td>b</td>');
  expect((await page('/browse/A/x.md?view=source')).text).toContain('source_id: &quot;7&quot;');
});

test('an alert has its title in the place of its marker, with or without more on its line of text; a quote stays a quote', async () => {
  site.qontext.editByHand(
    '/A/alerts.md',
    '> [!TIP]\n> **Spare**\n>\n> Two are in stock.\n\n> [!WARNING]\n>\n> - Salt\n\n> Plain [!NOTE]\n\n`<blockquote>` H<sub>2</sub>O, a<br>b <b>c</b>\n',
  );
  const { text } = await page('/browse/A/alerts.md');
  expect(text).toContain('role="note" aria-label="Tip">\n<p class="title">Tip</p>\n<p><strong>Spare</strong></p>');
  expect(text).toContain('role="note" aria-label="Warning">\n<p class="title">Warning</p>\n\n<ul>');
  expect(text).toContain('<blockquote>\n<p>Plain [!NOTE]</p>');
  expect(text).toContain('H<sub>2</sub>O, a<br>b &lt;b&gt;c&lt;/b&gt;');
  expect(text).not.toMatch(/\[!(TIP|WARNING)/);
});

test('nothing in a name or in content becomes markup or script', async () => {
  const attack = '<script>alert(1)</script> [x](javascript:alert(1)) ![y](javascript:alert(2)) <img src=x onerror=alert(3)>';
  site.qontext.editByHand(
    `/A/it's "quoted".md`,
    `---\ntitle: "${attack.replaceAll('"', "'")}"\nurl: javascript:alert(4)\n---\n${attack}\n`,
  );
  const path = `/browse/A/${encodeURIComponent(`it's "quoted".md`)}`;
  for (const view of ['read', 'source', 'history', 'edit']) {
    const { text, headers } = await page(`${path}?view=${view}`);
    expect(text).not.toMatch(/<script>|<img src=x|(?:href|src)="javascript:/);
    expect(text).toContain('it&#39;s &quot;quoted&quot;.md');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'self'/);
  }
  const found = await page(`/search?q=${encodeURIComponent('<script>alert')}`);
  expect(found.text).not.toContain('<script>alert');
  const raw = await page(`/raw/${site.qontext.files()[0]?.id}`);
  expect(raw.headers.get('content-type')).toContain('text/plain');
  expect(raw.headers.get('x-content-type-options')).toBe('nosniff');
});

test('an edit by hand is a change of another author, which the API combines with', async () => {
  const file = await site.file(await site.folder('/A'), 'x.md', 'one\ntwo\nthree');
  const edit = { baseChangeId: file.lastChangeId, content: 'ONE\r\ntwo\r\nthree', author: 'Ravi Castellanos' };
  const answer = await send(`/files/${file.id}/edit`, edit);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/browse/A/x.md']);
  const history = (await page('/browse/A/x.md?view=history')).text;
  expect(history).toContain('edited by Ravi Castellanos');
  expect(history).toContain('<span class="line gone">− one');
  expect(history).toContain('<span class="line new">+ ONE');
  const put = await site.call('PUT', `/v1/files/${file.id}/content`, { baseChangeId: file.lastChangeId, content: 'one\ntwo\nTHREE' });
  expect(put.body).toMatchObject({ object: 'edit', content: 'ONE\ntwo\nTHREE' });
});

test.each([
  ['accept', 'mine'],
  ['reject', 'one'],
])('a person protects a file, and settles the change that then waits: %s', async (verdict, content) => {
  const file = await site.file(await site.folder('/A'), 'x.md', 'one');
  await send(`/files/${file.id}/protect`, { protected: 'true' });
  const change = await site.call('PUT', `/v1/files/${file.id}/content`, { baseChangeId: file.lastChangeId, content: 'mine' });
  expect(change.status).toBe(202);
  const reviews = (await page('/reviews')).text;
  expect(reviews).toContain(String(change.body.id));
  expect(reviews).toContain('In review (1)');
  await send(`/files/${file.id}/settle`, { change: String(change.body.id), verdict });
  expect(site.qontext.files()).toMatchObject([{ path: '/A/x.md', content }]);
  expect((await page('/reviews')).text).toContain('No change waits');
  await send(`/files/${file.id}/protect`, { protected: 'false' });
  expect((await site.call('DELETE', `/v1/files/${file.id}`)).status).toBe(204);
});

test('keys are made and revoked', async () => {
  await send('/keys/create', { name: 'Second', baseline: 'read' });
  const key = /q_sk_[0-9a-z]{40}(?=<\/code><\/td><td>can read)/.exec((await page('/keys')).text)?.[0] ?? 'none';
  expect((await site.call('GET', '/v1/folders', undefined, key)).status).toBe(200);
  expect((await site.call('POST', '/v1/folders', { path: '/A' }, key)).status).toBe(403);
  await send('/keys/revoke', { key });
  expect((await site.call('GET', '/v1/folders', undefined, key)).status).toBe(401);
});

test('a form that another site sends changes nothing', async () => {
  const file = await site.file(await site.folder('/A'), 'x.md', 'one');
  const edit = { baseChangeId: file.lastChangeId, content: 'taken over' };
  for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) {
    expect((await send(`/files/${file.id}/edit`, edit, origin)).status).toBe(403);
  }
  expect((await send('/keys/revoke', { key: site.qontext.defaultKey }, 'https://evil.example')).status).toBe(403);
  expect(site.qontext.files()).toMatchObject([{ content: 'one' }]);
});

test('links by id and by path lead to the page, and what is gone is said to be', async () => {
  site.qontext.editByHand('/A/x y.md', 'x');
  expect((await page(`/id/${idOf('/A/x y.md')}`)).address).toBe(`${site.url}/browse/A/x%20y.md`);
  expect((await page('/A/x%20y.md')).address).toBe(`${site.url}/browse/A/x%20y.md`);
  expect(await page('/browse/A/none.md')).toMatchObject({ status: 404, text: expect.stringContaining('renamed, moved or deleted') });
  expect((await page('/no/such/address')).status).toBe(404);
  expect((await page('/browse/%E0%A4%A')).status).toBe(404);
});

test('an open page is told of every change', async () => {
  const stream = await fetch(`${site.url}/events`);
  const reader = stream.body?.getReader();
  await reader?.read();
  site.qontext.editByHand('/A/x.md', 'x');
  const { value } = (await reader?.read()) ?? {};
  expect(new TextDecoder().decode(value)).toContain('data: created');
  await reader?.cancel();
});
