import EmptyState from '@atlaskit/empty-state';
import Heading from '@atlaskit/heading';
import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge';
import { useState } from 'react';
import type { ReasonRow, ReasonState, SpaceOverview } from '../../../../src/api/spaceAdmin';
import { call } from '../api';
import { useLoaded } from '../hooks/useLoaded';
import { listPollMs } from '../live';
import { Choice } from '../parts/Choice';
import { ContentName } from '../parts/ContentName';
import { Pager, usePaging } from '../parts/Pager';
import { type Column, Table } from '../parts/Table';
import { View } from '../parts/View';
import { When } from '../parts/When';
import { useFormat } from '../site';

const states: Record<ReasonState, [string, ThemeAppearance]> = {
  failed: ['Failed', 'removed'],
  held: ['Held back', 'moved'],
  out: ['Left out', 'default'],
};
// The most urgent first.
const order: ReasonState[] = ['failed', 'held', 'out'];

/** What of the space is not in Qontext and why, what was never sent with it: by reason, and one by one. */
export function Reasons({ overview }: { overview: SpaceOverview }) {
  const { number } = useFormat();
  const { counts, reasons } = overview;
  const present = order.filter((state) => counts[state] > 0);
  return (
    <section className="section">
      <Heading size="small" as="h3">
        Not in Qontext, and why
      </Heading>
      {present.length === 0 ? (
        <EmptyState
          header="Nothing is missing"
          headingLevel={4}
          description="Nothing is left out, nothing is held back and nothing failed."
        />
      ) : (
        <>
          {reasons.length > 0 && (
            <Table
              caption="Reasons, with how many contents each has"
              columns={[
                { key: 'state', head: 'State', cell: ({ state }) => <State state={state} /> },
                { key: 'reason', head: 'Reason', cell: ({ reason }) => reason },
                { key: 'count', head: 'Pages and posts', numeric: true, cell: ({ count }) => number(count) },
              ]}
              rows={[...reasons].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.count - a.count)}
              keyOf={({ state, reason }) => `${state} ${reason}`}
              rowHead="reason"
            />
          )}
          <OneByOne overview={overview} present={present} />
        </>
      )}
    </section>
  );
}

function State({ state }: { state: ReasonState }) {
  const [text, appearance] = states[state];
  return <Lozenge appearance={appearance}>{text}</Lozenge>;
}

function OneByOne({ overview, present }: { overview: SpaceOverview; present: ReasonState[] }) {
  const { number } = useFormat();
  const [wanted, setWanted] = useState<ReasonState | null>(null);
  const [first = 'out'] = present;
  // What was chosen may be settled by now.
  const state = wanted !== null && present.includes(wanted) ? wanted : first;
  const options = present.map((value) => ({ value, label: `${states[value][0]} (${number(overview.counts[value])})` }));
  return (
    <>
      <div className="toolbar">
        {/* The options are the states. */}
        <Choice label="One by one" options={options} value={state} onChange={(value) => setWanted(value as ReasonState)} />
      </div>
      <Contents key={state} state={state} everyMs={listPollMs(overview.run ? [overview.run] : [])} />
    </>
  );
}

const columns: Column<ReasonRow>[] = [
  { key: 'content', head: 'Content', cell: (row) => <ContentName content={row} /> },
  { key: 'reason', head: 'Reason', cell: (row) => row.reason ?? <span className="subtle">not known</span> },
  { key: 'repository', head: 'In Qontext', cell: (row) => (row.inRepository ? 'as it was sent last' : 'nothing of it') },
  { key: 'read', head: 'Looked at', cell: (row) => <When at={row.readAt} never="not yet" /> },
];

function Contents({ state, everyMs }: { state: ReasonState; everyMs: number }) {
  const paging = usePaging();
  const { cursor } = paging;
  const page = useLoaded(
    String(cursor),
    () => call('listReasons', { state, ...(cursor !== null && { cursor }) }),
    () => everyMs,
  );
  const what = `what is ${states[state][0].toLowerCase()}`;
  return (
    <View what={state === 'failed' ? 'what failed' : what} loaded={page}>
      {(value) => (
        <>
          {value.rows.length === 0 ? (
            <p className="subtle">None here any more.</p>
          ) : (
            <Table
              caption={`${states[state][0]}, one by one`}
              columns={columns}
              rows={value.rows}
              keyOf={(row) => row.contentId}
              rowHead="content"
            />
          )}
          <Pager paging={paging} nextCursor={value.cursor} what={state === 'failed' ? 'what failed' : what} />
        </>
      )}
    </View>
  );
}
