import Button from '@atlaskit/button/default/button';
import { ErrorMessage } from '@atlaskit/form';
import Textfield from '@atlaskit/textfield';
import { type FormEvent, useId, useState } from 'react';
import type { Connection } from '../../../../src/api/siteAdmin';
import { call } from '../api';
import { useAction } from '../hooks/useAction';

// The resolver takes none that is shorter.
const MIN_LENGTH = 8;

interface KeyFormProps {
  submit: string;
  onConnected(connection: Connection): void;
  onCancel?(): void;
}

/** Takes an API key and hands it over. The field is emptied when the key is saved; the app never shows it again. */
export function KeyForm({ submit, onConnected, onCancel }: KeyFormProps) {
  const [apiKey, setApiKey] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const action = useAction();
  const id = useId();
  const problem = refusal ?? (action.now.state === 'failed' ? action.now.message : null);

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const wrong = refusalOf(apiKey.trim());
    setRefusal(wrong);
    if (wrong !== null) return;
    await action.run(async () => {
      const connection = await call('connect', { apiKey: apiKey.trim() });
      setApiKey('');
      onConnected(connection);
    });
  };
  return (
    <form className="form" onSubmit={(event) => void onSubmit(event)} noValidate autoComplete="off">
      <label className="label" htmlFor={id}>
        API key of the Qontext workspace
      </label>
      <Textfield
        id={id}
        type="password"
        autoComplete="off"
        spellCheck={false}
        value={apiKey}
        isInvalid={problem !== null}
        aria-describedby={`${id}-help ${id}-problem`}
        onChange={(event) => setApiKey(event.currentTarget.value)}
      />
      <p className="help" id={`${id}-help`}>
        The key is checked with Qontext before it is saved. It goes into Forge's secret store, and nobody can read it from there again, you
        included.
      </p>
      <div id={`${id}-problem`} role="alert">
        {problem && <ErrorMessage>{problem}</ErrorMessage>}
      </div>
      <div className="buttons">
        <Button type="submit" appearance="primary" isLoading={action.now.state === 'busy'}>
          {submit}
        </Button>
        {onCancel && (
          <Button appearance="subtle" onClick={onCancel}>
            Keep the present key
          </Button>
        )}
      </div>
    </form>
  );
}

/** What can be told without asking Qontext. */
function refusalOf(apiKey: string): string | null {
  if (apiKey === '') return 'Enter an API key.';
  return apiKey.length < MIN_LENGTH ? 'This is too short for an API key. Copy the whole of it from Qontext.' : null;
}
