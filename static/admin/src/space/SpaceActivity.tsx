import Heading from '@atlaskit/heading';
import { useState } from 'react';
import type { ActivityFilter } from '../../../../src/api/siteAdmin';
import { call } from '../api';
import { listPollMs } from '../live';
import { ActivityFilters } from '../parts/ActivityFilters';
import { ActivityList } from '../parts/ActivityList';
import { PreviewButton } from '../preview/PreviewButton';
import type { SpaceTabProps } from './SpaceSettings';

/** All that left this space or was withdrawn, newest first. */
export default function SpaceActivity({ overview }: SpaceTabProps) {
  const [filter, setFilter] = useState<ActivityFilter>({});
  return (
    <>
      <div className="section-head">
        <Heading size="medium" as="h2">
          Activity
        </Heading>
        <PreviewButton />
      </div>
      <p className="prose">What of this space was sent to Qontext or removed from it, what was held back, and why.</p>
      <ActivityFilters filter={filter} onChange={setFilter} />
      <ActivityList
        key={JSON.stringify(filter)}
        filter={filter}
        everyMs={listPollMs(overview.run ? [overview.run] : [])}
        load={({ spaceId: _, ...wanted }) => call('spaceActivity', wanted)}
      />
    </>
  );
}
