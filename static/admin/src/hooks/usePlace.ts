import { view } from '@forge/bridge';
import { useCallback, useEffect, useRef, useState } from 'react';

interface BridgeHistory {
  location: { pathname: string };
  push(path: string): void;
  listen(listener: (place: { pathname: string }) => void): unknown;
}

/** Which tab is open, kept in the address of the site's page, so that a reload, a link and the back button find it. */
export function usePlace(known: readonly string[]): [place: string, go: (place: string) => void] {
  const [first = ''] = known;
  const [place, setPlace] = useState(first);
  const history = useRef<BridgeHistory | null>(null);

  useEffect(() => {
    let gone = false;
    const show = ({ pathname }: { pathname: string }): void => {
      const name = pathname.replace(/^\//, '');
      if (!gone) setPlace(known.includes(name) ? name : first);
    };
    const open = async (): Promise<void> => {
      // The bridge types the history as that of a package which it does not depend on.
      const opened = (await view.createHistory()) as unknown as BridgeHistory;
      history.current = opened;
      opened.listen(show);
      show(opened.location);
    };
    // Not every place in Confluence gives a history. The tabs work without.
    open().catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [known, first]);

  const go = useCallback((next: string) => {
    setPlace(next);
    history.current?.push(`/${next}`);
  }, []);
  return [place, go];
}
