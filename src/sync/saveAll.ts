import type { AccountId, Millis, SpaceId } from '../content';
import { normalRules, type Policy, type SpaceRules } from '../scope';
import type { ChangeSpace, SelectedSpace } from '../store';
import { followKeywords } from './keywords';
import { isNews, lookAtLabelsSoon, startAll, startFor } from './policy';
import type { Ports } from './ports';
import { RunControlError, startRun } from './runs';
import {
  differing,
  forgetTotal,
  isNamedByKeyword,
  mustBeConnected,
  newlySelected,
  selectable,
  startApproved,
  takenOut,
  tooManyRules,
} from './select';

/**
 * Another policy and other rules of many spaces, all or nothing: everything is looked at first, then written in one commit, so that nothing
 * is open between the one and the other; then the runs begin. Rules of a space that is not in `wishes` stay. Throws RunControlError.
 */
export async function saveAll(ports: Ports, policy: Policy, wishes: { id: SpaceId; rules: SpaceRules }[], by: AccountId): Promise<void> {
  const { settings } = ports.store;
  const wanted = new Map<SpaceId, SpaceRules>();
  for (const { id, rules } of wishes) {
    const tooMany = tooManyRules(rules);
    if (tooMany) throw new RunControlError(tooMany);
    wanted.set(id, { site: normalRules(rules.site), space: normalRules(rules.space) });
  }
  const ids = [...wanted.keys()];
  const { policy: before, spaces } = await settings.rulebookOf(ids);
  const { fresh, named } = await lookAtAll(ports, policy, spaces, wanted, by);
  const changed = new Map<SpaceId, SelectedSpace>();
  const left = new Map<SpaceId, SelectedSpace>();
  const change: ChangeSpace = (now, id) => {
    const after = afterWish(now ?? fresh.get(id) ?? null, wanted.get(id) ?? nothing, named.has(id), ports.now());
    // It may run more than once; the last time counts.
    changed.delete(id);
    left.delete(id);
    if (after && after !== now) changed.set(id, after);
    if (now && !after) left.set(id, now);
    return after;
  };
  await settings.saveAll(policy, isNews(before, policy) ? ports.now() : null, ids, change, ports.now());
  await forgetTotal(ports);
  await lookAtLabelsSoon(ports, before, policy);
  if (before.instructions !== policy.instructions) await ports.queue.work({ kind: 'source' });
  if (policy.paused) return;
  await startAll(ports, [...left.values()], (_, space) => startRun(ports, 'withdrawal', space));
  if (before.paused || isNews(before, policy)) return startFor(ports, before, policy);
  await startAll(ports, [...changed.values()], startApproved);
  await followKeywords(ports);
}

function afterWish(one: SelectedSpace | null, rules: SpaceRules, isNamed: boolean, at: Millis): SelectedSpace | null {
  if (!one) return null;
  if (isEmpty(rules)) return takenOut(one, isNamed, at);
  return isSame(one, rules) ? one : { ...one, rules, byKeyword: one.byKeyword && !one.rules.dormant, changedAt: at };
}

/** New spaces as they would be selected, and those that are to be left although a keyword names them. */
async function lookAtAll(ports: Ports, policy: Policy, spaces: SelectedSpace[], wanted: Map<SpaceId, SpaceRules>, by: AccountId) {
  const fresh = new Map<SpaceId, SelectedSpace>();
  const named = new Set<SpaceId>();
  const byId = new Map(spaces.map((one) => [one.id, one]));
  for (const [id, rules] of wanted) {
    const selected = byId.get(id);
    if (selected && isEmpty(rules) && (await isNamedByKeyword(ports, selected, policy.keywords))) named.add(id);
    if (selected || isEmpty(rules)) continue;
    await mustBeConnected(ports);
    fresh.set(id, newlySelected(await selectable(ports, id, policy), policy.labelsOut, ports.now(), by, false));
  }
  return { fresh, named };
}

const nothing: SpaceRules = { site: [], space: [] };
const isEmpty = (rules: SpaceRules): boolean => rules.site.length === 0 && rules.space.length === 0;
const isSame = ({ rules }: SelectedSpace, wanted: SpaceRules): boolean =>
  !rules.dormant && [...differing(rules.site, wanted.site), ...differing(rules.space, wanted.space)].length === 0;
