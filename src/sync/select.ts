import type { AccountId, ContentRef, Millis, Space, SpaceId } from '../content';
import {
  type Choice,
  hasLabel,
  keyOf,
  lockOf,
  matchesKeyword,
  normalRules,
  type Policy,
  type Rule,
  reasonText,
  type SpaceRules,
  standingRules,
} from '../scope';
import type { ChangeSpace, Run, SelectedSpace } from '../store';
import type { Ports, Touch } from './ports';
import { RunControlError, startRun } from './runs';

export type Layer = 'site' | 'space';

/** Many spaces share a record, so what one space's own admins may put into it is less than what the site's may. */
const MOST_RULES: Record<Layer, number> = { site: 2_000, space: 200 };
/** Rules that are only about single contents are followed content by content, up to so many; beyond that a run is cheaper. */
const MOST_TOUCHES = 50;
/** Longer than a resolver lives: by then the rules are written, or never will be. */
const AFTER_RESOLVER_SECONDS = 30;

/** Why nothing of a space can be included, for the admin to read. Null if nothing keeps it. */
export function lockedReason(space: Pick<Space, 'key' | 'type' | 'status'>, blocked: boolean, policy: Policy): string | null {
  if (blocked) return reasonText('space-blocked');
  const lock = lockOf(space, policy);
  return lock && reasonText(lock);
}

export const wholeSpace: Rule = { target: { kind: 'space' }, choice: 'include' };
const noSpace: Rule = { target: { kind: 'space' }, choice: 'exclude' };

/** The choices about parts of it stay. */
export const withWholeSpace = (now: Rule[]): Rule[] => [wholeSpace, ...now.filter((rule) => rule.target.kind !== 'space')];

/** Takes a whole space into the selection, and starts to mirror it. */
export async function includeSpace(ports: Ports, spaceId: SpaceId, by: AccountId | null): Promise<Run> {
  const run = await changeRules(ports, spaceId, 'site', withWholeSpace, by);
  if (!run) throw new RunControlError('This space is included already. Reload the page.');
  return run;
}

/** Takes a space out of the selection, with all rules about it, and withdraws all that was sent of it. */
export async function excludeSpace(ports: Ports, spaceId: SpaceId): Promise<Run | null> {
  const {
    policy,
    spaces: [space],
  } = await ports.store.settings.rulebookOf([spaceId]);
  if (!space) return null;
  const isNamed = await isNamedByKeyword(ports, space, policy.keywords);
  await ports.store.settings.changeSpace(spaceId, (now) => now && takenOut(now, isNamed, ports.now()), ports.now());
  await forgetTotal(ports);
  return isNamed ? startApproved(ports, space) : startRun(ports, 'withdrawal', space);
}

/** What a keyword names would come in again with the next look: there, the refusal is kept as a rule, which can be seen and taken back. */
export function takenOut(space: SelectedSpace, isNamed: boolean, at: Millis): SelectedSpace | null {
  if (!isNamed) return null;
  const rules: SpaceRules = { site: [noSpace], space: space.rules.space.filter((rule) => rule.choice === 'exclude') };
  return { ...space, rules, byKeyword: true, changedAt: at };
}

/** A space that Confluence does not show is taken for named: its name is not known. */
export async function isNamedByKeyword(ports: Ports, selected: SelectedSpace, keywords: string[]): Promise<boolean> {
  if (keywords.length === 0 || selected.byKeyword) return keywords.length > 0;
  const space = await ports.confluence.space(selected.id);
  return !space || keywords.some((keyword) => matchesKeyword(space, keyword));
}

/**
 * Replaces one layer of a space's rules: the site admins' or its own admins'. What comes in is sent, what falls out is withdrawn, by a run
 * over the space. Null if nothing has changed. Throws RunControlError with what the admin has to know.
 */
export const saveRules = (ports: Ports, spaceId: SpaceId, layer: Layer, rules: Rule[], by: AccountId | null): Promise<Run | null> =>
  changeRules(ports, spaceId, layer, () => rules, by);

/** The choice of one page by itself, as its byline offers it. 'none' takes the page's own rule away. */
export async function choosePage(
  ports: Ports,
  spaceId: SpaceId,
  ref: ContentRef,
  layer: Layer,
  choice: Choice | 'none',
  by: AccountId,
): Promise<void> {
  const own: Rule[] = choice === 'none' ? [] : [{ target: { kind: 'content', id: ref.id }, choice }];
  const change = (now: Rule[]) => [...now.filter(({ target }) => target.kind !== 'content' || target.id !== ref.id), ...own];
  await changeRules(ports, spaceId, layer, change, by, [ref]);
}

/**
 * All checks first, then one write that changes this one layer as a function of what is there then: another choice, made at the same
 * moment, counts as well. `known` are contents whose type the caller knows.
 */
async function changeRules(
  ports: Ports,
  spaceId: SpaceId,
  layer: Layer,
  change: (now: Rule[]) => Rule[],
  by: AccountId | null,
  known: ContentRef[] = [],
): Promise<Run | null> {
  const { settings } = ports.store;
  const before = await settings.selectedSpace(spaceId);
  const plan = layerAfter(before, layer, change);
  if (before && !before.rules.dormant && plan.changed.length === 0) return runIfUnseen(ports, before);
  if (isEmpty(plan.rules)) return before ? excludeSpace(ports, spaceId) : null;
  await mustBeConnected(ports);
  const policy = await settings.policy();
  const space = await selectable(ports, spaceId, policy);
  const fresh = newlySelected(space, policy.labelsOut, ports.now(), by, false);
  const touches = before && !before.rules.dormant ? await touchesOf(ports, spaceId, plan.changed, known) : null;
  // Whoever is stopped between the write and the touch has left word.
  if (touches) await ports.queue.touch(touches, AFTER_RESOLVER_SECONDS);
  let isSmall = false;
  const changeOne: ChangeSpace = (one) => {
    const after = layerAfter(one, layer, change);
    const touched = new Set(touches?.map(({ id }) => id));
    isSmall = touches !== null && one !== null && after.changed.every(({ target }) => target.kind === 'content' && touched.has(target.id));
    if (isEmpty(after.rules)) return null;
    const base = one ?? fresh;
    const byKeyword = base.byKeyword && !base.rules.dormant;
    return { ...base, rules: after.rules, byKeyword, changedAt: isSmall ? base.changedAt : ports.now() };
  };
  await settings.changeSpace(spaceId, changeOne, ports.now());
  if (touches && isSmall) {
    const at = ports.now();
    await ports.queue.touch(touches.map((touch) => ({ ...touch, at })));
    return null;
  }
  await forgetTotal(ports);
  // A sweep compares and asks before it withdraws much; but here a person has just said so, after a forecast.
  return startApproved(ports, space);
}

const isEmpty = (rules: SpaceRules): boolean => rules.site.length === 0 && rules.space.length === 0;

/** The rules of both layers when `change` has been at one of them, and which of them are other than before. */
function layerAfter(space: SelectedSpace | null, layer: Layer, change: (now: Rule[]) => Rule[]): { rules: SpaceRules; changed: Rule[] } {
  const rules: SpaceRules = space ? { site: standingRules(space.rules), space: space.rules.space } : { site: [], space: [] };
  const wanted = normalRules(change(rules[layer]));
  const tooMany = tooManyRules({ [layer]: wanted });
  // Whoever takes one away is let, also where there are too many from before.
  if (tooMany && wanted.length > normalRules(rules[layer]).length) throw new RunControlError(tooMany);
  return { rules: { ...rules, [layer]: wanted }, changed: differing(rules[layer], wanted) };
}

/** Why these are too many rules for a space, for the admin to read. Null if they are not. */
export function tooManyRules(rules: Partial<SpaceRules>): string | null {
  if (normalRules(rules.site ?? []).length > MOST_RULES.site)
    return `A space takes at most ${MOST_RULES.site} rules. Choose trees instead of single pages.`;
  if (normalRules(rules.space ?? []).length > MOST_RULES.space)
    return `Admins of a space may make at most ${MOST_RULES.space} rules. Choose trees instead of single pages, or ask a site administrator.`;
  return null;
}

/** Rules that only one of the two has. */
export function differing(before: Rule[], after: Rule[]): Rule[] {
  const nameOf = (rule: Rule) => `${rule.choice} ${keyOf(rule.target)}`;
  const without = (rules: Rule[], others: Rule[]) => {
    const names = new Set(others.map(nameOf));
    return rules.filter((rule) => !names.has(nameOf(rule)));
  };
  const [was, is] = [normalRules(before), normalRules(after)];
  return [...without(was, is), ...without(is, was)];
}

/** Null: it takes a run to follow these rules. */
async function touchesOf(ports: Ports, spaceId: SpaceId, changed: Rule[], known: ContentRef[]): Promise<Touch[] | null> {
  if (changed.some(({ target }) => target.kind !== 'content')) return null;
  // A choice that is turned round is two rules about one content.
  const ids = [...new Set(changed.flatMap(({ target }) => (target.kind === 'content' ? [target.id] : [])))];
  if (ids.length > MOST_TOUCHES) return null;
  const entries = await ports.store.ledger.getMany(ids);
  const touches = ids.flatMap((id): Touch[] => {
    const type = known.find((ref) => ref.id === id)?.type ?? entries.get(id)?.value.type;
    return type ? [{ id, type, spaceId, at: ports.now(), cause: 'choice', below: false, awaited: false }] : [];
  });
  return touches.length === ids.length ? touches : null;
}

/** The same rules again: nothing to do, unless whoever saved them was stopped before a run could begin. */
async function runIfUnseen(ports: Ports, space: SelectedSpace): Promise<Run | null> {
  if ((space.lastSweepAt ?? 0) >= space.changedAt) return null;
  return startRun(ports, 'backfill', space);
}

export async function mustBeConnected(ports: Ports): Promise<void> {
  if ((await ports.store.settings.connection()).state !== 'connected')
    throw new RunControlError('Connect to Qontext first: there is nowhere to send the space to.');
}

/** The space with its labels, if it may be selected under this policy. Throws RunControlError with the reason if not. */
export async function selectable(ports: Ports, spaceId: SpaceId, policy: Policy): Promise<Space> {
  const space = await ports.confluence.space(spaceId);
  if (!space) throw new RunControlError('The app cannot see this space. Give the app user access to it, or look whether it still exists.');
  const blocked = (await ports.confluence.blockedSpaces([spaceId])).has(spaceId);
  const locked = lockedReason(space, blocked, policy);
  if (locked) throw new RunControlError(locked);
  if (!hasKnownLabels(space, policy.labelsOut))
    throw new RunControlError('Confluence did not say how the space is labelled, so it stays closed. Try again.');
  return space;
}

/** Unknown labels keep a space closed where some keep out. */
export const hasKnownLabels = (space: Space, labelsOut: string[]): boolean => labelsOut.length === 0 || space.labels !== null;

/** `space` with its labels: one that keeps out holds from the first run on. */
export const newlySelected = (space: Space, labelsOut: string[], now: number, by: AccountId | null, byKeyword: boolean): SelectedSpace => ({
  id: space.id,
  key: space.key,
  type: space.type,
  rules: { site: [], space: [] },
  byKeyword,
  includedAt: now,
  includedBy: by,
  lastSweepAt: null,
  changedAt: now,
  status: space.status === 'current' ? 'current' : 'archived',
  statusSince: now,
  isLabelledOut: !hasKnownLabels(space, labelsOut) || hasLabel(space.labels ?? [], labelsOut),
});

/** The count of visible contents is a new one now; the next tick takes it down without drawing conclusions. */
export async function forgetTotal(ports: Ports): Promise<void> {
  await ports.store.tick.update((memory) => (memory ? { ...memory, total: null } : null));
}

/** A run over the space that need not ask before it withdraws much: a person has just said so. */
export async function startApproved(ports: Ports, space: { id: SpaceId; key: string }): Promise<Run> {
  const latest = await ports.store.runs.ofSpace(space.id);
  // One that is under way decides by the rules that it read at its beginning or later: a new one goes over the space again.
  if (latest && latest.endedAt === null)
    await ports.store.runs.update(latest.id, (run) =>
      run
        ? { ...run, state: 'cancelled', phase: 'over', endedAt: ports.now(), note: 'Another decision about this space took its place.' }
        : null,
    );
  const run = await startRun(ports, 'backfill', space);
  return (await ports.store.runs.update(run.id, (now) => (now ? { ...now, approved: true } : null))) ?? run;
}
