import type { Blockquote, Code, List, ListItem, RootContent, Table } from 'mdast';
import { writeLine } from './inline';

/**
 * The tree as Markdown: ATX headings, `-` lists, fenced code, GFM tables without padding. The same tree gives the same bytes, and what a
 * CommonMark and GFM parser reads from them is the same tree again. Written by hand because mdast-util-to-markdown tries some thirty
 * patterns on every text and indents every block once for each level around it: two thirds of the time of a whole conversion.
 */
interface Page {
  out: string[];
  /** What each line begins with: the indents and `>` of the blocks around. */
  prefix: string;
  /** What the next line begins with instead, once: the marker of a list item. */
  pending: string | null;
}

function line(page: Page, text: string): void {
  page.out.push(page.pending ?? page.prefix, text, '\n');
  page.pending = null;
}

function blankLine(page: Page): void {
  page.out.push(page.prefix.trimEnd(), '\n');
}

function lines(page: Page, text: string): void {
  for (let from = 0; ; ) {
    const end = text.indexOf('\n', from);
    const part = end < 0 ? text.slice(from) : text.slice(from, end);
    if (part === '') {
      page.out.push((page.pending ?? page.prefix).trimEnd(), '\n');
      page.pending = null;
    } else line(page, part);
    if (end < 0) return;
    from = end + 1;
  }
}

function within(page: Page, first: string, rest: string, write: () => void): void {
  const prefix = page.prefix;
  page.pending = (page.pending ?? prefix) + first;
  page.prefix = prefix + rest;
  write();
  page.prefix = prefix;
  page.pending = null;
}

function writeCode(node: Code, page: Page): void {
  const longest = (node.value.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  const info = `${node.lang ?? ''}${node.meta ? ` ${node.meta}` : ''}`;
  line(page, fence + info);
  if (node.value !== '') lines(page, node.value);
  line(page, fence);
}

function row(cells: readonly string[], width: number): string {
  let text = '|';
  for (let index = 0; index < width; index++) {
    const cell = cells[index] ?? '';
    text += cell === '' ? ' |' : ` ${cell} |`;
  }
  return text;
}

function writeTable(node: Table, page: Page): void {
  const width = node.children.reduce((most, tableRow) => Math.max(most, tableRow.children.length), 1);
  node.children.forEach((tableRow, index) => {
    const cells = tableRow.children.map((cell) => writeLine(cell.children, { inTable: true, inHeading: false, itemStart: false }).trim());
    line(page, row(cells, width));
    if (index === 0) line(page, row(Array<string>(width).fill('---'), width));
  });
}

/** A nested list follows its paragraph without a blank line; only what could not interrupt a paragraph needs one. */
function isTight(previous: RootContent, next: RootContent): boolean {
  if (previous.type !== 'paragraph' || next.type !== 'list') return false;
  return (!next.ordered || (next.start ?? 1) === 1) && next.children[0]?.children[0]?.type === 'paragraph';
}

function isLoose(item: ListItem): boolean {
  return item.children.some((child, index) => {
    const previous = item.children[index - 1];
    return previous !== undefined && !isTight(previous, child);
  });
}

function writeList(node: List, page: Page, alternate: boolean): void {
  const loose = node.children.some(isLoose);
  const start = node.start ?? 1;
  node.children.forEach((item, index) => {
    if (index > 0 && loose) blankLine(page);
    const marker = node.ordered ? `${start + index}${alternate ? ')' : '.'} ` : alternate ? '* ' : '- ';
    const box = typeof item.checked === 'boolean' ? (item.checked ? '[x] ' : '[ ] ') : '';
    if (item.children.length === 0) {
      page.out.push(page.pending ?? page.prefix, marker.trimEnd(), '\n');
      page.pending = null;
      return;
    }
    within(page, marker + box, ' '.repeat(marker.length), () => writeFlow(item.children, page, item));
  });
}

function writeQuote(node: Blockquote, page: Page): void {
  within(page, '> ', '> ', () => writeFlow(node.children, page, node));
}

function writeBlock(node: RootContent, page: Page, parent: ListItem | Blockquote | null, index: number, alternate: boolean): void {
  switch (node.type) {
    case 'paragraph':
      lines(page, writeLine(node.children, { inTable: false, inHeading: false, itemStart: parent?.type === 'listItem' && index === 0 }));
      break;
    case 'heading': {
      const text = writeLine(node.children, { inTable: false, inHeading: true, itemStart: false }).replace(/(\s)(#+)$/, '$1\\$2');
      line(page, `${'#'.repeat(node.depth)} ${text}`.trimEnd());
      break;
    }
    case 'code':
      writeCode(node, page);
      break;
    case 'list':
      writeList(node, page, alternate);
      break;
    case 'blockquote':
      writeQuote(node, page);
      break;
    case 'table':
      writeTable(node, page);
      break;
    case 'thematicBreak':
      // In a list item `---` would make `- ---`, which is a break of its own.
      line(page, parent?.type === 'listItem' ? '___' : '---');
      break;
    case 'html':
      lines(page, node.value);
      break;
    default:
      break;
  }
}

function writeFlow(children: readonly RootContent[], page: Page, parent: ListItem | Blockquote | null): void {
  let alternate = false;
  children.forEach((child, index) => {
    const previous = children[index - 1];
    if (previous !== undefined && !(parent?.type === 'listItem' && isTight(previous, child))) blankLine(page);
    alternate = child.type === 'list' && previous?.type === 'list' && Boolean(child.ordered) === Boolean(previous.ordered) && !alternate;
    writeBlock(child, page, parent, index, alternate);
  });
}

/** Blocks as Markdown text that ends with a line break; '' for no blocks. */
export function write(children: readonly RootContent[]): string {
  const page: Page = { out: [], prefix: '', pending: null };
  writeFlow(children, page, null);
  return page.out.join('');
}
