import Heading from '@atlaskit/heading';
import { call } from '../api';
import { Compare } from '../parts/Compare';
import type { SpaceTabProps } from './SpaceSettings';

export default function Comparison({ overview, refresh }: SpaceTabProps) {
  return (
    <>
      <Heading size="medium" as="h2">
        Comparison
      </Heading>
      <p className="prose">What Confluence lists of this space against what the repository in Qontext holds of it.</p>
      <Compare
        spaceName={overview.spaceName}
        locked={overview.lockedWork}
        compare={(cursor) => call('compareOwnSpace', cursor === null ? {} : { cursor })}
        verify={(mend) => call('verifyOwnSpace', { mend })}
        resync={async () => {
          await call('resyncOwnSpace');
          void refresh();
        }}
      />
    </>
  );
}
