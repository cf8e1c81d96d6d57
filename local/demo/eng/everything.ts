import { blockMarkup, cdata, date, emoji, inlineMarkup, type Markup, mention, type StatusColour, status } from '../inline';
import { dangling, on, page, reopened, resolved, says } from '../page';
import * as b from '../storage';
import { localId } from '../tasks';
import { codes, links, lists, tables, textMarks } from './constructs';

/** One page with every construct that the editors write, each under a heading that names it: what a converter has to survive, and what a reader can look at beside its Markdown. */

const { h1, h2, p, ul, table, code, macro, inlineMacro } = b;

const colours: readonly StatusColour[] = ['grey', 'blue', 'green', 'yellow', 'red', 'purple'];

const panels: readonly Markup[] = [
  h1('Panels and expands'),
  b.info('Information.', ul('with a list')),
  b.note('Note.'),
  b.tip('Tip.'),
  b.warning('Warning.', code('text', 'with code')),
  b.panel('🦭', '#e6fcff', 'A custom panel with an emoji.'),
  macro('panel', { title: 'Old panel with a title', borderStyle: 'dashed' }, 'Its words.'),
  macro('info', { title: 'Information with a title' }, 'Its words.'),
  blockMarkup(
    `<ac:adf-extension><ac:adf-node type="panel"><ac:adf-attribute key="panel-type">note</ac:adf-attribute><ac:adf-attribute key="local-id">${localId('note panel')}</ac:adf-attribute><ac:adf-content><p>A note panel that only the new editor knows.</p></ac:adf-content></ac:adf-node><ac:adf-fallback><div class="panel"><div class="panelContent"><p>A note panel that only the new editor knows.</p></div></div></ac:adf-fallback></ac:adf-extension>`,
  ),
  b.expand('Open me', p('Hidden words are still words.'), table(['a', 'b'], ['1', '2'])),
  b.expand('An expand', p('with another'), b.expand('inside', p('and words in that.'))),
];

const inlines: readonly Markup[] = [
  h1('Status, dates, people, emoji'),
  p('States: ', ...colours.flatMap((colour) => [status(colour.toUpperCase(), colour), ' '])),
  p(
    'A date: ',
    date('2026-11-21'),
    '; a person: ',
    mention('Yuki'),
    '; somebody who left: ',
    inlineMarkup('<ac:link><ri:user ri:account-id="712020:dead0000-0000-4000-8000-000000000000" /></ac:link>'),
    '; emoji: ',
    emoji('ocean'),
    emoji('crab'),
    ' and 👩‍🔬 typed as it is.',
  ),
  p(
    'Old emoticons: ',
    inlineMarkup('<ac:emoticon ac:name="tick" /> <ac:emoticon ac:name="warning" /> <ac:emoticon ac:name="smile" />'),
    ' and one of our own: ',
    inlineMarkup(
      '<ac:emoticon ac:emoji-fallback=":northwind:" ac:emoji-id="9d2a-northwind" ac:emoji-shortname=":northwind:" ac:name="blue-star" />',
    ),
  ),
  p('A placeholder: ', inlineMarkup('<ac:placeholder>say who decides</ac:placeholder>'), ' and an issue: ', b.jira('KELP-2291'), '.'),
  p('Math within words: ', inlineMacro('mathinline', { body: 'E = \\frac{1}{2} \\rho A v^3' }), '.'),
  macro('mathblock', {}, { plain: 'P = \\tfrac{1}{2}\\,\\rho\\,A\\,v^{3}\\,C_p' }),
];

const media: readonly Markup[] = [
  h1('Images and files'),
  b.image('kelp-and-pelican.png', 'A node, a cable and a buoy', { caption: 'With a **caption**', width: 480 }),
  blockMarkup('<ac:image ac:alt="A tide curve from the web"><ri:url ri:value="https://example.org/curve.png" /></ac:image>'),
  p(
    'An image in a line: ',
    inlineMarkup('<ac:image ac:height="18"><ri:attachment ri:filename="seal icon.png" /></ac:image>'),
    ', and one of another page: ',
    inlineMarkup(
      '<ac:image ac:alt="The bench"><ri:attachment ri:filename="bench.jpg"><ri:page ri:content-title="The bench and the wave tank" /></ri:attachment></ac:image>',
    ),
  ),
  blockMarkup(
    '<p><ac:link><ri:page ri:content-title="Harbour web app" /><ac:link-body><ac:image ac:alt="An image that is a link"><ri:attachment ri:filename="harbour-overview.png" /></ac:image></ac:link-body></ac:link></p>',
  ),
  macro('view-file', { name: 'winter plan (final) v2.pdf', height: '250' }),
  macro('viewpdf', { name: 'winter plan (final) v2.pdf' }),
  macro('gallery', { columns: '3', title: 'The bench through the year' }),
  macro('attachments', { upload: 'false' }),
  macro('widget', { url: 'https://video.example.org/watch?v=tank', width: '640' }),
  macro('iframe', { src: 'https://example.org/live/tide', width: '100%', height: '300' }),
  macro('multimedia', { name: 'splash.mp4' }),
];

const diagrams: readonly Markup[] = [
  h1('Diagrams and charts'),
  macro('mermaid', {}, { plain: 'graph LR\n  Kelp -->|acoustic| Pelican\n  Pelican -->|LTE| Ebb\n  Ebb --> Lagoon' }),
  macro('plantuml', {}, { plain: '@startuml\nKelp -> Pelican: burst\n@enduml' }),
  macro('drawio', { diagramName: 'mooring.drawio', diagramDisplayName: 'Mooring', width: '400', revision: '3' }),
  macro('gliffy', { name: 'Old cable plan', width: '500' }),
  macro('chart', { type: 'bar', title: 'Nodes in the water' }, table(['', '2024', '2025', '2026'], ['Nodes', '610', '930', '1284'])),
];

const navigation: readonly Markup[] = [
  h1('Macros that look elsewhere'),
  b.excerpt('summary', p('An excerpt: one page with everything.')),
  macro('excerpt', { hidden: 'true', name: 'secret-summary' }, 'A hidden excerpt.'),
  excerptInWords(),
  b.include('include', 'ADR template'),
  b.include('excerpt-include', 'On call', { excerptName: 'promise' }),
  b.include('excerpt-include', 'Runbooks', { space: 'OPS' }),
  b.properties(['Owner', '@Yuki'], ['State', '{green:FINE}']),
  macro('detailssummary', { cql: 'label = "adr"', firstcolumn: 'Record' }),
  macro('jira', {
    server: 'System Jira',
    jqlQuery: 'project = KELP and status = Open order by created',
    columns: 'key,summary,status',
    maximumIssues: '20',
  }),
  macro('contentbylabel', { cql: 'label = "runbook"', max: '5' }),
  macro('tasks-report-macro', { spaces: 'ENG', status: 'incomplete' }),
  macro('recently-updated', { max: '5' }),
  macro('pagetree', { root: '@self' }),
  b.children,
  macro('roadmap', { title: 'Roadmap 2027', source: '%7B%22title%22%3A%22Roadmap%202027%22%7D' }),
  macro('profile', {}, undefined),
  h1('Macros of others'),
  macro('some-vendor-gauge', { site: 'skarvsund', style: 'round' }),
  macro('some-vendor-tabs', {}, [
    macro('localtab', { title: 'Ebb' }, 'Words on the first tab.'),
    macro('localtab', { title: 'Flood' }, 'Words on the second tab.'),
  ]),
  macro('some-vendor-plain', {}, { plain: 'key: value' }),
  macro('html', {}, { plain: '<b>raw html</b>' }),
];

function excerptInWords(): Markup {
  return p(
    'Words with ',
    inlineMarkup(
      '<ac:structured-macro ac:name="excerpt" ac:schema-version="1"><ac:parameter ac:name="atlassian-macro-output-type">INLINE</ac:parameter><ac:rich-text-body>an excerpt within them</ac:rich-text-body></ac:structured-macro>',
    ),
    '.',
  );
}

const layoutSections: readonly Markup[] = [
  b.layouts(
    b.layout('single', [
      h1('Everything on one page'),
      p('Each construct that the editors can write, under a heading that names it. If a tool shows this page well, it shows all others.'),
      b.toc,
    ]),
    b.layout('two_equal', [h2('Left'), p('Half of the width.')], [h2('Right'), p('The other half, with a list.'), ul('port', 'starboard')]),
    b.layout('three_equal', ['one'], ['two'], ['three']),
    b.layout('two_right_sidebar', ['Main column'], [b.info('Sidebar')]),
  ),
];

const end: readonly Markup[] = [
  h1('Other alphabets'),
  p(
    '日本語の文章です。全角:コロン、「かぎ括弧」。 Grüße aus der Werft. Приливы и отливы. مرحبا بالعالم. שלום. ไทยไม่มีช่องว่าง. e\u0301 and é are the same letter.',
  ),
  h1('The end'),
  p(b.anchor('the-end'), 'Last words, in a paragraph of their own. The commented words are here, and the settled ones there.'),
];

/** CDATA in a link body is what the old editor wrote. */
const oldLink = p(
  'Old link: ',
  inlineMarkup(
    `<ac:link><ri:page ri:content-title="Glossary" /><ac:plain-text-link-body>${cdata('words & <signs>')}</ac:plain-text-link-body></ac:link>`,
  ),
);

export const everything = page(
  'Everything on one page',
  'Freya',
  65,
  {
    labels: ['reference', 'showcase'],
    comments: [
      on(
        'commented words',
        'Mei',
        ['An open comment with `code`, a mention of @Yuki and a list:', ul('one', 'two')],
        says('Yuki', 'A reply.', says('Mei', 'A reply to the reply.')),
        says('Freya', 'A second reply.'),
      ),
      resolved(on('settled ones', 'Tomas', 'A resolved comment.')),
      reopened(on('Half of the width', 'Lena', 'A comment that was resolved, and then was not.')),
      dangling(on('words that were deleted', 'Samuel', 'A comment whose words are gone.')),
      says(
        'Oscar',
        ['A footer comment with a code block:', code('bash', 'echo tide'), 'and words after it.'],
        says('Freya', 'With a reply.', says('Oscar', 'And one below that.', says('Freya', 'Three deep is enough.'))),
      ),
    ],
  },
  ...layoutSections,
  ...textMarks,
  ...links,
  oldLink,
  ...lists,
  ...tables,
  ...codes,
  ...panels,
  ...inlines,
  ...media,
  ...diagrams,
  ...navigation,
  ...end,
);
