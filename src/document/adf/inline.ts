import { emoji } from '../emoji';
import { isBlockMacro, macroBlocks, macroLine } from '../macros';
import { flattenToAtoms, image } from '../mdast/blocks';
import { type Atom, box, linked, mark, nodeAtom, textAtom } from '../mdast/phrasing';
import { mention } from '../references';
import { macroOf } from './macro';
import { type AdfNode, attribute, attributeRecord, textIn } from './node';
import type { Reading } from './reading';

const marked: Readonly<Record<string, number>> = {
  strong: mark.strong,
  em: mark.emphasis,
  strike: mark.delete,
  code: mark.code,
  mono: mark.code,
};

function styleOf(node: AdfNode, marks: number): { marks: number; href: string } {
  let all = marks;
  let href = '';
  for (const own of node.marks) {
    all |= marked[own.type] ?? 0;
    if (own.type === 'subsup') all |= attribute(own, 'type') === 'sub' ? mark.subscript : mark.superscript;
    if (own.type === 'link') href = attribute(own, 'href') || attribute(own, 'url');
  }
  return { marks: all, href };
}

function person(node: AdfNode, reading: Reading): string {
  const id = attribute(node, 'id');
  const shown = attribute(node, 'text').replace(/^@/, '');
  return reading.references.person(id) === null && shown !== '' ? `@${shown}` : mention(id, reading.references);
}

/** Milliseconds since 1970 in text, as a day; what is no time (a template's placeholder) as it stands. */
function day(timestamp: string): string {
  const time = new Date(timestamp.trim() === '' ? Number.NaN : Number(timestamp));
  const iso = Number.isNaN(time.getTime()) ? /^\d{4}-\d{2}-\d{2}/.exec(timestamp)?.[0] : time.toISOString().slice(0, 10);
  return iso ?? timestamp;
}

/** A card is shown as its address, or by the name in its data (JSON-LD). */
export function card(node: AdfNode, marks: number, reading: Reading): Atom[] {
  const data = attributeRecord(node, 'data');
  const url = attribute(node, 'url') || textIn(data, 'url');
  const name = textIn(data, 'name') || url;
  if (name === '') {
    reading.warnings.add('unsupported-node', node.type);
    return [];
  }
  return linked([textAtom(name, marks)], url === '' ? null : reading.references.absolute(url));
}

/** A picture or file by its address; a file in Confluence's media store by its name, where the caller knows one. */
export function media(node: AdfNode, marks: number, reading: Reading): Atom[] {
  const alt = attribute(node, 'alt') || attribute(node, '__fileName');
  const external = attribute(node, 'url');
  const file = external === '' ? reading.references.file(attribute(node, 'id')) : null;
  const url = external === '' ? (file?.url ?? null) : reading.references.absolute(external);
  const label = alt || file?.name || external.split(/[?#]/)[0]?.split('/').pop() || '';
  const link = node.marks.find((own) => own.type === 'link');
  const target = link === undefined ? null : reading.references.absolute(attribute(link, 'href'));
  if (url === null) {
    reading.warnings.add('unresolved-link', node.type);
    return linked([textAtom(label === '' ? '[image]' : `[image: ${label}]`, marks)], target);
  }
  const isPicture = node.type !== 'mediaInline' || attribute(node, 'type') === 'image';
  const shown = isPicture ? nodeAtom(image(url, label), marks) : textAtom(label || url, marks);
  return linked([shown], isPicture ? target : url);
}

function readNode(node: AdfNode, inherited: number, reading: Reading): Atom[] {
  const { marks, href } = styleOf(node, inherited);
  const url = href === '' ? null : reading.references.absolute(href);
  const text = (value: string) => linked(value === '' ? [] : [textAtom(value, marks)], url);
  switch (node.type) {
    case 'text':
      if (href !== '' && url === null) reading.warnings.add('unresolved-link', 'link');
      return text(node.text);
    case 'hardBreak':
      return [nodeAtom({ type: 'break' })];
    case 'mention':
      return text(box(person(node, reading)));
    case 'emoji':
      return text(
        emoji({ fallback: attribute(node, 'text'), id: attribute(node, 'id'), name: '', shortName: attribute(node, 'shortName') }),
      );
    case 'date':
      return text(box(day(attribute(node, 'timestamp'))));
    case 'status':
      return linked([textAtom(attribute(node, 'text'), marks | mark.code)], url);
    case 'placeholder':
      return text(attribute(node, 'text'));
    case 'inlineCard':
    case 'blockCard':
    case 'embedCard':
      return card(node, marks, reading);
    case 'media':
    case 'mediaInline':
    case 'image':
      return media(node.type === 'image' ? { ...node, attrs: { url: node.attrs.src, alt: node.attrs.alt } } : node, marks, reading);
    case 'inlineExtension':
    case 'extension':
    case 'bodiedExtension': {
      const macro = macroOf(node, reading);
      return isBlockMacro(macro.name, node.content.length > 0)
        ? flattenToAtoms(macroBlocks(macro, reading))
        : macroLine(macro, reading, marks);
    }
    case 'unsupportedInline':
    case 'confluenceUnsupportedInline':
      return unsupported(node, marks, reading);
    default:
      if (node.content.length > 0) return reading.line(node.content, marks);
      reading.warnings.add('unsupported-node', node.type);
      return text(attribute(node, 'text') || node.text);
  }
}

function unsupported(node: AdfNode, marks: number, reading: Reading): Atom[] {
  const markup = attribute(node, 'cxhtml');
  if (markup !== '') return flattenToAtoms(reading.storage(markup));
  reading.warnings.add('unsupported-node', node.type);
  return node.content.length > 0 ? reading.line(node.content, marks) : [textAtom(attribute(node, 'text') || node.text, marks)];
}

const separated = new Set(['paragraph', 'heading', 'listItem', 'taskItem', 'tableCell', 'tableHeader', 'codeBlock', 'panel', 'blockquote']);

/** One line of text; blocks inside of it (which the schema does not allow there) are separated by spaces. */
export function readLine(nodes: readonly AdfNode[], reading: Reading, marks: number): Atom[] {
  const atoms: Atom[] = [];
  for (const node of nodes) {
    const isBlock = separated.has(node.type);
    if (isBlock && atoms.length > 0) atoms.push(textAtom(' '));
    for (const atom of readNode(node, marks, reading)) atoms.push(atom);
    if (isBlock) atoms.push(textAtom(' '));
  }
  return atoms;
}
