import { AsyncSelect } from '@atlaskit/select';
import { useId, useState } from 'react';
import type { ActivityFilter, ActivityKind, ActivityOutcome } from '../../../../src/api/siteAdmin';
import { call } from '../api';
import { activityKinds, activityOutcomes } from '../words';
import { Choice, type Option } from './Choice';

interface FiltersProps {
  filter: ActivityFilter;
  /** Whether there is more than one space to choose from. */
  hasSpaces?: boolean;
  onChange(filter: ActivityFilter): void;
}

const ALL = '';

export function ActivityFilters({ filter, hasSpaces, onChange }: FiltersProps) {
  return (
    <fieldset className="toolbar bare filters">
      <legend className="visually-hidden">Filter the activity</legend>
      {hasSpaces && <SpaceFilter onChange={(spaceId) => onChange(withFilter(filter, { spaceId }))} />}
      <Choice
        label="What happened"
        options={choices('Everything', activityKinds)}
        value={filter.kind ?? ALL}
        // The options are made of the kinds.
        onChange={(value) => onChange(withFilter(filter, { kind: (value as ActivityKind) || undefined }))}
      />
      <Choice
        label="Outcome"
        options={choices('Any outcome', activityOutcomes)}
        value={filter.outcome ?? ALL}
        // The options are made of the outcomes.
        onChange={(value) => onChange(withFilter(filter, { outcome: (value as ActivityOutcome) || undefined }))}
      />
    </fieldset>
  );
}

const choices = (all: string, words: Record<string, string>): Option[] => [
  { value: ALL, label: all },
  ...Object.entries(words).map(([value, label]) => ({ value, label })),
];

/** Leaves out what is not set, so that an empty filter has no keys. */
function withFilter(filter: ActivityFilter, change: ActivityFilter): ActivityFilter {
  return Object.fromEntries(Object.entries({ ...filter, ...change }).filter(([, value]) => value !== undefined && value !== ''));
}

/** A site may have more spaces than a list can hold: they are looked up while one types. */
function SpaceFilter({ onChange }: { onChange(spaceId: string | undefined): void }) {
  const [chosen, setChosen] = useState<Option | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const look = async (text: string): Promise<Option[]> => {
    try {
      const { spaces } = await call('listSpaces', text ? { query: text } : {});
      setProblem(null);
      return spaces.map((space) => ({ value: space.id, label: `${space.name} (${space.key})` }));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      return [];
    }
  };
  return (
    <div className="choice">
      <label className="label" htmlFor={id}>
        Space
      </label>
      <AsyncSelect<Option>
        inputId={id}
        defaultOptions
        loadOptions={look}
        value={chosen}
        isClearable
        placeholder="All spaces"
        noOptionsMessage={() => problem ?? 'No space matches'}
        onChange={(option) => {
          setChosen(option);
          onChange(option?.value);
        }}
      />
    </div>
  );
}
