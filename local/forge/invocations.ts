import { randomUUID } from 'node:crypto';
import type { MeteredCounts } from './meter';
import { noCounts } from './meter';
import type { InvocationKind } from './types';

/** An invocation while it runs, as the proxy knows it by its token. */
export interface LiveInvocation {
  id: string;
  token: string;
  kind: InvocationKind;
  functionKey: string;
  moduleKey: string;
  /** The user that a call on a page is made for; background work has none. */
  accountId: string | null;
  /** The invocation that all this began with: pushes are counted against it (cyclic limit). */
  originId: string;
  startedAt: number;
  counts: MeteredCounts;
  /** Requests of the present runtime minute, by kind of limit. */
  minute: { index: number; egress: number; logs: number };
  logBytes: number;
  /** Whether it was said that lines are dropped. */
  logsDropped: boolean;
}

export interface InvocationBook {
  open(
    what: Pick<LiveInvocation, 'kind' | 'functionKey' | 'moduleKey' | 'accountId'> & { originId?: string; expiresAt: number },
  ): LiveInvocation;
  close(invocation: LiveInvocation): void;
  /** Whose token this is; null for an unknown one and for one whose invocation has ended. */
  byToken(token: string): LiveInvocation | null;
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** `now` is the host's clock, milliseconds. */
export function invocationBook(now: () => number): InvocationBook {
  const live = new Map<string, LiveInvocation>();
  return {
    open({ originId, expiresAt, ...what }) {
      const id = randomUUID();
      // The SDK's runtime reads `exp` out of the token, so it must look like a JWT; nobody here verifies a signature.
      const claims = { sub: id, iat: Math.floor(now() / 1000), exp: Math.ceil(expiresAt / 1000) };
      const token = `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.${randomUUID()}`;
      const invocation: LiveInvocation = {
        ...what,
        id,
        token,
        originId: originId ?? id,
        startedAt: now(),
        counts: noCounts(),
        minute: { index: 0, egress: 0, logs: 0 },
        logBytes: 0,
        logsDropped: false,
      };
      live.set(token, invocation);
      return invocation;
    },
    close: (invocation) => void live.delete(invocation.token),
    byToken: (token) => live.get(token) ?? null,
  };
}

const minute = 60_000;

/** Counts one more request or log line in the invocation's own present minute; false when that is over the limit. */
export function countInMinute(invocation: LiveInvocation, what: 'egress' | 'logs', limit: number, now: number): boolean {
  const index = Math.floor((now - invocation.startedAt) / minute);
  if (index !== invocation.minute.index) invocation.minute = { index, egress: 0, logs: 0 };
  if (invocation.minute[what] >= limit) return false;
  invocation.minute[what]++;
  return true;
}
