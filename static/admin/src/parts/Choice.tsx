import Select from '@atlaskit/select';
import { useId } from 'react';

export interface Option {
  value: string;
  label: string;
}
interface ChoiceProps {
  label: string;
  options: Option[];
  value: string;
  onChange(value: string): void;
}

/** One of a few, by Atlaskit's select. */
export function Choice({ label, options, value, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="choice">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <Select<Option>
        inputId={id}
        options={options}
        value={options.find((option) => option.value === value) ?? null}
        isSearchable={false}
        onChange={(option) => option && onChange(option.value)}
      />
    </div>
  );
}
