import type { RunView } from '../../../src/api/siteAdmin';

const WHILE_RUNNING_MS = 2_000;
const AT_REST_MS = 15_000;

/** A run that moves by itself. One that is paused or asks stands still until somebody acts. */
const moves = (run: RunView | null): boolean => run?.state === 'running';
/** A run that is not over: its progress is shown. */
export type OpenRun = RunView & { state: 'running' | 'paused' | 'asking' };
export const isOpen = (run: RunView | null): run is OpenRun => run !== null && ['running', 'paused', 'asking'].includes(run.state);

/** How long to wait before asking again: little while something moves. */
export const pollMs = (runs: (RunView | null)[]): number => (runs.some(moves) ? WHILE_RUNNING_MS : AT_REST_MS);
