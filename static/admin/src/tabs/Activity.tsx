import { call } from '../api';
import { Activity } from '../parts/Activity';
import type { TabProps } from '../SiteSettings';

/** All that left the site or was withdrawn. */
export default function SiteActivity({ overview }: TabProps) {
  return (
    <Activity hasSpaces runs={overview.runs} load={(wanted) => call('listActivity', wanted)}>
      What was sent to Qontext or removed from it, what was held back, and why.
    </Activity>
  );
}
