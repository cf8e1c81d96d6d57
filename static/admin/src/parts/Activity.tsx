import Heading from '@atlaskit/heading';
import { type ReactNode, useState } from 'react';
import type { ActivityFilter, RunView } from '../../../../src/api/siteAdmin';
import { listPollMs } from '../live';
import { PreviewButton } from '../preview/PreviewButton';
import { ActivityFilters } from './ActivityFilters';
import { ActivityList, type ActivityListProps } from './ActivityList';

interface ActivityProps extends Pick<ActivityListProps, 'load'> {
  /** What it tells of, in a sentence. */
  children: ReactNode;
  /** Whether there is more than one space to choose from. */
  hasSpaces?: boolean;
  runs: RunView[];
}

/** What left or was withdrawn, newest first, with its filters. */
export function Activity({ children, hasSpaces, runs, load }: ActivityProps) {
  const [filter, setFilter] = useState<ActivityFilter>({});
  return (
    <>
      <div className="section-head">
        <Heading size="medium" as="h2">
          Activity
        </Heading>
        <PreviewButton />
      </div>
      <p className="prose">{children}</p>
      <ActivityFilters hasSpaces={hasSpaces} filter={filter} onChange={setFilter} />
      <ActivityList key={JSON.stringify(filter)} filter={filter} everyMs={listPollMs(runs)} load={load} />
    </>
  );
}
