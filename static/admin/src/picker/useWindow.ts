import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';

/** Height of a row, in CSS pixels. Rows of one height make where each lies a multiplication. */
export const ROW = 40;
const BEYOND = 8;

export interface Sight {
  /** Indexes of the rows to draw: those in sight and some beyond, first and last with them. */
  from: number;
  to: number;
  onScroll(): void;
  /** Scrolls as little as needed to have this row in sight. */
  reveal(index: number): void;
}

/** Which rows of a long list to draw: a level may have thousands, of which some twenty are in sight. */
export function useWindow(box: RefObject<HTMLElement>, rows: number): Sight {
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(12 * ROW);
  const onScroll = useCallback(() => {
    if (box.current) setTop(box.current.scrollTop);
  }, [box]);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setHeight(element.clientHeight));
    watch.observe(element);
    return () => watch.disconnect();
  }, [box]);
  const reveal = useCallback(
    (index: number) => {
      const element = box.current;
      if (!element) return;
      const over = index * ROW - element.scrollTop;
      const under = (index + 1) * ROW - element.scrollTop - element.clientHeight;
      if (over < 0) element.scrollTop += over;
      else if (under > 0) element.scrollTop += under;
      setTop(element.scrollTop);
    },
    [box],
  );
  const from = Math.max(0, Math.floor(top / ROW) - BEYOND);
  const to = Math.min(rows - 1, Math.ceil((top + height) / ROW) + BEYOND);
  return { from: Math.min(from, Math.max(0, to)), to, onScroll, reveal };
}
