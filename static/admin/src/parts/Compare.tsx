import Button from '@atlaskit/button/default/button';
import EmptyState from '@atlaskit/empty-state';
import Heading from '@atlaskit/heading';
import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge';
import type { Comparison, ComparisonRow, Verification } from '../../../../src/api/selection';
import { tell, useAction } from '../hooks/useAction';
import { useLoaded } from '../hooks/useLoaded';
import { NOT_POLLED } from '../live';
import { useFormat } from '../site';
import { ContentName } from './ContentName';
import { Locked } from './Locked';
import { Pager, usePaging } from './Pager';
import { Problem } from './Problem';
import { type Column, Table } from './Table';
import { Verify } from './Verify';
import { View } from './View';

export interface CompareProps {
  spaceName: string;
  compare(cursor: string | null): Promise<Comparison>;
  verify(mend: boolean): Promise<Verification>;
  resync(): Promise<void>;
  /** Why these can't be started by who looks at it. Null: they can. */
  locked: { resync: string | null; mend: string | null };
}

const states: Record<ComparisonRow['state'], [string, ThemeAppearance]> = {
  same: ['Same', 'success'],
  missing: ['Not sent', 'moved'],
  older: ['Older in the repository', 'moved'],
  gone: ['Gone from Confluence', 'removed'],
  out: ['Left out', 'default'],
  held: ['Held back', 'moved'],
  failed: ['Failed', 'removed'],
};

/** What Confluence lists of a space against what the repository holds of it. */
export function Compare({ spaceName, compare, verify, resync, locked }: CompareProps) {
  const paging = usePaging();
  const comparison = useLoaded(
    String(paging.cursor),
    () => compare(paging.cursor),
    () => NOT_POLLED,
  );
  const action = useAction();
  const again = useAction();
  const start = (): Promise<boolean> =>
    action.run(async () => {
      await resync();
      tell(`Resync of ${spaceName} started`);
    });
  return (
    <>
      <div className="buttons">
        <Button isLoading={again.now.state === 'busy'} onClick={() => void again.run(comparison.reload)}>
          Compare again
        </Button>
        <Button isDisabled={locked.resync !== null} isLoading={action.now.state === 'busy'} onClick={() => void start()}>
          Resync this space
        </Button>
      </div>
      {locked.resync !== null && <Locked what="Resync" reason={locked.resync} />}
      {action.now.state === 'failed' && (
        <Problem title="Could not start the resync" message={action.now.message} meaning="Nothing was changed. Try again." />
      )}
      <View what="the comparison" loaded={comparison}>
        {(value) => (
          <>
            <Sums comparison={value} />
            {value.rows.length === 0 ? <NoRows isFirst={paging.page === 1} isLast={value.cursor === null} /> : <Rows rows={value.rows} />}
            <Pager paging={paging} nextCursor={value.cursor} what="the comparison" />
          </>
        )}
      </View>
      <section className="section">
        <Heading size="small" as="h3">
          Verify
        </Heading>
        <Verify verify={verify} lockedMend={locked.mend} />
      </section>
    </>
  );
}

function Sums({ comparison }: { comparison: Comparison }) {
  const { number } = useFormat();
  const { counts, listed, inRepository } = comparison;
  const facts: [string, number][] = [
    ['Listed in Confluence', listed],
    ['In the repository', inRepository],
    ['Sent', counts.sent],
    ['Left out', counts.out],
    ['Held back', counts.held],
    ['Failed', counts.failed],
    ['Pending', counts.pending],
  ];
  return (
    <dl className="summary">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A page without rows says nothing of the pages before it, which may have some. */
function NoRows({ isFirst, isLast }: { isFirst: boolean; isLast: boolean }) {
  if (isFirst)
    return (
      <EmptyState
        header="No difference"
        headingLevel={3}
        description={`What Confluence lists ${isLast ? '' : 'up to here '}and what the repository holds are the same.`}
      />
    );
  return (
    <EmptyState
      header={isLast ? 'No more differences' : 'No difference on this page'}
      headingLevel={3}
      description={
        isLast
          ? 'The list ends here. What was found to differ is on the pages before this one.'
          : 'The list goes on: see the next page. What was found to differ so far is on the pages before this one.'
      }
    />
  );
}

function Rows({ rows }: { rows: ComparisonRow[] }) {
  const columns: Column<ComparisonRow>[] = [
    { key: 'content', head: 'Content', cell: (row) => <ContentName content={row} /> },
    {
      key: 'state',
      head: 'State',
      cell: (row) => (
        <Lozenge appearance={states[row.state][1]} maxWidth={280}>
          {states[row.state][0]}
        </Lozenge>
      ),
    },
    { key: 'confluence', head: 'In Confluence', numeric: true, cell: (row) => <Version version={row.version.confluence} /> },
    { key: 'repository', head: 'In the repository', numeric: true, cell: (row) => <Version version={row.version.repository} /> },
    { key: 'reason', head: 'Reason', cell: (row) => row.reason ?? <span className="visually-hidden">none</span> },
  ];
  return (
    <Table caption="Confluence against the repository" columns={columns} rows={rows} keyOf={(row) => row.contentId} rowHead="content" />
  );
}

function Version({ version }: { version: number | null }) {
  return version === null ? <span className="subtle">not there</span> : <>version {version}</>;
}
