import type { Code, List, ListItem, Paragraph, PhrasingContent, Table, TableRow } from 'mdast';
import { write } from './markdown/write';
import { type Block, quote } from './mdast/blocks';

/**
 * Cuts a document into parts of a size that Qontext takes: at headings, else between blocks; a block that is larger than a part between its
 * items, rows, lines or words. Nothing is lost: the parts one after the other hold every block, item, row and word of the whole.
 */
export interface Piece {
  blocks: Block[];
  bytes: number;
}

type Cut = (subject: string) => void;

function bytesOf(blocks: readonly Block[]): number {
  return Buffer.byteLength(write(blocks));
}

const mark: Paragraph = { type: 'paragraph', children: [{ type: 'emphasis', children: [{ type: 'text', value: '(continued)' }] }] };

/** Groups of neighbours, each as large as `budget` allows, by the sum of sizes. */
function group<T>(things: readonly T[], size: (thing: T) => number, budget: number): T[][] {
  const groups: T[][] = [];
  let current: T[] = [];
  let used = 0;
  for (const thing of things) {
    const bytes = size(thing) + 1;
    if (used + bytes > budget && current.length > 0) {
      groups.push(current);
      current = [];
      used = 0;
    }
    current.push(thing);
    used += bytes;
  }
  if (current.length > 0) groups.push(current);
  return groups;
}

/** A text in pieces of at most `limit` UTF-16 units, cut at white space where there is any near, never in a code point. */
export function cutText(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let from = 0;
  while (text.length - from > limit) {
    let end = from + limit;
    const space = text.lastIndexOf(' ', end);
    if (space > from + limit / 2) end = space + 1;
    else if ((text.charCodeAt(end - 1) & 0xfc00) === 0xd800) end--;
    pieces.push(text.slice(from, end));
    from = end;
  }
  pieces.push(text.slice(from));
  return pieces;
}

function cutPhrasing(nodes: readonly PhrasingContent[], limit: number): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (node.type === 'text' || node.type === 'inlineCode') return cutText(node.value, limit).map((value) => ({ ...node, value }));
    if (node.type === 'strong' || node.type === 'emphasis' || node.type === 'delete' || node.type === 'link') {
      // Each piece of a link's or a mark's content is a link or a mark of its own.
      return cutPhrasing(node.children, limit).map((child) => ({ ...node, children: [child] }) as PhrasingContent); // same type, fewer children
    }
    return [node];
  });
}

function linesOfText(nodes: readonly PhrasingContent[], budget: number): PhrasingContent[][] {
  // An escape doubles a character and a character has up to three bytes a unit: a sixth of the budget always fits.
  const atoms = cutPhrasing(nodes, Math.floor(budget / 6));
  return group(atoms, (node) => Buffer.byteLength(write([{ type: 'paragraph', children: [node] }])) + 8, budget);
}

function splitCode(code: Code, budget: number): Block[] {
  const room = Math.max(64, budget - 200);
  const lines = code.value.split('\n').flatMap((line) => (line.length * 3 > room ? cutText(line, Math.floor(room / 3)) : [line]));
  return group(lines, (line) => Buffer.byteLength(line), room).map((part) => ({ ...code, value: part.join('\n') }));
}

function splitRow(row: TableRow, budget: number): TableRow[] {
  const share = Math.max(64, Math.floor(budget / Math.max(1, row.children.length)) - 8);
  const cells = row.children.map((cell) => linesOfText(cell.children, share));
  const height = cells.reduce((most, lines) => Math.max(most, lines.length), 1);
  return Array.from({ length: height }, (_, index) => ({
    type: 'tableRow',
    children: cells.map((lines) => ({ type: 'tableCell', children: lines[index] ?? [] })),
  }));
}

function splitTable(table: Table, budget: number, cut: Cut): Block[] {
  const [header, ...rows] = table.children;
  if (header === undefined) return [];
  const tableOf = (children: TableRow[]): Table => ({ ...table, children });
  // A header as long as a part can't be repeated: it becomes a row like others.
  const isRepeated = bytesOf([tableOf([header])]) < budget / 2;
  const empty: TableRow = { type: 'tableRow', children: header.children.map(() => ({ type: 'tableCell', children: [] })) };
  const top = isRepeated ? header : empty;
  const room = budget - bytesOf([tableOf([top])]);
  const sized = (row: TableRow) => ({ row, bytes: bytesOf([tableOf([row])]) });
  const fitting = (isRepeated ? rows : table.children).map(sized).flatMap((one) => {
    if (one.bytes <= room) return [one];
    cut('tableRow');
    return splitRow(one.row, Math.floor(room / 2)).map(sized);
  });
  return group(fitting, ({ bytes }) => bytes, room).map((part) => tableOf([top, ...part.map(({ row }) => row)]));
}

function splitItem(item: ListItem, budget: number, cut: Cut): ListItem[] {
  const wrap = (children: readonly Block[]): Block[] => [
    { type: 'list', ordered: false, children: [{ ...item, children: children as ListItem['children'] }] },
  ]; // blocks of an item
  const parts = splitFlow(item.children, budget, cut, wrap);
  return parts.map((children, index) => ({
    ...item,
    checked: index === 0 ? item.checked : null,
    children: children as ListItem['children'],
  })); // as above
}

function splitList(list: List, budget: number, cut: Cut): Block[] {
  const listOf = (children: ListItem[], start: number): List => ({ ...list, start: list.ordered ? start : null, children });
  const size = (item: ListItem) => bytesOf([listOf([item], list.start ?? 1)]) + 8;
  let number = list.start ?? 1;
  const numbered = list.children.flatMap((item) => {
    const own = number++;
    const pieces = size(item) <= budget ? [item] : splitItem(item, budget, cut);
    return pieces.map((piece) => ({ piece, own }));
  });
  return group(numbered, ({ piece }) => size(piece), budget).map((part) =>
    listOf(
      part.map(({ piece }) => piece),
      part[0]?.own ?? 1,
    ),
  );
}

type Wrap = (children: readonly Block[]) => readonly Block[];

/**
 * A block in pieces of at most `budget` bytes when written inside of what `wrap` puts around them: an indent or a `>` costs bytes on every
 * line, and how many lines there will be is known only once it is written. So smaller and smaller pieces are tried.
 */
function toFit(block: Block, budget: number, cut: Cut, wrap: Wrap): Block[] {
  if (bytesOf(wrap([block])) <= budget) return [block];
  for (const share of [0.95, 0.8, 0.6, 0.4]) {
    const subjects: string[] = [];
    const pieces = splitBlock(block, Math.floor(budget * share), (subject) => subjects.push(subject));
    if (pieces.every((piece) => bytesOf(wrap([piece])) <= budget)) {
      subjects.forEach(cut);
      return pieces;
    }
  }
  return splitBlock(block, Math.floor(budget * 0.2), cut);
}

function splitFlow(children: readonly Block[], budget: number, cut: Cut, wrap: Wrap): Block[][] {
  const fitting = children.flatMap((child) => toFit(child, budget, cut, wrap));
  return group(fitting, (child) => bytesOf(wrap([child])) + 4, budget);
}

/** One block as blocks of at most `budget` bytes each. */
function splitBlock(block: Block, budget: number, cut: Cut): Block[] {
  if (bytesOf([block]) <= budget || budget < 256) return [block];
  switch (block.type) {
    case 'list':
      return splitList(block, budget, cut);
    case 'blockquote':
      return splitFlow(block.children, budget, cut, quote).flatMap((children) => quote(children));
    case 'table':
      return splitTable(block, budget, cut);
    case 'code':
    case 'paragraph':
    case 'heading': {
      cut(block.type);
      const room = budget - 32;
      const pieces: Block[] =
        block.type === 'code' ? splitCode(block, room) : linesOfText(block.children, room).map((children) => ({ ...block, children }));
      return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [mark, piece]));
    }
    default:
      return [block];
  }
}

/** Where to end a part that is full: before the last heading in its second half, the highest level first; else after its last block. */
function breakOf(sizes: readonly { block: Block; bytes: number }[], budget: number): number {
  let best = -1;
  let bestDepth = 7;
  let before = 0;
  sizes.forEach(({ block, bytes }, index) => {
    if (block.type === 'heading' && index > 0 && before > budget / 2 && block.depth <= bestDepth) {
      best = index;
      bestDepth = block.depth;
    }
    before += bytes;
  });
  if (best > 0) return best;
  // A heading stays with what it is the heading of, a mark with what it continues.
  let end = sizes.length;
  while (end > 1 && (sizes[end - 1]?.block.type === 'heading' || sizes[end - 1]?.block === mark)) end--;
  return end;
}

/**
 * The blocks in parts of at most `budget` UTF-8 bytes of Markdown each. `cut` hears of each block that had to be cut inside.
 */
export function split(blocks: readonly Block[], budget: number, cut: Cut): Block[][] {
  const sized = blocks
    .flatMap((block) => toFit(block, budget - 64, cut, (children) => children))
    .map((block) => ({ block, bytes: bytesOf([block]) + 1 }));
  const parts: Block[][] = [];
  let current: typeof sized = [];
  let used = 0;
  for (const next of sized) {
    while (used + next.bytes > budget && current.length > 0) {
      const end = breakOf(current, budget);
      parts.push(current.slice(0, end).map(({ block }) => block));
      current = current.slice(end);
      used = current.reduce((sum, { bytes }) => sum + bytes, 0);
    }
    current.push(next);
    used += next.bytes;
  }
  if (current.length > 0) parts.push(current.map(({ block }) => block));
  return parts;
}
