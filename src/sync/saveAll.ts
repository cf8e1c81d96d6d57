import type { AccountId, SpaceId } from '../content';
import { normalRules, type Policy, type SpaceRules } from '../scope';
import type { SelectedSpace } from '../store';
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
  const { policy: before, spaces } = await settings.rulebook();
  const wanted = new Map<SpaceId, SpaceRules>();
  for (const { id, rules } of wishes) {
    const tooMany = tooManyRules(rules);
    if (tooMany) throw new RunControlError(tooMany);
    wanted.set(id, { site: normalRules(rules.site), space: normalRules(rules.space) });
  }
  const { fresh, named } = await lookAtAll(ports, policy, spaces, wanted, by);
  let changed: SelectedSpace[] = [];
  let left: SelectedSpace[] = [];
  await settings.saveAll(
    policy,
    isNews(before, policy) ? ports.now() : null,
    (now) => {
      const after = [...now, ...fresh.filter((one) => now.every(({ id }) => id !== one.id))].flatMap((one) => {
        const rules = wanted.get(one.id);
        if (!rules) return [one];
        if (isEmpty(rules)) return takenOut(one, named.has(one.id), ports.now());
        return isSame(one, rules) ? [one] : [{ ...one, rules, byKeyword: one.byKeyword && !one.rules.dormant, changedAt: ports.now() }];
      });
      const kept = new Set(after.map(({ id }) => id));
      left = now.filter(({ id }) => !kept.has(id));
      changed = after.filter((one) => !now.includes(one));
      return after;
    },
    ports.now(),
  );
  await forgetTotal(ports);
  await lookAtLabelsSoon(ports, before, policy);
  if (before.instructions !== policy.instructions) await ports.queue.work({ kind: 'source' });
  if (policy.paused) return;
  await startAll(ports, left, (_, space) => startRun(ports, 'withdrawal', space));
  if (before.paused || isNews(before, policy)) return startFor(ports, before, policy);
  await startAll(ports, changed, startApproved);
  await followKeywords(ports);
}

/** New spaces as they would be selected, and those that are to be left although a keyword names them. */
async function lookAtAll(ports: Ports, policy: Policy, spaces: SelectedSpace[], wanted: Map<SpaceId, SpaceRules>, by: AccountId) {
  const fresh: SelectedSpace[] = [];
  const named = new Set<SpaceId>();
  for (const [id, rules] of wanted) {
    const selected = spaces.find((one) => one.id === id);
    if (selected && isEmpty(rules) && (await isNamedByKeyword(ports, selected, policy.keywords))) named.add(id);
    if (selected || isEmpty(rules)) continue;
    await mustBeConnected(ports);
    fresh.push(newlySelected(await selectable(ports, id, policy), policy.labelsOut, ports.now(), by, false));
  }
  return { fresh, named };
}

const isEmpty = (rules: SpaceRules): boolean => rules.site.length === 0 && rules.space.length === 0;
const isSame = ({ rules }: SelectedSpace, wanted: SpaceRules): boolean =>
  !rules.dormant && [...differing(rules.site, wanted.site), ...differing(rules.space, wanted.space)].length === 0;
