import Button from '@atlaskit/button/default/button';
import ProgressBar from '@atlaskit/progress-bar';
import { useState } from 'react';
import type { RunAction, RunView } from '../../../../src/api/siteAdmin';
import { call } from '../api';
import { tellFailure, useAction } from '../hooks/useAction';
import { useFormat } from '../site';
import { runKinds, runPhases } from '../words';
import { Confirm } from './Confirm';

interface RunProgressProps {
  run: RunView;
  /** Null: who looks at it may not steer it. */
  onChange: ((run: RunView) => void) | null;
}

/** A run under way: how far it is, how long it may take, and what can be done about it. */
export function RunProgress({ run, onChange }: RunProgressProps) {
  const format = useFormat();
  const done = run.listed - run.pending;
  const name = `${runKinds[run.kind]} of ${run.spaceKey}`;
  const isCounting = run.phase === 'listing' || run.listed === 0;
  const share = run.listed === 0 ? 0 : done / run.listed;
  return (
    <section className="run" aria-label={name}>
      <div className="run-line">
        <strong>{stateLine(run)}</strong>
        <span>
          {isCounting
            ? `${format.number(run.listed)} listed so far`
            : `${format.number(done)} of ${format.number(run.listed)} (${format.percent(share)})`}
          {run.state === 'running' && run.etaMs !== null && `, about ${format.duration(run.etaMs)} left`}
        </span>
        {onChange && <RunButtons run={run} onChange={onChange} />}
      </div>
      <ProgressBar value={share} isIndeterminate={isCounting && run.state === 'running'} ariaLabel={`${name}: ${stateLine(run)}`} />
      <p className="run-counts">{countsLine(run, format.number)}</p>
      {run.note && <p className="run-note">{run.note}</p>}
      {/* Only states and quarters are spoken: every poll would be too much to listen to. */}
      <p className="visually-hidden" aria-live="polite">
        {name}: {stateLine(run)}
        {!isCounting && `, ${format.percent(Math.floor(share * 4) / 4)}`}
      </p>
    </section>
  );
}

function stateLine(run: RunView): string {
  const kind = runKinds[run.kind];
  if (run.state === 'paused') return `${kind} paused`;
  if (run.state === 'asking') return `${kind} waits for your approval`;
  return `${kind}: ${runPhases[run.phase]}`;
}

function countsLine(run: RunView, number: (value: number) => string): string {
  const counts: [number, string][] = [
    [run.sent, 'sent'],
    [run.unchanged, 'unchanged'],
    [run.out, 'left out'],
    [run.held, 'held back'],
    [run.failed, 'failed'],
    [run.withdrawn, 'withdrawn'],
  ];
  const said = counts.filter(([count]) => count > 0).map(([count, word]) => `${number(count)} ${word}`);
  return said.length > 0 ? said.join(', ') : 'Nothing done yet';
}

function RunButtons({ run, onChange }: { run: RunView; onChange(run: RunView): void }) {
  const action = useAction();
  const [asking, setAsking] = useState<'approve' | 'cancel' | null>(null);
  const control = (what: RunAction): Promise<boolean> =>
    action.run(async () => {
      try {
        onChange(await call('controlRun', { runId: run.id, action: what }));
      } catch (error) {
        if (what === 'pause' || what === 'resume') tellFailure('The run could not be changed', String(error));
        throw error;
      }
    });
  const confirmed = async (what: RunAction): Promise<void> => {
    if (await control(what)) setAsking(null);
  };
  const close = (): void => {
    action.reset();
    setAsking(null);
  };
  const isBusy = action.now.state === 'busy';
  return (
    <>
      {/* Atlaskit's ButtonGroup brings Emotion, whose style elements the policy refuses. */}
      <fieldset className="buttons bare" aria-label={`${runKinds[run.kind]} of ${run.spaceKey}`}>
        {run.state === 'asking' && (
          <Button spacing="compact" appearance="warning" onClick={() => setAsking('approve')}>
            Approve…
          </Button>
        )}
        {run.state === 'running' && (
          <Button spacing="compact" isDisabled={isBusy} onClick={() => void control('pause')}>
            Pause
          </Button>
        )}
        {run.state === 'paused' && (
          <Button spacing="compact" isDisabled={isBusy} onClick={() => void control('resume')}>
            Resume
          </Button>
        )}
        <Button spacing="compact" appearance="subtle" onClick={() => setAsking('cancel')}>
          Cancel run…
        </Button>
      </fieldset>
      <Confirm
        isOpen={asking === 'approve'}
        title={`Let the ${runKinds[run.kind].toLowerCase()} of ${run.spaceKey} go on?`}
        confirm="Approve"
        isDangerous
        now={action.now}
        onConfirm={() => void confirmed('approve')}
        onClose={close}
      >
        {run.note && <p>{run.note}</p>}
        <p>
          It stopped because it would remove more from Qontext than a run may remove by itself. If you approve, the files of that content
          are deleted in the repository. Nothing is deleted in Confluence.
        </p>
      </Confirm>
      <Confirm
        isOpen={asking === 'cancel'}
        title={`Cancel the ${runKinds[run.kind].toLowerCase()} of ${run.spaceKey}?`}
        confirm="Cancel the run"
        now={action.now}
        onConfirm={() => void confirmed('cancel')}
        onClose={close}
      >
        <p>What it has done stays as it is, and what it has not reached stays as it was. A resync or the next sweep does the rest.</p>
      </Confirm>
    </>
  );
}
