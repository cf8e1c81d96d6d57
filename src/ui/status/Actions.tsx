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

/** The buttons that this reader has a right to. The resolvers check the right again. */
export function Actions({ status, doing, sendNow, choose }: ActionsProps) {
  const [dialog, setDialog] = useState<'preview' | 'exclude' | null>(null);
  const { may, state, chosen } = status;
  if (!may.preview && !may.sendNow && !may.choose) return null;
  const isOut = chosen === 'exclude' || (chosen === 'none' && (state === 'out' || state === 'none'));
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
        {may.choose ? (
          <LoadingButton
            onClick={isOut ? () => choose('include') : () => setDialog('exclude')}
            isLoading={doing === 'choose'}
            isDisabled={doing === 'send'}
          >
            {isOut ? 'Include this page' : 'Exclude this page'}
          </LoadingButton>
        ) : null}
        {may.choose && chosen !== 'none' ? (
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
