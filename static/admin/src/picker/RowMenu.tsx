import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';

export interface MenuItem {
  label: string;
  /** A choice that holds now. Undefined: it is no choice. */
  isChosen?: boolean;
  run(): void;
}
interface RowMenuProps {
  label: string;
  items: MenuItem[];
  /** What it was opened from; has the focus again when it closes. */
  anchor: HTMLElement;
  onClose(): void;
}

const GAP_PX = 4;

/** A menu by the ARIA pattern. Atlaskit's brings Emotion, whose style elements the policy refuses. */
export function RowMenu({ label, items, anchor, onClose }: RowMenuProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const menu = box.current;
    if (!menu) return;
    const { top, bottom, right } = anchor.getBoundingClientRect();
    // Upwards where the frame ends below: nothing is drawn beyond it.
    const hasRoom = bottom + menu.offsetHeight + GAP_PX <= window.innerHeight;
    menu.style.top = `${hasRoom ? bottom + GAP_PX : Math.max(GAP_PX, top - menu.offsetHeight - GAP_PX)}px`;
    menu.style.left = `${Math.max(8, right - menu.offsetWidth)}px`;
    menu.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
  }, [anchor]);
  useEffect(() => {
    const away = (event: Event): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) onClose();
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('scroll', away, true);
    return () => {
      document.removeEventListener('pointerdown', away);
      document.removeEventListener('scroll', away, true);
    };
  }, [onClose]);
  const close = (): void => {
    onClose();
    anchor.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const all = [...(box.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const now = all.findIndex((one) => one.matches(':focus'));
    const next: Record<string, number> = {
      ArrowDown: (now + 1) % all.length,
      ArrowUp: (now - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    };
    const wanted = next[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (wanted !== undefined) all[wanted]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={box} role="menu" tabIndex={-1} aria-label={label} className="menu" onKeyDown={onKeyDown}>
      {items.map((item) => (
        // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles are interactive, and only the radio has it
        <button
          key={item.label}
          type="button"
          role={item.isChosen === undefined ? 'menuitem' : 'menuitemradio'}
          aria-checked={item.isChosen}
          tabIndex={-1}
          className="menu-item"
          onClick={() => {
            close();
            item.run();
          }}
        >
          <span aria-hidden="true" className="menu-mark">
            {item.isChosen ? '✓' : ''}
          </span>
          {item.label}
        </button>
      ))}
    </div>
  );
}
