import type { PasteRow, SpaceSelection } from '../../../../../src/api/selection';
import { type Column, Table } from '../../parts/Table';

export type Chosen = 'include' | 'include-alone' | 'exclude' | 'exclude-alone' | 'skip';
interface PasteTableProps {
  rows: PasteRow[];
  selections: SpaceSelection[];
  chosen: Chosen[];
  onChange(index: number, chosen: Chosen): void;
}
interface Shown {
  row: PasteRow;
  index: number;
  locked: string | null;
}

const kinds: Record<PasteRow['kind'], string> = {
  space: 'Space',
  blogposts: 'Blog posts of a space',
  tree: 'Page',
  content: 'Page',
  blogpost: 'Blog post',
  site: 'All spaces',
  refused: 'Not matched',
};

/** Each line with what it matched, or why not, and what to do with it. */
export function PasteTable({ rows, selections, chosen, onChange }: PasteTableProps) {
  const shown = rows.map((row, index): Shown => {
    const locked = row.kind === 'refused' ? null : (selections.find((one) => one.spaceId === row.spaceId)?.locked ?? null);
    return { row, index, locked };
  });
  const columns: Column<Shown>[] = [
    { key: 'line', head: 'Line', numeric: true, cell: ({ row }) => row.line },
    { key: 'text', head: 'Pasted', cell: ({ row }) => <span className="pasted">{row.text}</span> },
    { key: 'match', head: 'Matched', cell: ({ row, locked }) => <Match row={row} locked={locked} /> },
    {
      key: 'choice',
      head: 'Choice',
      cell: ({ row, index, locked }) => {
        if (row.kind === 'refused' || locked !== null) return <span className="subtle">none</span>;
        return (
          <select
            className="select"
            aria-label={`Choice for ${row.title}, line ${row.line}`}
            value={chosen[index] ?? 'skip'}
            // The options are the choices.
            onChange={(event) => onChange(index, event.currentTarget.value as Chosen)}
          >
            {optionsOf(row.kind).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        );
      },
    },
  ];
  return <Table caption="What was pasted" columns={columns} rows={shown} keyOf={({ index }) => String(index)} rowHead="match" />;
}

function Match({ row, locked }: { row: PasteRow; locked: string | null }) {
  if (row.kind === 'refused')
    return (
      <>
        <span className="name">{kinds.refused}</span>
        <span className="below-line">{row.problem}</span>
      </>
    );
  return (
    <>
      <span className="name">{row.title}</span>
      <span className="subtle below-line">{[kinds[row.kind], row.spaceKey].filter((part) => part !== null).join(' · ')}</span>
      {locked !== null && <span className="below-line">{locked}</span>}
    </>
  );
}

function optionsOf(kind: Exclude<PasteRow['kind'], 'refused'>): [Chosen, string][] {
  const skip: [Chosen, string] = ['skip', 'Do nothing'];
  if (kind === 'site') return [['include', 'Include every space'], skip];
  if (kind !== 'tree' && kind !== 'content') return [['include', 'Include'], ['exclude', 'Leave out'], skip];
  return [
    ['include', 'Include with all below'],
    ['include-alone', 'Include the page alone'],
    ['exclude', 'Leave out with all below'],
    ['exclude-alone', 'Leave out the page alone'],
    skip,
  ];
}
