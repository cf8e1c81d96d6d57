import Heading from '@atlaskit/heading';
import { useState } from 'react';
import type { ActivityFilter } from '../../../../src/api/siteAdmin';
import { call } from '../api';
import { listPollMs } from '../live';
import { ActivityFilters } from '../parts/ActivityFilters';
import { ActivityList } from '../parts/ActivityList';
import { PreviewButton } from '../preview/PreviewButton';
import type { TabProps } from '../SiteSettings';

/** All that left the site or was withdrawn, newest first. */
export default function Activity({ overview }: TabProps) {
  const [filter, setFilter] = useState<ActivityFilter>({});
  return (
    <>
      <div className="section-head">
        <Heading size="medium" as="h2">
          Activity
        </Heading>
        <PreviewButton />
      </div>
      <p className="prose">What was sent to Qontext or removed from it, what was held back, and why.</p>
      <ActivityFilters hasSpaces filter={filter} onChange={setFilter} />
      <ActivityList
        key={JSON.stringify(filter)}
        filter={filter}
        everyMs={listPollMs(overview.runs)}
        load={(wanted) => call('listActivity', wanted)}
      />
    </>
  );
}
