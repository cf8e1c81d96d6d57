import type { Clock } from '../clock';
import { Problem } from './problem';
import type { Fault, Settings } from './settings';

/** What stands between a request and its answer besides the API itself: latency, the rate limit, and faults. */
export interface Weather {
  latency(): Promise<void>;
  /** Throws 429 where the key is over its limit. */
  checkRate(key: string): void;
  /** The fault that this request meets, if any; taken off the settings' list of next faults where it came from there. */
  faultFor(operation: string): Fault | null;
}

/** The limit allows a burst of this many seconds' worth of requests. */
const BURST_SECONDS = 10;

export function createWeather(settings: Settings, clock: Clock, random: () => number): Weather {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    latency() {
      const ms = settings.latencyMs + random() * settings.latencyJitterMs;
      return ms > 0 ? new Promise((resolve) => clock.setTimer(ms, resolve)) : Promise.resolve();
    },
    checkRate(key) {
      if (settings.requestsPerMinute === null) return;
      const perSecond = settings.requestsPerMinute / 60;
      const most = Math.max(1, perSecond * BURST_SECONDS);
      const now = clock.now();
      const bucket = buckets.get(key) ?? { tokens: most, at: now };
      const tokens = Math.min(most, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
      if (tokens < 1) {
        buckets.set(key, { tokens, at: now });
        throw new Problem(429, 'rate_limited', 'Too many requests with this API key.', Math.max(1, Math.ceil((1 - tokens) / perSecond)));
      }
      buckets.set(key, { tokens: tokens - 1, at: now });
    },
    faultFor(operation) {
      const next = settings.nextFaults.findIndex((entry) => entry.operation === undefined || entry.operation === operation);
      const [taken] = next === -1 ? [] : settings.nextFaults.splice(next, 1);
      if (taken) return taken.fault;
      for (const [fault, chance] of Object.entries(settings.faults)) {
        // Object.entries forgets that the keys of `faults` are faults.
        if (chance > 0 && random() < chance) return fault as Fault;
      }
      return null;
    },
  };
}

/** Throws what the API answers for a fault that comes before the work; a dropped connection is not an answer. */
export function answerFault(fault: Fault | null, settings: Settings): void {
  if (fault === 'error-500') throw new Problem(500, 'internal_error', 'Something went wrong; it has been reported.');
  if (fault === 'error-503') throw new Problem(503, 'service_unavailable', 'Out of reach for the moment.', settings.retryAfterSeconds);
  if (fault === 'rate-limited') throw new Problem(429, 'rate_limited', 'Too many requests with this API key.', settings.retryAfterSeconds);
}
