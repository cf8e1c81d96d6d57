import { type DocProps, Docs } from '../Docs';
import { type ForgeDoc, flagProp, textProp } from '../forgeDoc';

/** `space.150` is 12 pixels: a hundredth of the number, times eight. */
function gap(doc: ForgeDoc): string | undefined {
  const steps = /^space\.(\d+)$/.exec(textProp(doc, 'space') ?? '')?.[1];
  return steps === undefined ? undefined : `${(Number(steps) / 100) * 8}px`;
}

export function Stack({ doc }: DocProps) {
  return (
    <div className="uikit-stack" style={{ gap: gap(doc), alignItems: textProp(doc, 'alignInline') }}>
      <Docs of={doc.children} />
    </div>
  );
}

export function Inline({ doc }: DocProps) {
  return (
    <div
      className="uikit-inline"
      style={{ gap: gap(doc), alignItems: textProp(doc, 'alignBlock'), flexWrap: flagProp(doc, 'shouldWrap') ? 'wrap' : undefined }}
    >
      <Docs of={doc.children} />
    </div>
  );
}

export function List({ doc }: DocProps) {
  const Tag = textProp(doc, 'type') === 'ordered' ? 'ol' : 'ul';
  return (
    <Tag className="uikit-list">
      <Docs of={doc.children} />
    </Tag>
  );
}

export function ListItem({ doc }: DocProps) {
  return (
    <li>
      <Docs of={doc.children} />
    </li>
  );
}
