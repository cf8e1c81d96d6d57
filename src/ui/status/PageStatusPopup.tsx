import { EmptyState, SectionMessage, Spinner, Stack, Text } from '@forge/react';
import { Failure } from '../Failure';
import { Actions } from './Actions';
import { Facts } from './Facts';
import { StateLine } from './StateLine';
import { usePageStatus } from './usePageStatus';

export function PageStatusPopup() {
  const view = usePageStatus();
  const { reading, problem } = view;
  if (reading.kind === 'loading') return <Spinner label="Reading where this page stands with Qontext" />;
  if (reading.kind === 'failed')
    return <Failure title="The status of this page could not be read" message={reading.message} onAgain={view.load} />;
  const { status } = reading;
  return (
    <Stack space="space.200">
      {status.state === 'none' ? (
        <EmptyState
          header="Not in Qontext"
          description="Nothing of this space is included, so nothing of it is sent to Qontext."
          headingLevel={2}
          width="narrow"
        />
      ) : (
        <StateLine state={status.state} reason={status.reason} />
      )}
      <Facts status={status} />
      {status.advice === null ? null : (
        <SectionMessage appearance="information" title="What would change it">
          <Text>{status.advice}</Text>
        </SectionMessage>
      )}
      {problem === null ? null : (
        <SectionMessage appearance="error" title="That did not work">
          <Text>{problem}</Text>
        </SectionMessage>
      )}
      <Actions status={status} doing={view.doing} sendNow={view.sendNow} choose={view.choose} />
    </Stack>
  );
}
