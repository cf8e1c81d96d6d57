/** The preview's rendered view: Markdown as the document that Confluence's own renderer draws, and valid for it whatever the Markdown is. */
import { validator } from '@atlaskit/adf-utils/validator';
import * as fc from 'fast-check';
import { type AdfNode, render } from '../../src/ui/preview/adf';

// The validator asks for Atlassian's feature gates, of which there are none here.
Object.assign(globalThis, { __PLATFORM_FEATURE_FLAGS__: { booleanResolver: () => false } });

type Entity = Parameters<ReturnType<typeof validator>>[0];

/** What Atlassian's validator says of the first thing that is wrong with the document. */
function wrongIn(markdown: string): string[] {
  try {
    // Its type is of any document; ours has marks and attributes of fewer kinds.
    validator()(render(markdown).document as Entity);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
const content = (markdown: string) => render(markdown).document.content;
const textOf = (node: AdfNode): string => node.text ?? (node.content ?? []).map(textOf).join('');

test('front matter is apart; blocks and marks are those of the format', () => {
  const { front, document } = render(
    '---\nsource_id: "7"\n---\n# Station\n\nReads **12** cm, *see* `log.csv` and [the bands](https://tides.example/wiki/x/BQ).\n\n```sql\nselect 1;\n```\n\n---\n',
  );
  expect(front).toBe('source_id: "7"');
  expect(document.content).toEqual([
    { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'Station' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Reads ' },
        { type: 'text', text: '12', marks: [{ type: 'strong' }] },
        { type: 'text', text: ' cm, ' },
        { type: 'text', text: 'see', marks: [{ type: 'em' }] },
        { type: 'text', text: ' ' },
        { type: 'text', text: 'log.csv', marks: [{ type: 'code' }] },
        { type: 'text', text: ' and ' },
        { type: 'text', text: 'the bands', marks: [{ type: 'link', attrs: { href: 'https://tides.example/wiki/x/BQ' } }] },
        { type: 'text', text: '.' },
      ],
    },
    { type: 'codeBlock', attrs: { language: 'sql' }, content: [{ type: 'text', text: 'select 1;' }] },
    { type: 'rule' },
  ]);
});

test('headings follow the dialog’s own, by how deep they are nested', () => {
  const levels = content('## Part\n\n#### Below\n\n## Next\n\n# Top\n').map(({ attrs }) => attrs?.level);
  expect(levels).toEqual([3, 4, 3, 3]);
});

test('an alert is a panel with its title; what only looks like one is a quote', () => {
  const kinds = ['NOTE', 'TIP', 'IMPORTANT', 'WARNING', 'CAUTION'].map((kind) => content(`> [!${kind}]\n> Low **water**.\n`)[0]);
  expect(kinds.map((panel) => panel?.attrs?.panelType)).toEqual(['info', 'success', 'note', 'warning', 'error']);
  expect(kinds.map((panel) => panel?.content?.map(textOf))).toEqual(
    ['Note', 'Tip', 'Important', 'Warning', 'Caution'].map((title) => [title, 'Low water.']),
  );
  expect(content('> [!TIP]\n> **Spare**\n>\n> - two\n')[0]?.content?.map(({ type }) => type)).toEqual([
    'paragraph',
    'paragraph',
    'bulletList',
  ]);
  expect(content('> \\[!NOTE]\n> is how it begins\n')[0]?.type).toBe('blockquote');
  expect(content('> See [!NOTE]\n')[0]?.type).toBe('blockquote');
});

test('tables, boxes, breaks and the app’s own tags are kept; other HTML and foreign pictures are text; a path is no link', () => {
  const [table, list, last] = content(
    '| a | b |\n| --- | --- |\n| 1<br>2 | H<sub>2</sub>O |\n\n- [x] done\n- [ ] open\n\n<b>x</b> ![Rotor](https://example.com/r.png) [file](/Confluence/a.md)\n',
  );
  expect(table?.content?.map((row) => row.content?.map(({ type }) => type))).toEqual([
    ['tableHeader', 'tableHeader'],
    ['tableCell', 'tableCell'],
  ]);
  expect(JSON.stringify(table)).toContain('{"type":"hardBreak"}');
  expect(JSON.stringify(table)).toContain('{"type":"text","text":"2","marks":[{"type":"subsup","attrs":{"type":"sub"}}]}');
  expect(list?.content?.map(textOf)).toEqual(['☑ done', '☐ open']);
  expect(last && textOf(last)).toBe('<b>x</b> Image: Rotor file');
  expect(JSON.stringify(last)).not.toContain('"link"');
});

test('what the format takes only at the top stays as text where it stands inside something else', () => {
  const inside = '# Head\n\n| a |\n| --- |\n| b |\n\n> quoted\n\n---\n\nend\n';
  const within = (prefix: string, first = prefix) =>
    inside
      .split('\n')
      .map((line, at) => (at === 0 ? first : prefix) + line)
      .join('\n');
  for (const markdown of [within('> '), within('> ', '> [!TIP]\n> '), within('   ', '1. ')]) {
    expect(wrongIn(markdown)).toEqual([]);
    expect(content(markdown).map(textOf).join('')).toMatch(/Head.*a.*b.*quoted.*end/);
  }
});

test('whatever the Markdown is, the document is valid', () => {
  const line = fc.constantFrom(
    '# h',
    '> q',
    '> [!NOTE]',
    '>> [!TIP]',
    '- a',
    '  - [x] b',
    '    # c',
    '1. d',
    '| a | b |',
    '| - | - |',
    '| c |',
    '```',
    '',
    '---',
    '<sub>',
    'x</sub>**y** `z`[l](https://a.example)',
    '![i](b)',
    '[^1]',
    '[^1]: note',
    '&amp;\\',
    '<div>',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
      expect([lines.join('\n'), wrongIn(lines.join('\n'))]).toEqual([lines.join('\n'), []]);
    }),
    { numRuns: 400, seed: 20_261_121 },
  );
});
