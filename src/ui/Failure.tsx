import { Button, ButtonGroup, SectionMessage, Stack, Text } from '@forge/react';

/** What could not be read, why, and another try. */
export function Failure({ title, message, onAgain }: { title: string; message: string; onAgain(): void }) {
  return (
    <Stack space="space.150">
      <SectionMessage appearance="error" title={title}>
        <Text>{message}</Text>
      </SectionMessage>
      <ButtonGroup label="After a failure">
        <Button onClick={onAgain}>Try again</Button>
      </ButtonGroup>
    </Stack>
  );
}
