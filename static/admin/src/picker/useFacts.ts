import { useEffect, useRef, useState } from 'react';
import { FACTS_OF, type Facts, factsOf } from '../confluence';
import type { TreeNode } from './tree';

const SETTLE_MS = 250;

/**
 * Labels and restrictions of the pages in sight and of those above them, asked for in bulk once the scrolling rests. They are a help for the
 * eye only: what Confluence does not answer for stays unmarked here, and is decided by the app, which the forecast tells of.
 */
export function useFacts(inSight: readonly TreeNode[]): ReadonlyMap<string, Facts> {
  const [facts, setFacts] = useState<ReadonlyMap<string, Facts>>(new Map());
  const asked = useRef(new Set<string>());
  const wanted = wantedIds(inSight).filter((id) => !asked.current.has(id));
  const next = wanted.slice(0, FACTS_OF).join();
  useEffect(() => {
    if (next === '') return;
    const ids = next.split(',');
    const timer = setTimeout(() => {
      for (const id of ids) asked.current.add(id);
      // A batch with one content in it that was just trashed may be refused as a whole: these stay unmarked.
      factsOf(ids).then(
        (found) => setFacts((before) => new Map([...before, ...found])),
        () => setFacts((before) => new Map(before)),
      );
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [next]);
  return facts;
}

function wantedIds(nodes: readonly TreeNode[]): string[] {
  const pages = nodes.filter((node) => node.standing.kind === 'page' || node.standing.kind === 'blogpost');
  return [...new Set(pages.flatMap((node) => [node.standing.id, ...node.standing.above]))];
}
