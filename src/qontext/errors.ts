/** What Qontext answered instead of doing what was asked, or that it could not be reached. Holds neither the key nor content. */
export class QontextError extends Error {
  override readonly name = 'QontextError';
  /** Qontext's own code; 'network' where no answer came, 'unexpected_answer' where it was not one of the Files API. */
  readonly code: string;
  /** The HTTP status; 0 where no answer came. */
  readonly status: number;
  /** What Qontext says about it, for a person to read. */
  readonly detail: string;
  /** Names the request to Qontext's support. */
  readonly requestId: string | null;
  /** How long Qontext asks to be left alone, milliseconds. */
  readonly retryAfterMs: number | null;

  constructor(facts: { code: string; status: number; detail: string; requestId?: string | null; retryAfterMs?: number | null }) {
    super(`Qontext: ${facts.detail} (${facts.code}${facts.requestId ? `, request ${facts.requestId}` : ''})`);
    this.code = facts.code;
    this.status = facts.status;
    this.detail = facts.detail;
    this.requestId = facts.requestId ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
  }
}

/**
 * 'auth': the key is missing, wrong or revoked; stop until there is another. 'forbidden': the key may not write there.
 * 'exists', 'not-empty', 'protected', 'in-review', 'not-found': the state of the repository. 'too-large', 'invalid': the request can
 * never succeed as it is. 'busy': the same request may succeed later.
 */
export type ErrorKind =
  | 'auth'
  | 'forbidden'
  | 'not-found'
  | 'exists'
  | 'not-empty'
  | 'protected'
  | 'in-review'
  | 'too-large'
  | 'invalid'
  | 'busy';

const KIND_BY_CODE: Record<string, ErrorKind> = {
  unauthenticated: 'auth',
  forbidden: 'forbidden',
  file_not_found: 'not-found',
  folder_not_found: 'not-found',
  path_already_exists: 'exists',
  folder_not_empty: 'not-empty',
  file_protected: 'protected',
  changes_in_review: 'in-review',
  content_too_large: 'too-large',
  internal_error: 'busy',
  service_unavailable: 'busy',
  network: 'busy',
};

/**
 * What a failure means for the caller; null for an error that is not of Qontext.
 * A 404 without Qontext's own code is 'invalid', not 'not-found': a wrong address or a proxy must never pass for a file that is gone.
 */
export function kindOf(error: unknown): ErrorKind | null {
  if (!(error instanceof QontextError)) return null;
  const byCode = KIND_BY_CODE[error.code];
  if (byCode) return byCode;
  if (error.status === 401) return 'auth';
  if (error.status === 403) return 'forbidden';
  if (error.status === 413) return 'too-large';
  if (error.status === 408 || error.status === 429 || error.status >= 500) return 'busy';
  return 'invalid';
}
