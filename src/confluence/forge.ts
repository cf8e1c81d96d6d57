/** The requesters of the real thing. The only file here that knows Forge. */
import api, { assumeTrustedRoute } from '@forge/api';
import type { Request } from './port';

/** As the app's own user. `signal` ends a request that hangs. */
export function requestAsApp(signal: () => AbortSignal): Request {
  return (path, init) => api.asApp().requestConfluence(routeOf(path), { ...init, signal: signal() });
}

/** As the person who called the resolver; throws outside of such a call. */
export function requestAsUser(signal: () => AbortSignal): Request {
  return (path, init) => api.asUser().requestConfluence(routeOf(path), { ...init, signal: signal() });
}

/**
 * Forge takes only routes, made by its template tag so that nobody forgets to encode. Paths here are encoded where they are
 * made (`pathOf`, `nextPath`), and next links come whole from Confluence. What would leave Confluence's own part is refused.
 */
function routeOf(path: string) {
  if (!path.startsWith('/wiki/') || /\.\.|\\|#|\s/.test(path.split('?')[0] ?? '')) {
    throw new Error('Not a path of Confluence: expected an encoded path from /wiki/ on.');
  }
  return assumeTrustedRoute(path);
}
