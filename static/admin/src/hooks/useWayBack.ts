import { type RefObject, useEffect, useRef } from 'react';

/**
 * The focus after the way back out of a view to the list that it was opened from, since what had it is gone: at the list's head while the
 * list loads, then at the button that opened the view, which has the view's place in its `data-opens`. Without that button it stays at the
 * head, and who has gone on meanwhile is left where they are.
 */
export function useWayBack(from: string, isHere: boolean): RefObject<HTMLDivElement> {
  const head = useRef<HTMLDivElement>(null);
  const wanted = useRef(from);
  useEffect(() => {
    if (wanted.current !== '') head.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    if (!isHere || wanted.current === '') return;
    const opener = document.querySelector<HTMLElement>(`[data-opens="${CSS.escape(wanted.current)}"]`);
    wanted.current = '';
    if (document.activeElement === head.current) opener?.focus();
  }, [isHere]);
  return head;
}
