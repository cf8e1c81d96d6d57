import { Fragment, type ReactNode } from 'react';

export interface Column<Row> {
  key: string;
  head: string;
  /** Numbers stand at the right. */
  numeric?: boolean;
  cell(row: Row): ReactNode;
}
export interface TableProps<Row> {
  /** What the table holds, for those who do not see it. */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  keyOf(row: Row): string;
  /** The cell of this column names the row. */
  rowHead: string;
  /** A line of its own below a row, over all columns. Null: none. */
  below?(row: Row): ReactNode;
}

/**
 * A plain table. Atlaskit's DynamicTable has no line below a row, and its pager wants style elements, which the policy refuses.
 */
export function Table<Row>({ caption, columns, rows, keyOf, rowHead, below }: TableProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="table-scroll" aria-label={caption} tabIndex={0}>
      <table className="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.numeric ? 'numeric' : undefined}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Fragment key={keyOf(row)}>
              <tr>
                {columns.map((column) => (
                  <Cell key={column.key} column={column} row={row} isHead={column.key === rowHead} />
                ))}
              </tr>
              {below && <Below columns={columns.length}>{below(row)}</Below>}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell<Row>({ column, row, isHead }: { column: Column<Row>; row: Row; isHead: boolean }) {
  const className = column.numeric ? 'numeric' : undefined;
  if (isHead)
    return (
      <th scope="row" className={className}>
        {column.cell(row)}
      </th>
    );
  return <td className={className}>{column.cell(row)}</td>;
}

function Below({ columns, children }: { columns: number; children: ReactNode }) {
  if (children === null) return null;
  return (
    <tr className="below">
      <td colSpan={columns}>{children}</td>
    </tr>
  );
}
