import Button from '@atlaskit/button/default/button';
import SectionMessage from '@atlaskit/section-message';
import { useState } from 'react';
import { call } from '../api';
import { tell, tellFailure, useAction } from '../hooks/useAction';
import { Confirm } from '../parts/Confirm';

/** The kill switch: takes effect at once, and leaves the rest of the policy as it is saved. */
const setPaused = async (paused: boolean): Promise<void> => {
  const policy = await call('getPolicy');
  await call('savePolicy', { ...policy, paused });
};

export function PauseEverything({ isDisabled, onPaused }: { isDisabled?: boolean; onPaused(): void }) {
  const [isAsking, setAsking] = useState(false);
  const action = useAction();
  const pause = (): Promise<boolean> =>
    action.run(async () => {
      await setPaused(true);
      setAsking(false);
      tell('Everything is paused', 'Nothing is read for Qontext and nothing is sent.');
      onPaused();
    });
  return (
    <>
      <Button appearance="danger" isDisabled={isDisabled} onClick={() => setAsking(true)}>
        Pause everything…
      </Button>
      <Confirm
        isOpen={isAsking}
        title="Pause everything?"
        confirm="Pause everything"
        isDangerous
        now={action.now}
        onConfirm={() => void pause()}
        onClose={() => {
          action.reset();
          setAsking(false);
        }}
      >
        <p>From now on nothing is read for Qontext and nothing is sent. What waits in the queues is dropped, and runs stop.</p>
        <p>
          <strong>What was sent stays in Qontext, and nothing is withdrawn,</strong> not even content that is restricted or deleted in
          Confluence meanwhile. When you resume, a sweep finds all that changed.
        </p>
      </Confirm>
    </>
  );
}

/** On every tab while everything is paused. */
export function PausedBanner({ onResumed }: { onResumed: (() => void) | null }) {
  const action = useAction();
  const resume = (): Promise<boolean> =>
    action.run(async () => {
      try {
        await setPaused(false);
        tell('The mirror goes on', 'What changed meanwhile is found by a sweep.');
        onResumed?.();
      } catch (error) {
        tellFailure('The mirror could not be resumed', error instanceof Error ? error.message : String(error));
        throw error;
      }
    });
  return (
    <div className="block">
      <SectionMessage appearance="warning" title="Everything is paused" headingLevel="h2">
        <p>Nothing is read for Qontext, nothing is sent and nothing is withdrawn.{onResumed ? '' : ' A site admin can resume it.'}</p>
        {onResumed && (
          <p>
            <Button isLoading={action.now.state === 'busy'} onClick={() => void resume()}>
              Resume
            </Button>
          </p>
        )}
      </SectionMessage>
    </div>
  );
}
