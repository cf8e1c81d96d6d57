import { isBlockMacro, macroBlocks } from '../macros';
import { type Block, codeBlock, heading, paragraphs, quote, title } from '../mdast/blocks';
import { type Atom, textAtom } from '../mdast/phrasing';
import { readAdfExtension } from './extension';
import { isUnseen, readLine, styleWithin } from './inline';
import { readList, readTaskList } from './list';
import { macroName, macroOf } from './macro';
import { childrenOf, type Reading, type Style, textOf } from './reading';
import type { Element, Node } from './scan';
import { readTable } from './table';

const blockElements = new Set(
  (
    'p div h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre hr section article header footer main nav aside figure figcaption details summary ' +
    'address center form fieldset ac:layout ac:layout-section ac:layout-cell ac:task-list ac:task ac:adf-extension ac:adf-node ac:rich-text-body li dt dd ' +
    'ac:plain-text-body'
  ).split(' '),
);

/** Elements that stay in the line they stand in although blocks may be inside (a caption, the body of a link). */
const lineElements = new Set(['ac:image', 'ac:link', 'ac:emoticon', 'time', 'br', 'img']);

function isBlock(element: Element): boolean {
  if (element.name === 'ac:structured-macro' || element.name === 'ac:macro') return isBlockMacro(macroName(element), element.hasBlock);
  if (lineElements.has(element.name) || isUnseen(element)) return false;
  return element.hasBlock || blockElements.has(element.name);
}

function readDefinitions(element: Element, reading: Reading, style: Style): Block[] {
  return element.children.flatMap((child) => {
    if (child.kind === 'text') return paragraphs([textAtom(child.value, style.marks, style.url)]);
    if (child.name === 'dt' && !child.hasBlock) return paragraphs(reading.line(child.children, { ...style, marks: style.marks | 4 }));
    return reading.blocks(child.children, style);
  });
}

function readPreformatted(element: Element, reading: Reading, style: Style): Block[] {
  if (element.hasBlock) return reading.blocks(element.children, style);
  const language = /(?:^|\s)(?:language|lang)-(\S+)/.exec(
    element.children.map((child) => (child.kind === 'element' ? (child.attributes.class ?? '') : '')).join(' '),
  )?.[1];
  const text = textOf(element.children);
  return text.trim() === '' ? reading.blocks(element.children, style) : codeBlock(text, language ?? '');
}

function readBlock(element: Element, reading: Reading, style: Style): Block[] {
  switch (element.name) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      // A heading with blocks inside (a code macro, say) is no line of text: the blocks are worth more than the level.
      return element.hasBlock
        ? reading.blocks(element.children, style)
        : heading(Number(element.name.charAt(1)), reading.line(element.children, style));
    case 'ul':
    case 'ol':
      return readList(element, reading, style);
    case 'dl':
      return readDefinitions(element, reading, style);
    case 'ac:task-list':
    case 'ac:task':
      return readTaskList(element, reading, style);
    case 'table':
      return readTable(element, reading, style);
    case 'blockquote':
      return quote(reading.blocks(element.children, style));
    case 'pre':
      return readPreformatted(element, reading, style);
    case 'hr':
      return [{ type: 'thematicBreak' }];
    case 'ac:adf-extension':
    case 'ac:adf-node':
      return readAdfExtension(element, reading, style);
    case 'details': {
      const [summary] = childrenOf(element, 'summary');
      const rest = element.children.filter((child) => child !== summary);
      return quote([...title(summary === undefined ? '' : textOf(summary.children)), ...reading.blocks(rest, style)]);
    }
    case 'ac:structured-macro':
    case 'ac:macro':
      return macroBlocks(macroOf(element, reading, style), reading);
    default:
      return reading.blocks(element.children, styleWithin(element, style));
  }
}

const boxes = new Set(['ac:structured-macro', 'ac:macro', 'ac:image']);

/** Takes nodes one by one and makes blocks of them: text and inline elements between two blocks become a paragraph. */
export function collect(reading: Reading, style: Style): { add: (node: Node) => void; end: () => Block[] } {
  const blocks: Block[] = [];
  let atoms: Atom[] = [];
  const flush = () => {
    if (atoms.length === 0) return;
    for (const paragraph of paragraphs(atoms)) blocks.push(paragraph);
    atoms = [];
  };
  let afterBox = false;
  return {
    add(node) {
      // Two macros or pictures beside each other, without a word between them and outside of a paragraph, are blocks to a reader.
      const isBox = node.kind === 'element' && boxes.has(node.name);
      if (isBox && afterBox) flush();
      if (node.kind === 'element' || node.value.trim() !== '') afterBox = isBox;
      if (node.kind === 'text' || !isBlock(node)) {
        for (const atom of readLine([node], reading, style)) atoms.push(atom);
      } else {
        flush();
        for (const block of readBlock(node, reading, style)) blocks.push(block);
      }
    },
    end() {
      flush();
      return blocks;
    },
  };
}

export function readBlocks(nodes: readonly Node[], reading: Reading, style: Style): Block[] {
  const collected = collect(reading, style);
  for (const node of nodes) collected.add(node);
  return collected.end();
}
