import type { PasteRow } from '../api/selection';
import { inParallel, type TitleAndUrl } from '../confluence';
import type { ContentId, ContentRef, Space, SpaceId } from '../content';
import { type Pasted, type Place, type Pointer, readPasted } from '../scope';
import { type Ports, RunControlError } from '../sync';
import { AT_ONCE, type PathsAbove, pathsAbove } from './pathsAbove';
import type { Caller } from './resolver';
import { spacesByKey } from './spacesByKey';

/** So many addresses are read at once; of what is beyond, a row says so. */
const MOST_PASTED = 200;

/** What Confluence says of all that was pasted, asked in bulk: a resolver has 25 seconds. */
interface Known {
  /** By key in small letters. */
  byKey: Map<string, Space>;
  byId: Map<SpaceId, Space>;
  refs: Map<Pointer, ContentRef>;
  /** As the caller sees it, and as the app does. */
  seen: Map<ContentId, TitleAndUrl>;
  visible: Map<ContentId, TitleAndUrl>;
  folders: PathsAbove;
}

/** Each line of pasted text, with what it stands for as the admin who asks sees it. */
export async function pasteRows(ports: Ports, caller: Caller, text: string): Promise<PasteRow[]> {
  const siteUrl = await ports.store.settings.siteUrl();
  if (!siteUrl) throw new RunControlError("The site's address is not known yet. Reload the page.");
  const all = readPasted(text, siteUrl);
  const shown = all.slice(0, MOST_PASTED);
  const known = await lookUp(
    ports,
    caller,
    shown.flatMap(({ pointer }) => pointer ?? []),
  );
  const rows = shown.map((pasted) => pasteRow(known, pasted));
  const next = all[MOST_PASTED];
  if (!next) return rows;
  const problem = `At most ${MOST_PASTED} addresses are read at once. This one and ${all.length - MOST_PASTED - 1} after it were not: paste them by themselves.`;
  return [...rows, { line: next.line, text: next.text, kind: 'refused', problem }];
}

async function lookUp(ports: Ports, caller: Caller, pointers: Pointer[]): Promise<Known> {
  const byKey = await spacesByKey(ports, [...new Set(pointers.flatMap((pointer) => ('key' in pointer ? [pointer.key] : [])))]);
  const refs = await refsOf(ports, pointers, byKey);
  const all = [...new Map([...refs.values()].map((ref) => [ref.id, ref])).values()];
  const [seen, visible] = await Promise.all([caller.titles(all), ports.confluence.titles(all)]);
  const ids = [...new Set([...visible.values()].map(({ spaceId }) => spaceId))];
  const { spaces } = ids.length > 0 ? await ports.confluence.spaces({ ids, limit: 250 }) : { spaces: [] };
  const folders = pointers.flatMap((pointer) => {
    const isOne = pointer.kind === 'content' && (pointer.place === 'folder' || (!pointer.place && !seen.has(pointer.id)));
    return isOne ? [{ id: pointer.id, type: 'folder' }] : [];
  });
  const byId = new Map(spaces.map((space) => [space.id, space]));
  return { byKey, byId, refs, seen, visible, folders: await pathsAbove(ports, caller, folders) };
}

/** An id alone does not say whether it is a page's or a blog post's; an older address has a space's key and a title. */
async function refsOf(ports: Ports, pointers: Pointer[], byKey: Map<string, Space>): Promise<Map<Pointer, ContentRef>> {
  const ids = pointers.flatMap((pointer) => (pointer.kind === 'content' && !pointer.place ? [pointer.id] : []));
  const entries = await ports.store.ledger.getMany([...new Set(ids)]);
  const others = [...new Set(ids)].filter((id) => !entries.has(id));
  const posts = await ports.confluence.titles(others.map((id): ContentRef => ({ id, type: 'blogpost' })));
  const pairs = await inParallel(pointers, AT_ONCE, async (pointer): Promise<[Pointer, ContentRef | null]> => {
    if (pointer.kind === 'blogpost') return [pointer, { id: pointer.id, type: 'blogpost' }];
    if (pointer.kind === 'content' && !pointer.place)
      return [pointer, { id: pointer.id, type: entries.get(pointer.id)?.value.type ?? (posts.has(pointer.id) ? 'blogpost' : 'page') }];
    const space = pointer.kind === 'title' ? byKey.get(pointer.key.toLowerCase()) : undefined;
    return [pointer, pointer.kind === 'title' && space ? await ports.confluence.byTitle(space.id, pointer.title) : null];
  });
  return new Map(pairs.flatMap(([pointer, ref]): [Pointer, ContentRef][] => (ref ? [[pointer, ref]] : [])));
}

function pasteRow(known: Known, { line, text, pointer, problem }: Pasted): PasteRow {
  if (!pointer) return { line, text, kind: 'refused', problem };
  const refused = (why: string): PasteRow => ({ line, text, kind: 'refused', problem: why });
  if (pointer.kind === 'site')
    return { line, text, kind: 'site', spaceId: null, spaceKey: null, id: null, title: 'All spaces of the site' };
  if (pointer.kind === 'space' || pointer.kind === 'blogposts') {
    const space = known.byKey.get(pointer.key.toLowerCase());
    if (!space) return refused(`There is no space ${pointer.key}, or the app cannot see it.`);
    const title = pointer.kind === 'blogposts' ? `Blog posts of ${space.name}` : space.name;
    return { line, text, kind: pointer.kind, spaceId: space.id, spaceKey: space.key, id: null, title };
  }
  if (pointer.kind === 'content' && pointer.place) return refused(placeProblem(known, pointer.place, pointer.id));
  const ref = known.refs.get(pointer);
  const seen = ref && known.seen.get(ref.id);
  if (!ref || !seen)
    return refused(
      pointer.kind === 'content' && known.folders.has(pointer.id)
        ? placeProblem(known, 'folder', pointer.id)
        : 'There is no such page or blog post, or you may not see it.',
    );
  const content = known.visible.get(ref.id);
  if (!content)
    return refused('The app cannot see it: it is restricted, or in the trash. Name the app user in its restrictions if it is to be sent.');
  return {
    line,
    text,
    kind: ref.type === 'blogpost' ? 'blogpost' : 'tree',
    spaceId: content.spaceId,
    spaceKey: known.byId.get(content.spaceId)?.key ?? null,
    id: ref.id,
    title: seen.title,
  };
}

const things: Record<Place, string> = {
  folder: 'a folder',
  whiteboard: 'a whiteboard',
  database: 'a database',
  embed: 'a link in the tree',
};

/** No page, but pages may lie in it. Where a folder lies is said by the pages above it, as far as whoever asks sees them. */
function placeProblem({ folders }: Known, place: Place, id: string): string {
  const path = place === 'folder' ? folders.above(id) : [];
  const where = path.length > 0 ? ` below ${path.map((title) => `“${title}”`).join(' › ')}` : '';
  return `This is ${things[place]}${where}. Qontext gets pages only: choose the pages in it in the space’s tree.`;
}
