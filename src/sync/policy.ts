import type { Policy } from '../scope';
import type { Run, SelectedSpace } from '../store';
import { followKeywords } from './keywords';
import type { Ports } from './ports';
import { ALL_PAUSED, finishRun, resumeRun, startRun } from './runs';
import { startApproved } from './select';

/** More than a site with each of its spaces under way at once should have. */
export const MOST_OPEN = 1_000;
/** What a resolver keeps free at its end: for the keywords, and its answer. */
const STARTING_MS = 10_000;

/** Saves the policy, and sets going what follows from it. */
export async function savePolicy(ports: Ports, policy: Policy): Promise<Policy> {
  const before = await ports.store.settings.policy();
  // With the policy itself: whoever is stopped before a run could begin has left word for the tick.
  const saved = await ports.store.settings.savePolicy(policy, isNews(before, policy) ? ports.now() : null);
  if (policy.paused) return saved;
  await lookAtLabelsSoon(ports, before, policy);
  if (before.instructions !== policy.instructions) await ports.queue.work({ kind: 'source' });
  await startFor(ports, before, policy);
  return saved;
}

/** Which spaces have one of the labels is looked at with the next tick. */
export async function lookAtLabelsSoon(ports: Ports, before: Policy, policy: Policy): Promise<void> {
  if (JSON.stringify(before.labelsOut) !== JSON.stringify(policy.labelsOut))
    await ports.store.tick.update((memory) => (memory ? { ...memory, lastSpaceCheckAt: null, spacesFrom: null } : null));
}

/** Sets going what another policy brings about. As much as there is time for: the tick finds the spaces that no run has seen since. */
export async function startFor(ports: Ports, before: Policy, policy: Policy): Promise<void> {
  const { spaces } = await ports.store.settings.selection();
  if (before.paused) await resumeAll(ports, spaces);
  else if (isNews(before, policy)) await startAll(ports, spaces, startApproved);
  await followKeywords(ports);
}

/** From then on other contents are in scope, or all that was let go is to be found. */
export const isNews = (before: Policy, policy: Policy): boolean => !policy.paused && (before.paused || decides(before) !== decides(policy));

export async function startAll(
  ports: Ports,
  spaces: SelectedSpace[],
  start: (ports: Ports, space: SelectedSpace) => Promise<unknown>,
): Promise<void> {
  for (const space of spaces) {
    if (ports.now() > ports.invocation.deadline - STARTING_MS) return;
    await start(ports, space);
  }
}

/** What of the policy the scope of a content depends on. */
const decides = ({ offered, selfService, personalSpaces, archived, labelsOut, labelsIn, restricted }: Policy): string =>
  JSON.stringify([offered, selfService, personalSpaces, archived, labelsOut, labelsIn, restricted]);

/** Everything that came while all was paused was let go; a run over each space finds it. */
async function resumeAll(ports: Ports, spaces: SelectedSpace[]): Promise<void> {
  await startAll(ports, spaces, async (_, space) => {
    const latest = await ports.store.runs.ofSpace(space.id);
    // One that is under way has passed what changed during the pause, though it was too short to be noticed by the run.
    await (latest && (isStoppedByPause(latest) || isUnderWay(latest)) ? takeUp(ports, latest) : startRun(ports, 'backfill', space));
  });
  await takeUpPaused(ports);
}

const isStoppedByPause = (run: Run): boolean => run.state === 'paused' && run.note === ALL_PAUSED;

const isUnderWay = (run: Run): boolean => run.endedAt === null && run.state === 'running' && run.kind !== 'withdrawal';

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
