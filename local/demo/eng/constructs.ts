import { blockMarkup, inlineMarkup, type Markup, pageLink, webLink } from '../inline';
import * as b from '../storage';
import { decisions, done, tasks, todo } from '../tasks';

/** The first half of the page with everything: what most pages are made of. */

const { h1, h2, h3, h4, p, ul, ol, table, code, macro } = b;

export const textMarks: readonly Markup[] = [
  h1('Headings, of all levels'),
  p('Six levels exist. The editor offers them all and people use three.'),
  h2('Second level'),
  h3('Third level with `code` and *emphasis*'),
  h4('Fourth level'),
  blockMarkup('<h5>Fifth level</h5><p>Nobody gets this deep on purpose.</p><h6>Sixth level</h6>'),
  h1('Text marks'),
  p(
    'Words can be **strong**, *emphasised*, ',
    inlineMarkup('<u>underlined</u>'),
    ', ~~struck out~~, `code`, H',
    inlineMarkup('<sub>2</sub>'),
    'O, m/s',
    inlineMarkup('<sup>2</sup>'),
    ', ',
    inlineMarkup('<span style="color: rgb(222,53,11);">red</span>'),
    ', ',
    inlineMarkup('<span style="background-color: rgb(254,222,200);">highlighted</span>'),
    ', ',
    inlineMarkup('<small>small</small>'),
    ', or ',
    inlineMarkup('<strong><em>both <u>and more</u></em></strong>'),
    ' at once.',
  ),
  p(
    'A line may break',
    inlineMarkup('<br />'),
    'without a new paragraph, and words may be kept together with a no-break\u00a0space. Typography: 5–8 m, “quoted”, it’s, wait…, 4 °C ± 0.1, 3 × 4 → 12.',
  ),
  blockMarkup(
    '<p style="text-align: center;">Centred words, as on an invitation.</p><p style="margin-left: 30.0px;">Indented words.</p><p />',
  ),
  p(
    'Signs that mean something elsewhere: * asterisk, _ underscore, # hash, | pipe, <tag>, &amp; written out, [brackets](and more), 1. number, > arrow, ` backtick, \\ backslash, ~ tilde, $x$ dollars.',
  ),
  b.quote('A quotation of two paragraphs.', 'The second one has a **strong** opinion.'),
  b.rule,
];

export const links: readonly Markup[] = [
  h1('Links'),
  ul(
    ['A page of this space: [[Kelp sensor node]], with other words: [[Kelp sensor node|the node]]'],
    [
      p(
        'A page of another space: [[OPS:Runbooks]], and a heading of a page: ',
        pageLink('On call', { words: 'how severe is it?', anchor: 'Severity' }),
      ),
    ],
    [
      p(
        'A page that does not exist (any more): ',
        inlineMarkup(
          '<ac:link><ri:page ri:content-title="Kelp 2 datasheet, withdrawn" ri:version-at-save="4" /><ac:link-body>the old datasheet</ac:link-body></ac:link>',
        ),
      ),
    ],
    [
      p(
        'A blog post: ',
        inlineMarkup(
          '<ac:link><ri:blog-post ri:content-title="Train Fisher has arrived" ri:posting-day="2026/10/12" /><ac:plain-text-link-body><![CDATA[how the train went]]></ac:plain-text-link-body></ac:link>',
        ),
      ),
    ],
    [p('A space: ', inlineMarkup('<ac:link><ri:space ri:space-key="OPS" /><ac:link-body>Customer Operations</ac:link-body></ac:link>'))],
    [
      p(
        'A file of this page: ',
        inlineMarkup(
          '<ac:link><ri:attachment ri:filename="winter plan (final) v2.pdf" /><ac:link-body>the winter plan</ac:link-body></ac:link>',
        ),
      ),
    ],
    [p('A place on this page: ', inlineMarkup('<ac:link ac:anchor="the-end"><ac:link-body>the end</ac:link-body></ac:link>'))],
    [
      p(
        'The web: ',
        webLink('https://example.org/tides?site=a&b=c#now', 'a tide table'),
        ', bare: ',
        webLink('https://example.org/', 'https://example.org/'),
        ', mail: ',
        webLink('mailto:info@northwind-tides.example', 'write to us'),
      ),
    ],
    [p('A card: ', inlineMarkup('<a href="https://example.org/board/7" data-card-appearance="inline">https://example.org/board/7</a>'))],
  ),
  p(
    'An anchor stands here: ',
    b.anchor('half-way'),
    ' and a link with ',
    webLink('https://example.org/', '**strong** words and `code`'),
    '.',
  ),
];

export const lists: readonly Markup[] = [
  h1('Lists'),
  ul(
    'First',
    ['Second, with children', ul('Child', ['Child with numbers', ol('one', ['two', ul('deep', ['deeper', ul('deepest: five levels')])])])],
    ['Third, with a paragraph', 'and a second paragraph', code('text', 'and code')],
  ),
  ol('Ask', 'Listen', ['Write', b.info('A panel in a list.')]),
  blockMarkup('<ol start="7"><li><p>A list that begins at seven</p></li><li><p>and goes on</p></li></ol>'),
  blockMarkup('<ul><li>Old editor: no paragraph in the item</li><li>Another <strong>one</strong></li></ul>'),
  h1('Tasks and decisions'),
  tasks(
    done('Anchor checked @Freya {2026-11-10}'),
    todo('Paint the buoy @Yuki {2026-12-01}', done('Buy yellow'), todo('Find a dry day', todo('Any dry day'))),
    todo('A task with `code`, a [[Definition of done|link]] and a state {yellow:WAITING}'),
  ),
  // The old editor nests the list inside the body of the task.
  blockMarkup(
    `<ac:task-list><ac:task><ac:task-id>900</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>A task of the old editor<ac:task-list><ac:task><ac:task-id>901</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>with a task in it</ac:task-body></ac:task></ac:task-list></ac:task-body></ac:task></ac:task-list>`,
  ),
  decisions({ text: 'Buoys stay **yellow**' }, { text: 'Whether they get a name', decided: false }),
];

export const tables: readonly Markup[] = [
  h1('Tables'),
  p('With a header row:'),
  table(['Site', 'Turbines', 'State'], ['Skarvsund', '12', '{green:RUNNING}'], ['Orrin', '7', '{yellow:MAINTENANCE}']),
  p('With a header row and a header column:'),
  b.matrix(['', 'Ebb', 'Flood'], ['Spring', '3.1 m/s', '3.4 m/s'], ['Neap', '1.2 m/s', '1.3 m/s']),
  p('With cells that are merged both ways, and colours:'),
  table(
    [
      { content: 'Turbine', rowspan: 2 },
      { content: 'Blade', colspan: 3 },
    ],
    [
      { content: 'A', header: true },
      { content: 'B', header: true },
      { content: 'C', header: true },
    ],
    ['T1', { content: 'same batch', colspan: 2 }, '2407'],
    ['T2', '2407', { content: ['2511', 'both'], rowspan: 2, colspan: 2, colour: '#deebff' }],
    ['T3', '2602'],
  ),
  p('With blocks in cells:'),
  table(
    ['What', 'How'],
    ['A list', ['Bring:', ul('gloves', ['tools', ul('4.5 Nm wrench')])]],
    ['Code with a pipe', code('bash', 'ebbctl node list | grep wet | wc -l')],
    ['Several paragraphs', ['One.', 'Two | with a pipe.']],
    ['A table', table(['in', 'a'], ['table', 'cell'])],
    ['A task', tasks(todo('Tick me @Mei {2026-12-24}'))],
    ['A panel', b.warning('Wet hands.')],
    ['Nothing', ''],
  ),
  p('Without any header, and numbered:'),
  b.grid(['1', 'spring'], ['2', 'neap']),
  blockMarkup(
    '<table class="wrapped"><colgroup><col style="width: 120.0px;" /><col /></colgroup><thead><tr><th>Old editor</th><th>has a thead</th></tr></thead><tbody><tr><td>and<br />bare text</td><td><em>in cells</em></td></tr></tbody></table>',
  ),
];

export const codes: readonly Markup[] = [
  h1('Code'),
  code(
    'python',
    'def tide(hour: float) -> float:\n    """Metres above the mean. Good enough for a party."""\n    return 1.4 * cos(2 * pi * hour / 12.42)',
    'tide.py',
  ),
  code('xml', '<note to="reader">CDATA ends with ]]> and this block goes on</note>'),
  code('markdown', 'A fence in code:\n\n```\nstill inside\n```\n\n~~~\nand here\n~~~'),
  macro('code', {}, { plain: 'no language, trailing spaces   \n\n\tand a tab' }),
  b.noformat('  preformatted\n      as it stands   *here*'),
  blockMarkup('<pre>old  preformatted\ntext &amp; an entity</pre>'),
  p('Code within words: `a | b`, `x < y && z`, and one with a backtick: ', inlineMarkup('<code>echo `date`</code>'), '.'),
];
