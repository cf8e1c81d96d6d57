import Heading from '@atlaskit/heading';
import { PolicyFields } from '../policy/fields';
import { PauseEverything } from '../policy/Pause';
import { Policy as PolicyPart } from '../policy/Policy';
import type { TabProps } from '../SiteSettings';

/** What may leave the site at all, and who decides. */
export default function Policy({ overview, refresh, replace }: TabProps) {
  return (
    <>
      <div className="section-head">
        <Heading size="medium" as="h2">
          Policy
        </Heading>
        {!overview.paused && (
          <PauseEverything
            onPaused={() => {
              replace((before) => ({ ...before, paused: true }));
              void refresh();
            }}
          />
        )}
      </div>
      <p className="prose">
        What may leave Confluence at all, and who may decide about it. It holds for every choice under Spaces, and for those of space
        admins.
      </p>
      <PolicyPart paused={overview.paused} fields={PolicyFields} onSaved={() => void refresh()} />
    </>
  );
}
