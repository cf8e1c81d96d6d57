import type { Link, PhrasingContent } from 'mdast';
import { endsInAddress, isWww, linkForm, literalOf } from './address';
import { code, withoutHardCode } from './code';
import { type Delimiters, delimiterIndex, escapeText, flanking, noDelimiters } from './escape';
import { survey } from './survey';
import { destination } from './url';

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
  /** The last piece of text or markup that was written. */
  piece: string;
  delimiters: Delimiters;
  within: string;
}

function put(line: Line, text: string): void {
  if (text === '') return;
  line.out += text;
  line.piece = text;
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
function firstWritten(nodes: readonly PhrasingContent[], index: number, before: string, after: string, place: LinePlace): string {
  const node = nodes[index];
  if (node === undefined) return after;
  switch (node.type) {
    case 'text':
      return node.value === '' ? firstWritten(nodes, index + 1, before, after, place) : firstOf(node.value);
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
    case 'link': {
      let form = linkForm(node, before, '', place.inTable);
      // What stands behind is asked for only where it counts: asked for each link of a long row, it would be the whole row each time.
      if (form === 'bare') form = linkForm(node, before, behind(nodes, index, after, place), place.inTable);
      return form === 'bare' ? firstOf(literalOf(node) ?? '') : form === 'bracketed' ? '<' : '[';
    }
    default:
      return '.';
  }
}

/** The character that will end the link at `index` if it is written as a bare address. */
function behind(nodes: readonly PhrasingContent[], index: number, after: string, place: LinePlace): string {
  const node = nodes[index];
  if (node?.type !== 'link' || !isWww(node)) return firstWritten(nodes, index + 1, '.', after, place);
  const next = nodes[index + 1];
  const stop = next?.type === 'text' ? /^\.[.,:;!?"')]*/.exec(next.value)?.[0] : undefined;
  if (next?.type !== 'text' || stop === undefined) return '.';
  return stop.length < next.value.length ? firstOf(next.value.slice(stop.length)) : firstWritten(nodes, index + 2, '.', after, place);
}

function writeLink(link: Link, line: Line, after: string): void {
  const form = linkForm(link, line.last, after, line.inTable);
  if (form !== 'full') {
    const literal = literalOf(link) ?? '';
    put(line, form === 'bare' ? literal : `<${literal}>`);
    return;
  }
  put(line, '[');
  writeNodes(link.children, line, ']', true, true);
  const title = link.title ? ` "${link.title.replace(/["\\]/g, '\\$&').replace(/\s+/g, ' ')}"` : '';
  put(line, `](${destination(link.url)}${title})`);
}

type Marked = Extract<PhrasingContent, { type: 'strong' | 'emphasis' | 'delete' }>;

/** What stands between two markers; the line around it goes on afterwards. */
function content(node: Marked, line: Line, edge: string, inLink: boolean): string {
  const inner: Line = { ...line, out: '', last: edge, piece: edge, within: edge === '<' ? line.within : line.within + edge };
  writeNodes(node.children, inner, edge, inLink, true);
  return inner.out;
}

/** Markers if a parser will take them for markers here; else HTML, which GFM then leaves as the only way. */
function writeMarked(node: Marked, line: Line, after: string, inLink: boolean): void {
  const markers = node.type === 'strong' ? ['**'] : node.type === 'delete' ? ['~~'] : ['_', '*'];
  // Whether a mark that follows will be written with markers or as HTML is not known yet: what is decided here has to hold for both.
  const besideMark = /^[*_~<]$/.test(after);
  const next = besideMark ? '<' : after;
  for (const marker of markers) {
    const delimiter = marker.charAt(0);
    if (line.last === delimiter || (besideMark && marker === '*')) continue;
    const text = content(node, line, delimiter, inLink);
    if (text === '' || text.startsWith(delimiter) || text.endsWith(delimiter)) continue;
    if (delimiter === '_' && (endsInAddress(line.piece) || ((after === '.' || after === '-') && endsInAddress(text)))) continue;
    const start = flanking(delimiter, line.last, firstOf(text));
    const end = flanking(delimiter, lastOf(text), next);
    // A marker that could be taken for the other end as well is safe only where the text has no such characters that it could pair with.
    const isSure = (!start.mayClose && !end.mayOpen && !besideMark) || (line.delimiters.runs[delimiterIndex(delimiter)] ?? 0) === 0;
    if (start.opens && end.closes && isSure) {
      put(line, marker + text + marker);
      return;
    }
  }
  const tag = node.type === 'strong' ? 'strong' : node.type === 'delete' ? 'del' : 'em';
  put(line, `<${tag}>${content(node, line, '<', inLink)}</${tag}>`);
}

function writeNodes(nodes: readonly PhrasingContent[], line: Line, after: string, inLink: boolean, nested: boolean): void {
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
    if (node === undefined) continue;
    const following = firstWritten(
      nodes,
      index + 1,
      node.type === 'text' ? lastOf(node.value) : node.type === 'break' ? '' : '.',
      after,
      line,
    );
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
          within: line.within,
          edges: { start: nested || index > 0, end: nested || index < nodes.length - 1 },
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
        writeLink(node, line, behind(nodes, index, after, line));
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
          within: line.within,
          edges: { start: true, end: true },
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

function writeParagraph(nodes: readonly PhrasingContent[], place: LinePlace): string {
  const { inTable, inHeading, itemStart } = place;
  const line: Line = { inTable, inHeading, itemStart, out: '', last: '', piece: '', delimiters: noDelimiters(), within: '' };
  survey(nodes, line.delimiters, false);
  writeNodes(nodes, line, '', false, false);
  return line.out;
}

/** A parser gives up after 999 characters. */
const definition = /^\[(?:[^[\]\\]|\\[\s\S]){0,1000}\]:/;

/** One line of Markdown (more than one where there are breaks), without the line break at its end. */
export function writeLine(nodes: readonly PhrasingContent[], place: LinePlace): string {
  // In a table `\|` is an escaped pipe even in code, so a backslash before a pipe can't be written as code there.
  if (place.inTable) return writeParagraph(withoutHardCode('\\|', nodes, false), place);
  const written = writeParagraph(nodes, place);
  // Code does not keep its `]:` from ending the label of a definition.
  if (place.inHeading || !definition.test(written)) return written;
  return nodes[0]?.type === 'text' ? `\\${written}` : writeParagraph(withoutHardCode(']:', nodes, false), place);
}
