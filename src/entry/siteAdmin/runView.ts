import type { RunView } from '../../api/siteAdmin';
import type { Lane, Run } from '../../store';

const phases: Record<Run['phase'], RunView['phase']> = {
  listing: 'listing',
  aligning: 'aligning',
  settling: 'aligning',
  leaving: 'withdrawing',
  ending: 'aligning',
  over: 'over',
};

/** How a run stands, for the screen. While its lanes work, they have the counts; afterwards the run has. */
export function runView(run: Run, lanes: Lane[], now: number): RunView {
  const inLanes = run.phase === 'aligning' || (run.phase === 'over' && run.state !== 'done' && sumOf(run.counts) === 0);
  const counts = inLanes ? lanes.reduce((sum, lane) => plus(sum, lane.counts), run.counts) : run.counts;
  const pending = Math.max(0, run.listed - sumOf(counts));
  const worked = run.listed - pending;
  const updatedAt = Math.max(run.updatedAt, ...lanes.map((lane) => lane.updatedAt));
  const isMoving = run.state === 'running' && run.phase !== 'listing' && worked > 0;
  return {
    id: run.id,
    kind: run.kind,
    spaceId: run.spaceId,
    spaceKey: run.spaceKey,
    state: run.state,
    phase: run.kind === 'withdrawal' && run.phase === 'aligning' ? 'withdrawing' : phases[run.phase],
    listed: run.listed,
    ...counts,
    pending,
    withdrawn: run.kind === 'withdrawal' ? counts.out : run.withdrawn,
    startedAt: run.startedAt,
    updatedAt,
    endedAt: run.endedAt,
    etaMs: isMoving ? Math.round(((now - run.startedAt) / worked) * pending) : null,
    note: run.note,
  };
}

type RunCounts = Run['counts'];
const plus = (a: RunCounts, b: RunCounts): RunCounts => ({
  sent: a.sent + b.sent,
  unchanged: a.unchanged + b.unchanged,
  out: a.out + b.out,
  held: a.held + b.held,
  failed: a.failed + b.failed,
});
const sumOf = (c: RunCounts) => c.sent + c.unchanged + c.out + c.held + c.failed;
