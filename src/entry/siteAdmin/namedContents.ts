import { inParallel, type TitleAndUrl } from '../../confluence';
import type { ContentId, ContentRef, ContentType, SpaceId } from '../../content';
import type { FileError, Rule } from '../../scope';
import { type Ports, RunControlError } from '../../sync';
import type { Caller } from '../resolver';

/** A rule of a file that is about a page or a blog post, and the space that it is written under. */
export interface NamedContent {
  id: ContentId;
  isTree: boolean;
  choice: Rule['choice'];
  space: { id: SpaceId; key: string };
  line: number;
}

/** So many are looked up for one file: as the person and as the app, that is 40 questions, and 80 if all are blog posts. */
const MOST_LOOKED_UP = 5_000;
const IDS_IN_ONE = 250;
const SIDE_BY_SIDE = 6;
/** What stays of a resolver's time for the rest of its work. */
const REST_MS = 8_000;

/** What is wrong with these rules, as with what is pasted: nothing that this person may not see, nor the app, is taken for there. */
export async function contentErrors(ports: Ports, caller: Caller, named: NamedContent[]): Promise<FileError[]> {
  const ids = [...new Set(named.map(({ id }) => id))];
  if (ids.length > MOST_LOOKED_UP) return [{ line: 0, problem: tooMany(ids.length) }];
  const pages = await lookUp(ports, caller, ids, 'page');
  const others = ids.filter((id) => !pages.seen.has(id) && !pages.visible.has(id));
  const posts = await lookUp(ports, caller, others, 'blogpost');
  const keys = await keysOf(ports, named, [pages.seen, posts.seen]);
  return named.flatMap((one): FileError[] => {
    const known = pages.seen.has(one.id) ? pages : posts;
    const problem = problemOf(one, known.seen.get(one.id), known.visible.has(one.id), known === posts, keys);
    return problem === null ? [] : [{ line: one.line, problem: `${one.space.key}: ${problem}` }];
  });
}

const tooMany = (count: number): string =>
  `The file has new rules about ${count} pages and blog posts, and at most ${MOST_LOOKED_UP} can be looked up at once. ` +
  'Choose trees instead of single pages, or import it in steps, each with more of the rules: what is chosen already is not looked up again.';

type Titles = Map<ContentId, TitleAndUrl>;
interface Found {
  /** As the person who asks sees them, and as the app does. */
  seen: Titles;
  visible: Titles;
}

async function lookUp(ports: Ports, caller: Caller, ids: ContentId[], type: ContentType): Promise<Found> {
  const found: Found = { seen: new Map(), visible: new Map() };
  const pieces: ContentRef[][] = [];
  for (let at = 0; at < ids.length; at += IDS_IN_ONE) pieces.push(ids.slice(at, at + IDS_IN_ONE).map((id) => ({ id, type })));
  const questions = pieces.flatMap((refs) => [
    { into: found.seen, ask: () => caller.titles(refs) },
    { into: found.visible, ask: () => ports.confluence.titles(refs) },
  ]);
  await inParallel(questions, SIDE_BY_SIDE, async ({ into, ask }) => {
    if (ports.now() > ports.invocation.deadline - REST_MS)
      throw new RunControlError(
        'Confluence answers too slowly to look up all pages that the file names. Nothing was changed. Try again later, or import fewer new rules at a time.',
      );
    for (const [id, title] of await ask()) into.set(id, title);
  });
  return found;
}

/** Keys of the spaces in which the pages lie that are named under another. */
async function keysOf(ports: Ports, named: NamedContent[], seen: Titles[]): Promise<Map<SpaceId, string>> {
  const ids = named.flatMap(({ id, space }) => seen.flatMap((titles) => titles.get(id)?.spaceId ?? []).filter((one) => one !== space.id));
  const some = [...new Set(ids)].slice(0, IDS_IN_ONE);
  if (some.length === 0) return new Map();
  const { spaces } = await ports.confluence.spaces({ ids: some, limit: 250 });
  return new Map(spaces.map(({ id, key }) => [id, key]));
}

function problemOf(
  { id, isTree, choice, space }: NamedContent,
  seen: TitleAndUrl | undefined,
  isVisible: boolean,
  isPost: boolean,
  keys: Map<SpaceId, string>,
): string | null {
  if (!seen) return `There is no page or blog post ${id}, or you may not see it. Of a folder, name the pages in it.`;
  const kind = isPost ? 'Blog post' : 'Page';
  if (seen.spaceId !== space.id)
    return `${kind} ${id} lies in the space ${keys.get(seen.spaceId) ?? 'with another key'}, not in ${space.key}.`;
  if (isTree && isPost) return `${id} is a blog post, and nothing lies below it: write "${choice} page ${id}".`;
  // What the app does not see does not leave: to keep it out for the future is safe, to include it would promise what does not happen.
  if (!isVisible && choice === 'include')
    return `The app cannot see ${kind.toLowerCase()} ${id}: it is restricted, or in the trash. Name the app user in its restrictions if it is to be sent.`;
  return null;
}
