/** How an asynchronous invocation ended, as queue and triggers see it. */
export type Delivery =
  | { kind: 'done' }
  /** The function returned an InvocationError. */
  | { kind: 'retry'; retryAfterSeconds: number; reason: string; data: unknown }
  /** The function threw. */
  | { kind: 'error' }
  /** The platform ended it: its reason is one of the SDK's InvocationErrorCode. */
  | { kind: 'platform'; reason: 'FUNCTION_TIME_OUT' | 'FUNCTION_OUT_OF_MEMORY' | 'FUNCTION_PLATFORM_UNKNOWN_ERROR' };

/** What a function is told of the attempts before. */
export interface RetryState {
  count: number;
  reason: string;
  data: unknown;
}

export const maxRetryAfterSeconds = 900;
const maxBackoffMs = 15 * 60_000;

/** Milliseconds to wait before the attempt after `count` failed ones: doubles up to 15 minutes. */
export const backoff = (count: number, baseMs: number): number => Math.min(maxBackoffMs, baseMs * 2 ** count);

export function nextAttempt(before: RetryState | null, delivery: Delivery, baseMs: number): { state: RetryState; waitMs: number } {
  const count = (before?.count ?? 0) + 1;
  if (delivery.kind === 'retry') {
    const seconds = Math.min(maxRetryAfterSeconds, Math.max(1, delivery.retryAfterSeconds));
    return { state: { count, reason: delivery.reason, data: delivery.data }, waitMs: seconds * 1000 };
  }
  const reason = delivery.kind === 'platform' ? delivery.reason : 'FUNCTION_PLATFORM_UNKNOWN_ERROR';
  return { state: { count, reason, data: before?.data ?? null }, waitMs: backoff(count - 1, baseMs) };
}
