import Heading from '@atlaskit/heading';
import type { SpaceSelection } from '../../../../src/api/selection';
import { call } from '../api';
import { tell } from '../hooks/useAction';
import { useLoaded } from '../hooks/useLoaded';
import { NOT_POLLED } from '../live';
import { View } from '../parts/View';
import { Picker } from '../picker/Picker';
import type { SpaceTabProps } from './SpaceSettings';

const hints: Record<SpaceSelection['selfService'], string> = {
  decide: 'You decide what of this space is mirrored, within the site’s policy.',
  narrow: 'You may leave out parts of what site admins included.',
  none: 'Site admins decide what of this space is mirrored.',
};

/** Chooses what of the space is mirrored, as its admin. */
export default function Choice({ overview, refresh }: SpaceTabProps) {
  const selection = useLoaded(
    overview.spaceId,
    () => call('spaceSelection'),
    () => NOT_POLLED,
  );
  return (
    <>
      <Heading size="medium" as="h2">
        Choice
      </Heading>
      <View what="what is chosen" loaded={selection}>
        {(value) => (
          <>
            <p className="prose">{hints[value.selfService]}</p>
            <Picker
              selection={value}
              layer="space"
              locked={
                value.locked ?? overview.locked ?? (value.selfService === 'none' ? 'The site’s policy leaves this to site admins.' : null)
              }
              forecast={(rules) => call('forecastSpace', { rules })}
              save={async (rules) => {
                const saved = await call('saveSpaceSelection', { rules });
                tell('Saved', 'What changed is being sent or withdrawn.');
                selection.replace(() => saved);
                void refresh();
              }}
            />
          </>
        )}
      </View>
    </>
  );
}
