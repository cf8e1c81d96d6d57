import { call } from '../../api';
import { tell } from '../../hooks/useAction';
import { useLoaded } from '../../hooks/useLoaded';
import { NOT_POLLED } from '../../live';
import { View } from '../../parts/View';
import { Picker } from '../../picker/Picker';
import { Back } from './Back';

/** Chooses what of one space is mirrored, as a site admin. */
export default function ChooseSpace({ spaceId, onBack, onSaved }: { spaceId: string; onBack(): void; onSaved(): void }) {
  const selection = useLoaded(
    spaceId,
    () => call('getSelection', { spaceId }),
    () => NOT_POLLED,
  );
  return (
    <>
      <Back
        title={selection.value ? `Choose in ${selection.value.spaceName}` : 'Choose in a space'}
        back="Back to all spaces"
        onBack={onBack}
      />
      <View what="what is chosen" loaded={selection}>
        {(value) => (
          <Picker
            selection={value}
            layer="site"
            locked={value.locked}
            forecast={(rules) => call('forecast', { wanted: [{ spaceId, rules }] })}
            save={async (rules) => {
              const { selections } = await call('saveSelection', { wanted: [{ spaceId, rules }] });
              const saved = selections.find((one) => one.spaceId === spaceId);
              tell(`Saved for ${value.spaceName}`, 'What changed is being sent or withdrawn. Follow it under Spaces.');
              if (saved) selection.replace(() => saved);
              else await selection.reload();
              onSaved();
            }}
          />
        )}
      </View>
    </>
  );
}
