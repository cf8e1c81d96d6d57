import { ConfluenceError } from '../confluence';
import type { ContentId, ContentRef, SpaceId } from '../content';
import type { LedgerEntry } from '../store';
import { type Ports, QueueFullError, type Touch, type Work } from './ports';

/** Key-value queries of one walk through what is out by choice; more than that is for work of its own. */
const MOST_QUERIES = 100;
/** Seconds in which the first child makes the folder that all of them would else make at the same moment. */
const FIRST_SECONDS = 2;
/** Handed to the queue at a time. No divisor of its limit, so that where it refuses some there is room for one that goes on later. */
const AT_ONCE = 40;
const FULL_SECONDS = 30;

/**
 * Touches what lies directly below a page or folder: what Confluence shows there now, and what the ledger knows there from before. Each
 * of these hands on to its own children if its standing changes, so a change walks down the tree and stops where it changes nothing.
 * `after`: those up to this id are queued already.
 */
export async function touchBelow(ports: Ports, work: Below): Promise<number> {
  const { id, at, cause } = work;
  const { known, rest } = await knownBelow(ports, id);
  const shown = await visibleChildren(ports, id);
  const refs = new Map<ContentId, { ref: ContentRef; spaceId: SpaceId | null }>();
  for (const entry of known) refs.set(entry.id, { ref: entry, spaceId: entry.spaceId });
  for (const ref of shown) refs.set(ref.id, { ref, spaceId: work.spaceId });
  const touches = [...refs.values()]
    .filter(({ ref }) => work.after === undefined || ref.id > work.after)
    .sort((a, b) => (a.ref.id < b.ref.id ? -1 : 1))
    .map(
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
  let after = work.after;
  try {
    const hasFolder = touches.length === 0 || (await ports.store.places.ofContent(id)).length > 0;
    for (let i = 0; i < touches.length; ) {
      const some = touches.slice(i, i + (hasFolder || i > 0 ? AT_ONCE : 1));
      await ports.queue.touch(some, hasFolder || i === 0 ? 0 : FIRST_SECONDS);
      i += some.length;
      after = some[some.length - 1]?.id;
    }
    for (const entry of rest) await ports.queue.work({ kind: 'below', id: entry.id, spaceId: entry.spaceId, at, cause });
  } catch (error) {
    // From the start again it would never come past what the queue takes in a minute.
    if (!(error instanceof QueueFullError) || after === undefined || after === work.after) throw error;
    await ports.queue.work({ ...work, after }, FULL_SECONDS);
  }
  return touches.length;
}

type Below = Extract<Work, { kind: 'below' }>;

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
