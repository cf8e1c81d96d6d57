import type { Content, Snapshot } from '../content';
import { folderName, type Warning } from '../document';
import { kindOf, QontextError, type Repository } from '../qontext';
import type { Audience } from '../scope';
import { type LedgerEntry, ownerOf, type Place, type PlaceKey, placeKey, RecordBusyError, type Versioned } from '../store';
import { SpaceUnknownError } from './about';
import { attemptOf, lookAgain } from './attempt';
import { audienceKey, demandsOf } from './audiences';
import { composeFiles } from './composeFiles';
import { hashOf } from './hash';
import { activityOf, entryAfterPush, entryBetweenTries, entryUnfollowed, newEntry, recoveredActivity } from './outcomes';
import { alignOwnPlace, forget, isInPlace } from './placeMoves';
import { AudienceUnknownError, ensureBeside, ensurePlace, placeOf, type Spot } from './places';
import { alignFolders, misplacedFolders, touchInTheWay } from './placeUpkeep';
import type { Cause, Ports } from './ports';
import { type Pushed, push, type WantedFile } from './push';
import type { Settled, SettleOptions, Verdict } from './settled';
import { settleOut, settleUnsendable } from './settleOut';
import { cameIn, claim, count, dropIfEmpty, finish, giveBack } from './writing';

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
  const { entry: before, sent } = await lookAgain(repository, current?.value ?? newEntry(verdict));
  const composed = await composeFiles(ports, verdict, options.names);
  if (composed === 'too-large') return settleUnsendable(ports, verdict, current, 'too-large', options);
  const wanted = composed.files;
  const lost = { warnings: byKind(composed.warnings) };
  const spot = { content, above: verdict.above, audience };
  const place = await ensurePlace(ports, repository, spot);
  const own = await ownFolders(ports, spot, place);
  const key = audience && audienceKey(audience, content.spaceId);
  const below = cameIn(current) || (current !== null && (before.spaceId !== content.spaceId || before.audience !== key));
  await alignFolders(ports, repository, spot, await misplacedFolders(ports, spot)).catch(async (error: unknown) => {
    if (kindOf(error) === 'invalid') await touchInTheWay(ports, spot, key, options.cause);
    throw error;
  });
  if (sent.length === 0 && isAligned(before, wanted, place, own, content)) {
    const now = { ...entryAfterPush(before, verdict, place, wanted, null, ports.now()), ...lost, audience: key, sentAt: before.sentAt };
    if (before.state === 'sent' && !options.awaited && isWrittenDown(before, verdict)) return { kind: 'unchanged', below };
    return (await ports.store.ledger.put(now, current?.rev ?? null)) ? { kind: 'unchanged', below } : { kind: 'busy' };
  }

  const claiming = { ...before, spaceId: content.spaceId, parentId: verdict.parentId, attempt: attemptOf(place.folderId, wanted) };
  const claimed = await claim(
    ports,
    claiming,
    current,
    recoveredActivity(before, current?.value.files ?? [], sent, options.cause, ports.now()),
  );
  if (!claimed) return { kind: 'busy' };
  // Rule 5: whoever takes the space out of the selection from here on finds this claim in the ledger, and waits for it.
  const { policy, spaces } = await ports.store.settings.rulebookOf([content.spaceId]);
  if (policy.paused || spaces.length === 0) return giveBack(ports, claimed, before);

  const pushed = await push(repository, content.id, before, { folderId: place.folderId, files: wanted });
  const isFollowed = pushed.error ? true : await followWithFolders(ports, repository, own, spot, pushed, options.cause);

  const done = { ...entryAfterPush(claimed.value, verdict, place, wanted, pushed, ports.now()), ...lost, audience: key };
  const waits = !isFollowed && done.state === 'sent';
  const passing = passingOf(pushed.error);
  const after = passing ? entryBetweenTries(done, before, ports.now()) : waits ? entryUnfollowed(done, before, ports.now()) : done;
  const hasLeft = Object.values(pushed.did).some((did) => did);
  const activity = passing && !hasLeft ? null : activityOf(after, pushed, options.cause, ports.now());
  const written = await finish(ports, after, claimed.rev, [activity]);
  // Somebody deleted our folder in Qontext: it is made anew at the next try.
  if (pushed.folderGone) await forget(ports, place.key);
  count(ports, pushed, after);
  if (!written) return { kind: 'busy' };
  if (kindOf(pushed.error) === 'auth') throw pushed.error;
  if (pushed.folderGone) return { kind: 'busy' };
  if (passing) {
    // Fewer side by side: it has too much to do.
    ports.usage.failures += 1;
    return { kind: 'failed', below, passing };
  }
  if (pushed.did.moved && before.placeKey && before.placeKey !== place.key) await dropIfEmpty(ports, repository, before.placeKey);
  if (waits) {
    // Soon once; after that, whenever the tick finds that it is due. Not as busy: the next try would not know what lies below it.
    const { id, type, spaceId } = content;
    const again = { id, type, spaceId, at: ports.now(), cause: options.cause, below: false, awaited: options.awaited };
    if (after.tries === 1) await ports.queue.touch([again], SOON_SECONDS);
    return { kind: 'sent', below };
  }
  return { kind: after.state === 'sent' ? 'sent' : after.state === 'held' ? 'held' : 'failed', below };
}

const passingOf = (error: unknown): QontextError | null => (error instanceof QontextError && kindOf(error) === 'busy' ? error : null);

/** What stands in the way of a folder has been touched, and is settled by then as a rule. */
const SOON_SECONDS = 3;

function byKind(warnings: Warning[]): NonNullable<LedgerEntry['warnings']> {
  const counts = new Map<string, number>();
  for (const { kind, count: n } of warnings) counts.set(kind, (counts.get(kind) ?? 0) + n);
  return [...counts].map(([kind, n]) => ({ kind, count: n }));
}

/** Whether the ledger has all that this reading says beside the files. */
const isWrittenDown = (entry: LedgerEntry, { parentId, standing, snapshot }: Verdict & { snapshot: Snapshot }) =>
  entry.parentId === parentId &&
  entry.version === snapshot.content.version.number &&
  (standing === undefined || entry.standing === standing);

/** A folder for the page's children, and the folder that it should lie in; null where that is not there. */
interface OwnFolder {
  own: Versioned<Place>;
  parentFolderId: string | null;
}

/** One in each audience's tree in which the page has children. */
type OwnSpot = Spot & { content: Content };

/**
 * Only those in trees whose readers may all read the page itself, since they get its title. In any other tree a folder of it is left over
 * from before a restriction, and keeps the old name until the last child has gone from it.
 */
async function ownFolders(ports: Ports, { content, above, audience }: OwnSpot, place: Place): Promise<OwnFolder[]> {
  if (content.type !== 'page') return [];
  const { places } = ports.store;
  const { audience: at } = ownerOf(place.key);
  // The one beside the page's own files is read strictly; those of other audiences show themselves a little later.
  const strict = await places.get(placeKey(`content:${content.id}`, at));
  const others = (await places.ofContent(content.id)).filter(({ value }) => ownerOf(value.key).audience !== at);
  const rootOf = (own: Versioned<Place>) => placeKey('root', ownerOf(own.value.key).audience);
  const roots = others.length > 0 ? await places.getMany(others.map(rootOf)) : new Map<PlaceKey, Versioned<Place>>();
  const isForReaders = (own: Versioned<Place>) => {
    const within = roots.get(rootOf(own))?.value.within;
    return within !== undefined && demandsOf(audience, content.spaceId).every((demand) => within.includes(demand));
  };
  const narrower = await Promise.all(
    others.filter(isForReaders).map(async (own) => {
      const key = placeKey(above[0] ? `content:${above[0].id}` : `space:${content.spaceId}`, ownerOf(own.value.key).audience);
      return { own, parentFolderId: (await places.get(key))?.value.folderId || null };
    }),
  );
  return strict ? [{ own: strict, parentFolderId: place.folderId }, ...narrower] : narrower;
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
  if (!place || (await misplacedFolders(ports, spot)).length > 0) return true;
  return !isAligned(entry, composed.files, place.value, await ownFolders(ports, spot, place.value), snapshot.content);
}

/** Whether the ledger says that the repository holds just this, in this place, under this name. */
function isAligned(entry: LedgerEntry, wanted: WantedFile[], place: Place, own: OwnFolder[], content: Content): boolean {
  return (
    entry.files.length === wanted.length &&
    wanted.every((file, i) => entry.files[i]?.hash === hashOf(file.content) && !entry.files[i]?.inReview) &&
    entry.folderId === place.folderId &&
    entry.nameHash === hashOf(wanted[0]?.name ?? '') &&
    own.every((folder) => isInPlace(folder.own.value, wantedPlace(folder, content)))
  );
}

const wantedPlace = ({ parentFolderId }: Pick<OwnFolder, 'parentFolderId'>, content: Content) => ({
  name: folderName(content),
  // Of what is not there yet there is no id, so no folder lies in it.
  parentFolderId: parentFolderId ?? '',
  spaceId: content.spaceId,
});

/**
 * The folders of the page's children go where the page goes, under the page's name. False if somebody else keeps making or moving one of
 * them, or something has to go first that lies in the way: the page is to be looked at again.
 */
async function followWithFolders(
  ports: Ports,
  repository: Repository,
  own: OwnFolder[],
  spot: OwnSpot,
  pushed: Pushed,
  cause: Cause,
): Promise<boolean> {
  for (const folder of own) {
    try {
      if (!(await followWith(ports, repository, folder, spot))) return false;
    } catch (error) {
      const { audience } = ownerOf(folder.own.value.key);
      if (kindOf(error) === 'invalid' && (await touchInTheWay(ports, spot, audience, cause))) return false;
      pushed.error = error;
      pushed.folderGone = kindOf(error) === 'not-found';
      return true;
    }
  }
  return true;
}

async function followWith(ports: Ports, repository: Repository, folder: OwnFolder, spot: OwnSpot): Promise<boolean> {
  let now: Versioned<Place> | null = folder.own;
  for (let turn = 1; turn <= TURNS && now; turn += 1) {
    try {
      const { audience } = ownerOf(now.value.key);
      const parentFolderId = folder.parentFolderId ?? (await ensureBeside(ports, repository, spot, audience)).folderId;
      await alignOwnPlace(ports, repository, now, wantedPlace({ parentFolderId }, spot.content));
      return true;
    } catch (error) {
      if (error instanceof AudienceUnknownError) {
        // With the root, what lay in it is gone.
        await forget(ports, now.value.key);
        return true;
      }
      if (!(error instanceof RecordBusyError)) throw error;
      // Another lane makes the same folder for a child at this moment: look again how far that is.
      now = await ports.store.places.get(folder.own.value.key);
    }
  }
  return now === null;
}

const TURNS = 10;
