import type { AppCalls, AppRun, AppSpace } from './appCalls';

/** The sum of what the runs counted. listed = sent + unchanged + out + held + failed, once nothing is pending. */
export interface MirrorCounts {
  listed: number;
  sent: number;
  unchanged: number;
  out: number;
  held: number;
  failed: number;
  pending: number;
}

export interface MirrorResult {
  spaces: AppSpace[];
  counts: MirrorCounts;
  /** Real time from the first inclusion to the end of the last run. */
  seconds: number;
  /** What the app says about runs that did not end well. */
  problems: string[];
}

/** The mirror could not be made; the message says why and what to do. */
export class MirrorError extends Error {
  override name = 'MirrorError';
}

export interface MirrorOptions {
  app: AppCalls;
  apiKey: string;
  /** The kept connection is to another Qontext, or by another key: this one is taken now. */
  reconnect?: boolean;
  /** Keys of the spaces to include. Null: every current space that is not personal. */
  spaces: string[] | null;
  /** Called whenever the counts changed. */
  progress(counts: MirrorCounts, etaMs: number | null): void;
  /** Runs the app's scheduled trigger: what waits for it goes on. */
  tick(): Promise<void>;
  /** Until no queued message is due. */
  idle(): Promise<void>;
  sleep(ms: number): Promise<void>;
  /** Milliseconds; only differences count. */
  now(): number;
}

/** Looking costs the app key-value reads: at first often, later less, about every thirtieth of the time that has passed. */
const pollMs = (elapsedMs: number) => Math.min(2_000, Math.max(200, elapsedMs / 30));
/** Where nothing moves for so long, what is left waits for a tick. In the cloud one would come within five minutes. */
const STALL_MS = 15_000;
const open = new Set(['running', 'paused', 'asking']);

/**
 * Connects the app, includes the spaces, and waits until each of them is mirrored: all through the app's own resolvers, as the admin page does it.
 * A space that was included before (kept by --data) is swept instead.
 * @throws MirrorError
 */
export async function firstMirror(options: MirrorOptions): Promise<MirrorResult> {
  const { app } = options;
  // A run that an earlier start was stopped in goes on, and counts as one of these.
  const known = new Set((await app.runs()).filter((run) => !open.has(run.state)).map((run) => run.id));
  await connect(options);
  const spaces = chooseSpaces(await app.spaces(), options.spaces);
  const startedAt = options.now();
  for (const space of spaces) {
    if (space.included) await app.startRun('sweep', space.id);
    else await app.includeSpace(space.id);
  }
  const runs = await untilOver(options, known);
  return {
    spaces,
    counts: sum(runs),
    seconds: (options.now() - startedAt) / 1000,
    problems: runs
      .filter((run) => run.state !== 'done')
      .map((run) => `${run.kind} of ${run.spaceKey}: ${run.state}${run.note ? `: ${run.note}` : ''}`),
  };
}

async function connect({ app, apiKey, reconnect }: MirrorOptions): Promise<void> {
  const before = await app.connection();
  if (before.state === 'connected' && !reconnect) return;
  const connection = await app.connect(apiKey);
  if (connection.state !== 'connected') throw new MirrorError(`Qontext does not take the key: ${connection.problem ?? connection.state}`);
}

/** @throws MirrorError if a key is unknown, or nothing is left to include. */
export function chooseSpaces(all: AppSpace[], keys: string[] | null): AppSpace[] {
  if (keys === null) {
    const chosen = all.filter((space) => space.type !== 'personal' && space.status === 'current' && space.locked === null);
    if (chosen.length === 0) throw new MirrorError('This Confluence shows the app no current space that is not personal.');
    return chosen;
  }
  return keys.map((key) => {
    const space = all.find((one) => one.key === key);
    if (!space) throw new MirrorError(`There is no space "${key}" that the app may see. It sees: ${all.map((one) => one.key).join(', ')}.`);
    if (space.locked !== null) throw new MirrorError(`The space "${key}" can't be included: ${space.locked}`);
    return space;
  });
}

async function untilOver(options: MirrorOptions, known: Set<string>): Promise<AppRun[]> {
  let seen = '';
  const startedAt = options.now();
  let movedAt = startedAt;
  for (;;) {
    const runs = await look(options, known);
    const counts = sum(runs);
    const signature = JSON.stringify([counts, runs.map((run) => [run.state, run.phase])]);
    if (signature !== seen) {
      seen = signature;
      movedAt = options.now();
      options.progress(counts, longest(runs));
    }
    if (runs.every((run) => !open.has(run.state)) && counts.pending === 0) {
      await options.idle();
      return await look(options, known);
    }
    const waiting = runs.find((run) => run.state === 'asking' || run.state === 'paused');
    if (waiting) throw new MirrorError(`The ${waiting.kind} of ${waiting.spaceKey} waits for a person: ${waiting.note ?? waiting.state}`);
    if (options.now() - movedAt > STALL_MS) {
      movedAt = options.now();
      await options.tick();
    }
    await options.sleep(pollMs(options.now() - startedAt));
  }
}

const LOOKS = 5;

/** The runs that began since. A look that fails is taken again: the function's process may have been ended in the middle of it. */
async function look({ app, sleep }: MirrorOptions, known: Set<string>): Promise<AppRun[]> {
  for (let tries = 1; ; tries++) {
    try {
      return (await app.runs()).filter((run) => !known.has(run.id));
    } catch (error) {
      if (tries === LOOKS) throw error;
      await sleep(200 * tries);
    }
  }
}

function longest(runs: AppRun[]): number | null {
  const etas = runs.filter((run) => open.has(run.state)).map((run) => run.etaMs);
  return etas.reduce<number | null>((most, eta) => (eta === null ? most : Math.max(most ?? 0, eta)), null);
}

function sum(runs: AppRun[]): MirrorCounts {
  const counts: MirrorCounts = { listed: 0, sent: 0, unchanged: 0, out: 0, held: 0, failed: 0, pending: 0 };
  for (const run of runs) for (const name of countNames) counts[name] += run[name];
  return counts;
}
const countNames = ['listed', 'sent', 'unchanged', 'out', 'held', 'failed', 'pending'] as const;

/** True if everything listed is accounted for. */
export function addsUp(counts: MirrorCounts): boolean {
  return counts.listed === counts.sent + counts.unchanged + counts.out + counts.held + counts.failed && counts.pending === 0;
}
