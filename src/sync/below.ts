import { ConfluenceError } from '../confluence';
import type { ContentId, ContentRef, Millis, SpaceId } from '../content';
import type { Cause, Ports, Touch } from './ports';

/**
 * Touches what lies directly below a page or folder: what Confluence shows there now, and what the ledger knows there from before. Each
 * of these hands on to its own children if its standing changes, so a change walks down the tree and stops where it changes nothing.
 */
export async function touchBelow(ports: Ports, id: ContentId, spaceId: SpaceId | null, at: Millis, cause: Cause): Promise<number> {
  const known = await ports.store.ledger.childrenOf(id);
  const shown = await visibleChildren(ports, id);
  const refs = new Map<ContentId, { ref: ContentRef; spaceId: SpaceId | null }>();
  for (const entry of known) refs.set(entry.id, { ref: entry, spaceId: entry.spaceId });
  for (const ref of shown) refs.set(ref.id, { ref, spaceId });
  const touches = [...refs.values()].map(
    ({ ref, spaceId: where }): Touch => ({
      id: ref.id,
      type: ref.type,
      spaceId: where,
      at,
      cause,
      below: true,
      awaited: false,
    }),
  );
  if (touches.length > 0) await ports.queue.touch(touches);
  return touches.length;
}

/** What the app may not see has no children for it; what it knew of them is in the ledger. */
async function visibleChildren(ports: Ports, id: ContentId): Promise<ContentRef[]> {
  try {
    return await ports.confluence.children(id);
  } catch (error) {
    if (error instanceof ConfluenceError && (error.kind === 'not-found' || error.kind === 'forbidden')) return [];
    throw error;
  }
}
