import type { AppManifest } from '../manifest';
import { missingScopes, type Operation, operationOf, pointsOf } from '../scopes';
import type { HostSettings, Principal, ProductTarget } from '../types';
import { forward, jsonAnswer, latency, type ProxyAnswer, type ProxyRequest, proxyError } from './answer';

export interface ProductOptions {
  manifest: AppManifest;
  product: ProductTarget;
  settings: HostSettings;
  /** Told about a request that the app should not make, so that a person sees why it fails. */
  warn(message: string, request: ProxyRequest): void;
}

/** A request that a page of the app makes by the bridge (`requestConfluence`): always as the person who looks at it. */
export interface PageRequest {
  accountId: string;
  method: string;
  /** Path and query, from /wiki on. */
  target: string;
  headers: Record<string, string>;
  body: string | null;
}

/** Who a request is made by: `provider` is app, user or none; `account` only where the app names a user itself. */
export interface Caller {
  provider: string;
  account: string | null;
}

export type ProductHandler = (request: ProxyRequest, caller: Caller) => Promise<ProxyAnswer>;

/** Product requests: as the app or as the user of the invocation, and only with a scope that the manifest declares. */
export function productHandler(options: ProductOptions): ProductHandler {
  const { manifest, product, settings } = options;
  return async (request, caller) => {
    const warn = (message: string) => options.warn(message, request);
    const operation = operationOf(request.method, request.target);
    if (!operation) return unknownOperation(request, warn);
    const principal = principalOf(request, caller, operation, manifest);
    if (!principal) return proxyError(401, 'NEEDS_AUTHENTICATION_ERR', 'This request is made as a user, and there is none.');
    const refused = refusedByScope(operation, manifest, warn);
    if (refused) return refused;
    await latency(settings.productLatencyMs);
    const answer = amended(product, operation, await forward(product.url + request.target, request, product.headers(principal)));
    request.invocation.counts.productCalls++;
    request.invocation.counts.points += pointsOf(operation, answer.status, parsed(answer));
    return withRelativeLocation(answer, product.url);
  };
}

function amended(product: ProductTarget, operation: Operation, answer: ProxyAnswer): ProxyAnswer {
  const instead = product.amend?.(operation.path, { status: answer.status, body: parsed(answer) });
  return instead ? jsonAnswer(instead.status, instead.body) : answer;
}

/**
 * Requests of the app's pages. They need the manifest's scopes as those of its functions do; they cost no points (so Atlassian's staff), and
 * a redirect is answered, not followed.
 */
export function pageProductHandler(options: Omit<ProductOptions, 'warn'> & { warn(message: string): void }) {
  const { manifest, product, settings, warn } = options;
  return async ({ accountId, body, ...request }: PageRequest): Promise<ProxyAnswer> => {
    const operation = operationOf(request.method, request.target);
    if (!operation) return unknownOperation(request, warn);
    const refused = refusedByScope(operation, manifest, warn);
    if (refused) return refused;
    await latency(settings.productLatencyMs);
    const sent = { ...request, body: Buffer.from(body ?? '') };
    return forward(product.url + request.target, sent, product.headers({ kind: 'user', accountId }));
  };
}

function unknownOperation({ method, target }: { method: string; target: string }, warn: (message: string) => void): ProxyAnswer {
  const message = `The local host does not know the operation ${method} ${target.split('?')[0]}: add it with its scope to the table of operations (scopes.ts).`;
  warn(message);
  return jsonAnswer(501, { statusCode: 501, message });
}

function refusedByScope(operation: Operation, manifest: AppManifest, warn: (message: string) => void): ProxyAnswer | null {
  const missing = missingScopes(operation, manifest.scopes);
  if (missing.length === 0) return null;
  warn(`${operation.method} ${operation.path} needs scope ${missing.join(' and ')}, which manifest.yml does not declare`);
  return jsonAnswer(401, { code: 401, message: 'Unauthorized; scope does not match' });
}

function principalOf(request: ProxyRequest, { provider, account }: Caller, operation: Operation, manifest: AppManifest): Principal | null {
  if (provider === 'app') return { kind: 'app' };
  if (provider !== 'user') return null;
  const present = request.invocation.accountId;
  if (account === null || account === present) return present === null ? null : { kind: 'user', accountId: present };
  // A user who is not there: only scopes that are declared with allowImpersonation.
  return operation.granular.every((scope) => manifest.impersonation.has(scope)) ? { kind: 'user', accountId: account } : null;
}

function parsed(answer: ProxyAnswer): unknown {
  if (!answer.headers['content-type']?.includes('json')) return null;
  try {
    return JSON.parse(answer.body.toString());
  } catch {
    return null;
  }
}

/** The runtime follows a redirect inside the product through the proxy again; this header tells it where to. */
function withRelativeLocation(answer: ProxyAnswer, productUrl: string): ProxyAnswer {
  const location = answer.headers.location;
  if (answer.status < 300 || answer.status >= 400 || !location) return answer;
  const base = new URL(productUrl);
  const target = new URL(location, base);
  if (target.origin !== base.origin) return answer;
  return { ...answer, headers: { ...answer.headers, 'forge-proxy-relative-location': target.pathname + target.search } };
}
