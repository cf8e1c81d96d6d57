import type { Run } from '../../store';
import type { Ports } from '../ports';

export const isOver = (run: Run): boolean => run.state === 'done' || run.state === 'cancelled' || run.state === 'failed';

/** Ends a run, unless it is over already. */
export async function finishRun(
  ports: Ports,
  runId: string,
  state: 'done' | 'cancelled' | 'failed',
  note: string | null,
): Promise<Run | null> {
  return ports.store.runs.update(runId, (run) => {
    if (!run || isOver(run)) return null;
    return { ...run, state, phase: 'over', note, endedAt: ports.now(), updatedAt: ports.now() };
  });
}
