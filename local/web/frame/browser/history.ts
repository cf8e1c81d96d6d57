/** What the bridge's `createHistory` gives: the app's own place, kept in the fragment of the host's address. */
export interface Place {
  pathname: string;
  search: string;
  hash: string;
  state: null;
  key: string;
}
type Listener = (place: Place, action: string) => unknown;
type Target = string | { pathname: string; search?: string };

export function makeHistory() {
  const listeners = new Set<Listener>();
  const tell = (action: string): void => {
    for (const listener of listeners) void listener(here(), action);
  };
  addEventListener('popstate', () => tell('POP'));
  return {
    action: 'POP',
    location: here(),
    push: (target: Target) => {
      history.pushState(null, '', address(target));
      tell('PUSH');
    },
    replace: (target: Target) => {
      history.replaceState(null, '', address(target));
      tell('REPLACE');
    },
    go: (steps: number) => history.go(steps),
    goBack: () => history.back(),
    goForward: () => history.forward(),
    createHref: address,
    listen: (listener: Listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function here(): Place {
  const url = new URL(location.hash.slice(1) || '/', 'http://app.invalid');
  return { pathname: url.pathname, search: url.search, hash: url.hash, state: null, key: location.hash };
}

function address(target: Target): string {
  const path = typeof target === 'string' ? target : target.pathname + (target.search ?? '');
  return `${location.pathname}${location.search}#${path.startsWith('/') ? path : `/${path}`}`;
}
