import { type ComponentType, useState } from 'react';
import type { PolicyView } from '../../../../src/api/selection';
import { call } from '../api';
import { useUnsaved } from '../guard';
import { tell } from '../hooks/useAction';
import { useLoaded } from '../hooks/useLoaded';
import { NOT_POLLED } from '../live';
import { ForecastAndSave } from '../parts/ForecastAndSave';
import { View } from '../parts/View';
import { draftOf, policyOf, problemsOf } from './draft';
import type { FieldsProps } from './fields';

interface PolicyProps {
  fields: ComponentType<FieldsProps>;
  /** The kill switch as it stands now: it is turned elsewhere, and saving the form must not turn it back. */
  paused: boolean;
  onSaved(): void;
}

/** The policy, or the fields of it that are shown here; what is not shown stays as it is. */
export function Policy({ fields, paused, onSaved }: PolicyProps) {
  const policy = useLoaded(
    'policy',
    () => call('getPolicy'),
    () => NOT_POLLED,
  );
  const [isAfterSave, setAfterSave] = useState(false);
  return (
    <View what="the policy" loaded={policy}>
      {(value) => (
        <PolicyForm
          key={JSON.stringify({ ...value, paused: false })}
          saved={{ ...value, paused }}
          fields={fields}
          isAfterSave={isAfterSave}
          onSaved={(next) => {
            setAfterSave(true);
            policy.replace(() => next);
            onSaved();
          }}
        />
      )}
    </View>
  );
}

interface FormProps {
  saved: PolicyView;
  fields: ComponentType<FieldsProps>;
  isAfterSave: boolean;
  onSaved(next: PolicyView): void;
}

function PolicyForm({ saved, fields: Fields, isAfterSave, onSaved }: FormProps) {
  const [draft, setDraft] = useState(() => draftOf(saved));
  const wanted = { ...policyOf(draft), paused: saved.paused };
  const problems = problemsOf(draft);
  const isChanged = JSON.stringify(policyOf(draftOf(saved))) !== JSON.stringify(wanted) || Object.keys(problems).length > 0;
  useUnsaved(isChanged);
  return (
    <>
      <div className="form-wide">
        <Fields draft={draft} problems={problems} change={(change) => setDraft((before) => ({ ...before, ...change }))} />
      </div>
      <ForecastAndSave
        of={JSON.stringify(wanted)}
        isChanged={isChanged && Object.keys(problems).length === 0}
        save="Save the policy"
        forecast={() => call('forecastPolicy', wanted)}
        onSave={async () => {
          const next = await call('savePolicy', wanted);
          tell('Policy saved', 'What changed by it is being sent or withdrawn.');
          onSaved(next);
        }}
        onDiscard={() => setDraft(draftOf(saved))}
        isAfterSave={isAfterSave}
      />
    </>
  );
}
