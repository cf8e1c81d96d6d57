import type { Ancestor, AncestorFacts, Facts, Reading } from '../confluence';
import type { ContentId, ContentRef, Snapshot, SpaceId } from '../content';
import { type AboveFacts, type Choice, decide, effectiveRules, hasLabel, keyOf, lockOf, nearestChoice, type Policy } from '../scope';
import type { LedgerEntry, Rulebook, SelectedSpace, Versioned } from '../store';
import type { Above } from './places';
import type { Ports } from './ports';
import type { Verdict } from './settled';
import { standingOf } from './standing';

/** One ancestor with all that matters to what is below it. */
export type Node = Ancestor & Facts;

interface SpaceView {
  selected: SelectedSpace | null;
  rules: Map<string, Choice> | null;
}

function viewOf(book: Rulebook, spaceId: SpaceId): SpaceView {
  const selected = book.spaces.find((space) => space.id === spaceId) ?? null;
  return { selected, rules: selected && effectiveRules(selected.rules, book.policy.selfService) };
}

/** What of the circumstances is the space's. */
function spaceFacts({ selected, rules }: SpaceView, policy: Policy) {
  const status = selected?.status === 'archived' ? 'archived' : 'current';
  return {
    policy,
    rules,
    lock: selected && lockOf({ key: selected.key, type: selected.type, status }, policy),
    space: { isLabelledOut: selected?.isLabelledOut ?? false },
    blocked: selected?.status === 'blocked',
  };
}

/** Whether something keeps out all of a space that is selected, whatever is in it. */
export function isKeptOut(book: Rulebook, spaceId: SpaceId): boolean {
  const { lock, space, blocked } = spaceFacts(viewOf(book, spaceId), book.policy);
  return lock !== null || space.isLabelledOut || blocked;
}

/**
 * `known`: where the content was, if it cannot be read any more; `isListed`: a run has just found it there, and waits for what becomes of it.
 * Null if there is nothing to say: not ours, and not there.
 */
export async function verdictOfReading(
  ports: Ports,
  ref: ContentRef,
  reading: Reading,
  book: Rulebook,
  known: { spaceId: SpaceId | null; entry: LedgerEntry | null; isListed?: boolean },
): Promise<Verdict | null> {
  if (reading.kind === 'found')
    return verdictOfSnapshot(reading.snapshot, reading.ancestors.map(nodeOf), book, await archivedAmong(ports, reading.ancestors));
  const spaceId = known.entry?.spaceId ?? known.spaceId;
  if (!spaceId || (!known.entry && !known.isListed)) return null;
  const base = { ref, spaceId, spaceKey: '', readAt: reading.readAt, standing: null, snapshot: null, above: [], parentId: null };
  if (!viewOf(book, spaceId).selected) return { ...base, decision: { kind: 'out', reason: 'not-selected' } };
  if (reading.evidence === 'space-gone') return { ...base, decision: { kind: 'held', reason: 'space-not-visible' } };
  return { ...base, decision: { kind: 'out', reason: reading.evidence } };
}

const nodeOf = ({ id, type, title, restriction, labels }: AncestorFacts): Node => ({ id, type, title: title ?? '', restriction, labels });

/** `ancestors` are all of them, nearest first; `archived` names those that are archived, which nothing else here tells. */
export function verdictOfSnapshot(snapshot: Snapshot, ancestors: Node[], book: Rulebook, archived: ReadonlySet<ContentId>): Verdict {
  const { content, restriction, readAt } = snapshot;
  const view = viewOf(book, content.spaceId);
  const above: AboveFacts[] = ancestors.map(({ id, restriction: r, labels }) => ({ id, restriction: r, labels }));
  const { id, type, status, labels } = content;
  const standing = standingOf({ restriction, labels }, book.policy.labelsOut);
  return {
    ref: { id, type },
    spaceId: content.spaceId,
    spaceKey: view.selected?.key ?? '',
    decision: decide({ ...spaceFacts(view, book.policy), content: { id, type, status, labels, restriction }, above }),
    readAt,
    ...(standing === 'unknown' ? {} : { standing, standingAt: readAt }),
    snapshot,
    above: foldersAbove(ancestors, view.rules ?? new Map(), book.policy, archived),
    parentId: ancestors.find((node) => node.type === 'page')?.id ?? null,
    isRuledAlone: view.rules?.has(keyOf({ kind: 'content', id })) ?? false,
  };
}

/**
 * Ancestors that have a folder: those in scope, since the title of what is not never leaves. Labels that keep out and restrictions need
 * no look here: they would have kept the content itself out, or give it the same audience. Whiteboards, databases and embeds are places
 * in Confluence's tree, but no documents: their pages lie in the next folder above.
 */
function foldersAbove(ancestors: Node[], rules: ReadonlyMap<string, Choice>, policy: Policy, archived: ReadonlySet<ContentId>): Above[] {
  return ancestors.flatMap(({ id, type, title, labels }, i): Above[] => {
    if ((type !== 'page' && type !== 'folder') || title === '') return [];
    if (archived.has(id) && !policy.archived) return [];
    const choice = nearestChoice(rules, { id, type: 'page', above: ancestors.slice(i + 1).map((node) => node.id) });
    const isLabelledIn = choice === null && labels !== 'unknown' && hasLabel(labels, policy.labelsIn);
    return choice === 'include' || isLabelledIn ? [{ id, type, title }] : [];
  });
}

/** Pages in the ledger that are known to be archived. */
export async function archivedAmong(ports: Ports, ancestors: { id: ContentId; type: string }[]): Promise<Set<ContentId>> {
  const pages = ancestors.filter((node) => node.type === 'page').map((node) => node.id);
  return archivedOf(await ports.store.ledger.getMany(pages));
}
export const archivedOf = (entries: ReadonlyMap<string, Versioned<LedgerEntry>>): Set<ContentId> =>
  new Set([...entries].filter(([, { value }]) => value.reason === 'archived' || value.reason === 'not-published').map(([id]) => id));
