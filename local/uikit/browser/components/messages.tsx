import { type DocProps, Docs } from '../Docs';
import { numberProp, textProp } from '../forgeDoc';

const signs: Record<string, string> = { information: 'i', warning: '!', error: '!', success: '✓', discovery: '?' };

export function SectionMessage({ doc }: DocProps) {
  const appearance = textProp(doc, 'appearance') ?? 'information';
  const title = textProp(doc, 'title');
  return (
    <section className="uikit-message" data-appearance={appearance}>
      <span className="sign" aria-hidden="true">
        {signs[appearance] ?? 'i'}
      </span>
      <div>
        {title === undefined ? null : <h2>{title}</h2>}
        <Docs of={doc.children} />
      </div>
    </section>
  );
}

const levels = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'] as const;

export function EmptyState({ doc }: DocProps) {
  const Heading = levels[(numberProp(doc, 'headingLevel') ?? 4) - 1] ?? 'h4';
  const description = textProp(doc, 'description');
  return (
    <div className="uikit-empty">
      <Heading>{textProp(doc, 'header')}</Heading>
      {description === undefined ? null : <p>{description}</p>}
    </div>
  );
}

export function Spinner({ doc }: DocProps) {
  return <span className="uikit-spinner" role="img" aria-label={textProp(doc, 'label') ?? 'Loading'} />;
}

export function Lozenge({ doc }: DocProps) {
  return (
    <span className="uikit-lozenge" data-appearance={textProp(doc, 'appearance') ?? 'default'}>
      <Docs of={doc.children} />
    </span>
  );
}
