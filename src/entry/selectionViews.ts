import type { Comparison, Preview, RuleRow, SpaceSelection, Verification } from '../api/selection';
import { inParallel } from '../confluence';
import type { ContentRef, SpaceId } from '../content';
import { type Rule, readPasted, standingRules } from '../scope';
import type { SelectedSpace } from '../store';
import { comparePage, lockedReason, type Ports, preview, RunControlError, refOf, verify, type Wish, withWholeSpace } from '../sync';
import { AT_ONCE, pathsAbove } from './pathsAbove';
import { type Caller, RefusedError } from './resolver';

/** So many rules are shown with path and count; of more the titles alone. All are there: whoever saves a layer saves all of its rules. */
const MOST_SHOWN = 200;

export async function spaceSelection(ports: Ports, caller: Caller, spaceId: SpaceId): Promise<SpaceSelection> {
  const { space, selected, policy, locked } = await spaceFacts(ports, spaceId);
  return {
    spaceId,
    spaceKey: space.key,
    spaceName: space.name,
    site: await ruleRows(ports, caller, selected ? standingRules(selected.rules) : [], space.key),
    space: await ruleRows(ports, caller, selected?.rules.space ?? [], space.key),
    selfService: policy.selfService,
    locked,
    policy: { labelsOut: policy.labelsOut, labelsIn: policy.labelsIn, restricted: policy.restricted, archived: policy.archived },
  };
}

export async function spaceFacts(ports: Ports, spaceId: SpaceId) {
  const space = await ports.confluence.space(spaceId);
  if (!space) throw new RunControlError('The app cannot see this space. Give the app user access to it, or look whether it still exists.');
  const policy = await ports.store.settings.policy();
  const selected: SelectedSpace | null = await ports.store.settings.selectedSpace(spaceId);
  const blocked = (await ports.confluence.blockedSpaces([spaceId])).has(spaceId);
  return { space, selected, policy, locked: lockedReason(space, blocked, policy) };
}

async function ruleRows(ports: Ports, caller: Caller, rules: Rule[], spaceKey: string): Promise<RuleRow[]> {
  const shown = new Set(rules.slice(0, MOST_SHOWN));
  const ids = rules.flatMap(({ target }) => ('id' in target ? [target.id] : []));
  const shownIds = new Set([...shown].flatMap(({ target }) => ('id' in target ? [target.id] : [])));
  // A blog post's id answers only under its own type; of a rule it is not known which of the two it is.
  const pages = await caller.titles(ids.map((id): ContentRef => ({ id, type: 'page' })));
  const missing = ids.filter((id) => !pages.has(id));
  const posts = missing.length > 0 ? await caller.titles(missing.map((id): ContentRef => ({ id, type: 'blogpost' }))) : new Map();
  const paths = await pathsAbove(
    ports,
    caller,
    [...pages.keys()].filter((id) => shownIds.has(id)).map((id) => ({ id, type: 'page' })),
  );
  return inParallel(rules, AT_ONCE, async (rule): Promise<RuleRow> => {
    const { target } = rule;
    if (!('id' in target)) {
      const count = await ports.confluence.countIn(spaceKey, target.kind === 'blogposts' ? { type: 'blogpost' } : {});
      return { ...rule, title: null, url: null, path: [], above: [], count };
    }
    const seen = pages.get(target.id) ?? posts.get(target.id) ?? null;
    const known = {
      ...rule,
      title: seen?.title ?? null,
      url: seen?.url ?? null,
      path: paths.above(target.id),
      above: paths.idsAbove(target.id),
    };
    if (target.kind === 'content') return { ...known, count: 1 };
    return { ...known, count: shown.has(rule) ? 1 + (await ports.confluence.countBelow(target.id)) : null };
  });
}

/** What a forecast needs to know of a space under other rules. */
export async function wishOf(ports: Ports, spaceId: SpaceId, layer: 'site' | 'space', rules: Rule[]): Promise<Wish> {
  const { space, selected } = await spaceFacts(ports, spaceId);
  const { key, type, status } = space;
  return {
    id: spaceId,
    key,
    type,
    status,
    rules: { site: selected ? standingRules(selected.rules) : [], space: selected?.rules.space ?? [], [layer]: rules },
  };
}

/** The same for a space that is included as a whole, or left out with all rules about it. */
export async function wishOfSwitch(ports: Ports, spaceId: SpaceId, included: boolean): Promise<Wish> {
  const { rules, ...space } = await wishOf(ports, spaceId, 'site', []);
  if (!included) return { ...space, rules: { site: [], space: [] } };
  const selected = await ports.store.settings.selectedSpace(spaceId);
  return { ...space, rules: { ...rules, site: withWholeSpace(selected ? standingRules(selected.rules) : []) } };
}

/** A space that is selected, as it is now, for a forecast of another policy. */
export const wishAsIs = ({ id, key, type, status, rules }: SelectedSpace): Wish => ({
  id,
  key,
  type,
  status: status === 'archived' ? 'archived' : 'current',
  rules,
});

/** A preview for an admin: a page id, or an address. Only of what the admin may see, too. */
export async function previewFor(ports: Ports, caller: Caller, content: string, onlyIn: SpaceId | null): Promise<Preview> {
  const siteUrl = (await ports.store.settings.siteUrl()) ?? '';
  const pointer = readPasted(content, siteUrl || 'https://unknown.invalid/wiki')[0]?.pointer ?? null;
  if (!pointer || (pointer.kind !== 'content' && pointer.kind !== 'blogpost'))
    throw new RefusedError('Enter the id or the address of a page or a blog post of this site.');
  const ref: ContentRef = pointer.kind === 'blogpost' ? { id: pointer.id, type: 'blogpost' } : await refOf(ports, pointer.id);
  if (!(await caller.titles([ref])).has(ref.id)) throw new RefusedError('There is no such page or blog post, or you may not see it.');
  const view = await preview(ports, ref);
  if (onlyIn !== null && view.spaceId !== onlyIn)
    throw new RefusedError('This page is in another space. Only content of this space can be previewed here.');
  return view;
}

/** Steps of a comparison that are taken in one go while nothing differs: a listing and a look at the ledger each. */
const MOST_STEPS = 4;

export async function comparison(ports: Ports, caller: Caller, spaceId: SpaceId, cursor: string | undefined): Promise<Comparison> {
  let page = await comparePage(ports, spaceId, cursor ?? null);
  for (let step = 1; step < MOST_STEPS && page.rows.length === 0 && page.cursor !== null; step++)
    page = await comparePage(ports, spaceId, page.cursor);
  const titles = await caller.titles(page.rows.map(({ contentId, contentType }) => ({ id: contentId, type: contentType })));
  const counts = await ports.store.counts.ofSpace(spaceId);
  const rows = page.rows.map((row) => ({
    ...row,
    title: titles.get(row.contentId)?.title ?? null,
    url: titles.get(row.contentId)?.url ?? null,
  }));
  return { spaceId, listed: await listedIn(ports, spaceId), inRepository: counts.sent, counts, rows, cursor: page.cursor };
}

/** By the count of Confluence's search: the listing itself is read in parts. */
async function listedIn(ports: Ports, spaceId: SpaceId): Promise<number> {
  const key = (await ports.store.settings.selectedSpace(spaceId))?.key ?? (await ports.confluence.space(spaceId))?.key;
  if (key === undefined) return 0;
  const [pages, blogposts] = await Promise.all([
    ports.confluence.countIn(key, { type: 'page' }),
    ports.confluence.countIn(key, { type: 'blogpost' }),
  ]);
  return pages + blogposts;
}

export async function verification(ports: Ports, spaceId: SpaceId, mend: boolean): Promise<Verification> {
  const repository = await ports.repository();
  if (!repository) throw new RunControlError('Connect to Qontext first.');
  return verify(ports, repository, spaceId, mend);
}
