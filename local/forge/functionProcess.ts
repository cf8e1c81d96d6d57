import { readFileSync } from 'node:fs';
import { type Child, type ChildOwner, endChild, type FunctionAnswer, startChild } from './child';
import type { WarmProcesses } from './warmProcesses';

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
  printed(text: string): void;
  /** Where a process is taken from, and left when this host stops. All hosts of one store run the same bundle with the same memory. */
  warm?: WarmProcesses;
}

interface Running {
  finish(end: RunEnd): void;
  /** Takes these milliseconds off what is left of its time. */
  shorten(ms: number): void;
  peakRssBytes: number;
}

const memoryPollMs = 50;
const megabyte = 1024 * 1024;

export function functionProcess(options: FunctionProcessOptions): FunctionProcess {
  /** The processes of this host, with what runs in each. */
  const alive = new Map<Child, Map<string, Running>>();
  let current: Child | null = null;
  const runningIn = (child: Child): Map<string, Running> => alive.get(child) ?? new Map();

  const owner: ChildOwner = {
    printed: options.printed,
    heard(child, message) {
      const running = runningIn(child);
      if (message.jumpedMs !== undefined) {
        options.jumped(message.jumpedMs);
        for (const one of running.values()) one.shorten(message.jumpedMs);
      }
      const answered = message.id === undefined ? undefined : running.get(message.id);
      if (!answered || !message.answer) return;
      answered.peakRssBytes = Math.max(answered.peakRssBytes, message.rssBytes ?? 0);
      answered.finish({ kind: 'answer', answer: message.answer });
      if (child !== current && running.size === 0) void endChild(child);
    },
    ended(child) {
      const running = [...runningIn(child).values()];
      alive.delete(child);
      if (current === child) current = null;
      for (const one of running) one.finish({ kind: 'lost' });
    },
  };

  /** Ends the process because of `guilty`; what else ran in it is lost. */
  const end = (child: Child, guilty: Running[], kind: 'timeout' | 'out-of-memory' | 'lost'): void => {
    if (current === child) current = null;
    for (const running of guilty) running.finish({ kind });
    void endChild(child);
  };

  const watchMemory = setInterval(() => {
    for (const [child, running] of alive) {
      if (running.size === 0) continue;
      const rss = residentBytes(child.process.pid);
      for (const one of running.values()) one.peakRssBytes = Math.max(one.peakRssBytes, rss);
      if (rss > options.memoryMb * megabyte) end(child, [...running.values()], 'out-of-memory');
    }
  }, memoryPollMs);
  watchMemory.unref();

  const freshEnough = (): Child => {
    const every = options.coldStartEvery();
    if (current && every > 0 && current.served >= every) {
      const old = current;
      current = null;
      if (runningIn(old).size === 0) void endChild(old);
    }
    if (current) return current;
    current = options.warm?.take(owner) ?? startChild(options.bundleDir, options.memoryMb, owner);
    alive.set(current, new Map());
    return current;
  };

  return {
    run(id, envelope, timeoutMs) {
      const child = freshEnough();
      const cold = child.served++ === 0;
      const runs = runningIn(child);
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
            runs.delete(id);
            resolve({ ...finished, cold, peakRssMb: running.peakRssBytes / megabyte });
          },
        };
        watch();
        runs.set(id, running);
        child.process.send({ id, envelope, timeoutMs, heardMs: child.jumpedMs }, (error) => {
          // The process is gone: its exit event ends this run too.
          if (error) child.process.kill('SIGKILL');
        });
      });
    },
    kill() {
      for (const [child, running] of alive) end(child, [...running.values()], 'lost');
    },
    pid: () => current?.process.pid ?? null,
    async stop() {
      clearInterval(watchMemory);
      if (options.warm && current && runningIn(current).size === 0) {
        alive.delete(current);
        await options.warm.give(current);
      }
      await Promise.all([...alive.keys()].map(endChild));
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
