import type { PhrasingContent, Table, TableCell, TableRow } from 'mdast';
import { write } from '../markdown/write';

/** Cells of a table as both front ends find them, before merged cells are laid out on a grid. */
export interface SourceCell {
  children: PhrasingContent[];
  header: boolean;
  columns: number;
  rows: number;
}

/** A wider or higher span than any real table has is a mistake, or an attack on the grid. */
const maxSpan = 1000;
/** A cell merged over rows is repeated in each of them when it is no longer than this, so that a row can be read by itself. */
const longestRepeated = 80;

/** Merged cells are as cheap to write down as they are dear to lay out: beyond this many cells made by them, cells stay single. */
const mostMergedCells = 100_000;

interface Placed {
  children: PhrasingContent[];
  header: boolean;
}

export function span(value: unknown): number {
  const number = Math.trunc(Number(value));
  return number >= 1 ? Math.min(number, maxSpan) : 1;
}

function repeated(cell: SourceCell): PhrasingContent[] {
  const text = write([{ type: 'paragraph', children: cell.children }]);
  return text.length <= longestRepeated && !text.includes('<br>') ? cell.children : [];
}

/** Lays cells out on a grid. Right of a cell merged over columns stays empty; below one merged over rows its text is repeated if short. */
function grid(rows: readonly (readonly SourceCell[])[]): Placed[][] {
  const placed: Placed[][] = [];
  /** By column: a cell from above that reaches into the rows to come. */
  let room = mostMergedCells;
  let reaching: ({ cell: Placed; left: number } | undefined)[] = [];
  for (const row of rows) {
    const line: Placed[] = [];
    const next: typeof reaching = [];
    let column = 0;
    const takeReaching = () => {
      for (let above = reaching[column]; above !== undefined; above = reaching[column]) {
        line[column] = above.cell;
        if (above.left > 1) next[column] = { cell: above.cell, left: above.left - 1 };
        reaching[column] = undefined;
        column++;
      }
    };
    for (const cell of row) {
      takeReaching();
      const below = cell.rows > 1 ? repeated(cell) : [];
      const columns = room > 0 ? cell.columns : 1;
      room -= columns - 1 + (cell.rows - 1);
      for (let offset = 0; offset < columns; offset++, column++) {
        line[column] = { children: offset === 0 ? cell.children : [], header: cell.header };
        if (cell.rows > 1) {
          next[column] = { cell: { children: offset === 0 ? below : [], header: cell.header }, left: cell.rows - 1 };
          reaching[column] = undefined;
        }
      }
    }
    for (; column < reaching.length; column++) {
      const above = reaching[column];
      if (above === undefined) continue;
      line[column] = above.cell;
      if (above.left > 1) next[column] = { cell: above.cell, left: above.left - 1 };
    }
    placed.push(line);
    reaching = next;
  }
  return placed;
}

/** A header cell outside of the header row is set in bold: GFM knows header rows only. */
function cellOf(cell: Placed | undefined, inHeaderRow: boolean): TableCell {
  const children = cell?.children ?? [];
  const isPlain = children.every((node) => node.type === 'text');
  if (cell?.header === true && !inHeaderRow && isPlain && children.length > 0)
    return { type: 'tableCell', children: [{ type: 'strong', children }] };
  return { type: 'tableCell', children };
}

/**
 * A GFM table. GFM wants exactly one header row: the first row if all of its cells are header cells, else an empty one.
 * Rows without any cell are left out; no rows, no table.
 */
export function table(source: readonly (readonly SourceCell[])[]): Table[] {
  const rows = grid(source).filter((row) => row.length > 0);
  const [first] = rows;
  if (first === undefined || rows.every((row) => row.every((cell) => (cell?.children.length ?? 0) === 0))) return [];
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const hasHeader = Array.from(first).every((cell) => cell?.header === true);
  const toRow = (row: readonly (Placed | undefined)[], isHeader: boolean): TableRow => ({
    type: 'tableRow',
    children: Array.from({ length: width }, (_, column) => cellOf(row[column], isHeader)),
  });
  const children = rows.map((row, index) => toRow(row, hasHeader && index === 0));
  if (!hasHeader) children.unshift(toRow([], true));
  return [{ type: 'table', children }];
}
