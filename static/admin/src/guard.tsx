import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { Confirm } from './parts/Confirm';

/** Keeps what was not saved from being lost by going elsewhere. */
export interface Guard {
  setUnsaved(isUnsaved: boolean): void;
  isUnsaved(): boolean;
  /** Goes on at once, or once the admin says to let the changes go. */
  leave(next: () => void): void;
}
const none: Guard = { setUnsaved: () => undefined, isUnsaved: () => false, leave: (next) => next() };
export const GuardContext = createContext<Guard>(none);
export const useGuard = (): Guard => useContext(GuardContext);

/** Marks the page as having unsaved changes for as long as this is so and shown. */
export function useUnsaved(isUnsaved: boolean): void {
  const { setUnsaved } = useGuard();
  useEffect(() => {
    setUnsaved(isUnsaved);
    return () => setUnsaved(false);
  }, [isUnsaved, setUnsaved]);
}

export function useMadeGuard(): Guard & { dialog: ReactNode } {
  const unsaved = useRef(false);
  const [waiting, setWaiting] = useState<{ next(): void } | null>(null);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (unsaved.current) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, []);
  const setUnsaved = useCallback((is: boolean) => {
    unsaved.current = is;
  }, []);
  const isUnsaved = useCallback(() => unsaved.current, []);
  const leave = useCallback((next: () => void) => {
    if (unsaved.current) setWaiting({ next });
    else next();
  }, []);
  const guard = useMemo(() => ({ setUnsaved, isUnsaved, leave }), [setUnsaved, isUnsaved, leave]);
  const dialog = (
    <Confirm
      isOpen={waiting !== null}
      title="Leave without saving?"
      confirm="Leave without saving"
      isDangerous
      now={{ state: 'idle' }}
      onConfirm={() => {
        unsaved.current = false;
        setWaiting(null);
        waiting?.next();
      }}
      onClose={() => setWaiting(null)}
    >
      <p>Your changes here are not saved. If you leave, they are lost, and what is mirrored stays as it is.</p>
    </Confirm>
  );
  return { ...guard, dialog };
}
