/** Where content comes from and in which formats it goes out: folders of files, the generated site, ADF, rendered HTML. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bigSite, loadFolder } from '../../../local/confluence';
import { adfOf } from '../../../local/confluence/adf';
import { renderStorage } from '../../../local/confluence/render';
import { ada, openSite, siteOf } from './site';

describe('a folder of storage-format files', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'pages-'));
    mkdirSync(path.join(dir, 'guides'));
    mkdirSync(path.join(dir, 'pictures'));
    writeFileSync(path.join(dir, 'first-page.xhtml'), '<p>First</p>');
    writeFileSync(path.join(dir, 'first_page.html'), '<p>Second of the name</p>');
    writeFileSync(path.join(dir, 'guides', 'setup.storage'), '<p>Setup</p>');
    writeFileSync(path.join(dir, 'notes.md'), '# Not storage');
    writeFileSync(path.join(dir, 'pictures', 'a.png'), '');
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  test('is a space: files are pages, folders are the pages above them, other files are left out', async () => {
    const site = await openSite({ host: 'files.example', spaces: [loadFolder(dir)] });
    const pages = await site.all('/wiki/api/v2/pages?body-format=storage');
    const byId = Object.fromEntries(pages.map((page) => [page.id, page.title]));
    expect(pages.map((page) => [page.title, byId[page.parentId] ?? null, page.body.storage.value])).toEqual([
      ['Files', null, expect.any(String)],
      ['First page', null, '<p>First</p>'],
      ['First page (2)', null, '<p>Second of the name</p>'],
      ['Guides', null, expect.any(String)],
      ['Setup', 'Guides', '<p>Setup</p>'],
    ]);
    expect((await site.first('/wiki/api/v2/spaces')).key).toBe('FILES');
    await site.close();
  });
});

test('the generated site has what was asked for, and the same at each start', async () => {
  const options = { spaces: 2, pages: 40, comments: 7, tasks: 2, bytes: 8_192 };
  const site = await openSite(bigSite(options));
  const { contents, comments, tasks } = site.model.state;
  expect([contents.size, comments.size, tasks.size]).toEqual([40, 280, 80]);
  const pages = [...contents.values()];
  for (const page of pages) expect(Math.abs(page.body.length - 8_400)).toBeLessThan(700);
  const kinds = [...comments.values()].filter((comment) => comment.contentId === pages[0]?.id);
  expect(kinds.filter((comment) => comment.parentId !== null)).toHaveLength(2);
  expect(kinds.filter((comment) => comment.inline !== null && comment.resolution === 'open')).toHaveLength(2);
  expect(bigSite(options)).toEqual(bigSite(options));
  await site.close();
});

test('some pages answer blank storage, in both versions; their ADF is whole', async () => {
  const site = await openSite(siteOf([{ title: 'New editor', body: '<h2>Head</h2><p>Words</p>', blankStorage: true }]));
  const page = await site.first('/wiki/api/v2/pages?body-format=storage');
  expect(page.body.storage.value).toBe('');
  const adf = await site.first(`/wiki/api/v2/pages?id=${page.id}&body-format=atlas_doc_format`);
  expect(typeof adf.body.atlas_doc_format.value).toBe('string');
  expect(JSON.parse(adf.body.atlas_doc_format.value)).toMatchObject({
    type: 'doc',
    version: 1,
    content: [{ type: 'heading' }, { type: 'paragraph' }],
  });
  const found = await site.first('/wiki/rest/api/content/search?cql=type%3Dpage&expand=body.storage');
  expect(found.body.storage.value).toBe('');
  await site.close();
});

test('an earlier version has its own title and body', async () => {
  const site = await openSite(siteOf([{ title: 'Page', body: '<p>Old</p>' }]));
  const id = site.id('Page');
  site.model.updatePage(ada.accountId, id, { title: 'Renamed', body: '<p>New</p>' });
  const { body } = await site.ask(`/wiki/api/v2/pages/${id}?version=2&body-format=storage`);
  expect(body).toMatchObject({ title: 'Page', version: { number: 2 }, body: { storage: { value: '<p>Old</p>' } } });
  expect((await site.ask(`/wiki/api/v2/pages/${id}?version=9`)).status).toBe(404);
  expect((await site.all(`/wiki/api/v2/pages/${id}/versions`)).map((version) => version.number)).toEqual([3, 2, 1]);
  await site.close();
});

const macro = (name: string, inner: string) => `<ac:structured-macro ac:name="${name}">${inner}</ac:structured-macro>`;
const rich = (inner: string) => `<ac:rich-text-body>${inner}</ac:rich-text-body>`;

test('ADF has lists, tables, code, panels, tasks, mentions and marks as the schema names them', () => {
  const storage =
    `<p><strong>Bold <em>both</em></strong> and <code>code</code><br /><ac:link><ri:user ri:account-id="x" /></ac:link></p>` +
    `<ul><li>One<ol><li><p>Two</p></li></ol></li></ul>` +
    `<table><tbody><tr><th>Head</th><td colspan="2"><p>Cell</p></td></tr></tbody></table>` +
    macro('code', '<ac:parameter ac:name="language">ts</ac:parameter><ac:plain-text-body><![CDATA[a < b]]></ac:plain-text-body>') +
    macro('note', rich('<p>Mind</p>')) +
    `<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>Done</ac:task-body></ac:task></ac:task-list><hr />`;
  const doc = adfOf(storage);
  expect(doc.content.map((node) => node.type)).toEqual(['paragraph', 'bulletList', 'table', 'codeBlock', 'panel', 'taskList', 'rule']);
  expect(doc.content[0]?.content?.slice(0, 2)).toEqual([
    { type: 'text', text: 'Bold ', marks: [{ type: 'strong' }] },
    { type: 'text', text: 'both', marks: [{ type: 'strong' }, { type: 'em' }] },
  ]);
  expect(doc.content[3]).toEqual({ type: 'codeBlock', attrs: { language: 'ts' }, content: [{ type: 'text', text: 'a < b' }] });
  expect(doc.content[5]?.content?.[0]).toMatchObject({ type: 'taskItem', attrs: { state: 'DONE' } });
});

test('rendering shows macros, links, people and tasks as they are known to the site', () => {
  const html = renderStorage(
    macro('status', '<ac:parameter ac:name="title">Late</ac:parameter><ac:parameter ac:name="colour">Red</ac:parameter>') +
      macro('expand', `<ac:parameter ac:name="title">More</ac:parameter>${rich('<p>Inside</p>')}`) +
      macro('drawio', '<ac:parameter ac:name="diagramName">Flow</ac:parameter>') +
      '<ac:link><ri:page ri:content-title="Known" /></ac:link><ac:link><ri:page ri:content-title="Unknown" /></ac:link>' +
      '<ac:link><ri:user ri:account-id="x" /></ac:link>',
    { personName: () => 'Ada', pageHref: (title) => (title === 'Known' ? '/wiki/known' : null) },
  );
  expect(html).toBe(
    '<span class="status red">Late</span><details><summary>More</summary><p>Inside</p></details>' +
      '<div class="macro"><span class="name">drawio · diagramName: Flow</span></div>' +
      '<a href="/wiki/known">Known</a><span class="broken" title="No page of this title">Unknown</span><span class="mention">@Ada</span>',
  );
});

const fixtures = path.resolve(__dirname, '../../../../shared/fixtures/storage');
const maybe = existsSync(fixtures) ? test : test.skip;
if (!existsSync(fixtures)) process.stderr.write('Skipped: no storage documents beside the project (../shared/fixtures/storage)\n');

maybe('real documents load, render and become ADF, broken ones too', async () => {
  const site = await openSite({ host: 'files.example', spaces: [loadFolder(fixtures)] });
  const pages = [...site.model.state.contents.values()];
  expect(pages.length).toBeGreaterThan(100);
  for (const page of pages) {
    expect(renderStorage(page.body)).not.toMatch(/<script|javascript:|<ac:|<ri:/i);
    if (/\w/.test(page.body.replace(/<[^>]*>/g, ''))) expect(adfOf(page.body).content.length).toBeGreaterThan(0);
  }
  expect(await site.titles('/wiki/api/v2/pages?limit=250&body-format=atlas_doc_format')).toHaveLength(pages.length);
  await site.close();
});
