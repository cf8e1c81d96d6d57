import { SectionMessage, Stack, Strong, Text } from '@forge/react';
import { useState } from 'react';
import type { Preview, PreviewFile } from '../../api/selection';
import { Warnings } from '../status/Facts';
import { FileTable } from './FileTable';
import { FileView } from './FileView';

const verdicts = {
  in: 'These files would be sent now. Nothing is sent by looking at them.',
  out: 'Nothing is sent: this page is left out.',
  held: 'Nothing is sent: this page is held back.',
} as const;

export function PreviewContent({ preview }: { preview: Preview }) {
  const { decision, reason, audience, files, warnings } = preview;
  const [shownPath, setShownPath] = useState<string | null>(null);
  const shown: PreviewFile | undefined = files.find(({ path }) => path === shownPath) ?? files[0];
  return (
    <Stack space="space.200">
      {decision === 'in' ? (
        <Text>{verdicts.in}</Text>
      ) : (
        <SectionMessage appearance={decision === 'held' ? 'warning' : 'information'} title={verdicts[decision]}>
          <Text>{reason ?? 'The app gave no reason.'}</Text>
        </SectionMessage>
      )}
      {decision === 'in' || shown === undefined ? null : <Text>If it were included, this would be sent:</Text>}
      {shown === undefined ? null : (
        <Text>
          <Strong>Who may read it:</Strong> {audience}
        </Text>
      )}
      <Warnings warnings={warnings} as="h2" />
      {files.length > 1 && shown !== undefined ? <FileTable files={files} shownPath={shown.path} onShow={setShownPath} /> : null}
      {shown === undefined ? null : <FileView key={shown.path} file={shown} />}
    </Stack>
  );
}
