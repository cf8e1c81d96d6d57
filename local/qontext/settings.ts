/** How the local Qontext behaves. The object may be changed while it runs. */
export interface Settings {
  /** Every API answer waits this long, milliseconds. */
  latencyMs: number;
  /** A random share of this is added to the latency, milliseconds. */
  latencyJitterMs: number;
  /** Requests a minute and key, with a burst of ten seconds' worth; null is no limit. Qontext publishes no number. */
  requestsPerMinute: number | null;
  /** What 503 answers ask for. */
  retryAfterSeconds: number;
  /** How often what goes wrong, from 0 to 1 each. */
  faults: Record<Fault, number>;
  /** Faults for the very next requests, in order, before chance has its say. With an operation, only a request of that operation takes it. */
  nextFaults: { fault: Fault; operation?: string }[];
  /** How often a page of a list comes shorter than asked although more follow, from 0 to 1. */
  shortPages: number;
  /** The size limit of a file. Qontext says "45 KB" and 51,200 characters in different places; this is the strictest reading. */
  maxContentBytes: number;
  /** A changed file can be searched only after this time, milliseconds. */
  searchLagMs: number;
}

/**
 * 'error-500', 'error-503' and 'rate-limited' are answered before anything is done; 'drop-before' closes the connection before,
 * 'drop-after' after the write took effect: the caller cannot tell these two apart.
 */
export type Fault = 'error-500' | 'error-503' | 'rate-limited' | 'drop-before' | 'drop-after';

export function defaultSettings(): Settings {
  return {
    latencyMs: 0,
    latencyJitterMs: 0,
    requestsPerMinute: null,
    retryAfterSeconds: 1,
    faults: { 'error-500': 0, 'error-503': 0, 'rate-limited': 0, 'drop-before': 0, 'drop-after': 0 },
    nextFaults: [],
    shortPages: 0,
    maxContentBytes: 45_000,
    searchLagMs: 0,
  };
}
