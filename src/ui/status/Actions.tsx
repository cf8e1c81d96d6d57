import { Button, ButtonGroup, LoadingButton, ModalTransition } from '@forge/react';
import { useState } from 'react';
import type { PageStatus } from '../../api/pageStatus';
import { PreviewDialog } from '../preview/PreviewDialog';
import { ExcludeDialog } from './ExcludeDialog';
import type { Doing } from './usePageStatus';

interface ActionsProps {
  status: PageStatus;
  doing: Doing;
  sendNow(): void;
  choose(choice: PageStatus['chosen']): void;
}

/** The buttons that this reader has a right to and that would change something. The resolvers check the right again. */
export function Actions({ status, doing, sendNow, choose }: ActionsProps) {
  const [dialog, setDialog] = useState<'preview' | 'exclude' | null>(null);
  const { may } = status;
  if (!Object.values(may).includes(true)) return null;
  const close = () => setDialog(null);
  return (
    <>
      <ButtonGroup label="This page">
        {may.preview ? <Button onClick={() => setDialog('preview')}>Preview</Button> : null}
        {may.sendNow ? (
          <LoadingButton onClick={sendNow} isLoading={doing === 'send'} isDisabled={doing === 'choose'}>
            Send now
          </LoadingButton>
        ) : null}
        {may.include ? (
          <LoadingButton onClick={() => choose('include')} isLoading={doing === 'choose'} isDisabled={doing === 'send'}>
            Include this page
          </LoadingButton>
        ) : null}
        {may.exclude ? (
          <LoadingButton onClick={() => setDialog('exclude')} isLoading={doing === 'choose'} isDisabled={doing === 'send'}>
            Leave out this page
          </LoadingButton>
        ) : null}
        {may.undo ? (
          <Button appearance="subtle" onClick={() => choose('none')} isDisabled={doing !== null}>
            Let the rules above decide
          </Button>
        ) : null}
      </ButtonGroup>
      <ModalTransition>{dialog === 'preview' ? <PreviewDialog onClose={close} /> : null}</ModalTransition>
      <ModalTransition>
        {dialog === 'exclude' ? (
          <ExcludeDialog
            onClose={close}
            onExclude={() => {
              close();
              choose('exclude');
            }}
          />
        ) : null}
      </ModalTransition>
    </>
  );
}
