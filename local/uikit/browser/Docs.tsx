import { type ComponentType, createContext, useContext } from 'react';
import type { ForgeDoc } from './forgeDoc';

export interface DocProps {
  doc: ForgeDoc;
}

/** What draws one element. The components are given it, since it knows all of them. */
export const DrawOne = createContext<ComponentType<DocProps>>(() => null);

/** What lies below an element. Keys are the app's own, so that focus and what was typed survive its next commit. */
export function Docs({ of }: { of: ForgeDoc[] }) {
  const One = useContext(DrawOne);
  return (
    <>
      {of.map((child) => (
        <One key={child.key} doc={child} />
      ))}
    </>
  );
}
