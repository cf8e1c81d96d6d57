import Button from '@atlaskit/button/default/button';
import { useCallback, useState } from 'react';

/** Where one is in a list whose pages are found by cursors only: the cursors of the pages before, and that of this one. */
export interface Paging {
  cursor: string | null;
  page: number;
  next(cursor: string): void;
  previous(): void;
  first(): void;
}

export function usePaging(): Paging {
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  const first = useCallback(() => setCursors([null]), []);
  return {
    first,
    cursor: cursors.at(-1) ?? null,
    page: cursors.length,
    next: (cursor) => setCursors((before) => [...before, cursor]),
    previous: () => setCursors((before) => (before.length > 1 ? before.slice(0, -1) : before)),
  };
}

export function Pager({ paging, nextCursor, what }: { paging: Paging; nextCursor: string | null; what: string }) {
  if (paging.page === 1 && nextCursor === null) return null;
  return (
    <nav className="pager" aria-label={`Pages of ${what}`}>
      <Button isDisabled={paging.page === 1} onClick={paging.previous}>
        Previous
      </Button>
      <span aria-live="polite">Page {paging.page}</span>
      <Button isDisabled={nextCursor === null} onClick={() => nextCursor !== null && paging.next(nextCursor)}>
        Next
      </Button>
    </nav>
  );
}
