import type { Link, PhrasingContent } from 'mdast';
import { type Delimiters, delimiterIndex, eachRun, escapeText, flanking, isPunctuation, isWhite, noDelimiters } from './escape';
import { destination, isBareAddress, isBracketAddress } from './url';

export interface LinePlace {
  inTable: boolean;
  inHeading: boolean;
  /** True for the first paragraph of a list item. */
  itemStart: boolean;
}

interface Line extends LinePlace {
  /** What is written so far. Its last character is kept beside it: to ask a growing string for its end makes the engine copy it. */
  out: string;
  last: string;
  delimiters: Delimiters;
}

function note(delimiters: Delimiters, delimiter: string, opens: boolean, closes: boolean): void {
  const index = delimiterIndex(delimiter);
  if (opens) delimiters.opening[index] = (delimiters.opening[index] ?? 0) + 1;
  if (closes) delimiters.closing[index] = (delimiters.closing[index] ?? 0) + 1;
}

/** Counts what could be taken for a delimiter, so that a lone `*` or `_` need not be escaped. */
function survey(nodes: readonly PhrasingContent[], delimiters: Delimiters): void {
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
    if (node === undefined) continue;
    switch (node.type) {
      case 'text': {
        if (!/[*_~`]/.test(node.value)) break;
        const before = index === 0 ? '' : '.';
        const after = index === nodes.length - 1 ? '' : '.';
        eachRun(node.value, before, after, (delimiter, opens, closes) => note(delimiters, delimiter, opens, closes));
        for (const _run of node.value.matchAll(/`+/g)) note(delimiters, '`', true, true);
        break;
      }
      case 'inlineCode':
        note(delimiters, '`', true, true);
        note(delimiters, '`', true, true);
        break;
      case 'strong':
      case 'emphasis':
      case 'delete':
        for (const delimiter of node.type === 'strong' ? '*' : node.type === 'delete' ? '~' : '*_') {
          note(delimiters, delimiter, true, true);
          note(delimiters, delimiter, true, true);
        }
        survey(node.children, delimiters);
        break;
      case 'link':
        survey(node.children, delimiters);
        break;
      default:
        break;
    }
  }
}

function put(line: Line, text: string): void {
  if (text === '') return;
  line.out += text;
  line.last = lastOf(text);
}

function lastOf(text: string): string {
  const code = text.charCodeAt(text.length - 1);
  return code >= 0xdc00 && code <= 0xdfff ? text.slice(-2) : text.slice(-1);
}

function firstOf(text: string): string {
  const code = text.codePointAt(0);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/** The first character that the nodes from `index` on will be written with; `after` where there are none. */
function firstWritten(nodes: readonly PhrasingContent[], index: number, after: string, place: LinePlace): string {
  const node = nodes[index];
  if (node === undefined) return after;
  switch (node.type) {
    case 'text':
      return node.value === '' ? firstWritten(nodes, index + 1, after, place) : firstOf(node.value);
    case 'inlineCode':
      return '`';
    case 'strong':
      return '*';
    case 'emphasis':
      return '_';
    case 'delete':
      return '~';
    case 'image':
      return '!';
    case 'html':
      return '<';
    case 'break':
      return place.inTable ? '<' : place.inHeading ? ' ' : '\\';
    case 'link':
      return literalOf(node) === null ? '[' : firstOf(literalOf(node) ?? '');
    default:
      return '.';
  }
}

function code(value: string, inTable: boolean): string {
  const text = value.replace(/[\r\n]+/g, ' ');
  // In a table `\|` is an escaped pipe even in code, so a backslash before a pipe can't be written there: HTML can.
  if (inTable && text.includes('\\|')) return `<code>${escapeHtml(text)}</code>`;
  let fence = '`';
  if (text.includes('`')) {
    const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
    fence = '`'.repeat(longest + 1);
  }
  const padded = /^`|`$/.test(text) || (text.startsWith(' ') && text.endsWith(' ') && text.trim() !== '') ? ` ${text} ` : text;
  return fence + (inTable ? padded.replaceAll('|', '\\|') : padded) + fence;
}

/** Text inside of HTML that we write ourselves. Every character that could begin markup becomes a reference. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>|\\`*_~[\]!]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function literalOf(link: Link): string | null {
  const [only] = link.children;
  if (link.children.length !== 1 || only?.type !== 'text' || link.title) return null;
  if (link.url === only.value || link.url === `mailto:${only.value}` || link.url === `http://${only.value}`) return only.value;
  return null;
}

function writeLink(link: Link, line: Line, after: string): void {
  const literal = literalOf(link);
  if (literal !== null) {
    if (isBareAddress(literal, link.url) && (isWhite(line.last) || line.last === '(') && (isWhite(after) || after === ')')) {
      put(line, literal);
      return;
    }
    if (isBracketAddress(literal, link.url) && !line.inTable) {
      put(line, `<${literal}>`);
      return;
    }
  }
  put(line, '[');
  writeNodes(link.children, line, ']', true);
  const title = link.title ? ` "${link.title.replace(/["\\]/g, '\\$&').replace(/\s+/g, ' ')}"` : '';
  put(line, `](${destination(link.url)}${title})`);
}

type Marked = Extract<PhrasingContent, { type: 'strong' | 'emphasis' | 'delete' }>;

/** What stands between two markers; the line around it goes on afterwards. */
function content(node: Marked, line: Line, edge: string, inLink: boolean): string {
  const inner: Line = { ...line, out: '', last: edge };
  writeNodes(node.children, inner, edge, inLink);
  return inner.out;
}

/** Markers if a parser will take them for markers here; else HTML, which GFM then leaves as the only way. */
function writeMarked(node: Marked, line: Line, after: string, inLink: boolean): void {
  const markers = node.type === 'strong' ? ['**'] : node.type === 'delete' ? ['~~'] : ['_', '*'];
  for (const marker of markers) {
    const delimiter = marker.charAt(0);
    if (line.last === delimiter || after === delimiter) continue;
    const text = content(node, line, delimiter, inLink);
    const isClear = text !== '' && !text.startsWith(delimiter) && !text.endsWith(delimiter);
    if (isClear && flanking(delimiter, line.last, firstOf(text)).opens && flanking(delimiter, lastOf(text), after).closes) {
      put(line, marker + text + marker);
      return;
    }
  }
  const tag = node.type === 'strong' ? 'strong' : node.type === 'delete' ? 'del' : 'em';
  put(line, `<${tag}>${content(node, line, '<', inLink)}</${tag}>`);
}

function writeNodes(nodes: readonly PhrasingContent[], line: Line, after: string, inLink: boolean): void {
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
    if (node === undefined) continue;
    const following = firstWritten(nodes, index + 1, after, line);
    switch (node.type) {
      case 'text': {
        const lineStart = line.last === '' || line.last === '\n';
        const text = escapeText(node.value, {
          before: lineStart ? '' : line.last,
          after: following,
          lineStart: lineStart && !line.inTable,
          continued: line.last !== '',
          inTable: line.inTable,
          inLink,
          itemStart: line.itemStart && line.last === '',
          delimiters: line.delimiters,
        });
        put(line, text);
        break;
      }
      case 'inlineCode':
        put(line, code(node.value, line.inTable));
        break;
      case 'strong':
      case 'emphasis':
      case 'delete':
        writeMarked(node, line, following, inLink);
        break;
      case 'link':
        writeLink(node, line, following);
        break;
      case 'image': {
        const alt = escapeText(node.alt ?? '', {
          before: '[',
          after: ']',
          lineStart: false,
          continued: false,
          inTable: line.inTable,
          inLink: true,
          itemStart: false,
          delimiters: line.delimiters,
        });
        const title = node.title ? ` "${node.title.replace(/["\\]/g, '\\$&')}"` : '';
        put(line, `![${alt}](${destination(node.url)}${title})`);
        break;
      }
      case 'break':
        put(line, line.inTable ? '<br>' : line.inHeading ? ' ' : '\\\n');
        break;
      case 'html':
        put(line, node.value);
        break;
      default:
        break;
    }
  }
}

/** One line of Markdown (more than one where there are breaks), without the line break at its end. */
export function writeLine(nodes: readonly PhrasingContent[], place: LinePlace): string {
  const { inTable, inHeading, itemStart } = place;
  const line: Line = { inTable, inHeading, itemStart, out: '', last: '', delimiters: noDelimiters() };
  survey(nodes, line.delimiters);
  writeNodes(nodes, line, '', false);
  return line.out;
}

export { isPunctuation };
