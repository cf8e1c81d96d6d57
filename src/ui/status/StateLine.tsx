import { Heading, Inline, Lozenge, SectionMessage, Stack, Text } from '@forge/react';
import { badges, type ShownState, sentences } from './words';

const reasonLook = { held: 'warning', failed: 'error', out: 'information', pending: 'information', current: 'information' } as const;

/** Where the page stands, in a badge and a sentence; and why, as far as this reader may know. */
export function StateLine({ state, reason }: { state: ShownState; reason: string | null }) {
  const badge = badges[state];
  return (
    <Stack space="space.100">
      <Inline space="space.100" alignBlock="center">
        <Heading as="h2" size="small">
          This page in Qontext
        </Heading>
        <Lozenge appearance={badge.appearance}>{badge.text}</Lozenge>
      </Inline>
      <Text>{sentences[state]}</Text>
      {reason === null ? null : (
        <SectionMessage appearance={reasonLook[state]} title="Why">
          <Text>{reason}</Text>
        </SectionMessage>
      )}
    </Stack>
  );
}
