/** What has changed, as the search index and the tasks tell: the cheap poll. Five calls when nothing has. */
import type { ContentId, ContentType, Millis, SpaceId } from '../content';
import { safeId } from './answers';
import type { Http } from './http';
import { chunks, inParallel } from './parallel';
import type { Changed, Labelled } from './port';
import { count, type Found, inSpaces, labelsOf, quoted, search } from './search';
import { listTouchedByTasks } from './tasks';

const contentTypes = 'type in (page,blogpost)';
/** So many space keys fit into one address. */
const spacesAtOnce = 100;
const minute: Millis = 60_000;

/** See `Confluence.changedSince`. */
export async function listChanged(
  http: Http,
  spaces: readonly { id: SpaceId; key: string }[],
  minutes: number,
  now: Millis,
): Promise<Changed[]> {
  const back = Math.max(1, Math.ceil(minutes));
  // Relative to Confluence's own clock: written out, a time would be read in the time zone of the app's user, to the minute.
  const since = `lastmodified >= now("-${back}m")`;
  const questions = chunks(spaces, spacesAtOnce).flatMap((some) => {
    const within = inSpaces(some.map((space) => space.key));
    const ids = some.map((space) => space.id);
    return [
      async () =>
        (await search(http, `${within} and ${contentTypes} and ${since}`, ['version'])).flatMap((found) => changed(found, found, now)),
      async () =>
        (await search(http, `${within} and type=comment and ${since}`, ['container', 'version'])).flatMap((found) =>
          changed(found.container, found, now),
        ),
      async () =>
        (await search(http, `${within} and type=attachment and ${since}`, ['container', 'version'])).flatMap((found) =>
          changed(found.container, found, now),
        ),
      () => listTouchedByTasks(http, ids, now - back * minute, 'created'),
      () => listTouchedByTasks(http, ids, now - back * minute, 'completed'),
    ];
  });
  const all = (await inParallel(questions, 5, (ask) => ask())).flat();
  const latest = new Map<ContentId, Changed>();
  for (const one of all) {
    const other = latest.get(one.ref.id);
    latest.set(one.ref.id, { ...other, ...one, at: Math.max(one.at, other?.at ?? Number.NEGATIVE_INFINITY) });
  }
  return [...latest.values()];
}

export async function countContents(http: Http, spaceKeys: readonly string[]): Promise<number> {
  const counts = await inParallel(chunks(spaceKeys, spacesAtOnce), 2, (some) => count(http, `${inSpaces(some)} and ${contentTypes}`));
  return counts.reduce((sum, one) => sum + one, 0);
}

/** Pages below this one, at any depth. */
export const countBelow = (http: Http, id: ContentId): Promise<number> => count(http, `type=page and ancestor=${safeId(id)}`);

export function countIn(http: Http, spaceKey: string, filter: { type?: ContentType }): Promise<number> {
  const type = filter.type ? `type=${filter.type}` : contentTypes;
  return count(http, `${inSpaces([spaceKey])} and ${type}`);
}

/** See `Confluence.labelledIn`. */
export async function labelledIn(http: Http, spaceKey: string, labels: string[]): Promise<Labelled[]> {
  const cql = `${inSpaces([spaceKey])} and ${contentTypes} and label in (${labels.map(quoted).join(',')})`;
  return (await search(http, cql, ['ancestors', 'metadata.labels'])).map((found) => ({
    id: found.id,
    type: found.type === 'blogpost' ? 'blogpost' : 'page',
    // Where the answer does not have them all, it has one of those that were asked for.
    labels: labelsOf(found) ?? labels,
    above: (found.ancestors ?? []).map((node) => node.id).reverse(),
  }));
}

/** Comments and attachments of whiteboards and the like are not ours. A change without a time is of now: rather read once too often. */
function changed(content: { id: ContentId; type?: string | null | undefined } | null | undefined, found: Found, now: Millis): Changed[] {
  const type = content?.type;
  if (!content || (type !== 'page' && type !== 'blogpost')) return [];
  const at = Date.parse(found.version?.when ?? '') || now;
  const isNew = content === found && found.version?.number === 1;
  return [{ ref: { id: content.id, type }, at, ...(isNew ? { createdAt: at } : {}) }];
}
