import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import type { ReactNode } from 'react';
import type { ActionState } from '../hooks/useAction';
import { Dialog } from './Dialog';
import { Problem } from './Problem';

export interface ConfirmProps {
  isOpen: boolean;
  title: string;
  /** What happens, and what does not. */
  children: ReactNode;
  confirm: string;
  isDangerous?: boolean;
  /** For more than a few lines. */
  isRoomy?: boolean;
  /** False: what there is to see before one confirms is not here yet. */
  isReady?: boolean;
  now: ActionState;
  onConfirm(): void;
  onClose(): void;
}

/** Asks before something that is not undone by a click. "Cancel" has the focus first. */
export function Confirm(props: ConfirmProps) {
  const { isOpen, title, children, confirm, isDangerous, isRoomy, isReady = true, now, onConfirm, onClose } = props;
  if (!isOpen) return null;
  return (
    <Dialog size={isRoomy ? 'roomy' : 'small'} onClose={onClose} title={(id) => <Title id={id}>{title}</Title>}>
      <div className="prose">{children}</div>
      {now.state === 'failed' && (
        <Problem
          title="That did not work"
          message={now.message}
          meaning="It was not done, or not to its end. You can try again, or close this and look how it stands."
        />
      )}
      <div className="buttons dialog-buttons">
        <Button appearance="subtle" onClick={onClose}>
          Cancel
        </Button>
        <Button appearance={isDangerous ? 'danger' : 'primary'} isDisabled={!isReady} onClick={onConfirm} isLoading={now.state === 'busy'}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}

function Title({ id, children }: { id: string; children: string }) {
  return (
    <Heading size="medium" as="h2" id={id}>
      {children}
    </Heading>
  );
}
