import { AdfRenderer, CodeBlock, Stack, Text } from '@forge/react';
import { type ComponentProps, useMemo } from 'react';
import { render } from './adf';

/** The file as a reader of the repository would see it drawn. */
export function RenderedView({ markdown }: { markdown: string }) {
  const { front, document } = useMemo(() => render(markdown), [markdown]);
  return (
    <Stack space="space.150">
      {front === null ? null : <CodeBlock text={front} language="yaml" shouldWrapLongLines />}
      {document.content.length === 0 ? (
        <Text>This file has no text.</Text>
      ) : (
        // Atlassian's type names each node by itself; ours are among them, which a test holds against Atlassian's own validator.
        <AdfRenderer document={document as ComponentProps<typeof AdfRenderer>['document']} />
      )}
    </Stack>
  );
}
