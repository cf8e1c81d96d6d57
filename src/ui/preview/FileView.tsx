import { Code, CodeBlock, Heading, Stack, Tab, TabList, TabPanel, Tabs, Text } from '@forge/react';
import type { PreviewFile } from '../../api/selection';
import { useFormat } from '../format';
import { against } from './against';

/** One file: where it goes, its Markdown, and what differs from the one that the repository holds. */
export function FileView({ file }: { file: PreviewFile }) {
  const format = useFormat();
  return (
    <Stack space="space.100">
      <Heading as="h3" size="xsmall">
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
          <Tab>Markdown</Tab>
          <Tab>In Qontext now</Tab>
        </TabList>
        <TabPanel>
          <CodeBlock text={file.markdown} language="markdown" shouldWrapLongLines />
        </TabPanel>
        <TabPanel>
          <InQontext file={file} />
        </TabPanel>
      </Tabs>
    </Stack>
  );
}

function InQontext({ file }: { file: PreviewFile }) {
  if (file.current === null) return <Text>The repository holds no such file yet.</Text>;
  if (file.current === file.markdown) return <Text>The repository holds this file as it is here.</Text>;
  return <CodeBlock text={file.current} language="markdown" shouldWrapLongLines />;
}
