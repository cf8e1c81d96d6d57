import type { Millis } from '../content';

export type ConfluenceErrorKind = 'unauthorized' | 'forbidden' | 'not-found' | 'rate-limited' | 'unavailable' | 'invalid-answer';

export interface ConfluenceErrorFacts {
  kind: ConfluenceErrorKind;
  /** The HTTP status; 0 if there was no answer. */
  status: number;
  /** How long to wait before the next try, if Confluence said so. */
  retryAfterMs: Millis | null;
  /** Which limit a 429 is about: 'quota' stops all calls until the hour is over, 'burst' only those of this kind for a moment. */
  scope: 'burst' | 'quota' | null;
  /** Such as 'pages.get'. */
  operation: string;
}

const advice: Record<ConfluenceErrorKind, string> = {
  unauthorized: "Check that the app's version on this site has all scopes of the manifest: an admin may have to approve the update.",
  forbidden: 'Check that the app user may use Confluence and see this space.',
  'not-found': 'It is deleted, or the app user may not see it.',
  'rate-limited': 'Try again after retryAfterMs; do not try earlier.',
  unavailable: 'Try again later.',
  'invalid-answer': "Confluence's answer has not the shape that the app knows: compare the operation's schema with the API.",
};

/** A call that Confluence did not serve. Holds what to do about it, and never content, ids or anything of the answer's body. */
export class ConfluenceError extends Error implements ConfluenceErrorFacts {
  override readonly name = 'ConfluenceError';
  readonly kind: ConfluenceErrorKind;
  readonly status: number;
  readonly retryAfterMs: Millis | null;
  readonly scope: 'burst' | 'quota' | null;
  readonly operation: string;

  constructor(facts: ConfluenceErrorFacts) {
    super(`Confluence: ${facts.operation} ${facts.kind} (HTTP ${facts.status}). ${advice[facts.kind]}`);
    this.kind = facts.kind;
    this.status = facts.status;
    this.retryAfterMs = facts.retryAfterMs;
    this.scope = facts.scope;
    this.operation = facts.operation;
  }
}

export function isNotFound(error: unknown): error is ConfluenceError {
  return error instanceof ConfluenceError && error.kind === 'not-found';
}
