import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';

interface DialogProps {
  /** The heading, with the id that names the dialog. */
  title(id: string): ReactNode;
  children: ReactNode;
  /** wide: for what is read in it, and as high as it may be from the beginning. */
  size?: 'small' | 'roomy' | 'wide';
  onClose(): void;
}

const MARGIN_PX = 24;

/**
 * A modal dialog beside what opened it. Confluence makes the app's frame as high as its content, so that the frame's own window is not
 * what the admin sees of it: Atlaskit's dialog, which is fixed to the top of that window, opens out of sight in a long list.
 * The browser's own dialog keeps the rest of the page out of reach and gives the focus back.
 */
export function Dialog({ title, children, size = 'small', onClose }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    const opener = document.activeElement;
    dialog.showModal();
    place(dialog, opener);
    // What is loaded into it makes it higher.
    const watch = new ResizeObserver(() => place(dialog, opener));
    watch.observe(dialog);
    return () => {
      watch.disconnect();
      dialog.close();
    };
  }, []);
  // The browser tells of a close later. What React closed and showed again, as it does in development, is open by then.
  const closed = (): void => {
    if (!ref.current?.open) onClose();
  };
  return createPortal(
    <dialog ref={ref} className={`dialog dialog-${size}`} aria-labelledby={id} onClose={closed} onKeyDown={keepInside}>
      {title(id)}
      {children}
    </dialog>,
    document.body,
  );
}

/** At the height of its opener, as far as the frame has room, and scrolled to if the frame's visible part has none. */
function place(dialog: HTMLDialogElement, opener: Element | null): void {
  const beside = opener?.getBoundingClientRect() ?? dialog.getBoundingClientRect();
  const wanted = beside.top + beside.height / 2 - dialog.offsetHeight / 2;
  const lowest = document.documentElement.clientHeight - dialog.offsetHeight - MARGIN_PX;
  dialog.style.top = `${window.scrollY + Math.max(MARGIN_PX, Math.min(wanted, lowest))}px`;
  dialog.scrollIntoView({ block: 'nearest' });
}

/** The browser lets Tab leave the dialog for what is around the frame. */
function keepInside(event: KeyboardEvent<HTMLDialogElement>): void {
  if (event.key !== 'Tab') return;
  const controls = [...event.currentTarget.querySelectorAll<HTMLElement>('button, a[href], input, textarea, [tabindex="0"]')].filter(
    (one) => !one.matches(':disabled'),
  );
  const [from, to] = event.shiftKey ? [controls.at(0), controls.at(-1)] : [controls.at(-1), controls.at(0)];
  if (document.activeElement !== from) return;
  event.preventDefault();
  to?.focus();
}
