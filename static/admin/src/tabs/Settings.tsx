import Button from '@atlaskit/button/default/button';
import { ErrorMessage } from '@atlaskit/form';
import Heading from '@atlaskit/heading';
import Textfield from '@atlaskit/textfield';
import { type FormEvent, useId, useState } from 'react';
import type { Settings as SettingsView } from '../../../../src/api/siteAdmin';
import { call } from '../api';
import { tell, useAction } from '../hooks/useAction';
import { useLoaded } from '../hooks/useLoaded';
import { NOT_POLLED } from '../live';
import { Choice, type Option } from '../parts/Choice';
import { Problem } from '../parts/Problem';
import { View } from '../parts/View';
import type { TabProps } from '../SiteSettings';
import { useFormat } from '../site';

// The resolver's own bounds: from what one small run needs to the most that Confluence gives any app.
const MIN_POINTS = 1_000;
const MAX_POINTS = 500_000;
/** What Confluence gives most apps in an hour, over all sites that they are installed on. */
const USUAL_POINTS = 65_000;

const schedules: Option[] = [
  { value: 'hourly', label: 'Every hour' },
  { value: 'daily', label: 'Every day' },
  { value: 'weekly', label: 'Every week' },
  { value: 'monthly', label: 'Every month' },
];

/** How often the mirror is checked as a whole, and what it may spend. */
export default function Settings({ overview, refresh }: TabProps) {
  const settings = useLoaded(
    'settings',
    () => call('getSettings'),
    () => NOT_POLLED,
  );
  return (
    <>
      <Heading size="medium" as="h2">
        Settings
      </Heading>
      <View what="the settings" loaded={settings}>
        {(value) => <SettingsForm key={JSON.stringify(value)} saved={value} onSaved={(next) => settings.replace(() => next)} />}
      </View>
      <SweepNow includedSpaces={overview.includedSpaces} onStarted={() => void refresh()} />
    </>
  );
}

function SettingsForm({ saved, onSaved }: { saved: SettingsView; onSaved(settings: SettingsView): void }) {
  const { number } = useFormat();
  const [sweep, setSweep] = useState(saved.sweep);
  const [points, setPoints] = useState(String(saved.pointsPerHour));
  const [wrong, setWrong] = useState<string | null>(null);
  const action = useAction();
  const id = useId();
  const pointsPerHour = Number(points);
  const isChanged = sweep !== saved.sweep || points !== String(saved.pointsPerHour);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const isGood = Number.isInteger(pointsPerHour) && pointsPerHour >= MIN_POINTS && pointsPerHour <= MAX_POINTS;
    setWrong(isGood ? null : `Enter a whole number from ${number(MIN_POINTS)} to ${number(MAX_POINTS)}.`);
    if (!isGood) return;
    await action.run(async () => {
      const next = await call('saveSettings', { sweep, pointsPerHour });
      tell('Settings saved');
      onSaved(next);
    });
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)} noValidate>
      <Choice
        label="Sweep"
        options={schedules}
        value={sweep}
        // The options are the schedules.
        onChange={(value) => setSweep(value as SettingsView['sweep'])}
      />
      <p className="help">
        A sweep compares what Confluence lists with what was sent, and mends what no event has told. Edits are followed without it.
      </p>
      <label className="label" htmlFor={id}>
        Confluence API points an hour for runs
      </label>
      <Textfield
        id={id}
        inputMode="numeric"
        value={points}
        isInvalid={wrong !== null}
        aria-describedby={`${id}-help ${id}-problem`}
        onChange={(event) => setPoints(event.currentTarget.value)}
      />
      <p className="help" id={`${id}-help`}>
        Backfills, sweeps and resyncs wait for the next hour once they have spent this. Live changes are not held back by it. Confluence
        gives most apps {number(USUAL_POINTS)} an hour, over all their sites.
      </p>
      <div id={`${id}-problem`} role="alert">
        {wrong && <ErrorMessage>{wrong}</ErrorMessage>}
      </div>
      {action.now.state === 'failed' && (
        <Problem title="Could not save the settings" message={action.now.message} meaning="The settings are as they were. Save again." />
      )}
      <div className="buttons">
        <Button type="submit" appearance="primary" isDisabled={!isChanged} isLoading={action.now.state === 'busy'}>
          Save
        </Button>
      </div>
    </form>
  );
}

function SweepNow({ includedSpaces, onStarted }: { includedSpaces: number; onStarted(): void }) {
  const action = useAction();
  const start = (): Promise<boolean> =>
    action.run(async () => {
      await call('startRun', { kind: 'sweep' });
      tell('Sweep started', 'Every included space is compared. Follow it under Spaces.');
      onStarted();
    });
  return (
    <section className="section">
      <Heading size="small" as="h3">
        Sweep now
      </Heading>
      <p className="prose">Compares all included spaces at once, without waiting for the schedule.</p>
      {action.now.state === 'failed' && (
        <Problem title="Could not start the sweep" message={action.now.message} meaning="No sweep runs. The schedule is as it was." />
      )}
      <Button isDisabled={includedSpaces === 0} isLoading={action.now.state === 'busy'} onClick={() => void start()}>
        Sweep now
      </Button>
    </section>
  );
}
