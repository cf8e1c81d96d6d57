import type { Comment, Content } from '../../src/content';
import { compose, convert, type DocumentInput, isAdfOnly } from '../../src/document';

/** One test for each failure of other connectors that a converter can have. Each names the report that it comes from. */

const content: Content = {
  id: '1',
  type: 'page',
  status: 'current',
  subtype: 'live',
  spaceId: '7',
  title: 'Page',
  parentId: null,
  parentType: null,
  authorId: 'ana',
  createdAt: '2026-01-02T03:04:05.000Z',
  version: { number: 1, createdAt: '2026-01-02T03:04:05.000Z', authorId: 'ana' },
  labels: [],
  body: { format: 'storage', value: '<p>Body</p>' },
};

function input(over: Partial<DocumentInput>): DocumentInput {
  const space = { id: '7', key: 'ENG', name: 'Engineering' };
  return { siteUrl: 'https://site.example/wiki', space, content, comments: [], tasks: [], names: new Map(), audience: 'All', ...over };
}

function comment(id: string, parentId: string | null, over: Partial<Comment> = {}): Comment {
  const body = { format: 'storage' as const, value: `<p>says ${id}</p>` };
  return { id, kind: 'footer', parentId, authorId: 'ana', at: '2026-01-02T03:04:05.000Z', body, resolution: null, quote: null, ...over };
}

const markdown = (value: string): string => convert({ format: 'storage', value }).markdown;

describe('failures of other connectors', () => {
  it('onyx PR 1174: replies of any depth, and of a deleted parent, do not fail the page', () => {
    const chain = Array.from({ length: 60 }, (_, n) => comment(String(n + 1), n === 0 ? null : String(n)));
    const [text] = compose(input({ comments: [...chain, comment('99', '98')] })).parts;
    for (const { id } of [...chain, { id: '99' }]) expect(text).toContain(`says ${id}\n`);
  });

  it('cme 292 and 293: a cell merged over rows keeps its value in each of them', () => {
    expect(
      markdown('<table><tbody><tr><th>A</th><th>B</th></tr><tr><td rowspan="2">x</td><td>1</td></tr><tr><td>2</td></tr></tbody></table>'),
    ).toBe('| A | B |\n| --- | --- |\n| x | 1 |\n| x | 2 |\n');
  });

  it('Dust and ctx: code in CDATA is kept, blank lines, quotes and angle brackets too', () => {
    const code = 'if (a < b && c) {\n\n  say("]]");\n}';
    const body = `<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">js</ac:parameter><ac:plain-text-body><![CDATA[${code}]]></ac:plain-text-body></ac:structured-macro>`;
    expect(markdown(body)).toBe(`\`\`\`js\n${code}\n\`\`\`\n`);
    expect(
      markdown(
        '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[a]]]]><![CDATA[>b]]></ac:plain-text-body></ac:structured-macro>',
      ),
    ).toBe('```\na]]>b\n```\n');
  });

  it('elastic 2582: the body is whole whatever stands around it', () => {
    const long = `<p>${'word '.repeat(3000)}end</p>`;
    expect(markdown(`${long}<p>after</p>`)).toContain('word end\n\nafter\n');
  });

  it('insight 748 and others: footer, inline, resolved comments and replies are there', () => {
    const comments = [
      comment('1', null),
      comment('2', '1'),
      comment('3', null, { kind: 'inline', resolution: 'resolved', quote: 'Body' }),
      comment('4', '3', { kind: 'inline' }),
    ];
    const [text] = compose(input({ comments })).parts;
    for (const { id } of comments) expect(text).toContain(`says ${id}\n`);
    expect(text).toContain(', resolved, on “Body”:');
  });

  it('onyx 1223 and elastic 2453: labels are in the front matter', () => {
    const [text] = compose(input({ content: { ...content, labels: ['b', 'a'] } })).parts;
    expect(text).toContain('labels:\n  - a\n  - b\n');
  });

  it('airbyte 33347 and 22410: an empty body is warned of, and the document is still there', () => {
    const document = compose(input({ content: { ...content, body: { format: 'storage', value: '' } } }));
    expect(document.parts).toHaveLength(1);
    expect(document.warnings).toEqual([{ kind: 'empty-body', subject: 'storage', count: 1 }]);
  });

  it('open-cli-collective 152: a page that only ADF has is recognized', () => {
    const extension = '<ac:adf-extension><ac:adf-node type="panel"></ac:adf-node></ac:adf-extension>';
    expect(isAdfOnly({ format: 'storage', value: ' \n' })).toBe(true);
    expect(isAdfOnly({ format: 'storage', value: `${extension}\n${extension}` })).toBe(true);
    expect(isAdfOnly({ format: 'storage', value: `${extension}<p>and text</p>${extension}` })).toBe(false);
    expect(isAdfOnly({ format: 'storage', value: '<p>text</p>' })).toBe(false);
  });

  it('open-cli-collective 478: code that is strong stays strong in ADF', () => {
    const value = JSON.stringify({
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'code' }, { type: 'strong' }] }] }],
    });
    expect(convert({ format: 'adf', value }).markdown).toBe('**`x`**\n');
  });

  it('every tool built for HTML: an empty element ends where it ends', () => {
    expect(markdown('<p><ac:image><ri:attachment ri:filename="a.png" /></ac:image> after</p><p>next</p>')).toBe(
      '![a.png](a.png) after\n\nnext\n',
    );
  });

  it('every tool built for HTML: the settings of macros are no text', () => {
    expect(
      markdown('<ac:structured-macro ac:name="toc"><ac:parameter ac:name="maxLevel">3</ac:parameter></ac:structured-macro><p>x</p>'),
    ).toBe('x\n');
  });

  it('atlcli: what an ADF extension says twice is written once', () => {
    const node =
      '<ac:adf-node type="panel"><ac:adf-attribute key="panel-type">note</ac:adf-attribute><ac:adf-content><p>Once.</p></ac:adf-content></ac:adf-node>';
    expect(markdown(`<ac:adf-extension>${node}<ac:adf-fallback><p>Once.</p></ac:adf-fallback></ac:adf-extension>`)).toBe(
      '> [!IMPORTANT]\n> Once.\n',
    );
  });
});

describe('hostile documents', () => {
  const build = { text: 'x', nested: 20_000 };

  it.each([
    ['nested elements', `${'<div>'.repeat(build.nested)}deep${'</div>'.repeat(build.nested)}`],
    ['nested lists', '<ul><li>deep'.repeat(build.nested)],
    ['nested tables', '<table><tr><td>deep'.repeat(5000)],
    ['nested macros', '<ac:structured-macro ac:name="info"><ac:rich-text-body>deep'.repeat(build.nested)],
    ['unclosed comments', `deep${'<!-- '.repeat(build.nested)}`],
    ['unclosed CDATA', `deep${'<![CDATA['.repeat(build.nested)}`],
    ['unclosed tags', `deep${'<p '.repeat(build.nested)}`],
    ['unclosed attributes', `deep${'<p a="'.repeat(build.nested)}`],
    ['closing tags', `deep${'</p>'.repeat(build.nested)}`],
    ['closing tags of an open element', `<b><td>deep${'<i>'.repeat(build.nested)}${'</b>'.repeat(build.nested)}`],
    ['marks', `${'<b><i><del>'.repeat(build.nested)}deep`],
    ['markers', `<p>deep${'*a_b`~'.repeat(build.nested)}</p>`],
    ['brackets', `<p>deep${'[a]('.repeat(build.nested)}</p>`],
    ['addresses', `<p>deep ${'www.a@b.c.'.repeat(build.nested)}</p>`],
    [
      'addresses side by side',
      `<p>deep${Array.from({ length: build.nested }, (_, n) => `<a href="https://a.b/${n}">https://a.b/${n}</a>`).join('')}</p>`,
    ],
    ['beginnings of addresses', `<p>deep ${'www. a@b.1@'.repeat(build.nested)}</p>`],
    ['punctuation after an address', `<p>deep https://a.b/${'!)'.repeat(build.nested)}x</p>`],
    ['breaks', `<p>deep${'<br/>'.repeat(build.nested)}x</p>`],
    ['spans of cells', `<table>${'<tr><td rowspan="999999" colspan="999999">deep</td></tr>'.repeat(20)}</table>`],
  ])('of %s are converted in little time', (_name, value) => {
    const start = performance.now();
    expect(markdown(value)).toContain('deep');
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('of ADF, nested deeper than any stack, are converted', () => {
    const value = `${'{"type":"blockquote","content":['.repeat(20_000)}{"type":"text","text":"deep"}${']}'.repeat(20_000)}`;
    expect(convert({ format: 'adf', value }).markdown).toContain('deep');
  });
});
