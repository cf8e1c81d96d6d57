import { call } from '../api';
import { Activity } from '../parts/Activity';
import type { SpaceTabProps } from './SpaceSettings';

/** All that left this space or was withdrawn. */
export default function SpaceActivity({ overview }: SpaceTabProps) {
  return (
    <Activity runs={overview.run ? [overview.run] : []} load={({ spaceId: _, ...wanted }) => call('spaceActivity', wanted)}>
      What of this space was sent to Qontext or removed from it, what was held back, and why.
    </Activity>
  );
}
