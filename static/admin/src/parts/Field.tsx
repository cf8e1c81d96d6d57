import { ErrorMessage } from '@atlaskit/form';
import Textfield from '@atlaskit/textfield';
import Toggle from '@atlaskit/toggle';
import { type ReactNode, useId } from 'react';

interface TextProps {
  label: string;
  help?: ReactNode;
  value: string;
  onChange(value: string): void;
  problem?: string | null;
  isNumeric?: boolean;
  isDisabled?: boolean;
}

export function TextField({ label, help, value, onChange, problem = null, isNumeric, isDisabled }: TextProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <Textfield
        id={id}
        value={value}
        inputMode={isNumeric ? 'numeric' : undefined}
        isInvalid={problem !== null}
        isDisabled={isDisabled}
        aria-describedby={`${id}-help ${id}-problem`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Below id={id} help={help} problem={problem} />
    </div>
  );
}

interface AreaProps extends Omit<TextProps, 'isNumeric'> {
  rows?: number;
  isReadOnly?: boolean;
  isCode?: boolean;
}

export function TextArea({ label, help, value, onChange, problem = null, rows = 6, isReadOnly, isDisabled, isCode }: AreaProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className={isCode ? 'area area-code' : 'area'}
        rows={rows}
        value={value}
        readOnly={isReadOnly}
        disabled={isDisabled}
        spellCheck={!isCode}
        aria-invalid={problem !== null || undefined}
        aria-describedby={`${id}-help ${id}-problem`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Below id={id} help={help} problem={problem} />
    </div>
  );
}

function Below({ id, help, problem }: { id: string; help: ReactNode; problem: string | null }) {
  return (
    <>
      <div className="help" id={`${id}-help`}>
        {help}
      </div>
      <div id={`${id}-problem`} role="alert">
        {problem && <ErrorMessage>{problem}</ErrorMessage>}
      </div>
    </>
  );
}

interface RadiosProps<T extends string> {
  legend: string;
  options: { value: T; label: string; help?: string }[];
  value: T;
  onChange(value: T): void;
  isDisabled?: boolean;
}

export function Radios<T extends string>({ legend, options, value, onChange, isDisabled }: RadiosProps<T>) {
  const name = useId();
  return (
    <fieldset className="field bare" disabled={isDisabled}>
      <legend className="label">{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className="radio">
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>
            {option.label}
            {option.help && <span className="help below-line">{option.help}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** A switch with its words beside it. */
export function Switch({ label, help, isOn, onChange }: { label: string; help: string; isOn: boolean; onChange(isOn: boolean): void }) {
  const id = useId();
  return (
    <div className="field switch">
      <Toggle id={id} isChecked={isOn} onChange={() => onChange(!isOn)} />
      <div>
        <label htmlFor={id}>{label}</label>
        <p className="help">{help}</p>
      </div>
    </div>
  );
}
