import { type DocProps, Docs } from '../Docs';
import { flagProp, handlerProp, textProp } from '../forgeDoc';

export function Button({ doc }: DocProps) {
  const onClick = handlerProp(doc, 'onClick');
  return (
    <button
      type="button"
      className="uikit-button"
      data-appearance={textProp(doc, 'appearance') ?? 'default'}
      disabled={flagProp(doc, 'isDisabled')}
      onClick={() => onClick?.({ type: 'click' })}
    >
      <Docs of={doc.children} />
    </button>
  );
}

/** While it loads it keeps the focus, so it is not disabled for the browser: it only does nothing. */
export function LoadingButton({ doc }: DocProps) {
  const onClick = handlerProp(doc, 'onClick');
  const isLoading = flagProp(doc, 'isLoading');
  return (
    <button
      type="button"
      className="uikit-button"
      data-appearance={textProp(doc, 'appearance') ?? 'default'}
      disabled={flagProp(doc, 'isDisabled')}
      aria-disabled={isLoading || undefined}
      onClick={() => {
        if (!isLoading) onClick?.({ type: 'click' });
      }}
    >
      {isLoading ? <span className="uikit-spinner" role="img" aria-label="Loading" data-size="small" /> : null}
      <Docs of={doc.children} />
    </button>
  );
}

export function ButtonGroup({ doc }: DocProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; UI Kit's group of buttons is a group
    <div role="group" className="uikit-buttons" aria-label={textProp(doc, 'label')}>
      <Docs of={doc.children} />
    </div>
  );
}
