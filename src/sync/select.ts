import type { AccountId, Space, SpaceId } from '../content';
import { type Choice, hasLabel, lockOf, matchesKeyword, normalRules, type Policy, type Rule, reasonText } from '../scope';
import { HOUR, type Run, type SelectedSpace } from '../store';
import { sweepEmptyPlaces } from './placeUpkeep';
import type { Ports } from './ports';
import { ALL_PAUSED, finishRun, RunControlError, resumeRun, startRun } from './runs';

/** The record of all rules has 240 KB to live in; so many rules fill about half of it. */
const MOST_RULES = 2_000;
/** More than a site with each of its spaces under way at once should have. */
export const MOST_OPEN = 1_000;

/** Why nothing of a space can be included, for the admin to read. Null if nothing keeps it. */
export function lockedReason(space: Pick<Space, 'key' | 'type' | 'status'>, blocked: boolean, policy: Policy): string | null {
  if (blocked) return reasonText('space-blocked');
  const lock = lockOf(space, policy);
  return lock && reasonText(lock);
}

const wholeSpace: Rule = { target: { kind: 'space' }, choice: 'include' };

/** Takes a whole space into the selection, and starts to mirror it. */
export async function includeSpace(ports: Ports, spaceId: SpaceId, by: AccountId | null): Promise<Run> {
  const before = await ports.store.settings.selectedSpace(spaceId);
  const others = (before?.rules.site ?? []).filter((rule) => rule.target.kind !== 'space');
  const run = await saveRules(ports, spaceId, 'site', [wholeSpace, ...others], by);
  if (!run) throw new RunControlError('This space is included already. Reload the page.');
  return run;
}

/** Takes a space out of the selection, with all rules about it, and withdraws all that was sent of it. */
export async function excludeSpace(ports: Ports, spaceId: SpaceId): Promise<Run | null> {
  const space = await ports.store.settings.selectedSpace(spaceId);
  if (!space) return null;
  await ports.store.settings.deselect(spaceId, ports.now());
  await forgetTotal(ports);
  return startRun(ports, 'withdrawal', space);
}

/**
 * Replaces one layer of a space's rules: the site admins' or its own admins'. What comes in is sent, what falls out is withdrawn, by a run
 * over the space. Null if nothing has changed. Throws RunControlError with what the admin has to know.
 */
export async function saveRules(
  ports: Ports,
  spaceId: SpaceId,
  layer: 'site' | 'space',
  rules: Rule[],
  by: AccountId | null,
): Promise<Run | null> {
  const wanted = normalRules(rules);
  if (wanted.length > MOST_RULES)
    throw new RunControlError(`A space takes at most ${MOST_RULES} rules. Choose trees instead of single pages.`);
  const before = await ports.store.settings.selectedSpace(spaceId);
  if (before && JSON.stringify(normalRules(before.rules[layer])) === JSON.stringify(wanted)) return runIfUnseen(ports, before);
  const other = before?.rules[layer === 'site' ? 'space' : 'site'] ?? [];
  if (wanted.length === 0 && other.length === 0) return before && !before.byKeyword ? excludeSpace(ports, spaceId) : null;
  if ((await ports.store.settings.connection()).state !== 'connected')
    throw new RunControlError('Connect to Qontext first: there is nowhere to send the space to.');
  const space = await selectable(ports, spaceId);
  const { labelsOut } = await ports.store.settings.policy();
  const selected = before ?? newlySelected(space, labelsOut, ports.now(), by, false);
  await ports.store.settings.select({ ...selected, rules: { ...selected.rules, [layer]: wanted }, changedAt: ports.now() });
  await forgetTotal(ports);
  // A sweep compares and asks before it withdraws much; but here a person has just said so, after a forecast.
  return startApproved(ports, space);
}

/** The same rules again: nothing to do, unless whoever saved them was stopped before a run could begin. */
async function runIfUnseen(ports: Ports, space: SelectedSpace): Promise<Run | null> {
  if ((space.lastSweepAt ?? 0) >= space.changedAt) return null;
  return startRun(ports, 'backfill', space);
}

async function selectable(ports: Ports, spaceId: SpaceId): Promise<Space> {
  const space = await ports.confluence.space(spaceId);
  if (!space) throw new RunControlError('The app cannot see this space. Give the app user access to it, or look whether it still exists.');
  const blocked = (await ports.confluence.blockedSpaces([spaceId])).has(spaceId);
  const locked = lockedReason(space, blocked, await ports.store.settings.policy());
  if (locked) throw new RunControlError(locked);
  return space;
}

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
  isLabelledOut: hasLabel(space.labels ?? [], labelsOut),
});

/** The count of visible contents is a new one now; the next tick takes it down without drawing conclusions. */
async function forgetTotal(ports: Ports): Promise<void> {
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

/** Brings what the policy's keywords name into the selection, and takes out what they brought in before and do not name any more. */
export async function followKeywords(ports: Ports): Promise<void> {
  const { policy, spaces } = await ports.store.settings.rulebook();
  if (policy.keywords.length === 0 && !spaces.some((space) => space.byKeyword)) return;
  const named = new Map<SpaceId, Space>();
  for (let cursor: string | undefined; ; ) {
    const page = await ports.confluence.spaces({ limit: 250, ...(cursor ? { cursor } : {}) });
    for (const space of page.spaces)
      if (policy.keywords.some((keyword) => matchesKeyword(space, keyword)) && !lockOf(space, policy)) named.set(space.id, space);
    if (page.cursor === null) break;
    cursor = page.cursor;
  }
  for (const space of named.values()) {
    if (spaces.some((s) => s.id === space.id)) continue;
    // Lists of spaces do not have the labels.
    const whole = (await ports.confluence.space(space.id)) ?? space;
    const selected = newlySelected(whole, policy.labelsOut, ports.now(), null, true);
    await ports.store.settings.select({ ...selected, rules: { site: [wholeSpace], space: [] } });
    await forgetTotal(ports);
    await startRun(ports, 'backfill', space);
  }
  for (const space of spaces) if (space.byKeyword && !named.has(space.id)) await excludeSpace(ports, space.id);
}

/** Saves the policy, and sets going what follows from it. */
export async function savePolicy(ports: Ports, policy: Policy): Promise<Policy> {
  const before = await ports.store.settings.policy();
  const isNews = !policy.paused && (before.paused || decides(before) !== decides(policy));
  // With the policy itself: whoever is stopped before a run could begin has left word for the tick.
  const saved = await ports.store.settings.savePolicy(policy, isNews ? ports.now() : null);
  if (policy.paused) return saved;
  // Which spaces have one of the labels is looked at with the next tick.
  if (JSON.stringify(before.labelsOut) !== JSON.stringify(policy.labelsOut))
    await ports.store.tick.update((memory) => (memory ? { ...memory, lastSpaceCheckAt: null, spacesFrom: null } : null));
  const { spaces } = await ports.store.settings.selection();
  if (before.paused) await resumeAll(ports, spaces);
  else if (isNews) for (const space of spaces) await startApproved(ports, space);
  await followKeywords(ports);
  return saved;
}

/** What of the policy the scope of a content depends on. */
const decides = ({ offered, selfService, personalSpaces, archived, labelsOut, labelsIn, restricted }: Policy): string =>
  JSON.stringify([offered, selfService, personalSpaces, archived, labelsOut, labelsIn, restricted]);

/** Everything that came while all was paused was let go; a run over each space finds it. */
async function resumeAll(ports: Ports, spaces: SelectedSpace[]): Promise<void> {
  for (const space of spaces) {
    const latest = await ports.store.runs.ofSpace(space.id);
    if (latest && isStoppedByPause(latest)) await takeUp(ports, latest);
    else await startRun(ports, 'backfill', space);
  }
  await takeUpPaused(ports);
}

const isStoppedByPause = (run: Run): boolean => run.state === 'paused' && run.note === ALL_PAUSED;

/** Those that the list of open runs, which lags, shows by now. */
export async function takeUpPaused(ports: Ports): Promise<void> {
  for (const run of await ports.store.runs.open(MOST_OPEN)) if (isStoppedByPause(run)) await takeUp(ports, run);
}

/**
 * A run that the pause stopped would miss what was let go meanwhile: it does not go back to what it has passed. A new one takes its place,
 * with the word that a person has given for it. The tick does so, too: who saw the pause just before it ended stops its run after that.
 */
async function takeUp(ports: Ports, run: Run): Promise<void> {
  if (run.kind === 'withdrawal') {
    const resumed = await ports.store.runs.update(run.id, (now) =>
      now?.state === 'paused' ? { ...now, state: 'running', note: null } : null,
    );
    if (resumed) await resumeRun(ports, resumed);
    return;
  }
  await finishRun(ports, run.id, 'cancelled', 'Everything was paused. Another run over the space took its place.');
  const space = await ports.store.settings.selectedSpace(run.spaceId);
  if (space) await (run.approved ? startApproved(ports, space) : startRun(ports, 'backfill', space));
}

/** The choice of one page by itself, as its byline offers it. 'none' takes the page's own rule away. */
export async function choosePage(
  ports: Ports,
  spaceId: SpaceId,
  contentId: string,
  layer: 'site' | 'space',
  choice: Choice | 'none',
  by: AccountId,
): Promise<void> {
  const before = (await ports.store.settings.selectedSpace(spaceId))?.rules[layer] ?? [];
  const others = before.filter((rule) => rule.target.kind !== 'content' || rule.target.id !== contentId);
  const own: Rule[] = choice === 'none' ? [] : [{ target: { kind: 'content', id: contentId }, choice }];
  await saveRules(ports, spaceId, layer, [...others, ...own], by);
}

/** Queries of the store lag, and whoever sent for the space when it was taken out may only just be done. */
const SETTLING_MS = 10 * 60_000;
const AGAIN_MS = 4 * 60_000;

/**
 * Rule 5. A space that was taken out is withdrawn until nothing of it is left: the withdrawal may never have begun, or may have missed
 * what was being sent at that moment.
 */
export async function withdrawLeaving(ports: Ports): Promise<void> {
  const repository = await ports.repository();
  for (const space of await ports.store.settings.leaving()) {
    const latest = await ports.store.runs.ofSpace(space.id);
    if (latest && latest.endedAt === null) continue;
    const contents = (await ports.store.ledger.ofSpace(space.id, null)).length;
    const folders = (await ports.store.places.ofSpace(space.id)).length;
    const rest = contents + folders;
    const isYoung = ports.now() - space.since < SETTLING_MS;
    if (rest === 0 && !isYoung) await ports.store.settings.hasLeft(space.id);
    const wait = latest && latest.startedAt - space.since < SETTLING_MS ? AGAIN_MS : HOUR;
    if (rest > 0 && ports.now() - (latest?.endedAt ?? 0) >= wait) await startRun(ports, 'withdrawal', space);
    // After moves from space to space, a folder or file of another space may have kept the last folders; that one's next sweep takes it away.
    else if (contents === 0 && folders > 0 && repository) await sweepEmptyPlaces(ports, repository, space.id, () => false);
  }
}
