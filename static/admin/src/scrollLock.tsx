import type { ReactNode } from 'react';

/**
 * In the place of react-scrolllock, which Atlaskit's modal dialog brings along: it keeps the page behind from scrolling by style elements,
 * which the policy refuses. The frame is as high as its content, so there is nothing to scroll behind a dialog.
 */
export default function ScrollLock({ children }: { children?: ReactNode }) {
  return <>{children}</>;
}
export const TouchScrollable = ScrollLock;
