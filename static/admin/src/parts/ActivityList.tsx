import Button from '@atlaskit/button/default/button';
import EmptyState from '@atlaskit/empty-state';
import { useState } from 'react';
import type { ActivityFilter, ActivityPage } from '../../../../src/api/siteAdmin';
import { useAction } from '../hooks/useAction';
import { useLoaded } from '../hooks/useLoaded';
import { ActivityTable } from './ActivityTable';
import { Problem } from './Problem';
import { View } from './View';

export interface ActivityListProps {
  filter: ActivityFilter;
  everyMs: number;
  load(filter: ActivityFilter & { cursor?: string }): Promise<ActivityPage>;
}

/** One filter's activity, newest first: the first page is kept fresh, older ones come when asked for. */
export function ActivityList({ filter, everyMs, load }: ActivityListProps) {
  // Pages that were asked for stay below the first one, which is kept fresh.
  const [older, setOlder] = useState<ActivityPage | null>(null);
  const first = useLoaded(
    JSON.stringify(filter),
    () => load(filter),
    () => everyMs,
  );
  const more = useAction();
  const loadMore = (from: ActivityPage, cursor: string): Promise<boolean> =>
    more.run(async () => {
      const page = await load({ ...filter, cursor });
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
