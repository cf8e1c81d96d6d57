import { countInMinute } from '../invocations';
import type { HostSettings } from '../types';
import { forward, latency, type ProxyAnswer, type ProxyRequest } from './answer';

export interface EgressOptions {
  /** Addresses of the manifest. */
  allowed: string[];
  /** Address -> where it really goes here. */
  redirected: Record<string, string>;
  settings: HostSettings;
  now(): number;
  warn(message: string, request: ProxyRequest): void;
}

/** Outbound requests that an invocation may make in a minute of its own run time. */
export const egressPerMinute = 100;

/** Requests to other hosts. What the manifest does not name is a plain 403, which `fetch` returns and does not throw. */
export function egressHandler(options: EgressOptions): (request: ProxyRequest) => Promise<ProxyAnswer> {
  return async (request) => {
    const url = new URL(request.target);
    if (!options.allowed.some((address) => covers(address, url))) {
      options.warn(`${url.origin} is not among the addresses of permissions.external.fetch.backend in manifest.yml`, request);
      return plain(403, `The request to ${url.origin} was blocked: the address is not declared by the app.`);
    }
    if (!countInMinute(request.invocation, 'egress', egressPerMinute, options.now())) {
      options.warn(`more than ${egressPerMinute} outbound requests in one minute of an invocation`, request);
      return plain(429, `More than ${egressPerMinute} outbound requests in one minute of this invocation.`);
    }
    request.invocation.counts.egressRequests++;
    await latency(options.settings.egressLatencyMs);
    return forward(destination(url, options.redirected), request, {});
  };
}

const plain = (status: number, body: string): ProxyAnswer => ({ status, headers: { 'content-type': 'text/plain' }, body });

/** Scheme and host count; a path in the manifest is ignored by the platform. `*.` covers sub-domains. */
function covers(address: string, url: URL): boolean {
  if (address === '*') return true;
  const [, scheme = 'https', host = ''] = /^(?:([a-z]+):\/\/)?([^/]+)/.exec(address) ?? [];
  if (`${scheme}:` !== url.protocol) return false;
  return host.startsWith('*.') ? url.host.endsWith(host.slice(1)) : url.host === host;
}

function destination(url: URL, redirected: Record<string, string>): string {
  for (const [address, to] of Object.entries(redirected)) {
    if (covers(address, url)) return to.replace(/\/$/, '') + url.pathname + url.search;
  }
  return url.href;
}
