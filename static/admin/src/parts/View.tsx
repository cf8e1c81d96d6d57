import Spinner from '@atlaskit/spinner';
import type { ReactNode } from 'react';
import type { Loaded } from '../hooks/useLoaded';
import { Problem } from './Problem';

interface ViewProps<T> {
  /** What is loaded, in the middle of a sentence: 'the spaces'. */
  what: string;
  loaded: Loaded<T>;
  /** Level of a problem's heading: below the heading of the part that is shown. */
  headingLevel?: 'h2' | 'h3';
  children(value: T): ReactNode;
}

/** Shows what was loaded, or that it is on its way, or that it failed. What is known stays when only a refresh failed. */
export function View<T>({ what, loaded, headingLevel, children }: ViewProps<T>) {
  const { value, error } = loaded;
  const retry = (): void => void loaded.reload();
  if (value === null && error === null) return <Loading what={what} />;
  if (value === null)
    return (
      <Problem
        title={`Could not load ${what}`}
        message={error ?? ''}
        meaning="Nothing was changed, and the mirror goes on without this page. Try again; if it keeps failing, the app's logs say more."
        retry={retry}
        headingLevel={headingLevel}
      />
    );
  return (
    <>
      {error !== null && (
        <Problem
          title={`Could not refresh ${what}`}
          message={error}
          meaning="What you see below is what was known before. It is asked for again by itself."
          retry={retry}
          headingLevel={headingLevel}
        />
      )}
      {children(value)}
    </>
  );
}

export function Loading({ what }: { what: string }) {
  return (
    <div className="loading" role="status">
      <Spinner size="medium" label="" />
      <span>Loading {what}…</span>
    </div>
  );
}
