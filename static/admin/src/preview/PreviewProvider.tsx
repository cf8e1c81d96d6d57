import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react';
import type { Preview } from '../../../../src/api/selection';
import { PreviewContext } from './context';

const PreviewDialog = lazy(() => import('./PreviewDialog'));

/** Gives the page a preview: a dialog, so that what is under way behind it is not left. */
export function PreviewProvider({ load, children }: { load(content: string): Promise<Preview>; children: ReactNode }) {
  const [content, setContent] = useState<string | null>(null);
  const close = useCallback(() => setContent(null), []);
  return (
    <PreviewContext.Provider value={setContent}>
      {children}
      {content !== null && (
        <Suspense fallback={null}>
          <PreviewDialog first={content} load={load} onClose={close} />
        </Suspense>
      )}
    </PreviewContext.Provider>
  );
}
