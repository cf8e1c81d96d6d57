import type { SelectionFileCheck } from '../../api/selection';
import type { Space, SpaceId } from '../../content';
import {
  type FileError,
  type FileRead,
  keyOf,
  lockOf,
  type NamedSpace,
  normalRules,
  readSelectionFile,
  reasonText,
  type SelectionFile,
  type SpaceRules,
  writeSelectionFile,
} from '../../scope';
import type { Rulebook } from '../../store';
import { type Ports, saveAll, tooManyRules, type Wish } from '../../sync';
import type { Caller } from '../resolver';
import { spacesByKey } from '../spacesByKey';
import { changesBetween, fileOutlook } from './fileChanges';
import { contentErrors, type NamedContent } from './namedContents';

/** The selection and the policy as they are. */
export async function exportSelection(ports: Ports): Promise<string> {
  return writeSelectionFile(fileOf(await ports.store.settings.rulebook()));
}

const fileOf = ({ policy, spaces }: Rulebook): SelectionFile => ({
  policy,
  spaces: spaces.filter(isAwake).map(({ key, rules: { site, space } }) => ({ key, site, space })),
});

/** Of a space that the keywords do not name any more nothing counts, and what is kept of it is not for a file. */
const isAwake = ({ rules }: { rules: SpaceRules }): boolean => !rules.dormant;

interface Plan {
  file: SelectionFile;
  wishes: Wish[];
}
interface Refused {
  errors: FileError[];
}

/** Each space that comes in is looked at by itself before anything is written, and a resolver has 25 seconds. */
const MOST_NEW_SPACES = 60;
/** Of one kind: so many say enough. */
const MOST_ERRORS = 200;

/** What the file would change, and what would follow. Changes nothing. */
export async function checkSelectionFile(ports: Ports, caller: Caller, yaml: string): Promise<SelectionFileCheck> {
  const plan = await planOf(ports, caller, yaml);
  if ('errors' in plan) return { ok: false, errors: plan.errors };
  const book = await ports.store.settings.rulebook();
  const before = fileOf(book);
  return { ok: true, changes: changesBetween(before, plan.file), forecast: await fileOutlook(ports, book, before, plan) };
}

/** All or nothing: a file with an error, and one that cannot be followed, changes nothing. The answer says what was changed. */
export async function applySelectionFile(ports: Ports, caller: Caller, yaml: string): Promise<SelectionFileCheck> {
  const plan = await planOf(ports, caller, yaml);
  if ('errors' in plan) return { ok: false, errors: plan.errors };
  const changes = changesBetween(fileOf(await ports.store.settings.rulebook()), plan.file);
  await saveAll(ports, plan.file.policy, plan.wishes, caller.accountId);
  return { ok: true, changes, forecast: null };
}

/** Every error of the file at once: of its form, of the spaces and of the pages that it names. */
async function planOf(ports: Ports, caller: Caller, yaml: string): Promise<Plan | Refused> {
  const { policy, spaces } = await ports.store.settings.rulebook();
  const read = readSelectionFile(yaml, policy);
  const { file, named, lineOf } = read;
  const selected = new Map(spaces.map((space) => [space.key, space]));
  const fresh = named.filter(({ key }) => !selected.has(key));
  if (fresh.length > MOST_NEW_SPACES) return { errors: [...read.errors, { line: 0, problem: tooManySpaces(fresh.length) }] };
  const found = await spacesByKey(
    ports,
    fresh.map(({ key }) => key),
  );
  const errors: FileError[] = [];
  const wishes: Wish[] = [];
  const contents: NamedContent[] = [];
  for (const one of named) {
    const { key } = one;
    const rules: SpaceRules = {
      site: normalRules(one.site.map(({ rule }) => rule)),
      space: normalRules(one.space.map(({ rule }) => rule)),
    };
    const space = selected.get(key) ?? found.get(key.toLowerCase());
    // What is selected already and locked or hidden since stays closed by that, whatever its rules are.
    const lock = space && read.policy && !selected.has(key) ? lockOf(space, read.policy) : null;
    const tooMany = tooManyRules(rules);
    const problem = space?.key !== key ? `There is no space ${key}, or the app cannot see it.` : (lock && reasonText(lock)) || tooMany;
    if (problem) errors.push({ line: lineOf(one.path), problem: space?.key === key ? `${key}: ${problem}` : problem });
    if (space?.key !== key || tooMany) continue;
    wishes.push({ ...kindOf(space), rules });
    contents.push(...newContents(one, space, selected.get(key)?.rules ?? null, lineOf));
  }
  errors.push(...(await contentErrors(ports, caller, contents)));
  if (!file || errors.length > 0) return { errors: inOrder([...read.errors, ...errors]) };
  // What the file does not name is not selected afterwards.
  const names = new Set(named.map(({ key }) => key));
  for (const space of spaces)
    if (isAwake(space) && !names.has(space.key)) wishes.push({ ...kindOf(space), rules: { site: [], space: [] } });
  return { file, wishes };
}

const tooManySpaces = (count: number): string =>
  `The file names ${count} spaces that are not chosen yet, and at most ${MOST_NEW_SPACES} can be brought in at once. ` +
  'Import it in steps, each with more of the spaces, or choose them by a keyword of the policy.';

const kindOf = ({ id, key, type, status }: Pick<Space, 'id' | 'key' | 'type' | 'status'>): Omit<Wish, 'rules'> => ({
  id,
  key,
  type,
  status: status === 'archived' ? 'archived' : 'current',
});

/**
 * What the file's rules are about and no rule of the space is yet. What is chosen already may be gone or hidden by now: a file that was
 * exported with it must be taken again all the same.
 */
function newContents(
  named: NamedSpace,
  space: { id: SpaceId; key: string },
  chosen: SpaceRules | null,
  lineOf: FileRead['lineOf'],
): NamedContent[] {
  const known = new Set([...(chosen?.site ?? []), ...(chosen?.space ?? [])].map(({ target }) => keyOf(target)));
  return [...named.site, ...named.space].flatMap(({ rule: { target, choice }, path }): NamedContent[] => {
    if (!('id' in target) || known.has(keyOf(target))) return [];
    return [{ id: target.id, isTree: target.kind === 'tree', choice, space: { id: space.id, key: space.key }, line: lineOf(path) }];
  });
}

/** By line, those about the whole file first; what is said of a line is said once. */
function inOrder(errors: FileError[]): FileError[] {
  const sorted = [...new Map(errors.map((one) => [`${one.line} ${one.problem}`, one])).values()].sort((a, b) => a.line - b.line);
  const more = sorted.length - MOST_ERRORS;
  return more > 0 ? [...sorted.slice(0, MOST_ERRORS), { line: 0, problem: `And ${more} more errors.` }] : sorted;
}
