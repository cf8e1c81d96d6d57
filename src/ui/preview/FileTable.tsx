import { Button, Code, DynamicTable, Text } from '@forge/react';
import type { PreviewFile } from '../../api/selection';
import { useFormat } from '../format';
import { against } from './against';

interface FileTableProps {
  files: PreviewFile[];
  shownPath: string;
  onShow(path: string): void;
}

/** A document above the size limit is several files: one line each, and one of them is shown. */
export function FileTable({ files, shownPath, onShow }: FileTableProps) {
  const format = useFormat();
  const head = {
    cells: [
      { key: 'path', content: 'File' },
      { key: 'size', content: 'Size' },
      { key: 'against', content: 'In the repository' },
      { key: 'show', content: 'Show' },
    ],
  };
  const rows = files.map((file) => ({
    key: file.path,
    isHighlighted: file.path === shownPath,
    cells: [
      { key: 'path', content: <Code>{file.path}</Code> },
      { key: 'size', content: <Text>{format.bytes(file.bytes)}</Text> },
      { key: 'against', content: <Text>{against(file)}</Text> },
      {
        key: 'show',
        content: (
          <Button onClick={() => onShow(file.path)} isDisabled={file.path === shownPath}>
            {`Show ${file.path.slice(file.path.lastIndexOf('/') + 1)}`}
          </Button>
        ),
      },
    ],
  }));
  return <DynamicTable caption="Files" head={head} rows={rows} />;
}
