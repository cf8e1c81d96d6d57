import { type DocProps, Docs } from '../Docs';
import { flagProp, textProp } from '../forgeDoc';

export function Code({ doc }: DocProps) {
  return (
    <code className="uikit-code">
      <Docs of={doc.children} />
    </code>
  );
}

export function CodeBlock({ doc }: DocProps) {
  const text = textProp(doc, 'text') ?? '';
  const language = textProp(doc, 'language') ?? 'text';
  return (
    <pre className="uikit-block" data-wraps={flagProp(doc, 'shouldWrapLongLines')}>
      <code>{language === 'diff' ? <DiffLines text={text} /> : text}</code>
    </pre>
  );
}

const kinds: Record<string, string> = { '+': 'added', '-': 'removed', '@': 'place' };

function DiffLines({ text }: { text: string }) {
  return (
    <>
      {text.split('\n').map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity, and never move
        <span key={at} data-line={kinds[line.charAt(0)]}>
          {`${line}\n`}
        </span>
      ))}
    </>
  );
}
