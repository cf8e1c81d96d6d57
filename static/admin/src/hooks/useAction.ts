import { showFlag } from '@forge/bridge';
import { useCallback, useEffect, useRef, useState } from 'react';
import { messageOf } from '../api';

export type ActionState = { state: 'idle' } | { state: 'busy' } | { state: 'failed'; message: string };
export interface Action {
  now: ActionState;
  /** Runs one at a time; a second while one is under way is not run. True: it went well. */
  run(work: () => Promise<void>): Promise<boolean>;
  reset(): void;
}

/** Something the admin asked for: busy while it lasts, and its failure kept where it was asked. */
export function useAction(): Action {
  const [now, setNow] = useState<ActionState>({ state: 'idle' });
  const busy = useRef(false);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);

  const run = useCallback(async (work: () => Promise<void>) => {
    if (busy.current) return false;
    busy.current = true;
    setNow({ state: 'busy' });
    try {
      await work();
      if (here.current) setNow({ state: 'idle' });
      return true;
    } catch (error) {
      if (here.current) setNow({ state: 'failed', message: messageOf(error) });
      return false;
    } finally {
      busy.current = false;
    }
  }, []);
  const reset = useCallback(() => setNow({ state: 'idle' }), []);
  return { now, run, reset };
}

let flags = 0;
/** Tells that something was done, in the site's own corner for such. */
export function tell(title: string, description?: string): void {
  showFlag({ id: `qontext-${++flags}`, title, description, type: 'success', isAutoDismiss: true });
}
export function tellFailure(title: string, description: string): void {
  showFlag({ id: `qontext-${++flags}`, title, description, type: 'error' });
}
