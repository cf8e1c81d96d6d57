import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge';
import type { ActivityOutcome, ActivityRow } from '../../../../src/api/siteAdmin';
import type { Format } from '../format';
import { usePreview } from '../preview/context';
import { useFormat } from '../site';
import { activityKinds, activityOutcomes, causeOf } from '../words';
import { Link } from './Link';
import { type Column, Table } from './Table';
import { When } from './When';

export function ActivityTable({ caption, rows }: { caption: string; rows: ActivityRow[] }) {
  const format = useFormat();
  return <Table caption={caption} columns={columns(format)} rows={rows} keyOf={(row) => row.id} rowHead="content" />;
}

const appearances: Record<ActivityOutcome, ThemeAppearance> = {
  done: 'success',
  'in-review': 'inprogress',
  merged: 'inprogress',
  failed: 'removed',
  held: 'moved',
};

const columns = (format: Format): Column<ActivityRow>[] => [
  { key: 'at', head: 'When', cell: (row) => <When at={row.at} /> },
  {
    key: 'kind',
    head: 'What',
    cell: (row) => (
      <>
        <span className="name">{activityKinds[row.kind] ?? row.kind}</span>
        <span className="below-line">
          <Lozenge appearance={appearances[row.outcome]} maxWidth={280}>
            {activityOutcomes[row.outcome] ?? row.outcome}
          </Lozenge>
        </span>
      </>
    ),
  },
  { key: 'content', head: 'Content', cell: (row) => <Content row={row} /> },
  { key: 'cause', head: 'Cause', cell: causeOf },
  { key: 'files', head: 'Files', numeric: true, cell: (row) => format.number(row.fileIds.length) },
  { key: 'bytes', head: 'Size', numeric: true, cell: (row) => <span className="nowrap">{format.bytes(row.bytes)}</span> },
  { key: 'reason', head: 'Reason', cell: (row) => row.reason ?? <NoReason /> },
];

function NoReason() {
  return <span className="visually-hidden">none</span>;
}

function Content({ row }: { row: ActivityRow }) {
  const preview = usePreview();
  const kind = row.contentType === 'blogpost' ? 'Blog post' : 'Page';
  const details = [row.spaceKey, row.version === null ? null : `version ${row.version}`].filter((part) => part !== null);
  // Titles are looked up as the admin: a content that the admin may not see has none here.
  const title = row.title ?? `${kind} ${row.contentId}, which you cannot see or which is gone`;
  return (
    <>
      <span className={row.title === null ? 'subtle' : 'name'}>{row.url ? <Link href={row.url}>{title}</Link> : title}</span>
      <span className="subtle below-line">
        {[row.title === null ? null : kind, ...details].filter((part) => part !== null).join(' · ')}
      </span>
      {row.title !== null && (
        <button type="button" className="text-button below-line" aria-label={`Preview ${title}`} onClick={() => preview(row.contentId)}>
          Preview
        </button>
      )}
    </>
  );
}
