import type { Millis } from '../content';

/** What takes longer does not come any more. */
const longestRequestMs: Millis = 20_000;
/** The invocation goes on for a little after its deadline (see wire). */
const shortestRequestMs: Millis = 1_000;

/**
 * Ends a request that hangs while its invocation has time left to say so, or to ask once more. An invocation that the platform has to end
 * says nothing: it is only begun again, for a day.
 */
export function requestSignal(deadline: Millis): AbortSignal {
  return AbortSignal.timeout(Math.max(shortestRequestMs, Math.min(longestRequestMs, deadline - Date.now())));
}
