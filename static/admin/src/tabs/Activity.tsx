import Button from '@atlaskit/button/default/button';
import EmptyState from '@atlaskit/empty-state';
import Heading from '@atlaskit/heading';
import { useState } from 'react';
import type { ActivityFilter, ActivityPage } from '../../../../src/api/siteAdmin';
import { call } from '../api';
import { useAction } from '../hooks/useAction';
import { useLoaded } from '../hooks/useLoaded';
import { listPollMs } from '../live';
import { ActivityFilters } from '../parts/ActivityFilters';
import { ActivityTable } from '../parts/ActivityTable';
import { Problem } from '../parts/Problem';
import { View } from '../parts/View';
import type { TabProps } from '../SiteSettings';

/** All that left the site or was withdrawn, newest first. */
export default function Activity({ overview }: TabProps) {
  const [filter, setFilter] = useState<ActivityFilter>({});
  return (
    <>
      <Heading size="medium" as="h2">
        Activity
      </Heading>
      <p className="prose">What was sent to Qontext or removed from it, what was held back, and why.</p>
      <ActivityFilters filter={filter} onChange={setFilter} />
      <ActivityList key={JSON.stringify(filter)} filter={filter} everyMs={listPollMs(overview.runs)} />
    </>
  );
}

function ActivityList({ filter, everyMs }: { filter: ActivityFilter; everyMs: number }) {
  // Pages that were asked for stay below the first one, which is kept fresh.
  const [older, setOlder] = useState<ActivityPage | null>(null);
  const first = useLoaded(
    JSON.stringify(filter),
    () => call('listActivity', filter),
    () => everyMs,
  );
  const more = useAction();
  const loadMore = (from: ActivityPage, cursor: string): Promise<boolean> =>
    more.run(async () => {
      const page = await call('listActivity', { ...filter, cursor });
      setOlder({ rows: [...from.rows, ...page.rows], cursor: page.cursor });
    });
  return (
    <View what="the activity" loaded={first}>
      {(page) => {
        const shown = older ? merge(page, older) : page;
        if (shown.rows.length === 0) return <Nothing isFiltered={Object.keys(filter).length > 0} />;
        return (
          <>
            <ActivityTable caption="Activity, newest first" rows={shown.rows} />
            {more.now.state === 'failed' && (
              <Problem
                title="Could not load more"
                message={more.now.message}
                meaning="What is shown is right, but not all of it. Try again."
              />
            )}
            {shown.cursor !== null && (
              <div className="more">
                <Button isLoading={more.now.state === 'busy'} onClick={() => shown.cursor !== null && void loadMore(shown, shown.cursor)}>
                  Load more
                </Button>
              </div>
            )}
          </>
        );
      }}
    </View>
  );
}

/** New rows come in at the top. If so many came that the first page meets none of the old rows, the old ones are let go: there is a gap. */
function merge(first: ActivityPage, older: ActivityPage): ActivityPage {
  const known = new Set(older.rows.map((row) => row.id));
  const fresh = first.rows.filter((row) => !known.has(row.id));
  if (fresh.length === first.rows.length && first.cursor !== null) return first;
  return { rows: [...fresh, ...older.rows], cursor: older.cursor };
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState
      header="Nothing matches"
      headingLevel={3}
      description="There is no activity of this kind. Change the filters to see more."
    />
  ) : (
    <EmptyState
      header="Nothing was sent yet"
      headingLevel={3}
      description="As soon as a space is included, what leaves the site is listed here."
    />
  );
}
