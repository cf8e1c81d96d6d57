/** A requester that answers from a script, for what a server can't be made to do: each test says what comes and sees what was asked. */
import type { Answer, Call, ConnectOptions, RequestOptions } from '../../src/confluence';

export interface Said {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Thrown instead of answered. */
  throws?: unknown;
}

export interface Scripted {
  options: ConnectOptions;
  /** Paths in the order in which they were asked. */
  asked: string[];
  sent: RequestOptions[];
  calls: Call[];
  /** What was waited, in milliseconds. */
  waits: number[];
  clock: { now: number };
}

export const start = Date.parse('2026-11-21T10:20:00Z');

export function answerOf({ status = 200, headers = {}, body }: Said): Answer {
  const lower = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    status,
    headers: { get: (name) => lower.get(name.toLowerCase()) ?? null },
    text: async () => (typeof body === 'string' ? body : JSON.stringify(body ?? {})),
  };
}

/** `script` is asked for each request; `deadline` is in milliseconds from the start. */
export function scripted(script: (path: string, nth: number) => Said, deadline = 50_000): Scripted {
  const clock = { now: start };
  const self: Scripted = {
    asked: [],
    sent: [],
    calls: [],
    waits: [],
    clock,
    options: {
      async request(path, init) {
        self.asked.push(path);
        self.sent.push(init ?? {});
        const said = script(path, self.asked.length);
        if ('throws' in said) throw said.throws;
        return answerOf(said);
      },
      now: () => clock.now,
      random: () => 0.5,
      async sleep(ms) {
        self.waits.push(ms);
        clock.now += ms;
      },
      deadline: () => start + deadline,
      onCall: (call) => self.calls.push(call),
    },
  };
  return self;
}

/** Answers one after the other; the last one for ever. */
export function inOrder(...said: Said[]): (path: string, nth: number) => Said {
  return (_, nth) => said[Math.min(nth, said.length) - 1] ?? { status: 500 };
}
