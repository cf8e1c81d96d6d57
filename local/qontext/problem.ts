/** An answer that is not a success, in the form the Files API gives it: `application/problem+json` with `code`, `detail` and `requestId`. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(`${status} ${code}: ${detail}`);
  }
}

export const invalidRequest = (detail: string) => new Problem(400, 'invalid_request', detail);
export const invalidId = (detail: string) => new Problem(400, 'invalid_id', detail);
export const invalidCursor = (detail: string) => new Problem(400, 'invalid_cursor', detail);
export const unauthenticated = () => new Problem(401, 'unauthenticated', 'The API key is missing, unknown or revoked.');
export const forbidden = () => new Problem(403, 'forbidden', 'This API key may not write here.');
/** What a key may not read answers like what does not exist, so that existence does not leak. */
export const fileNotFound = () => new Problem(404, 'file_not_found', 'There is no such file that this API key may read.');
export const folderNotFound = () => new Problem(404, 'folder_not_found', 'There is no such folder that this API key may read.');
export const pathExists = (path: string) => new Problem(409, 'path_already_exists', `There is something at ${path} already.`);
export const changesInReview = () => new Problem(409, 'changes_in_review', 'A change is in review; settle it in Qontext first.');
