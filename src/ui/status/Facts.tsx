import { Code, Heading, List, ListItem, Stack, Strong, Text } from '@forge/react';
import type { ReactNode } from 'react';
import type { PageStatus } from '../../api/pageStatus';
import { useFormat } from '../format';
import { choices, times } from './words';

/** What was sent last, and for those who may see it where it lies and what was lost on the way. */
export function Facts({ status }: { status: PageStatus }) {
  const format = useFormat();
  const { sentVersion, sentAt, path, audience, warnings, chosen } = status;
  return (
    <Stack space="space.100">
      {sentVersion === null ? null : (
        <Fact name="Last sent">
          version {sentVersion}
          {sentAt === null ? '' : `, ${format.time(sentAt)}`}
        </Fact>
      )}
      {path === null ? null : (
        <Fact name="File">
          <Code>{path}</Code>
        </Fact>
      )}
      {audience === null ? null : <Fact name="Who may read it">{audience}</Fact>}
      {chosen === 'none' ? null : <Fact name="Chosen for this page alone">{choices[chosen]}</Fact>}
      <Warnings warnings={warnings} as="h3" />
    </Stack>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Text>
      <Strong>{name}:</Strong> {children}
    </Text>
  );
}

/** What the Markdown does not hold of the page. `as` is the level below the heading that it stands under. */
export function Warnings({ warnings, as }: { warnings: PageStatus['warnings']; as: 'h2' | 'h3' }) {
  if (warnings.length === 0) return null;
  return (
    <Stack space="space.050">
      <Heading as={as} size="xsmall">
        What Markdown could not keep
      </Heading>
      <List type="unordered">
        {warnings.map(({ text, count }) => (
          <ListItem key={text}>
            {text} ({times(count)})
          </ListItem>
        ))}
      </List>
    </Stack>
  );
}
