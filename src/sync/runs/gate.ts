import { HOUR, hourOf, type Run } from '../../store';
import type { Ports } from '../ports';
import { finishRun } from './finish';

/** Milliseconds that an invocation keeps free at its end, to write its checkpoint. */
const SPARE_MS = 15_000;

/** Said on runs that the kill switch stopped; by it they are known again when it is taken back. */
export const ALL_PAUSED = 'Everything is paused by the site’s policy.';

export const hasTime = (ports: Ports): boolean => ports.now() < ports.invocation.deadline - SPARE_MS;

/**
 * Whether a run may go on now. It may not while it is paused, asks or is over, while Qontext is not connected, and while the hour's
 * points are spent; then the answer says when to look again (null: somebody will wake it).
 */
export async function mayGoOn(ports: Ports, run: Run | null): Promise<{ go: true; run: Run } | { go: false; waitSeconds: number | null }> {
  if (run?.state !== 'running') return { go: false, waitSeconds: null };
  // Started by somebody who had not yet seen that the space was taken out; the withdrawal may be over by now.
  if (run.kind !== 'withdrawal' && !(await ports.store.settings.selectedSpace(run.spaceId))) {
    await finishRun(ports, run.id, 'cancelled', 'The space is not included any more.');
    return { go: false, waitSeconds: null };
  }
  const stop = (await ports.store.settings.policy()).paused
    ? ALL_PAUSED
    : (await ports.store.settings.connection()).state !== 'connected'
      ? 'Qontext is not connected, or refused the API key. Connect again, then resume.'
      : null;
  if (stop) {
    await ports.store.runs.update(run.id, (now) =>
      now?.state === 'running'
        ? {
            ...now,
            state: 'paused',
            note: stop,
            updatedAt: ports.now(),
          }
        : null,
    );
    return { go: false, waitSeconds: null };
  }
  const waitSeconds = await waitForPoints(ports);
  if (waitSeconds === null) return { go: true, run };
  await setNote(ports, run, "Waits: this hour's budget of Confluence points is spent. It goes on at the next hour.");
  return { go: false, waitSeconds };
}

/** Null while there is something left of the hour's points; else seconds until the next hour, as far as the queue can wait. */
export async function waitForPoints(ports: Ports): Promise<number | null> {
  const { pointsPerHour } = await ports.store.settings.settings();
  const used = (await ports.store.meter.hour(hourOf(ports.now()))).points + ports.usage.points;
  if (used < pointsPerHour) return null;
  const untilNextHour = hourOf(ports.now()) + HOUR - ports.now();
  return Math.min(900, Math.ceil(untilNextHour / 1000) + 1);
}

/** Says on the run what it waits for. */
export async function setNote(ports: Ports, run: Run, note: string | null): Promise<void> {
  if (run.note !== note)
    await ports.store.runs.update(run.id, (now) => (now?.state === 'running' ? { ...now, note, updatedAt: ports.now() } : null));
}
