import Button from '@atlaskit/button/default/button';
import ModalDialog, { ModalBody, ModalFooter, ModalHeader, ModalTitle, ModalTransition } from '@atlaskit/modal-dialog';
import type { ReactNode } from 'react';
import type { ActionState } from '../hooks/useAction';
import { Problem } from './Problem';

export interface ConfirmProps {
  isOpen: boolean;
  title: string;
  /** What happens, and what does not. */
  children: ReactNode;
  confirm: string;
  isDangerous?: boolean;
  now: ActionState;
  onConfirm(): void;
  onClose(): void;
}

/** Asks before something that is not undone by a click. Focus goes to "Cancel" and returns to where it came from. */
export function Confirm({ isOpen, title, children, confirm, isDangerous, now, onConfirm, onClose }: ConfirmProps) {
  return (
    <ModalTransition>
      {isOpen && (
        <ModalDialog onClose={onClose} width="small">
          <ModalHeader>
            <ModalTitle appearance={isDangerous ? 'danger' : undefined}>{title}</ModalTitle>
          </ModalHeader>
          <ModalBody>
            <div className="prose">{children}</div>
            {now.state === 'failed' && (
              <Problem
                headingLevel="h2"
                title="That did not work"
                message={now.message}
                meaning="Nothing was changed. You can try again, or close this."
              />
            )}
          </ModalBody>
          <ModalFooter>
            <Button appearance="subtle" onClick={onClose} autoFocus>
              Cancel
            </Button>
            <Button appearance={isDangerous ? 'danger' : 'primary'} onClick={onConfirm} isLoading={now.state === 'busy'}>
              {confirm}
            </Button>
          </ModalFooter>
        </ModalDialog>
      )}
    </ModalTransition>
  );
}
