import { emoji } from '../emoji';
import { isBlockMacro, macroLine } from '../macros';
import { flattenToAtoms } from '../mdast/blocks';
import { type Atom, box, mark, nodeAtom, textAtom } from '../mdast/phrasing';
import { readAnchor, readHtmlImage, readImage, readLink } from './links';
import { macroName, macroOf } from './macro';
import { attributeOf, type Reading, type Style, textLine } from './reading';
import type { Element, Node } from './scan';

const marked: Readonly<Record<string, number>> = {
  strong: mark.strong,
  b: mark.strong,
  em: mark.emphasis,
  i: mark.emphasis,
  cite: mark.emphasis,
  dfn: mark.emphasis,
  var: mark.emphasis,
  s: mark.delete,
  del: mark.delete,
  strike: mark.delete,
  sub: mark.subscript,
  sup: mark.superscript,
  code: mark.code,
  tt: mark.code,
  kbd: mark.code,
  samp: mark.code,
};

/** What is not shown to a reader: settings of macros, ids, and the second copy that an ADF extension carries. */
const unseen = new Set([
  'ac:parameter',
  'ac:task-id',
  'ac:task-uuid',
  'ac:task-status',
  'ac:adf-attribute',
  'script',
  'style',
  'colgroup',
  'col',
  'head',
]);

/** The marks that an element adds to what is inside; `span` says them in its style. */
export function styleWithin(element: Element, style: Style): Style {
  let marks = marked[element.name] ?? 0;
  if (element.name === 'span') {
    const css = attributeOf(element, 'style');
    if (/line-through/i.test(css)) marks |= mark.delete;
    if (/font-weight\s*:\s*(?:bold|[6-9]00)/i.test(css)) marks |= mark.strong;
    if (/font-style\s*:\s*italic/i.test(css)) marks |= mark.emphasis;
  }
  return marks === 0 ? style : { ...style, marks: style.marks | marks };
}

export function isUnseen(element: Element): boolean {
  return unseen.has(element.name);
}

function date(element: Element, reading: Reading, style: Style): Atom[] {
  const value = attributeOf(element, 'datetime');
  if (value === '') return reading.line(element.children, style);
  return textLine(box(/^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] ?? value), style);
}

function readMacro(element: Element, reading: Reading, style: Style): Atom[] {
  // A block where only a line can be (a macro of blocks in a table cell's paragraph): its lines, one after the other.
  if (isBlockMacro(macroName(element), element.hasBlock)) return flattenToAtoms(reading.blocks([element], style));
  return macroLine(macroOf(element, reading, style), reading, style.marks);
}

function readElement(element: Element, reading: Reading, style: Style): Atom[] {
  switch (element.name) {
    case 'br':
      return [nodeAtom({ type: 'break' })];
    case 'wbr':
      return [];
    case 'a':
      return readAnchor(element, reading, style);
    case 'img':
      return readHtmlImage(element, reading, style);
    case 'time':
      return date(element, reading, style);
    case 'q':
      return [textAtom('“', style.marks, style.url), ...reading.line(element.children, style), textAtom('”', style.marks, style.url)];
    case 'ac:link':
      return readLink(element, reading, style);
    case 'ac:image':
      return readImage(element, reading, style);
    case 'ac:emoticon': {
      const character = emoji({
        fallback: attributeOf(element, 'ac:emoji-fallback'),
        id: attributeOf(element, 'ac:emoji-id'),
        name: attributeOf(element, 'ac:name'),
        shortName: attributeOf(element, 'ac:emoji-shortname'),
      });
      return textLine(character, style);
    }
    case 'ac:structured-macro':
    case 'ac:macro':
      return readMacro(element, reading, style);
    default:
      return isUnseen(element) ? [] : reading.line(element.children, styleWithin(element, style));
  }
}

/** One line of text; blocks inside of it (which the caller did not expect) are separated by spaces. */
export function readLine(nodes: readonly Node[], reading: Reading, style: Style): Atom[] {
  const atoms: Atom[] = [];
  for (const node of nodes) {
    if (node.kind === 'text') atoms.push(textAtom(node.value, style.marks, style.url));
    else {
      const separate = node.hasBlock || node.name === 'p' || node.name === 'div' || node.name === 'li';
      if (separate && atoms.length > 0) atoms.push(textAtom(' '));
      for (const atom of readElement(node, reading, style)) atoms.push(atom);
      if (separate) atoms.push(textAtom(' '));
    }
  }
  return atoms;
}
