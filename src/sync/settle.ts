import type { Content, Snapshot } from '../content';
import { folderName } from '../document';
import { kindOf, type Repository } from '../qontext';
import type { Audience } from '../scope';
import { type LedgerEntry, ownerOf, type Place, placeKey, type Versioned } from '../store';
import { SpaceUnknownError } from './about';
import { audienceKey } from './audiences';
import { composeFiles } from './composeFiles';
import { hashOf } from './hash';
import { activityOf, entryAfterPush, newEntry } from './outcomes';
import { ensurePlace, forget, placeOf, type Spot } from './places';
import { alignOwnPlace } from './placeUpkeep';
import type { Ports } from './ports';
import { findLeftBehind, type Pushed, push, type WantedFile } from './push';
import type { Settled, SettleOptions, Verdict } from './settled';
import { settleOut, settleUnsendable } from './settleOut';
import { cameIn, claim, count, dropIfEmpty, finish } from './writing';

/** Brings the repository in line for one content: create, replace, rename, move, withdraw, or nothing. Both align and backfill end here. */
export async function settle(
  ports: Ports,
  repository: Repository,
  verdict: Verdict,
  current: Versioned<LedgerEntry> | null,
  options: SettleOptions,
): Promise<Settled> {
  if (current?.value.claim && current.value.claim.until > ports.now() && current.value.claim.by !== ports.invocation.lock)
    return { kind: 'busy' };
  // Somebody has settled this content on a later reading than ours: ours is history.
  if (current && current.value.readAt > verdict.readAt) return { kind: 'busy' };
  const { decision, snapshot } = verdict;
  if (decision.kind !== 'in' || !snapshot) return settleOut(ports, repository, verdict, current, options);
  try {
    return await settleIn(ports, repository, { ...verdict, snapshot }, decision.audience, current, options);
  } catch (error) {
    if (!(error instanceof SpaceUnknownError)) throw error;
    return settleOut(ports, repository, { ...verdict, decision: { kind: 'held', reason: 'space-not-visible' } }, current, options);
  }
}

async function settleIn(
  ports: Ports,
  repository: Repository,
  verdict: Verdict & { snapshot: Snapshot },
  audience: Audience | null,
  current: Versioned<LedgerEntry> | null,
  options: SettleOptions,
): Promise<Settled> {
  const { content } = verdict.snapshot;
  const before = current?.value ?? newEntry(verdict);
  const composed = await composeFiles(ports, verdict, options.names);
  if (composed === 'too-large') return settleUnsendable(ports, verdict, current, 'too-large', options);
  const wanted = composed.files;
  const spot = { content, above: verdict.above, audience };
  const place = await ensurePlace(ports, repository, spot);
  const own = await ownFolders(ports, spot, place);
  const key = audience && audienceKey(audience);
  const below = cameIn(current) || (current !== null && (before.spaceId !== content.spaceId || before.audience !== key));
  if (isAligned(before, wanted, place, own, content)) {
    const now = { ...entryAfterPush(before, verdict, place, wanted, null, ports.now()), audience: key, sentAt: before.sentAt };
    if (before.state === 'sent' && !options.awaited && before.parentId === verdict.parentId && before.version === content.version.number)
      return { kind: 'unchanged', below };
    return (await ports.store.ledger.put(now, current?.rev ?? null)) ? { kind: 'unchanged', below } : { kind: 'busy' };
  }

  const creatingIn = before.files.length < wanted.length ? { folderId: place.folderId, nameHash: hashOf(wanted[0]?.name ?? '') } : null;
  const claimed = await claim(ports, { ...before, spaceId: content.spaceId, parentId: verdict.parentId }, current, creatingIn);
  if (!claimed) return { kind: 'busy' };

  const known = { ...before, files: await filesLeftBehind(repository, before, wanted) };
  let at = place;
  let pushed = await push(repository, content.id, known, { folderId: at.folderId, files: wanted });
  if (pushed.folderGone) {
    await forget(ports, at.key);
    at = await ensurePlace(ports, repository, spot);
    pushed = await push(repository, content.id, { ...known, files: pushed.files }, { folderId: at.folderId, files: wanted });
  }
  if (!pushed.error) await followWithFolders(ports, repository, own, content, pushed);

  const after = { ...entryAfterPush(before, verdict, at, wanted, pushed, ports.now()), audience: key };
  const activity = activityOf(after, pushed, options.cause, ports.now());
  const written = await finish(ports, after, claimed.rev, activity && ports.store.activity.record(activity));
  count(ports, pushed, after);
  if (!written) return { kind: 'busy' };
  if (kindOf(pushed.error) === 'auth') throw pushed.error;
  if (pushed.did.moved && before.placeKey && before.placeKey !== at.key) await dropIfEmpty(ports, repository, before.placeKey);
  return { kind: after.state === 'sent' ? 'sent' : after.state === 'held' ? 'held' : 'failed', below };
}

/** A folder for the page's children, and the folder that it should lie in; null where that is not there. */
interface OwnFolder {
  own: Versioned<Place>;
  parentFolderId: string | null;
}

/** One in each audience's tree in which the page has children. */
async function ownFolders(ports: Ports, { content, above }: Spot & { content: Content }, place: Place): Promise<OwnFolder[]> {
  if (content.type !== 'page') return [];
  const { places } = ports.store;
  const { audience: at } = ownerOf(place.key);
  // The one beside the page's own files is read strictly; those of other audiences show themselves a little later.
  const strict = await places.get(placeKey(`content:${content.id}`, at));
  const found = new Map((await places.ofContent(content.id)).map((own) => [own.value.key, own]));
  if (strict) found.set(strict.value.key, strict);
  return Promise.all(
    [...found.values()].map(async (own) => {
      const { audience } = ownerOf(own.value.key);
      if (audience === at) return { own, parentFolderId: place.folderId };
      const parent = await places.get(placeKey(above[0] ? `content:${above[0].id}` : `space:${content.spaceId}`, audience));
      return { own, parentFolderId: parent?.value.folderId ?? null };
    }),
  );
}

/** Whether the repository should hold something else for this content than the ledger says. Changes nothing. */
export async function differs(ports: Ports, verdict: Verdict, entry: LedgerEntry, options: SettleOptions): Promise<boolean> {
  const { snapshot, decision } = verdict;
  if (decision.kind !== 'in' || !snapshot) return entry.files.length > 0;
  if (entry.state !== 'sent' || entry.parentId !== verdict.parentId) return true;
  const composed = await composeFiles(ports, { snapshot, spaceKey: verdict.spaceKey }, options.names);
  if (composed === 'too-large') return true;
  const spot = { content: snapshot.content, above: verdict.above, audience: decision.audience };
  const place = await ports.store.places.get(placeOf(spot));
  if (!place) return true;
  return !isAligned(entry, composed.files, place.value, await ownFolders(ports, spot, place.value), snapshot.content);
}

/** Whether the ledger says that the repository holds just this, in this place, under this name. */
function isAligned(entry: LedgerEntry, wanted: WantedFile[], place: Place, own: OwnFolder[], content: Content): boolean {
  return (
    entry.files.length === wanted.length &&
    wanted.every((file, i) => entry.files[i]?.hash === hashOf(file.content) && !entry.files[i]?.inReview) &&
    entry.folderId === place.folderId &&
    entry.placeKey === place.key &&
    entry.nameHash === hashOf(wanted[0]?.name ?? '') &&
    own.every((folder) => isFollowing(folder, content))
  );
}

const isFollowing = ({ own, parentFolderId }: OwnFolder, content: Content): boolean =>
  own.value.nameHash === hashOf(folderName(content)) && (parentFolderId === null || own.value.parentFolderId === parentFolderId);

/** After a kill: a file may have been created that no ledger knows. If its name is still the same, creating it finds it; if not, it is looked for. */
async function filesLeftBehind(repository: Repository, before: LedgerEntry, wanted: WantedFile[]): Promise<LedgerEntry['files']> {
  const left = before.claim?.creatingIn;
  if (!left || left.nameHash === hashOf(wanted[0]?.name ?? '')) return before.files;
  const found = await findLeftBehind(repository, before.id, left.folderId);
  return found.length > before.files.length ? found : before.files;
}

/** The folders of the page's children go where the page goes, under the page's name. */
async function followWithFolders(ports: Ports, repository: Repository, own: OwnFolder[], content: Content, pushed: Pushed): Promise<void> {
  try {
    for (const { own: folder, parentFolderId } of own)
      await alignOwnPlace(ports, repository, folder, folderName(content), parentFolderId ?? folder.value.parentFolderId ?? '');
  } catch (error) {
    pushed.error = error;
  }
}
