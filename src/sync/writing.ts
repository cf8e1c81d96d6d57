import type { Repository } from '../qontext';
import { type Activity, type Attempt, type LedgerEntry, ownerOf, type Place, type PlaceKey, placeKey, type Versioned } from '../store';
import { dropPlace } from './placeUpkeep';
import { CLAIM_MS, type Ports } from './ports';
import type { Pushed } from './push';
import type { Settled } from './settled';

/** Says that this invocation writes for the content now. Null if somebody else was faster. The tick finds a claim that was never given back. */
export function claim(
  ports: Ports,
  entry: LedgerEntry & { attempt: Attempt },
  current: Versioned<LedgerEntry> | null,
  recovered: Activity | null,
): Promise<Versioned<LedgerEntry> | null> {
  const until = ports.now() + CLAIM_MS;
  const was = entry.claim?.was ?? entry.state;
  const claimed: LedgerEntry = {
    ...entry,
    state: 'pending',
    nextTryAt: until,
    claim: { by: ports.invocation.lock, was, until },
  };
  return ports.store.ledger.put(claimed, current?.rev ?? null, recovered ? [ports.store.activity.record(recovered)] : []);
}

/** Nothing was pushed: the entry stands as before the claim. */
export async function giveBack(ports: Ports, claimed: Versioned<LedgerEntry>, before: LedgerEntry): Promise<Settled> {
  await ports.store.ledger.put({ ...before, attempt: null, claim: null }, claimed.rev);
  return { kind: 'busy' };
}

export async function finish(ports: Ports, entry: LedgerEntry, rev: number | null, activities: (Activity | null)[]): Promise<boolean> {
  const also = activities.flatMap((activity) => (activity ? [ports.store.activity.record(activity)] : []));
  return (await ports.store.ledger.put({ ...entry, claim: null }, rev, also)) !== null;
}

export function count(ports: Ports, pushed: Pushed, after: LedgerEntry): void {
  if (pushed.did.created || pushed.did.replaced || pushed.did.renamed || pushed.did.moved) ports.usage.pushes += 1;
  else if (pushed.did.deleted) ports.usage.withdrawals += 1;
  if (after.state === 'failed') ports.usage.failures += 1;
}

/** As it stood before the claim that a killed invocation may have left. */
const stateOf = (entry: LedgerEntry) => entry.claim?.was ?? entry.state;
const isIn = (entry: LedgerEntry) => ['sent', 'failed', 'pending'].includes(stateOf(entry));
export const cameIn = (current: Versioned<LedgerEntry> | null) => current !== null && !isIn(current.value);
export const wentOut = (current: Versioned<LedgerEntry> | null) => current !== null && isIn(current.value);

/**
 * Deletes the folder of a content or a blog year if nothing is in it any more, and then those above it of which the same is true: a folder
 * has a title in its name. Qontext refuses if something is in it.
 */
export async function dropIfEmpty(ports: Ports, repository: Repository, key: PlaceKey): Promise<void> {
  if (key.startsWith('root') || key.startsWith('space:')) return;
  const place = await ports.store.places.get(key);
  if (!place || (await isInUse(ports, key))) return;
  if (!(await dropPlace(ports, repository, place))) return;
  const above = await keyAbove(ports, place.value);
  if (above) await dropIfEmpty(ports, repository, above);
}

/** By the ledger's own word: for some seconds, a query shows files that have just gone from here. The last in the list go last as a rule. */
async function isInUse(ports: Ports, key: PlaceKey): Promise<boolean> {
  const { contentId } = ownerOf(key);
  if (contentId === null) return false;
  const liesIn = (entry: LedgerEntry | undefined) => entry?.placeKey === key && entry.files.length > 0;
  for (const { id } of (await ports.store.ledger.childrenOf(contentId)).filter(liesIn).reverse())
    if (liesIn((await ports.store.ledger.get(id))?.value)) return true;
  return false;
}

/**
 * The folder that this one lies in. As a rule it is that of the nearest page above; a folder of Confluence's may be between. Null: it is the
 * space's, which its own run takes away.
 */
async function keyAbove(ports: Ports, { key, spaceId, parentFolderId }: Place): Promise<PlaceKey | null> {
  const { ledger, places } = ports.store;
  const { contentId, audience } = ownerOf(key);
  const pageId = contentId === null ? null : ((await ledger.get(contentId))?.value.parentId ?? null);
  const ofPage = pageId === null ? null : await places.get(placeKey(`content:${pageId}`, audience));
  if (ofPage?.value.folderId === parentFolderId) return ofPage.value.key;
  // Of a large space it takes long to look at all, and most of what is left here lies at its top.
  const ofSpace = await places.get(placeKey(`space:${spaceId}`, audience));
  if (ofSpace?.value.folderId === parentFolderId) return null;
  return (await places.ofSpace(spaceId)).find(({ value }) => value.folderId === parentFolderId)?.value.key ?? null;
}
