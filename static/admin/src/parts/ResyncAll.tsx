import Button from '@atlaskit/button/default/button';
import { useState } from 'react';
import { call } from '../api';
import { tell, useAction } from '../hooks/useAction';
import { useFormat } from '../site';
import { Confirm } from './Confirm';

/** Reads every included space again, after asking. */
export function ResyncAll({ includedSpaces, onStarted }: { includedSpaces: number; onStarted(): void }) {
  const { number } = useFormat();
  const [isAsking, setAsking] = useState(false);
  const action = useAction();
  const start = (): Promise<boolean> =>
    action.run(async () => {
      await call('startRun', { kind: 'resync' });
      setAsking(false);
      tell('Resync started', 'Every included space is read again.');
      onStarted();
    });
  return (
    <>
      <Button isDisabled={includedSpaces === 0} onClick={() => setAsking(true)}>
        Resync everything…
      </Button>
      <Confirm
        isOpen={isAsking}
        title="Resync everything?"
        confirm="Resync everything"
        now={action.now}
        onConfirm={() => void start()}
        onClose={() => {
          action.reset();
          setAsking(false);
        }}
      >
        <p>
          Every page and blog post of the {number(includedSpaces)} included {includedSpaces === 1 ? 'space' : 'spaces'} is read again and
          compared with the repository. Only what differs is sent.
        </p>
        <p>This spends Confluence API points: for a large site more than one hour's budget, in which case it takes several hours.</p>
      </Confirm>
    </>
  );
}
