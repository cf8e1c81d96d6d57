import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

/** What the wrapper answers. */
export type FunctionAnswer =
  | { success: true; body?: unknown }
  | { success: false; error: { errorMessage: string; errorType: string; stack?: string } };

/** A message of the process: an answer, or that its clock jumped. */
export interface ChildMessage {
  id?: string;
  answer?: FunctionAnswer;
  rssBytes?: number;
  jumpedMs?: number;
}

/** Who is told what becomes of a process. */
export interface ChildOwner {
  heard(child: Child, message: ChildMessage): void;
  /** What the process itself prints (not console.log of a function, which comes by the logs route). */
  printed(text: string): void;
  ended(child: Child): void;
}

/** A process that holds the functions of one bundle, and works for one host at a time. */
export interface Child {
  process: ChildProcess;
  owner: ChildOwner;
  /** Invocations so far, of all hosts. */
  served: number;
  /** Sum of the jumps of its clock that it has told of. */
  jumpedMs: number;
}

const processScript = join(__dirname, 'runtime', 'process.js');

/**
 * V8 sizes its young generation by the machine's memory, and a function's machine has what the manifest asks for: a machine as large as
 * this one would let garbage lie that is collected there. In MB, as Node 20 chooses it under a memory limit (measured in a control group).
 */
export function semiSpaceMb(memoryMb: number): number {
  const heapMb = Math.max(256, memoryMb / 2);
  return heapMb <= 256 ? 1 : Math.min(16, Math.floor(heapMb / 128));
}

export function startChild(bundleDir: string, memoryMb: number, owner: ChildOwner): Child {
  const process = fork(processScript, [bundleDir], {
    env: {},
    // The limit is on resident memory; the heap must not be the first to complain below it.
    execArgv: [`--max-old-space-size=${memoryMb}`, `--max-semi-space-size=${semiSpaceMb(memoryMb)}`],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const child: Child = { process, owner, served: 0, jumpedMs: 0 };
  process.stdout?.on('data', (data) => child.owner.printed(String(data)));
  process.stderr?.on('data', (data) => child.owner.printed(String(data)));
  process.on('message', (message: ChildMessage) => {
    child.jumpedMs += message.jumpedMs ?? 0;
    child.owner.heard(child, message);
  });
  process.on('exit', () => child.owner.ended(child));
  return child;
}

/** Ends a process at once, in the middle of whatever it does. Resolves when it is gone. */
export function endChild({ process }: Child): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    process.once('exit', () => resolve());
    process.kill('SIGKILL');
  });
}
