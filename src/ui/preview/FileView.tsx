import { Code, CodeBlock, Heading, Stack, Tab, TabList, TabPanel, Tabs, Text } from '@forge/react';
import { useMemo } from 'react';
import type { PreviewFile } from '../../api/selection';
import { useFormat } from '../format';
import { against } from './against';
import { unifiedDiff } from './diff';
import { RenderedView } from './RenderedView';

/** One file: where it goes, how it reads, its Markdown, and what differs from the one that the repository holds. */
export function FileView({ file }: { file: PreviewFile }) {
  const format = useFormat();
  return (
    <Stack space="space.100">
      <Heading as="h2" size="xsmall">
        {file.path.slice(file.path.lastIndexOf('/') + 1)}
      </Heading>
      <Text>
        <Code>{file.path}</Code>
      </Text>
      <Text>
        {format.bytes(file.bytes)}. In the repository: {against(file).toLowerCase()}.
      </Text>
      <Tabs id="preview-file">
        <TabList>
          <Tab>Rendered</Tab>
          <Tab>Markdown</Tab>
          <Tab>Difference</Tab>
        </TabList>
        <TabPanel>
          <RenderedView markdown={file.markdown} />
        </TabPanel>
        <TabPanel>
          <CodeBlock text={file.markdown} language="markdown" shouldWrapLongLines />
        </TabPanel>
        <TabPanel>
          <Difference file={file} />
        </TabPanel>
      </Tabs>
    </Stack>
  );
}

function Difference({ file: { current, markdown } }: { file: PreviewFile }) {
  const diff = useMemo(() => (current === null ? null : unifiedDiff(current, markdown)), [current, markdown]);
  if (diff === null) return <Text>The repository holds no such file yet.</Text>;
  if (diff === '') return <Text>The repository holds this file as it is here.</Text>;
  return <CodeBlock text={diff} language="diff" shouldWrapLongLines />;
}
