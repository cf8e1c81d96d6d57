import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

/** Heights of a row, in CSS pixels: of one line, and of two. Rows of one height make where each lies a multiplication. */
const ROW = 40;
const ROW_OF_TWO = 68;
/** From this width of the tree on a row has room for all on one line. */
const WIDE = 640;
const BEYOND = 8;

export interface Sight {
  /** There is no room for a row's state and buttons beside its title: they are on a second line. */
  isNarrow: boolean;
  rowHeight: number;
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
  const [isNarrow, setNarrow] = useState(false);
  const rowHeight = isNarrow ? ROW_OF_TWO : ROW;
  const onScroll = useCallback(() => {
    if (box.current) setTop(box.current.scrollTop);
  }, [box]);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => {
      setHeight(element.clientHeight);
      // A hidden tree has no width. The scroll bar counts as width, or its coming would turn the rows and theirs the bar.
      if (element.offsetWidth > 0) setNarrow(element.offsetWidth < WIDE);
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, [box]);
  const before = useRef(rowHeight);
  useLayoutEffect(() => {
    // The row at the top stays there when all rows change their height. Lower rows have cut the element's own position off already.
    if (!box.current || before.current === rowHeight) return;
    box.current.scrollTop = (top * rowHeight) / before.current;
    before.current = rowHeight;
    setTop(box.current.scrollTop);
  }, [box, rowHeight, top]);
  const reveal = useCallback(
    (index: number) => {
      const element = box.current;
      if (!element) return;
      const over = index * rowHeight - element.scrollTop;
      const under = (index + 1) * rowHeight - element.scrollTop - element.clientHeight;
      if (over < 0) element.scrollTop += over;
      else if (under > 0) element.scrollTop += under;
      setTop(element.scrollTop);
    },
    [box, rowHeight],
  );
  const from = Math.max(0, Math.floor(top / rowHeight) - BEYOND);
  const to = Math.min(rows - 1, Math.ceil((top + height) / rowHeight) + BEYOND);
  return { isNarrow, rowHeight, from: Math.min(from, Math.max(0, to)), to, onScroll, reveal };
}
