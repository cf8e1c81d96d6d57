import { Button, Modal, ModalBody, ModalFooter, ModalHeader, ModalTitle, Text } from '@forge/react';

/** Leaving out takes away what others may rely on, so it is asked for twice. */
export function ExcludeDialog({ onClose, onExclude }: { onClose(): void; onExclude(): void }) {
  return (
    <Modal onClose={onClose} width="small">
      <ModalHeader>
        <ModalTitle>Leave out this page?</ModalTitle>
      </ModalHeader>
      <ModalBody>
        <Text>What Qontext holds of this page is withdrawn, and no later version is sent. The pages below it stay as they are.</Text>
      </ModalBody>
      <ModalFooter>
        <Button appearance="subtle" onClick={onClose}>
          Cancel
        </Button>
        <Button appearance="danger" onClick={onExclude}>
          Leave out
        </Button>
      </ModalFooter>
    </Modal>
  );
}
