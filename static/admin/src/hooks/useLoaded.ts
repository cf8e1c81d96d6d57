import { useCallback, useEffect, useRef, useState } from 'react';
import { messageOf } from '../api';

/** `value` null and `error` null: not loaded yet. Both: the last refresh failed, and `value` is what was known before it. */
export interface Loaded<T> {
  value: T | null;
  error: string | null;
  reload(): Promise<void>;
  /** Shows what a resolver answered, until the next refresh. */
  replace(change: (value: T) => T): void;
}

interface Shown<T> {
  key: string;
  value: T | null;
  error: string | null;
}

/**
 * Loads, and loads again when `key` changes, when asked to, when the page comes back into view, and from time to time while it is visible.
 *
 * @param key says what `load` loads: another key drops what is shown
 * @param everyMs milliseconds from the end of one load to the begin of the next, by what is known
 */
export function useLoaded<T>(key: string, load: () => Promise<T>, everyMs: (known: T | null) => number): Loaded<T> {
  const [state, setState] = useState<Shown<T>>({ key, value: null, error: null });
  const shown: Shown<T> = state.key === key ? state : { key, value: null, error: null };
  const latest = useRef(load);
  latest.current = load;
  // Answers may overtake each other: only the latest question's counts.
  const asked = useRef(0);

  const reload = useCallback(async () => {
    const mine = ++asked.current;
    try {
      const value = await latest.current();
      if (mine === asked.current) setState({ key, value, error: null });
    } catch (error) {
      const message = messageOf(error);
      if (mine === asked.current) setState((before) => ({ key, value: before.key === key ? before.value : null, error: message }));
    }
  }, [key]);

  useEffect(() => {
    void reload();
    return () => {
      asked.current++;
    };
  }, [reload]);

  usePolling(reload, everyMs(shown.value));

  const replace = useCallback((change: (value: T) => T) => {
    // What is under way was asked before the change and would undo it.
    asked.current++;
    setState((before) => (before.value === null ? before : { ...before, value: change(before.value), error: null }));
  }, []);
  return { value: shown.value, error: shown.error, reload, replace };
}

/** Calls `reload` every so often while the page is visible, and at once when it becomes visible again. */
function usePolling(reload: () => Promise<void>, everyMs: number): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const later = (): void => {
      clearTimeout(timer);
      if (!gone && !document.hidden) timer = setTimeout(() => void reload().finally(later), everyMs);
    };
    const turned = (): void => {
      clearTimeout(timer);
      if (!document.hidden) void reload().finally(later);
    };
    document.addEventListener('visibilitychange', turned);
    later();
    return () => {
      gone = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', turned);
    };
  }, [reload, everyMs]);
}
