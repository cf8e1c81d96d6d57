import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import SectionMessage from '@atlaskit/section-message';
import { useEffect, useRef, useState } from 'react';
import type { Connection as ConnectionView, Overview } from '../../../../src/api/siteAdmin';
import { call } from '../api';
import { tell, useAction } from '../hooks/useAction';
import { Confirm } from '../parts/Confirm';
import { KeyForm } from '../parts/KeyForm';
import { Link } from '../parts/Link';
import { Problem } from '../parts/Problem';
import { When } from '../parts/When';
import type { TabProps } from '../SiteSettings';
import { ConnectionState } from '../Summary';

/** The connection to Qontext: the key, the workspace, and the way out. */
export function Connection({ overview, refresh, replace, go }: TabProps) {
  const { connection } = overview;
  const heading = useRef<HTMLDivElement>(null);
  const changed = (next: ConnectionView): void => {
    replace((before: Overview) => ({ ...before, connection: next }));
    void refresh();
  };
  const connected = (next: ConnectionView): void => {
    changed(next);
    if (next.state === 'connected') tell('Connected to Qontext', `The mirror goes to the workspace ${next.workspaceName}.`);
    // The form is gone with what had the focus.
    heading.current?.focus();
  };
  return (
    <>
      <div ref={heading} tabIndex={-1}>
        <Heading size="medium" as="h2">
          {connection.state === 'disconnected' ? 'Connect to Qontext' : 'Connection to Qontext'}
        </Heading>
      </div>
      {connection.state === 'disconnected' ? (
        <>
          <p className="prose">
            Connect the site to a Qontext workspace with an API key of that workspace. Nothing leaves Confluence before you have also
            included a space.
          </p>
          <KeyForm submit="Connect" onConnected={connected} />
        </>
      ) : (
        <Connected
          connection={connection}
          includedSpaces={overview.includedSpaces}
          onChange={changed}
          onReplaced={connected}
          onGone={() => heading.current?.focus()}
          go={go}
        />
      )}
    </>
  );
}

interface ConnectedProps {
  connection: Exclude<ConnectionView, { state: 'disconnected' }>;
  onChange(connection: ConnectionView): void;
  onReplaced(connection: ConnectionView): void;
  onGone(): void;
  go(place: string): void;
  includedSpaces: number;
}

function Connected({ connection, onChange, onReplaced, onGone, go, includedSpaces }: ConnectedProps) {
  const [isReplacing, setReplacing] = useState(false);
  const check = useAction();
  const validate = (): Promise<boolean> =>
    check.run(async () => {
      const next = await call('validateConnection');
      onChange(next);
      if (next.state === 'connected') tell('The connection works', `Qontext answered for the workspace ${next.workspaceName}.`);
    });
  return (
    <>
      {connection.state === 'broken' && (
        <div className="block">
          <SectionMessage appearance="warning" title="Qontext does not accept the connection" headingLevel="h3">
            <p>{connection.problem}</p>
            <p>Nothing is sent or withdrawn until this is mended. Check again, or replace the key.</p>
          </SectionMessage>
        </div>
      )}
      {check.now.state === 'failed' && (
        <Problem
          title="Could not check the connection"
          message={check.now.message}
          meaning="The connection is as it was. Try again in a minute."
        />
      )}
      <Facts connection={connection} />
      <div className="buttons">
        {includedSpaces === 0 && (
          <Button appearance="primary" onClick={() => go('spaces')}>
            Choose spaces
          </Button>
        )}
        <Button onClick={() => void validate()} isLoading={check.now.state === 'busy'}>
          Check the connection
        </Button>
        <Button onClick={() => setReplacing((before) => !before)} aria-expanded={isReplacing}>
          Replace the key
        </Button>
        <Disconnect onChange={onChange} onGone={onGone} />
      </div>
      {isReplacing && (
        <KeyForm
          submit="Replace"
          onCancel={() => setReplacing(false)}
          onConnected={(next) => {
            setReplacing(false);
            onReplaced(next);
          }}
        />
      )}
    </>
  );
}

function Facts({ connection }: Pick<ConnectedProps, 'connection'>) {
  const name = connection.workspaceName ?? 'unknown';
  const url = connection.state === 'connected' ? connection.workspaceUrl : null;
  return (
    <dl className="facts">
      <dt>Workspace</dt>
      <dd>{url ? <Link href={url}>{name}</Link> : name}</dd>
      <dt>State</dt>
      <dd>
        <ConnectionState connection={connection} />
      </dd>
      <dt>Last checked</dt>
      <dd>
        <When at={connection.checkedAt} />
      </dd>
      <dt>API key</dt>
      <dd>saved, and not shown</dd>
    </dl>
  );
}

function Disconnect({ onChange, onGone }: Pick<ConnectedProps, 'onChange' | 'onGone'>) {
  const [isAsking, setAsking] = useState(false);
  const action = useAction();
  const gone = useRef(onGone);
  gone.current = onGone;
  const isDone = useRef(false);
  // The button that had the focus disappears with the connection.
  useEffect(
    () => () => {
      if (isDone.current) gone.current();
    },
    [],
  );
  const disconnect = (): Promise<boolean> =>
    action.run(async () => {
      const next = await call('disconnect');
      isDone.current = true;
      tell('Disconnected from Qontext', 'The API key was deleted.');
      setAsking(false);
      onChange(next);
    });
  return (
    <>
      <Button appearance="subtle" onClick={() => setAsking(true)}>
        Disconnect…
      </Button>
      <Confirm
        isOpen={isAsking}
        title="Disconnect from Qontext?"
        confirm="Disconnect"
        isDangerous
        now={action.now}
        onConfirm={() => void disconnect()}
        onClose={() => {
          action.reset();
          setAsking(false);
        }}
      >
        <p>The API key is deleted here. From then on nothing is sent, and nothing is withdrawn.</p>
        <p>
          <strong>The files that were sent stay in Qontext,</strong> also those of pages that are later changed, restricted or deleted in
          Confluence. To have them removed, leave the spaces out first, wait until their content is withdrawn, and disconnect then.
        </p>
        <p>Which spaces are included is kept. Confluence is not changed.</p>
      </Confirm>
    </>
  );
}
