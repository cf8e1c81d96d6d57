import type { RunAction, RunKind } from '../../api/siteAdmin';
import type { SpaceId } from '../../content';
import { noCounts, type Run } from '../../store';
import type { Ports } from '../ports';
import { finishRun, isOver } from './finish';
import { endIfAllDone } from './lane';
import { startLanes } from './listing';

/** There is no such run, or it is in a state in which this can't be done. The message is for the admin. */
export class RunControlError extends Error {
  override readonly name = 'RunControlError';
}

/**
 * Starts a run over a space. One at a time for each space: where one of the same kind is under way, that one is answered; a withdrawal
 * and a backfill put an end to each other, since the later decision counts; otherwise what is under way goes on.
 */
export async function startRun(ports: Ports, kind: RunKind, space: { id: SpaceId; key: string }): Promise<Run> {
  const { runs } = ports.store;
  const latest = await runs.ofSpace(space.id);
  if (latest && !isOver(latest)) {
    const opposite = (kind === 'withdrawal') !== (latest.kind === 'withdrawal');
    if (!opposite) return latest;
    // Asked for by somebody who had not yet seen that the space was taken out.
    if (latest.kind === 'withdrawal' && !(await ports.store.settings.selectedSpace(space.id))) return latest;
    await finishRun(ports, latest.id, 'cancelled', 'Another decision about this space took its place.');
  }
  const now = ports.now();
  const run: Run = {
    id: `${now.toString(36)}${Math.floor(ports.random() * 36 ** 4)
      .toString(36)
      .padStart(4, '0')}`,
    kind,
    spaceId: space.id,
    spaceKey: space.key,
    state: 'running',
    phase: 'listing',
    startedAt: now,
    updatedAt: now,
    endedAt: null,
    step: 0,
    cursor: null,
    left: false,
    parts: 0,
    goneParts: 0,
    listed: 0,
    lanes: 0,
    approved: false,
    withdrawn: 0,
    counts: noCounts,
    note: null,
  };
  const begun = await runs.begin(run, latest?.id ?? null);
  if (!begun) return (await runs.ofSpace(space.id)) ?? run;
  await ports.queue.work({ kind: 'list', runId: run.id, step: 0 });
  ports.log('run started', { run: run.id, kind, space: space.id });
  return begun;
}

export async function controlRun(ports: Ports, runId: string, action: RunAction): Promise<Run> {
  const before = await ports.store.runs.get(runId);
  if (!before) throw new RunControlError('This run is not known any more. Reload the page.');
  const allowed: Record<RunAction, Run['state'][]> = {
    pause: ['running'],
    resume: ['paused'],
    cancel: ['running', 'paused', 'asking'],
    approve: ['asking'],
  };
  if (!allowed[action].includes(before.state))
    throw new RunControlError(`This run is ${before.state}, so it cannot be ${pastOf[action]}. Reload the page to see how it stands.`);
  if (action === 'cancel') {
    // An admin has decided that the rest of the space stays.
    if (before.kind === 'withdrawal') await ports.store.settings.hasLeft(before.spaceId);
    // So do rules and a policy that this run was started for: no run is missing that had to see them.
    else
      await ports.store.settings.changeSelected(before.spaceId, (space) => ({
        ...space,
        lastSweepAt: Math.max(space.lastSweepAt ?? 0, before.startedAt),
      }));
    return (await finishRun(ports, runId, 'cancelled', 'Cancelled by an admin. What was sent until then stays.')) ?? before;
  }
  const state = action === 'pause' ? 'paused' : 'running';
  const changed = await ports.store.runs.update(runId, (run) =>
    run && allowed[action].includes(run.state)
      ? { ...run, state, approved: run.approved || action === 'approve', note: null, updatedAt: ports.now() }
      : null,
  );
  if (state === 'running' && changed) await resumeRun(ports, changed);
  return changed ?? before;
}

const pastOf: Record<RunAction, string> = { pause: 'paused', resume: 'resumed', cancel: 'cancelled', approve: 'approved' };

/** Queues what the run waits for, from its checkpoint. Doing so twice does no harm: the steps tell a late message. */
export async function resumeRun(ports: Ports, run: Run): Promise<void> {
  if (run.phase === 'listing') return ports.queue.work({ kind: 'list', runId: run.id, step: run.step });
  if (run.phase === 'settling') return ports.queue.work({ kind: 'settle', runId: run.id, step: run.step });
  if (run.phase === 'leaving') return ports.queue.work({ kind: 'leave', runId: run.id, step: run.step });
  if (run.phase === 'ending') return ports.queue.work({ kind: 'end', runId: run.id, step: run.step });
  if (run.phase !== 'aligning') return;
  // Killed before all lanes were made, or after the last of them was done.
  const lanes = await startLanes(ports, run);
  if (lanes.every((lane) => lane.done)) await endIfAllDone(ports, run);
}
