import type { RunView } from '../../../src/api/siteAdmin';

const RUN_MS = 2_000;
// Lists cost more than runs: titles are read from Confluence each time.
const LIST_MS = 6_000;
// A page of spaces costs some twenty points: a tab left open must not cost a tenth of the hour's quota.
const SPACES_MS = 12_000;
const SPACES_AT_REST_MS = 60_000;
const AT_REST_MS = 15_000;
/** For what only this page changes: longer than anybody looks at it, and the most that a browser can wait. */
export const NOT_POLLED = 2 ** 31 - 1;

/** A run that is not over: its progress is shown. */
export type OpenRun = RunView & { state: 'running' | 'paused' | 'asking' };
export const isOpen = (run: RunView | null): run is OpenRun => run !== null && ['running', 'paused', 'asking'].includes(run.state);

/** A run that is paused or asks stands still until somebody acts. */
const isMoving = (runs: RunView[]): boolean => runs.some((run) => run.state === 'running');

/** Milliseconds to wait before runs are asked for again. */
export const runsPollMs = (runs: RunView[]): number => (isMoving(runs) ? RUN_MS : AT_REST_MS);
/** The same for what lists contents. */
export const listPollMs = (runs: RunView[]): number => (isMoving(runs) ? LIST_MS : AT_REST_MS);
/** The same for the list of spaces. */
export const spacesPollMs = (runs: RunView[]): number => (isMoving(runs) ? SPACES_MS : SPACES_AT_REST_MS);
