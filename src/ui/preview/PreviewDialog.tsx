import { Button, Modal, ModalBody, ModalFooter, ModalHeader, ModalTitle, Spinner } from '@forge/react';
import { useCallback, useEffect, useState } from 'react';
import type { Preview } from '../../api/selection';
import { call, messageOf } from '../calls';
import { Failure } from '../Failure';
import { PreviewContent } from './PreviewContent';

type Reading = { kind: 'loading' } | { kind: 'failed'; message: string } | { kind: 'read'; preview: Preview };

/** The files as they would be sent now. Nothing is sent by looking at them. */
export function PreviewDialog({ onClose }: { onClose(): void }) {
  const [reading, setReading] = useState<Reading>({ kind: 'loading' });
  const load = useCallback(() => {
    setReading({ kind: 'loading' });
    call('previewPage').then(
      (preview) => setReading({ kind: 'read', preview }),
      (error) => setReading({ kind: 'failed', message: messageOf(error) }),
    );
  }, []);
  useEffect(load, [load]);
  return (
    <Modal onClose={onClose} width="x-large">
      <ModalHeader>
        <ModalTitle>What Qontext gets of this page</ModalTitle>
      </ModalHeader>
      <ModalBody>
        <Content reading={reading} onAgain={load} />
      </ModalBody>
      <ModalFooter>
        <Button appearance="primary" onClick={onClose}>
          Close
        </Button>
      </ModalFooter>
    </Modal>
  );
}

function Content({ reading, onAgain }: { reading: Reading; onAgain(): void }) {
  if (reading.kind === 'loading') return <Spinner label="Reading the page and composing its files" />;
  if (reading.kind === 'read') return <PreviewContent preview={reading.preview} />;
  return <Failure title="There is no preview" message={reading.message} onAgain={onAgain} />;
}
