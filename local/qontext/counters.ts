/** What was asked of the API so far, whatever the answer was. */
export interface Counters {
  requests: number;
  /** By operation, as in 'files.create'. */
  byOperation: Record<string, number>;
  /** By status; 0 is a dropped connection. */
  byStatus: Record<string, number>;
  /** Bytes of all request bodies. */
  bytesIn: number;
  count(operation: string, status: number, bytes: number): void;
  reset(): void;
}

export function createCounters(): Counters {
  const counters: Counters = {
    requests: 0,
    byOperation: {},
    byStatus: {},
    bytesIn: 0,
    count(operation, status, bytes) {
      counters.requests += 1;
      counters.byOperation[operation] = (counters.byOperation[operation] ?? 0) + 1;
      counters.byStatus[status] = (counters.byStatus[status] ?? 0) + 1;
      counters.bytesIn += bytes;
    },
    reset() {
      counters.requests = 0;
      counters.byOperation = {};
      counters.byStatus = {};
      counters.bytesIn = 0;
    },
  };
  return counters;
}
