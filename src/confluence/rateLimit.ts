import type { Millis } from '../content';

const hour: Millis = 3_600_000;

export interface RateLimit {
  scope: 'burst' | 'quota';
  /** Null if Confluence did not say: the gateway's own 429 comes without Retry-After. */
  retryAfterMs: Millis | null;
}

/**
 * What a 429 is about, and for how long. The documentation and live answers spell the reason differently
 * (`confluence-quota-global-based`, `conf-global-based`), so it is matched loosely. The hourly quota returns at the top of the
 * UTC hour, all at once: where the answer does not say when, that is the time.
 */
export function readRateLimit(header: (name: string) => string | null, now: Millis): RateLimit {
  const reason = header('ratelimit-reason') ?? '';
  const isQuota = /quota|global|tenant/i.test(reason) && !/burst/i.test(reason);
  const said = retryAfter(header('retry-after'), now);
  if (!isQuota) return { scope: 'burst', retryAfterMs: said };
  return { scope: 'quota', retryAfterMs: said ?? reset(header('ratelimit')) ?? hour - (now % hour) };
}

/** Seconds, or an HTTP date. */
export function retryAfter(value: string | null, now: Millis): Millis | null {
  if (value === null || value.trim() === '') return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds * 1000));
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** `"global-app-quota";t=3200`, several with commas between them: the longest of them. */
function reset(value: string | null): Millis | null {
  const seconds = [...(value ?? '').matchAll(/;\s*t=(\d+)/g)].map((match) => Number(match[1]));
  return seconds.length ? Math.max(...seconds) * 1000 : null;
}
