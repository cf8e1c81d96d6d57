import Heading from '@atlaskit/heading';
import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge';
import { useState } from 'react';
import type { Preview, PreviewFile } from '../../../../src/api/selection';
import { Radios } from '../parts/Field';
import { useFormat } from '../site';
import { DiffView } from './DiffView';
import { Markdown } from './Markdown';

const decisions: Record<Preview['decision'], [string, ThemeAppearance]> = {
  in: ['In scope', 'success'],
  out: ['Left out', 'default'],
  held: ['Held back', 'moved'],
};
type Way = 'rendered' | 'raw' | 'difference';
const ways: { value: Way; label: string }[] = [
  { value: 'rendered', label: 'Rendered' },
  { value: 'raw', label: 'Raw Markdown' },
  { value: 'difference', label: 'Difference from the repository' },
];

export function PreviewView({ preview }: { preview: Preview }) {
  const [way, setWay] = useState<Way>('rendered');
  const [words, appearance] = decisions[preview.decision];
  const { number } = useFormat();
  return (
    <>
      <dl className="facts">
        <dt>Decision</dt>
        <dd>
          <Lozenge appearance={appearance}>{words}</Lozenge>
          {preview.reason && <span className="below-line">{preview.reason}</span>}
        </dd>
        <dt>Audience</dt>
        <dd>{preview.audience || 'unknown'}</dd>
        <dt>What is lost</dt>
        <dd>
          {preview.warnings.length === 0 ? (
            'nothing'
          ) : (
            <ul className="plain">
              {preview.warnings.map(({ text, count }) => (
                <li key={text}>
                  {text}
                  {count > 1 && ` (${number(count)} times)`}
                </li>
              ))}
            </ul>
          )}
        </dd>
      </dl>
      {preview.files.length === 0 ? (
        <p>Nothing would be sent of it.</p>
      ) : (
        <>
          {preview.decision !== 'in' && <p>It is not sent as things are. If it were included, this would be sent:</p>}
          <Radios legend="Show the files" options={ways} value={way} onChange={(next) => setWay(next)} />
          {preview.files.map((file) => (
            <File key={file.path} file={file} way={way} />
          ))}
        </>
      )}
    </>
  );
}

function File({ file, way }: { file: PreviewFile; way: Way }) {
  const { bytes } = useFormat();
  return (
    <section className="preview-file" aria-label={file.path}>
      <Heading size="xsmall" as="h3">
        {file.path}
      </Heading>
      <p className="help">
        {bytes(file.bytes)} · {standing(file)}
      </p>
      {way === 'rendered' && <Markdown text={file.markdown} />}
      {way === 'raw' && <Raw text={file.markdown} />}
      {way === 'difference' && <DiffView before={file.current} after={file.markdown} />}
    </section>
  );
}

function standing({ current, markdown }: PreviewFile): string {
  if (current === null) return 'not in the repository yet';
  return current === markdown ? 'the same as in the repository' : 'differs from the repository';
}

export function Raw({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <pre className="code" tabIndex={0}>
      {text}
    </pre>
  );
}
