import { type Block, flatten, textParagraph } from '../mdast/blocks';
import { type SourceCell, span, table } from '../mdast/table';
import { attributeOf, childOf, type Reading, type Style, textOf } from './reading';
import type { Element } from './scan';

function rowsOf(element: Element): Element[] {
  const rows: Element[] = [];
  for (const child of element.children) {
    if (child.kind === 'text') continue;
    if (child.name === 'tr') rows.push(child);
    else if (child.name === 'thead' || child.name === 'tbody' || child.name === 'tfoot') rows.push(...rowsOf(child));
    // Cells without a row, in malformed tables.
    else if (child.name === 'td' || child.name === 'th') rows.push({ ...child, name: 'tr', children: [child] });
  }
  return rows;
}

function cellsOf(row: Element, reading: Reading, style: Style): SourceCell[] {
  const cells: SourceCell[] = [];
  for (const child of row.children) {
    if (child.kind === 'text' || (child.name !== 'td' && child.name !== 'th')) continue;
    cells.push({
      children: flatten(reading.blocks(child.children, style)),
      header: child.name === 'th',
      columns: span(attributeOf(child, 'colspan') || 1),
      rows: span(attributeOf(child, 'rowspan') || 1),
    });
  }
  return cells;
}

/** What stands in a table but in no cell: a caption, or text that a broken tag left there. */
function strays(element: Element, reading: Reading, style: Style): Block[] {
  return element.children.flatMap((child) => {
    if (child.kind === 'text') return textParagraph(child.value);
    if (child.name === 'thead' || child.name === 'tbody' || child.name === 'tfoot' || child.name === 'tr')
      return strays(child, reading, style);
    if (child.name === 'td' || child.name === 'th' || child.name === 'colgroup' || child.name === 'col') return [];
    return reading.blocks(child.name === 'caption' ? child.children : [child], style);
  });
}

export function readTable(element: Element, reading: Reading, style: Style): Block[] {
  const rows = rowsOf(element).map((row) => cellsOf(row, reading, style));
  const caption = childOf(element, 'caption');
  const before =
    caption === null &&
    textOf(element.children.filter((child) => child.kind === 'text')).trim() === '' &&
    element.children.every(isTablePart);
  return [...(before ? [] : strays(element, reading, style)), ...table(rows)];
}

function isTablePart(child: Element['children'][number]): boolean {
  if (child.kind === 'text') return child.value.trim() === '';
  if (child.name === 'td' || child.name === 'th' || child.name === 'colgroup' || child.name === 'col') return true;
  if (child.name === 'thead' || child.name === 'tbody' || child.name === 'tfoot' || child.name === 'tr')
    return child.children.every(isTablePart);
  return false;
}
