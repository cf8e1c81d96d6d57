import type { Ancestor, AncestorFacts, Reading } from '../confluence';
import type { ContentRef, Restriction, Snapshot, SpaceId } from '../content';
import { decide, type Reason } from '../scope';
import type { LedgerEntry, Selection, Versioned } from '../store';
import type { Above } from './places';
import type { Ports } from './ports';
import type { Verdict } from './settle';

/** Circumstances of a space, as the last look at it found them. */
function spaceFacts(selection: Selection, spaceId: SpaceId) {
  const selected = selection.spaces.find((space) => space.id === spaceId);
  return {
    selected: selected !== undefined,
    space: { status: selected?.status === 'archived' ? 'archived' : 'current' },
    blocked: selected?.status === 'blocked',
  };
}

/** `known`: where the content was, if it cannot be read any more. Null if there is nothing to say: not ours, and not there. */
export async function verdictOfReading(
  ports: Ports,
  ref: ContentRef,
  reading: Reading,
  selection: Selection,
  known: { spaceId: SpaceId | null; entry: LedgerEntry | null },
): Promise<Verdict | null> {
  if (reading.kind === 'found') {
    const restrictions = reading.ancestors.map((ancestor) => ancestor.restriction);
    return verdictOfSnapshot(reading.snapshot, reading.ancestors, restrictions, selection, await outOfScope(ports, reading.ancestors));
  }
  const spaceId = known.entry?.spaceId ?? known.spaceId;
  if (!spaceId || !known.entry) return null;
  const { selected } = spaceFacts(selection, spaceId);
  const base = { ref, spaceId, spaceKey: '', readAt: reading.readAt, snapshot: null, above: [], parentId: null };
  if (!selected) return { ...base, decision: { kind: 'out', reason: 'not-selected' } };
  if (reading.evidence === 'space-gone') return { ...base, decision: { kind: 'held', reason: 'space-not-visible' } };
  return { ...base, decision: { kind: 'out', reason: reading.evidence } };
}

/** `above` and `restrictions` are of all ancestors; `out` names those that are out of scope although they are not restricted (archived). */
export function verdictOfSnapshot(
  snapshot: Snapshot,
  ancestors: (Ancestor | AncestorFacts)[],
  restrictions: (Restriction | 'unknown')[],
  selection: Selection,
  out: ReadonlySet<string>,
): Verdict {
  const { content, restriction, readAt } = snapshot;
  return {
    ref: { id: content.id, type: content.type },
    spaceId: content.spaceId,
    spaceKey: selection.spaces.find((space) => space.id === content.spaceId)?.key ?? '',
    decision: decide({ ...spaceFacts(selection, content.spaceId), status: content.status, restriction, above: restrictions }),
    readAt,
    snapshot,
    above: ancestors.flatMap((node): Above[] =>
      hasFolder(node.type) && node.title && !out.has(node.id) ? [{ id: node.id, type: node.type, title: node.title }] : [],
    ),
    parentId: ancestors.find((node) => node.type === 'page')?.id ?? null,
  };
}

/** Whiteboards, databases and embeds are places in Confluence's tree, but no documents: their pages lie in the next folder above. */
const hasFolder = (type: string): type is Above['type'] => type === 'page' || type === 'folder';

/** The title of a page that is out of scope never leaves, so it has no folder. */
export async function outOfScope(ports: Ports, ancestors: { id: string; type: string }[]): Promise<Set<string>> {
  const pages = ancestors.filter((node) => node.type === 'page').map((node) => node.id);
  return outOf(await ports.store.ledger.getMany(pages));
}
export const outOf = (entries: ReadonlyMap<string, Versioned<LedgerEntry>>): Set<string> =>
  new Set(
    [...entries]
      .filter(([, { value }]) => value.state === 'out' && value.reason !== null && outByItself.has(value.reason))
      .map(([id]) => id),
  );
/** What hides a page from the app, or restricts it, does so to what lies below: read later, that is known to be history. */
const outByItself = new Set<Reason>(['archived', 'not-published']);
