import { type Block, codeBlock, visibleText } from '../mdast/blocks';
import { clean, mark, nodeAtom, textAtom } from '../mdast/phrasing';
import { type BlockMacro, bodyOf, type InlineMacro, type Macro } from './macro';

/** Names that Confluence gives to languages, where highlighters know another. */
const languages: Readonly<Record<string, string>> = {
  none: '',
  plain: '',
  text: '',
  'c#': 'csharp',
  'c++': 'cpp',
  'html/xml': 'xml',
  'html and xml': 'xml',
  'shell script': 'bash',
};

export function language(name: string): string {
  const lower = name.trim().toLowerCase();
  return languages[lower] ?? lower;
}

function textIn(macro: Macro): string {
  return macro.text ?? visibleText(macro.blocks() ?? []);
}

function code(named: string | null): BlockMacro {
  return (macro) => {
    const text = textIn(macro);
    const titleText = macro.parameter('title');
    if (text.trim() === '') return titleText === '' ? [] : codeBlock('', '', titleText);
    return codeBlock(text, named ?? language(macro.parameter('language') || macro.parameter('lang') || macro.parameter('')), titleText);
  };
}

/** Mathematics in the form that GitHub reads: a `math` block, or inline code between dollars, which keeps every character. */
const mathBlock: BlockMacro = (macro) =>
  codeBlock(textIn(macro) || macro.parameter('body') || macro.parameter('equation'), 'math').filter(
    (block) => block.type !== 'code' || block.value !== '',
  );

const mathInline: InlineMacro = (macro, _world, marks) => {
  const text = (textIn(macro) || macro.parameter('body') || macro.parameter('equation')).replace(/\s+/g, ' ').trim();
  return text === '' ? [] : [textAtom('$', marks), nodeAtom({ type: 'inlineCode', value: clean(text) }, marks), textAtom('$', marks)];
};

/** Diagrams whose body is their source. */
function source(lang: string): BlockMacro {
  return (macro, world): Block[] => (macro.text === null ? bodyOf(macro, world) : codeBlock(macro.text, lang, macro.parameter('title')));
}

export const codeMacros: Readonly<Record<string, BlockMacro>> = {
  code: code(null),
  'code-block': code(null),
  codeblock: code(null),
  'code-pro': code(null),
  newcode: code(null),
  noformat: code(''),
  html: code('html'),
  markdown: code('markdown'),
  'markdown-macro': code('markdown'),
  sql: code('sql'),
  csv: code('csv'),
  mathblock: mathBlock,
  'eazy-math-block': mathBlock,
  'math-block': mathBlock,
  latex: mathBlock,
  'latex-block': mathBlock,
  mermaid: source('mermaid'),
  'mermaid-cloud': source('mermaid'),
  'mermaid-macro': source('mermaid'),
  'mermaid-diagram': source('mermaid'),
  plantuml: source('plantuml'),
  plantumlrender: source('plantuml'),
  plantumlcloud: source('plantuml'),
  graphviz: source('dot'),
  flowchart: source('dot'),
  'd2-diagram': source('d2'),
};

export const inlineCodeMacros: Readonly<Record<string, InlineMacro>> = {
  mathinline: mathInline,
  'math-inline': mathInline,
  'eazy-math-inline': mathInline,
  'latex-inline': mathInline,
  status: (macro, _world, marks) => {
    const text = macro.parameter('title') || macro.parameter('colour') || macro.parameter('color');
    return text === '' ? [] : [textAtom(text, marks | mark.code)];
  },
};
