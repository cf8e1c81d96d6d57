import Button from '@atlaskit/button/default/button';
import { useState } from 'react';
import { useFormat } from '../site';
import { Table, type TableProps } from './Table';

const SHOWN = 200;

/** A table that may have thousands of rows: so many that are drawn at once keep the page from answering. */
export function LongTable<Row>({ rows, ...props }: TableProps<Row>) {
  const { number } = useFormat();
  const [shown, setShown] = useState(SHOWN);
  return (
    <>
      <Table {...props} rows={rows.slice(0, shown)} />
      {rows.length > shown && (
        <Button spacing="compact" onClick={() => setShown((before) => before + SHOWN)}>
          Show {number(Math.min(SHOWN, rows.length - shown))} more of {number(rows.length)}
        </Button>
      )}
    </>
  );
}
