/** Errors in the words of each version of the API. */
const names: Record<number, string> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  429: 'TOO_MANY_REQUESTS',
};

export function errorBody(path: string, status: number, message: string): unknown {
  if (status === 401) return { code: 401, message: 'Unauthorized; scope does not match' };
  if (path.startsWith('/wiki/api/v2/'))
    return { errors: [{ status, code: names[status] ?? 'INTERNAL_SERVER_ERROR', title: message, detail: null }] };
  const data = { authorized: true, valid: status < 500, allowedInReadOnlyMode: true, errors: [], successful: false };
  return {
    statusCode: status,
    data,
    message: `com.atlassian.confluence.api.service.exceptions.api.${names[status] ?? 'InternalServerException'}: ${message}`,
  };
}
