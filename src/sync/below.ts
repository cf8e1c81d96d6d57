import { ConfluenceError } from '../confluence';
import type { ContentId, ContentRef, Millis, SpaceId } from '../content';
import type { LedgerEntry } from '../store';
import type { Cause, Ports, Touch } from './ports';

/** Key-value queries of one walk through what is out by choice; more than that is for work of its own. */
const MOST_QUERIES = 100;
/** Seconds in which the first child makes the folder that all of them would else make at the same moment. */
const FIRST_SECONDS = 2;

/**
 * Touches what lies directly below a page or folder: what Confluence shows there now, and what the ledger knows there from before. Each
 * of these hands on to its own children if its standing changes, so a change walks down the tree and stops where it changes nothing.
 */
export async function touchBelow(ports: Ports, id: ContentId, spaceId: SpaceId | null, at: Millis, cause: Cause): Promise<number> {
  const { known, rest } = await knownBelow(ports, id);
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
  const [first, ...others] = touches;
  if (!first) return 0;
  const hasFolder = (await ports.store.places.ofContent(id)).length > 0;
  if (hasFolder) await ports.queue.touch(touches);
  else {
    await ports.queue.touch([first]);
    if (others.length > 0) await ports.queue.touch(others, FIRST_SECONDS);
  }
  for (const entry of rest) await ports.queue.work({ kind: 'below', id: entry.id, spaceId: entry.spaceId, at, cause });
  return touches.length;
}

const isOutByChoice = ({ state, reason }: LedgerEntry): boolean => state === 'out' && (reason === 'excluded' || reason === 'not-selected');

/**
 * The ledger's children of a page, and, past each that is out by choice, those of that: it stays out whatever has changed above it, so
 * it hands nothing on, but below it may lie what is chosen by itself. `rest`: where the walk was not gone on with.
 */
async function knownBelow(ports: Ports, id: ContentId): Promise<{ known: LedgerEntry[]; rest: LedgerEntry[] }> {
  const known = await ports.store.ledger.childrenOf(id);
  const through = known.filter(isOutByChoice);
  // What is out is not read at every move, so by the ledger two of them may each lie below the other.
  const seen = new Set([id, ...known.map((entry) => entry.id)]);
  for (let queries = 0; through.length > 0 && queries < MOST_QUERIES; queries += 1) {
    const next = through.shift();
    const below = (next ? await ports.store.ledger.childrenOf(next.id) : []).filter((entry) => !seen.has(entry.id));
    for (const entry of below) seen.add(entry.id);
    through.push(...below.filter(isOutByChoice));
    known.push(...below.filter((entry) => !isOutByChoice(entry)));
  }
  return { known, rest: through };
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
