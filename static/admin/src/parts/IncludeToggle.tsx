import Toggle from '@atlaskit/toggle';
import { useState } from 'react';
import type { SpaceRow } from '../../../../src/api/siteAdmin';
import { call } from '../api';
import { tell, useAction } from '../hooks/useAction';
import { useLoaded } from '../hooks/useLoaded';
import { NOT_POLLED } from '../live';
import { useFormat } from '../site';
import { Confirm } from './Confirm';
import { ForecastView } from './ForecastView';
import { View } from './View';

interface SwitchProps {
  space: SpaceRow;
  onChange(space: SpaceRow): void;
}

/** The switch of one space. Either way it first says what would be sent or withdrawn, and asks. */
export function IncludeToggle({ space, onChange }: SwitchProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Toggle
        label={`Include ${space.name}`}
        isChecked={space.included}
        isDisabled={!space.included && space.locked !== null}
        onChange={() => setAsking(true)}
      />
      {isAsking && <Ask space={space} onChange={onChange} onClose={() => setAsking(false)} />}
    </>
  );
}

function Ask({ space, onChange, onClose }: SwitchProps & { onClose(): void }) {
  const { number } = useFormat();
  // As it was when it was asked: the list is read again while the question stands.
  const [isIn] = useState(space.included);
  const action = useAction();
  const forecast = useLoaded(
    space.id,
    () => call('forecastSwitch', { spaceId: space.id, included: !isIn }),
    () => NOT_POLLED,
  );
  const confirmed = (): Promise<boolean> =>
    action.run(async () => {
      onChange(await call(isIn ? 'excludeSpace' : 'includeSpace', { spaceId: space.id }));
      onClose();
      if (isIn) tell(`${space.name} is left out`, 'Its files are being removed from Qontext.');
      else tell(`${space.name} is included`, 'Its content is being sent to Qontext.');
    });
  const sent = space.counts?.sent ?? 0;
  return (
    <Confirm
      isOpen
      isRoomy
      title={isIn ? `Leave out ${space.name}?` : `Include ${space.name}?`}
      confirm={isIn ? 'Leave out and withdraw' : 'Include'}
      isDangerous={isIn}
      // Nothing is sent before it was seen what; to withdraw must be possible also when Confluence does not count.
      isReady={forecast.value !== null || (isIn && forecast.error !== null)}
      now={action.now}
      onConfirm={() => void confirmed()}
      onClose={onClose}
    >
      {isIn ? (
        <>
          <p>
            All that was sent of this space is withdrawn: {number(sent)} {sent === 1 ? 'page or blog post is' : 'pages and blog posts are'}{' '}
            removed from the repository in Qontext, comments and tasks with them.
          </p>
          <p>Confluence is not changed. If you include the space again later, all of it is sent anew.</p>
        </>
      ) : (
        <p>Its pages and blog posts are sent to Qontext, comments and tasks with them, and from then on every change and what is new.</p>
      )}
      <View what="the forecast" loaded={forecast}>
        {(value) => <ForecastView forecast={value} />}
      </View>
    </Confirm>
  );
}
