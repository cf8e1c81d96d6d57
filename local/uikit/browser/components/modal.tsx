import { createContext, useContext, useId, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { type DocProps, Docs } from '../Docs';
import { handlerProp, textProp } from '../forgeDoc';

/** Shows what is inside, and nothing of its own. */
export function Through({ doc }: DocProps) {
  return <Docs of={doc.children} />;
}

const TitleId = createContext<string | undefined>(undefined);

/** Over the whole page, not only over the popup that it was opened from. The app says when it closes: Escape only asks. */
export function Modal({ doc }: DocProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const onClose = handlerProp(doc, 'onClose');
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Closing before it is taken out gives the focus back to where it was.
    return () => element?.close();
  }, []);
  const label = textProp(doc, 'label');
  return createPortal(
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard's way is Escape, by the cancel event
    <dialog
      ref={dialog}
      className="uikit uikit-modal"
      data-width={textProp(doc, 'width') ?? 'medium'}
      aria-label={label}
      aria-labelledby={label === undefined ? titleId : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.({ type: 'keydown' });
      }}
      onClick={(event) => {
        // The dialog itself is clicked only where its content is not: on the backdrop.
        if (event.target === dialog.current) onClose?.({ type: 'click' });
      }}
    >
      <div className="sheet">
        <TitleId.Provider value={titleId}>
          <Docs of={doc.children} />
        </TitleId.Provider>
      </div>
    </dialog>,
    document.body,
  );
}

export function ModalHeader({ doc }: DocProps) {
  return (
    <div className="header">
      <Docs of={doc.children} />
    </div>
  );
}

export function ModalTitle({ doc }: DocProps) {
  return (
    <h1 id={useContext(TitleId)}>
      <Docs of={doc.children} />
    </h1>
  );
}

export function ModalBody({ doc }: DocProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="content" tabIndex={0}>
      <Docs of={doc.children} />
    </div>
  );
}

export function ModalFooter({ doc }: DocProps) {
  return (
    <div className="footer">
      <Docs of={doc.children} />
    </div>
  );
}
