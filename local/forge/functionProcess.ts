import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the wrapper answers. */
export type FunctionAnswer =
  | { success: true; body?: unknown }
  | { success: false; error: { errorMessage: string; errorType: string; stack?: string } };

export type RunEnd = { kind: 'answer'; answer: FunctionAnswer } | { kind: 'timeout' } | { kind: 'out-of-memory' } | { kind: 'lost' };
export type Run = RunEnd & { peakRssMb: number; cold: boolean };

/** The process that the functions run in: started when needed, kept warm, replaced when it overruns. */
export interface FunctionProcess {
  /** Runs one invocation; several may run at a time. Never throws. */
  run(id: string, envelope: unknown, timeoutMs: number): Promise<Run>;
  /** Ends the process at once, in the middle of whatever it does. */
  kill(): void;
  pid(): number | null;
  stop(): Promise<void>;
}

export interface FunctionProcessOptions {
  bundleDir: string;
  memoryMb: number;
  coldStartEvery(): number;
  /** The clock of the process jumped ahead by so many milliseconds, over what a function waits for (see HostSettings.jumpsWaits). */
  jumped(ms: number): void;
  /** What the process itself prints (not console.log of a function, which comes by the logs route). */
  printed(text: string): void;
}

interface Running {
  finish(end: RunEnd): void;
  /** Takes these milliseconds off what is left of its time. */
  shorten(ms: number): void;
  peakRssBytes: number;
}
interface Child {
  process: ChildProcess;
  running: Map<string, Running>;
  served: number;
  /** Sum of the jumps that the process has told of. */
  jumpedMs: number;
}

const memoryPollMs = 50;
const megabyte = 1024 * 1024;
const processScript = join(__dirname, 'runtime', 'process.js');

/**
 * V8 sizes its young generation by the machine's memory, and a function's machine has what the manifest asks for: a machine as large as
 * this one would let garbage lie that is collected there. In MB, as Node 20 chooses it under a memory limit (measured in a control group).
 */
export function semiSpaceMb(memoryMb: number): number {
  const heapMb = Math.max(256, memoryMb / 2);
  return heapMb <= 256 ? 1 : Math.min(16, Math.floor(heapMb / 128));
}

export function functionProcess(options: FunctionProcessOptions): FunctionProcess {
  let current: Child | null = null;
  const alive = new Set<Child>();

  const start = (): Child => {
    const child = fork(processScript, [options.bundleDir], {
      env: {},
      // The limit is on resident memory; the heap must not be the first to complain below it.
      execArgv: [`--max-old-space-size=${options.memoryMb}`, `--max-semi-space-size=${semiSpaceMb(options.memoryMb)}`],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const made: Child = { process: child, running: new Map(), served: 0, jumpedMs: 0 };
    alive.add(made);
    child.stdout?.on('data', (data) => options.printed(String(data)));
    child.stderr?.on('data', (data) => options.printed(String(data)));
    child.on('message', (message: { id?: string; answer?: FunctionAnswer; rssBytes?: number; jumpedMs?: number }) => {
      if (message.jumpedMs !== undefined) {
        made.jumpedMs += message.jumpedMs;
        options.jumped(message.jumpedMs);
        for (const running of made.running.values()) running.shorten(message.jumpedMs);
      }
      const running = message.id === undefined ? undefined : made.running.get(message.id);
      if (!running || !message.answer) return;
      running.peakRssBytes = Math.max(running.peakRssBytes, message.rssBytes ?? 0);
      running.finish({ kind: 'answer', answer: message.answer });
      if (made !== current && made.running.size === 0) child.kill('SIGKILL');
    });
    child.on('exit', () => {
      alive.delete(made);
      if (current === made) current = null;
      for (const running of [...made.running.values()]) running.finish({ kind: 'lost' });
    });
    return made;
  };

  /** Ends the process because of `guilty`; what else ran in it is lost. */
  const end = (child: Child, guilty: Running[], kind: 'timeout' | 'out-of-memory' | 'lost'): void => {
    if (current === child) current = null;
    for (const running of guilty) running.finish({ kind });
    child.process.kill('SIGKILL');
  };

  const watchMemory = setInterval(() => {
    for (const child of alive) {
      if (child.running.size === 0) continue;
      const rss = residentBytes(child.process.pid);
      for (const running of child.running.values()) running.peakRssBytes = Math.max(running.peakRssBytes, rss);
      if (rss > options.memoryMb * megabyte) end(child, [...child.running.values()], 'out-of-memory');
    }
  }, memoryPollMs);
  watchMemory.unref();

  const freshEnough = (): Child => {
    const every = options.coldStartEvery();
    if (current && every > 0 && current.served >= every) {
      const old = current;
      current = null;
      if (old.running.size === 0) old.process.kill('SIGKILL');
    }
    current ??= start();
    return current;
  };

  return {
    run(id, envelope, timeoutMs) {
      const child = freshEnough();
      const cold = child.served++ === 0;
      return new Promise((resolve) => {
        let deadline = performance.now() + timeoutMs;
        let timer: NodeJS.Timeout;
        const watch = () => {
          timer = setTimeout(() => end(child, [running], 'timeout'), Math.max(0, deadline - performance.now()));
        };
        const running: Running = {
          peakRssBytes: 0,
          shorten(ms) {
            clearTimeout(timer);
            deadline -= ms;
            // At once, not by a timer: the answer of what overran may stand right behind the news of the jump.
            if (deadline <= performance.now()) end(child, [running], 'timeout');
            else watch();
          },
          finish(finished) {
            clearTimeout(timer);
            child.running.delete(id);
            resolve({ ...finished, cold, peakRssMb: running.peakRssBytes / megabyte });
          },
        };
        watch();
        child.running.set(id, running);
        child.process.send({ id, envelope, timeoutMs, heardMs: child.jumpedMs }, (error) => {
          // The process is gone: its exit event ends this run too.
          if (error) child.process.kill('SIGKILL');
        });
      });
    },
    kill() {
      for (const child of alive) end(child, [...child.running.values()], 'lost');
    },
    pid: () => current?.process.pid ?? null,
    async stop() {
      clearInterval(watchMemory);
      const gone = [...alive].map((child) => new Promise((resolve) => child.process.once('exit', resolve)));
      for (const child of alive) child.process.kill('SIGKILL');
      await Promise.all(gone);
    },
  };
}

/** Resident memory of a process; 0 where the system doesn't say (then only what the process reports of itself counts). */
function residentBytes(pid: number | undefined): number {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
