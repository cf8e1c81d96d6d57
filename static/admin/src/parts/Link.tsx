import { router } from '@forge/bridge';
import type { ReactNode } from 'react';

/** A link out of the app. The frame may open no window by itself: the bridge does it. */
export function Link({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      className="link"
      href={href}
      onClick={(event) => {
        event.preventDefault();
        void router.open(href);
      }}
    >
      {children}
      <span className="visually-hidden"> (opens a new tab)</span>
    </a>
  );
}
