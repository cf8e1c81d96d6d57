import { InvocationError, InvocationErrorCode } from '@forge/events';

/** The queue counts its events by the minute. */
export const FULL_SECONDS = 60;

/** Asks the platform to call once more. Both optional fields are set: it measures them as text, and fails on what is not there (long functions). */
export const again = (seconds: number): InvocationError =>
  new InvocationError({ retryAfter: seconds, retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST, retryData: {} });
