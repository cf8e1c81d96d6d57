import { sourceIdOf } from '../../src/document';
import type { Activity, LedgerEntry, Place, Run, SpaceCounts } from '../../src/store';
import type { Site } from './confluence/site';
import type { Cabinet } from './keyValue';
import { aboutSpaceOf, type Expected, restrictedRootOf, rootOf, spaceFolderOf } from './oracle';
import { pathOf, ROOT, type Shelf } from './repository';

/** Each check gives what is wrong, in words; nothing is well. */

/** All that is compared. */
export interface Facts {
  site: Site;
  shelf: Shelf;
  store: Cabinet;
  expected: Expected;
  selected: ReadonlySet<string>;
}

const rows = <T>(store: Cabinet, entity: 'ledger' | 'place' | 'run' | 'activity' | 'state'): [string, T][] =>
  // As the app wrote them.
  [...(store.entities.get(entity) ?? new Map<string, string>())].map(([key, text]) => [key, (JSON.parse(text) as { data: T }).data]);

const missingFrom = (from: ReadonlySet<string>, wanted: Iterable<string>) => [...wanted].filter((one) => !from.has(one));

/** Rules 1, 5 and 9: the same files, at the same paths, with the same text; and nothing else below our roots. */
export function filesAreRight({ site, shelf, expected, selected }: Facts): string[] {
  const problems: string[] = [];
  const actual = new Map([...shelf.files.values()].map((file) => [pathOf(shelf, file), file.content]));
  const wanted = new Map([...expected.files, ...expected.abouts]);
  // Of a space that is mirrored the folder stays while nothing is in it, and so does the site's; of an audience it does not.
  const mayBe = new Map([...site.spaces.values()].map((space) => [`${spaceFolderOf(site, space.id)}/About this space.md`, space]));
  for (const path of missingFrom(new Set(actual.keys()), wanted.keys())) problems.push(`missing file ${path}`);
  for (const [path, content] of actual) {
    const space = mayBe.get(path);
    const isFollowed = space && selected.has(space.id) && space.status === 'current';
    const text = wanted.get(path) ?? (isFollowed ? aboutSpaceOf(site, space.id) : undefined);
    if (text !== undefined && text !== content) problems.push(`other text in ${path}: ${firstDifference(text, content)}`);
    if (text === undefined && !space && path !== `${rootOf(site)}/About this source.md`) problems.push(`file too many: ${path}`);
  }
  return problems;
}

/** No folder that holds nothing, but for the spaces' own. */
export function foldersAreRight({ site, shelf, expected }: Facts): string[] {
  const problems: string[] = [];
  const spaceFolders = new Set([...site.spaces.values()].map((space) => spaceFolderOf(site, space.id)));
  for (const folder of shelf.folders.values()) {
    const path = pathOf(shelf, folder);
    const isTop = [rootOf(site), restrictedRootOf(site)].some((root) => root === path || root.startsWith(`${path}/`));
    const isOurs = isTop || spaceFolders.has(path) || expected.folders.has(path);
    if (folder.id !== ROOT && !isOurs) problems.push(`folder too many: ${path}`);
  }
  return problems;
}

/** Rule 5: nothing is in the repository that may not be there, nor in the folder of other people, whatever else is still to come. */
export function hiddenIsGone({ site, shelf, expected }: Facts): string[] {
  const top = (path: string) => (path.startsWith(restrictedRootOf(site)) ? path.split('/').slice(0, 4).join('/') : rootOf(site));
  return [...shelf.files.values()].flatMap((file) => {
    const source = sourceIdOf(file.content) ?? '';
    const path = pathOf(shelf, file);
    const wanted = expected.byContent.get(source)?.[0];
    if (source.startsWith('about-')) return [];
    if (wanted === undefined) return [`hidden, and still there: ${path}`];
    return top(wanted) === top(path) ? [] : [`for other people, and still in ${path}`];
  });
}

function firstDifference(wanted: string, actual: string): string {
  const [a, b] = [wanted.split('\n'), actual.split('\n')];
  const at = a.findIndex((line, i) => line !== b[i]);
  return `line ${at + 1} should be ${JSON.stringify(a[at]?.slice(0, 90))}, is ${JSON.stringify(b[at]?.slice(0, 90))}`;
}

/** Rule 2: the ledger says what the repository holds. */
export function ledgerIsRight({ site, shelf, store, expected, selected }: Facts): string[] {
  const problems: string[] = [];
  const entries = new Map(rows<LedgerEntry>(store, 'ledger').map(([, entry]) => [entry.id, entry]));
  const fileAt = new Map([...shelf.files.values()].map((file) => [pathOf(shelf, file), file]));
  const known = new Set([...entries.values()].flatMap((entry) => entry.files.map((file) => file.id)));
  for (const [id, paths] of expected.byContent) {
    const entry = entries.get(id);
    if (entry?.state !== 'sent') problems.push(`ledger: ${id} is ${entry?.state ?? 'unknown'} (${entry?.reason}), should be sent`);
    else if (entry.claim) problems.push(`ledger: ${id} has a claim left`);
    const files = paths.map((path) => fileAt.get(path));
    if (entry && entry.files.map((file) => file.id).join() !== files.map((file) => file?.id).join())
      problems.push(`ledger: ${id} names other files`);
    for (const [i, file] of files.entries())
      if (file && entry?.files[i] && entry.files[i].changeId !== file.changeId)
        problems.push(`ledger: ${id} knows another revision of ${file.id}`);
  }
  for (const entry of entries.values()) {
    if (!expected.byContent.has(entry.id) && entry.files.length > 0)
      problems.push(`ledger: ${entry.id} is out, and has files (${entry.state}, ${entry.reason})`);
    if (!selected.has(entry.spaceId))
      problems.push(`ledger: ${entry.id} is of a space that is not included (${entry.state}, ${entry.reason})`);
  }
  for (const file of shelf.files.values()) {
    const source = sourceIdOf(file.content) ?? '';
    if (!source.startsWith('about-') && !known.has(file.id)) problems.push(`ledger: nobody knows ${file.id} of ${source}`);
  }
  // One without an id is planned, no more.
  for (const [key, place] of rows<Place>(store, 'place'))
    if (place.folderId !== '' && !shelf.folders.has(place.folderId)) problems.push(`places: ${key} is not in the repository`);
  const places = new Set(rows<Place>(store, 'place').map(([, place]) => place.folderId));
  for (const folder of shelf.folders.values()) {
    const path = pathOf(shelf, folder);
    const isOurs = path.startsWith(rootOf(site)) || path.startsWith(`${restrictedRootOf(site)}/`);
    if (isOurs && !places.has(folder.id)) problems.push(`places: nobody knows the folder ${path}`);
  }
  return [...problems, ...countsAreRight(store, entries, selected)];
}

function countsAreRight(store: Cabinet, entries: Map<string, LedgerEntry>, selected: ReadonlySet<string>): string[] {
  const shards = rows<SpaceCounts>(store, 'state').filter(([key]) => key.startsWith('counts:'));
  const statesAreRight = [...selected].flatMap((spaceId) =>
    (['pending', 'sent', 'out', 'held', 'failed'] as const).flatMap((state) => {
      const counted = shards.filter(([key]) => key.startsWith(`counts:${spaceId}:`)).reduce((sum, [, counts]) => sum + counts[state], 0);
      const actual = [...entries.values()].filter((entry) => entry.spaceId === spaceId && entry.state === state).length;
      return counted === actual ? [] : [`counts: space ${spaceId} says ${counted} ${state}, has ${actual}`];
    }),
  );
  return [...statesAreRight, ...[...selected].flatMap((spaceId) => reasonsAreRight(spaceId, shards, [...entries.values()]))];
}

function reasonsAreRight(spaceId: string, shards: [string, SpaceCounts][], entries: LedgerEntry[]): string[] {
  const wrong = new Map<string, number>();
  const add = (name: string, n: number) => wrong.set(name, (wrong.get(name) ?? 0) + n);
  for (const [key, counts] of shards)
    if (key.startsWith(`counts:${spaceId}:`)) for (const [name, count] of Object.entries(counts.why)) add(name, count);
  for (const entry of entries) if (entry.spaceId === spaceId && entry.reason) add(`${entry.state} ${entry.reason}`, -1);
  return [...wrong].flatMap(([name, n]) => (n === 0 ? [] : [`counts: space ${spaceId} says ${n} too many of ${name}`]));
}

/** Rule 7: everything listed is accounted for. */
export function runsAreRight({ store }: Facts): string[] {
  const runs = rows<Run>(store, 'run').map(([, run]) => run);
  return runs.flatMap((run) => {
    if (run.state !== 'done')
      return run.state === 'cancelled' || run.state === 'failed'
        ? []
        : [`run ${run.id} (${run.kind}) is ${run.state} in ${run.phase}: ${run.note}`];
    const { sent, unchanged, out, held, failed } = run.counts;
    const sum = sent + unchanged + out + held + failed;
    return sum === run.listed
      ? []
      : [`run ${run.id} (${run.kind}) listed ${run.listed}, accounts for ${sum}: ${JSON.stringify(run.counts)}`];
  });
}

/** Rule 8: what left is in the activity, with the file it went to. */
export function activityIsWhole({ shelf, store }: Facts): string[] {
  const activities = rows<Activity>(store, 'activity').map(([, activity]) => activity);
  const left = new Set(activities.filter(({ kind }) => kind === 'create' || kind === 'update').flatMap(({ fileIds }) => fileIds));
  const files = new Set(
    shelf.written.filter(({ content }) => !(sourceIdOf(content) ?? '').startsWith('about-')).map(({ fileId }) => fileId),
  );
  return missingFrom(left, files).map((id) => `activity: ${id} was written, and no row says so`);
}
