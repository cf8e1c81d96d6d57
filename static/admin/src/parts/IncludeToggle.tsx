import Toggle from '@atlaskit/toggle';
import { useState } from 'react';
import type { SpaceRow } from '../../../../src/api/siteAdmin';
import { call } from '../api';
import { tell, tellFailure, useAction } from '../hooks/useAction';
import { useFormat } from '../site';
import { Confirm } from './Confirm';

/** The switch of one space. Taking it out asks first, since its content is withdrawn. */
export function IncludeToggle({ space, onChange }: { space: SpaceRow; onChange(space: SpaceRow): void }) {
  const { number } = useFormat();
  const [isAsking, setAsking] = useState(false);
  const action = useAction();
  const include = (): Promise<boolean> =>
    action.run(async () => {
      try {
        onChange(await call('includeSpace', { spaceId: space.id }));
        tell(`${space.name} is included`, 'Its content is being sent to Qontext.');
      } catch (error) {
        tellFailure(`${space.name} could not be included`, error instanceof Error ? error.message : String(error));
        throw error;
      }
    });
  const exclude = (): Promise<boolean> =>
    action.run(async () => {
      onChange(await call('excludeSpace', { spaceId: space.id }));
      setAsking(false);
      tell(`${space.name} is taken out`, 'Its files are being removed from Qontext.');
    });
  const sent = space.counts?.sent ?? 0;
  return (
    <>
      <Toggle
        label={`Include ${space.name}`}
        isChecked={space.included}
        isDisabled={!space.included && space.locked !== null}
        isLoading={action.now.state === 'busy' && !isAsking}
        onChange={() => (space.included ? setAsking(true) : void include())}
      />
      <Confirm
        isOpen={isAsking}
        title={`Take ${space.name} out of the mirror?`}
        confirm="Take out and withdraw"
        isDangerous
        now={action.now}
        onConfirm={() => void exclude()}
        onClose={() => {
          action.reset();
          setAsking(false);
        }}
      >
        <p>
          All that was sent of this space is withdrawn: {number(sent)} {sent === 1 ? 'page or blog post is' : 'pages and blog posts are'}{' '}
          removed from the repository in Qontext, comments and tasks with them.
        </p>
        <p>Confluence is not changed. If you include the space again later, all of it is sent anew.</p>
      </Confirm>
    </>
  );
}
