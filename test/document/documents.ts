import fc from 'fast-check';

/** Generators of storage and ADF documents: everything the editors write, in any nesting, with text that looks like markup. */

const tricky = [
  '*',
  '**',
  '_',
  '__',
  '~',
  '~~',
  '`',
  '``',
  '# ',
  '- ',
  '+ ',
  '1. ',
  '1) ',
  '> ',
  '[x] ',
  '[ ] ',
  '[a](b)',
  '![a](b)',
  '[a]: b',
  '|',
  '| - |',
  '---',
  '===',
  '***',
  '\\',
  '\\|',
  '<b>',
  '&lt;',
  '&amp;',
  '&copy;',
  '&#35;',
  'https://a.b/c_d',
  'http://x.y/*z*',
  'www.a.com',
  'www.',
  'a@b.co',
  '@',
  '!',
  '[',
  ']',
  '(',
  ')',
  ':',
  '.',
  ',',
  '"',
  '“',
  '。',
  '日本',
  'é',
  '😀',
  '\u00a0',
  '\u200b',
  '\n',
  '\t',
  '  ',
  ' ',
  'word',
  'snake_case',
  '2*3',
  '~5',
  'C++',
  '```',
  '~~~',
  '$',
  '^1',
  '[^1]',
  ':smile:',
  '\u2028',
  '\ud800',
  '\u0000',
  'a',
  'b1',
];

export const anyText = fc.array(fc.constantFrom(...tricky), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
const plainText = fc.oneof({ weight: 3, arbitrary: anyText }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) });

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

const element = (name: string, body: string, attributes = ''): string => `<${name}${attributes}>${body}</${name}>`;

const addressParts = [
  ...[
    'www.',
    'WWW',
    'http://',
    'https://',
    'mailto:',
    'xmpp:',
    'a@',
    '@',
    '@.b',
    'a',
    'b.c',
    'ſ',
    'é',
    '1',
    'www.a.b',
    'https://a.b',
    'a@b.c',
  ],
  ...[
    '.',
    '-',
    '_',
    '*',
    '~',
    '`',
    '\\',
    '/',
    ':',
    ',',
    '!',
    '"',
    "'",
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '<',
    '>',
    '&',
    '&amp;',
    '|',
    '+',
    '=',
    '😀',
  ],
  ...[' ', ' ', ' ', '\n'],
];

/** A line of what addresses are made of, with marks and breaks between its parts. */
export const addressLine = fc
  .array(
    fc.tuple(
      fc.constantFrom('', '', '', 'strong', 'em', 'del', 'sub', 'code', 'a', 'same', 'br'),
      fc.array(fc.constantFrom(...addressParts), { minLength: 1, maxLength: 6 }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((pieces) =>
    pieces
      .map(([name, parts]) => {
        const text = escaped(parts.join(''));
        if (name === 'br') return `${text}<br/>`;
        if (name === 'same') return element('a', text, ` href="http://${text}"`);
        return name === '' ? text : element(name, text, name === 'a' ? ' href="https://a.b/c"' : '');
      })
      .join(''),
  );

const cdata = plainText.map((text) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`);

const macroNames = [
  'info',
  'note',
  'panel',
  'expand',
  'code',
  'noformat',
  'status',
  'toc',
  'jira',
  'excerpt',
  'drawio',
  'mathinline',
  'mathblock',
  'widget',
  'view-file',
  'unknown',
  'constructor',
  '',
  'localtab',
  'include',
];
const parameter = fc
  .tuple(fc.constantFrom('title', 'language', 'key', 'url', 'name', 'colour', ''), plainText)
  .map(([name, text]) => `<ac:parameter ac:name="${name}">${escaped(text)}</ac:parameter>`);

export const storage = fc.letrec<{ line: string; inline: string; block: string; flow: string }>((tie) => ({
  inline: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    plainText.map(escaped),
    fc.constantFrom(
      '<br/>',
      '<br>',
      '<time datetime="2026-01-02"/>',
      '<ac:emoticon ac:name="tick"/>',
      '<ac:link><ri:user ri:account-id="a"/></ac:link>',
      '<ac:image ac:alt="x"><ri:attachment ri:filename="a b.png"/></ac:image>',
    ),
    fc
      .tuple(fc.constantFrom('strong', 'em', 'b', 'del', 'sub', 'sup', 'u', 'code', 'span', 'ac:inline-comment-marker'), tie('line'))
      .map(([name, body]) => element(name, body)),
    fc.tuple(plainText, tie('line')).map(([url, body]) => element('a', body, ` href="${escaped(url)}"`)),
    fc
      .tuple(plainText, cdata)
      .map(
        ([title, body]) =>
          `<ac:link><ri:page ri:content-title="${escaped(title)}"/><ac:plain-text-link-body>${body}</ac:plain-text-link-body></ac:link>`,
      ),
    fc
      .tuple(fc.constantFrom(...macroNames), parameter)
      .map(([name, parameters]) => `<ac:structured-macro ac:name="${name}">${parameters}</ac:structured-macro>`),
  ),
  line: fc.array(tie('inline'), { maxLength: 4 }).map((parts) => parts.join('')),
  block: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    tie('line').map((body) => element('p', body)),
    fc.tuple(fc.integer({ min: 1, max: 6 }), tie('line')).map(([level, body]) => element(`h${level}`, body)),
    cdata.map((body) => `<ac:structured-macro ac:name="code">${element('ac:plain-text-body', body)}</ac:structured-macro>`),
    fc.constantFrom(
      '<hr/>',
      '<p/>',
      '<ac:adf-extension><ac:adf-node type="panel"><ac:adf-content>x</ac:adf-content></ac:adf-node><ac:adf-fallback>x</ac:adf-fallback></ac:adf-extension>',
    ),
    fc
      .tuple(fc.constantFrom('ul', 'ol'), fc.array(fc.oneof(tie('line'), tie('flow')), { minLength: 1, maxLength: 3 }))
      .map(([name, items]) => element(name, items.map((item) => element('li', item)).join(''))),
    fc
      .tuple(fc.constantFrom('blockquote', 'div', 'pre', 'ac:layout-cell', 'section'), tie('flow'))
      .map(([name, body]) => element(name, body)),
    fc
      .array(
        fc.array(
          fc.tuple(fc.constantFrom('td', 'th'), fc.constantFrom('', ' colspan="2"', ' rowspan="2"'), fc.oneof(tie('line'), tie('flow'))),
          { minLength: 1, maxLength: 3 },
        ),
        { minLength: 1, maxLength: 3 },
      )
      .map((rows) =>
        element(
          'table',
          element('tbody', rows.map((row) => element('tr', row.map(([name, span, body]) => element(name, body, span)).join(''))).join('')),
        ),
      ),
    fc
      .array(fc.tuple(fc.constantFrom('complete', 'incomplete'), tie('line')), { minLength: 1, maxLength: 3 })
      .map((tasks) =>
        element(
          'ac:task-list',
          tasks
            .map(
              ([status, body], id) =>
                `<ac:task><ac:task-id>${id}</ac:task-id><ac:task-status>${status}</ac:task-status>${element('ac:task-body', body)}</ac:task>`,
            )
            .join(''),
        ),
      ),
    fc
      .tuple(fc.constantFrom(...macroNames), parameter, tie('flow'))
      .map(
        ([name, parameters, body]) =>
          `<ac:structured-macro ac:name="${name}">${parameters}${element('ac:rich-text-body', body)}</ac:structured-macro>`,
      ),
  ),
  flow: fc
    .array(fc.oneof({ weight: 4, arbitrary: tie('block') }, { weight: 1, arbitrary: tie('line') }), { maxLength: 3 })
    .map((parts) => parts.join('')),
}));

/** Bytes cut out, doubled, or put somewhere else: what broken editors and broken imports leave behind. */
export const mutated = (documents: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      documents,
      fc.array(
        fc.tuple(
          fc.nat(400),
          fc.nat(12),
          fc.constantFrom('', '<', '>', '&', '"', ']]>', '<![CDATA[', '</', '<!--', '\u0000', '\ud83d', '{', '['),
        ),
        { maxLength: 4 },
      ),
    )
    .map(([text, cuts]) =>
      cuts.reduce((all, [at, length, put]) => {
        const from = all.length === 0 ? 0 : at % all.length;
        return all.slice(0, from) + put + all.slice(from + length);
      }, text),
    );

interface Adf {
  type: string;
  [key: string]: unknown;
}

const adfMark = fc.oneof(
  fc.constantFrom<Adf>(
    { type: 'strong' },
    { type: 'em' },
    { type: 'strike' },
    { type: 'code' },
    { type: 'underline' },
    { type: 'subsup', attrs: { type: 'sup' } },
    { type: 'textColor', attrs: { color: '#ff0000' } },
  ),
  plainText.map((href): Adf => ({ type: 'link', attrs: { href } })),
);

const adf = fc.letrec<{ inline: Adf; block: Adf; line: Adf[]; flow: Adf[] }>((tie) => ({
  inline: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    fc.tuple(plainText, fc.array(adfMark, { maxLength: 3 })).map(([text, marks]): Adf => ({ type: 'text', text, marks })),
    fc.constantFrom<Adf>(
      { type: 'hardBreak' },
      { type: 'mention', attrs: { id: 'a', text: '@Ana' } },
      { type: 'emoji', attrs: { shortName: ':smile:', text: '😄' } },
      { type: 'date', attrs: { timestamp: '1700000000000' } },
      { type: 'date', attrs: { timestamp: 'x' } },
      { type: 'inlineCard', attrs: { url: 'https://a.b/c' } },
      { type: 'nonsense' },
    ),
    plainText.map((text): Adf => ({ type: 'status', attrs: { text } })),
    fc.tuple(fc.constantFrom(...macroNames), plainText).map(
      ([extensionKey, value]): Adf => ({
        type: 'inlineExtension',
        attrs: { extensionKey, extensionType: 'x', parameters: { macroParams: { title: { value }, '': { value } } } },
      }),
    ),
  ),
  line: fc.array(tie('inline'), { maxLength: 4 }),
  block: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    tie('line').map((content): Adf => ({ type: 'paragraph', content })),
    fc.tuple(fc.integer({ min: 0, max: 7 }), tie('line')).map(([level, content]): Adf => ({ type: 'heading', attrs: { level }, content })),
    plainText.map((text): Adf => ({ type: 'codeBlock', attrs: { language: 'ts' }, content: [{ type: 'text', text }] })),
    fc
      .tuple(fc.constantFrom('bulletList', 'orderedList'), fc.array(tie('flow'), { minLength: 1, maxLength: 3 }))
      .map(([type, items]): Adf => ({ type, content: items.map((content) => ({ type: 'listItem', content })) })),
    fc.array(fc.tuple(fc.constantFrom('DONE', 'TODO'), tie('line')), { minLength: 1, maxLength: 3 }).map(
      (items): Adf => ({
        type: 'taskList',
        content: items.map(([state, content], id) => ({ type: 'taskItem', attrs: { localId: String(id), state }, content })),
      }),
    ),
    fc
      .tuple(
        fc.constantFrom(
          'blockquote',
          'panel',
          'expand',
          'nestedExpand',
          'decisionList',
          'layoutSection',
          'mediaSingle',
          'unsupportedBlock',
          'bodiedExtension',
        ),
        tie('flow'),
      )
      .map(([type, content]): Adf => ({ type, attrs: { panelType: 'info', title: 'T', extensionKey: 'unknown' }, content })),
    fc
      .array(
        fc.array(
          fc.tuple(
            fc.constantFrom('tableCell', 'tableHeader'),
            fc.integer({ min: 0, max: 3 }),
            fc.integer({ min: 1, max: 3 }),
            tie('flow'),
          ),
          { minLength: 1, maxLength: 3 },
        ),
        { minLength: 1, maxLength: 3 },
      )
      .map(
        (rows): Adf => ({
          type: 'table',
          content: rows.map((row) => ({
            type: 'tableRow',
            content: row.map(([type, colspan, rowspan, content]) => ({ type, attrs: { colspan, rowspan }, content })),
          })),
        }),
      ),
    fc.constantFrom<Adf>(
      { type: 'rule' },
      { type: 'mediaGroup', content: [{ type: 'media', attrs: { id: '1', type: 'file', alt: 'a|b' } }] },
      { type: 'blockCard', attrs: { url: 'https://a.b' } },
    ),
  ),
  flow: fc.array(tie('block'), { maxLength: 3 }),
}));

export const adfDocument = adf.flow.map((content) => JSON.stringify({ type: 'doc', version: 1, content }));
export const storageDocument = storage.flow;
