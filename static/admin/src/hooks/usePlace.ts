import { view } from '@forge/bridge';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Guard } from '../guard';

interface BridgeHistory {
  location: { pathname: string };
  push(path: string): void;
  listen(listener: (place: { pathname: string }) => void): unknown;
}

/** Where one is: which tab, and where in it, as 'spaces' and ['choose', '101'] of 'spaces/choose/101'. */
export interface Place {
  tab: string;
  inside: string[];
  go(path: string): void;
}

/** The place on the page, kept in the address of the site's page, so that a reload, a link and the back button find it. */
export function usePlace(known: readonly string[], guard: Guard): Place {
  const [first = ''] = known;
  const [path, setPath] = useState(first);
  const history = useRef<BridgeHistory | null>(null);
  const current = useRef(path);
  current.current = path;
  const { isUnsaved, leave } = guard;

  useEffect(() => {
    let gone = false;
    const show = ({ pathname }: { pathname: string }): void => {
      const next = pathname.replace(/^\//, '');
      const wanted = known.includes(next.split('/')[0] ?? '') ? next : first;
      if (gone || wanted === current.current) return;
      if (!isUnsaved()) {
        setPath(wanted);
        return;
      }
      // The address has already changed, by the back button for example: it goes back to what is shown until the admin has decided.
      history.current?.push(`/${current.current}`);
      leave(() => {
        setPath(wanted);
        history.current?.push(`/${wanted}`);
      });
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
  }, [known, first, isUnsaved, leave]);

  const go = useCallback(
    (next: string) =>
      leave(() => {
        setPath(next);
        history.current?.push(`/${next}`);
      }),
    [leave],
  );
  const [tab = first, ...inside] = path.split('/');
  return { tab, inside, go };
}
