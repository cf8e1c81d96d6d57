/**
 * Our own runtime wrapper: what stands between the platform's invocation envelope and the app's exported functions.
 * Plain CommonJS in one file, because the bundler copies exactly this file into the bundle as `__forge_wrapper__.cjs`.
 * One process may run several invocations at a time: what belongs to one lives in an AsyncLocalStorage.
 */

const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks');
const http = require('node:http');
const https = require('node:https');
const path = require('node:path');
const { format } = require('node:util');

const invocations = new AsyncLocalStorage();
const platformFetch = globalThis.fetch;
const RealDate = globalThis.Date;
const realSetTimeout = globalThis.setTimeout;
const realClearTimeout = globalThis.clearTimeout;

/** Longest error message that the platform passes on, in bytes. */
const maxErrorBytes = 150;
/** Above this time limit, in seconds, the platform forgets the answer of a function unless it asks for a retry. */
const asyncAnswerLimit = 55;
const maxRetryReasonBytes = 100;
const maxRetryDataBytes = 4096;
const logFlushMs = 250;
const maxLogBatchBytes = 1024 * 1024;
const maxRedirects = 10;
/** So long no call begins or ends before the clock jumps to the next wait's end. */
const quietMs = 5;
const namedErrors = new Set(['REQUEST_EGRESS_ALLOWLIST_ERR', 'FUNCTION_FETCH_ERR', 'NEEDS_AUTHENTICATION_ERR', 'PROXY_ERR']);

/** Milliseconds by which the host's clock is ahead of this machine's. One for the process: a later invocation never sees an earlier time. */
let clockOffset = 0;
/** Whether the clock jumps over what the app waits for by setTimeout, once nothing else is under way. */
let jumpsWaits = false;
/** What the app waits for, by timer. */
const waits = new Map();
let openCalls = 0;
/** Counts calls and waits as they begin and end, so that a look can tell whether anything happened since the last. */
let steps = 0;
let lookingForQuiet = false;
let clockJumped = () => {};

function currentInvocation() {
  const invocation = invocations.getStore();
  if (!invocation) throw new Error('Forge runtime metadata not found. Work outside an invocation needs bindInvocationContext.');
  return invocation;
}

function truncate(text, bytes) {
  const buffer = Buffer.from(text);
  return buffer.length <= bytes
    ? text
    : buffer
        .subarray(0, bytes)
        .toString()
        .replace(/\uFFFD+$/u, '');
}

function tokenExpiry(token) {
  const payload = String(token).split('.')[1];
  const { exp } = payload ? JSON.parse(Buffer.from(payload, 'base64url').toString()) : {};
  if (typeof exp !== 'number') throw new Error('The proxy token is no JWT with a numeric exp.');
  return exp * 1000;
}

function proxyHeaders(invocation, headers, target) {
  // The platform refuses a token 5 s after it ran out: work that outlives its invocation gets no further.
  if (Date.now() > invocation.tokenExpiresAt + 5000) throw new Error('The token of this invocation has expired.');
  headers.set('forge-proxy-authorization', `Bearer ${invocation.runtime.proxy.token}`);
  if (target !== undefined) headers.set('forge-proxy-target', target);
  return headers;
}

/** While a call is open the clock does not jump. */
async function counted(call) {
  openCalls++;
  try {
    return await call;
  } finally {
    openCalls--;
    steps++;
    jumpWhenQuiet();
  }
}

/** Calls the proxy and follows redirects through it, as the platform does: the app never talks to another host directly. */
async function callProxy(route, target, init = {}) {
  const invocation = currentInvocation();
  const follow = init.redirect !== 'manual';
  let request = { ...init, redirect: 'manual' };
  let [atRoute, atTarget] = [route, target];
  for (let hop = 0; ; hop++) {
    const headers = proxyHeaders(invocation, new Headers(request.headers), atTarget);
    if (atRoute.startsWith('/fpp/provider/app') && !headers.has('accept-language')) headers.set('accept-language', 'en-US');
    const response = await counted(platformFetch(invocation.runtime.proxy.url + atRoute, { ...request, headers }));
    const location = response.headers.get('location');
    if (!follow || response.status < 300 || response.status >= 400 || !location) return response;
    if (init.redirect === 'error') throw new TypeError('fetch failed: unexpected redirect');
    if (hop === maxRedirects) throw new TypeError('fetch failed: too many redirects');
    await response.arrayBuffer();
    const relative = response.headers.get('forge-proxy-relative-location');
    if (relative) atTarget = relative;
    else {
      atTarget = new URL(location, atTarget.startsWith('/') ? undefined : atTarget).href;
      atRoute = '/egress';
    }
    if (response.status === 303 || ((response.status === 301 || response.status === 302) && request.method === 'POST')) {
      request = { ...request, method: 'GET', body: undefined };
    }
  }
}

function routeOf(meta) {
  switch (meta.type) {
    case 'fpp': {
      if (meta.contextAri) return `/fpp/provider/${meta.provider}/contextAri/${encodeURIComponent(meta.contextAri)}`;
      const account = meta.accountId ? `/account/${encodeURIComponent(meta.accountId)}` : '';
      return `/fpp/provider/${meta.provider}/remote/${meta.remote}${account}`;
    }
    case 'kvs':
    case 'sql':
    case 'os':
    case 'realtime':
      return `/fpp/as/app/provider/atlassian/capability/${meta.type}`;
    case 'frc':
      return `/frc/remote/${meta.remote}`;
    case 'fcc':
      return `/fcc/service/${meta.service}`;
    case 'tpp':
      return `/tpp/as/user/provider/${meta.provider}/remote/${meta.remote}/account/${meta.accountId}`;
    default:
      throw new Error(`The runtime has no route for calls of type ${meta.type}.`);
  }
}

async function egressFetch(input, init) {
  const request = input instanceof Request ? input : undefined;
  const url = new URL(request ? request.url : String(input)).href;
  if (!request) return callProxy('/egress', url, init);
  const body = init?.body ?? (request.body ? await request.arrayBuffer() : undefined);
  return callProxy('/egress', url, {
    method: request.method,
    headers: request.headers,
    redirect: request.redirect,
    signal: request.signal,
    ...init,
    body,
  });
}

/** Libraries that use node:https reach the same gate as fetch does. */
function egressRequest(input, second, third) {
  const invocation = currentInvocation();
  const options = typeof second === 'object' && second !== null ? second : {};
  const callback = typeof second === 'function' ? second : third;
  const given = typeof input === 'string' || input instanceof URL ? { url: new URL(input), ...options } : input;
  const host = given.hostname ?? given.host ?? 'localhost';
  const url = given.url ?? new URL(`https://${host}${given.port && given.port !== 443 ? `:${given.port}` : ''}${given.path ?? '/'}`);
  const headers = proxyHeaders(invocation, new Headers(), url.href);
  const { agent: _agent, protocol: _protocol, url: _url, ...rest } = given;
  return http.request(
    `${invocation.runtime.proxy.url}/egress`,
    {
      method: rest.method,
      timeout: rest.timeout,
      signal: rest.signal,
      headers: { ...rest.headers, ...Object.fromEntries(headers), host: new URL(invocation.runtime.proxy.url).host },
    },
    callback,
  );
}

function writeLog(level, values) {
  const invocation = invocations.getStore();
  if (!invocation) return;
  invocation.logs.push({ level, at: Date.now(), message: format(...values) });
  invocation.logTimer ??= realSetTimeout(() => void flushLogs(invocation), logFlushMs).unref();
}

async function flushLogs(invocation) {
  clearTimeout(invocation.logTimer);
  invocation.logTimer = undefined;
  const lines = invocation.logs.splice(0);
  if (lines.length === 0) return;
  const headers = { 'content-type': 'application/json', 'forge-proxy-authorization': `Bearer ${invocation.runtime.proxy.token}` };
  let body = JSON.stringify(lines);
  if (Buffer.byteLength(body) > maxLogBatchBytes)
    body = JSON.stringify([{ level: 'warn', at: Date.now(), message: `${lines.length} log lines dropped: the batch is over 1 MiB` }]);
  try {
    await platformFetch(`${invocation.runtime.proxy.url}/logs`, { method: 'POST', headers, body });
  } catch (error) {
    // Logging must not fail an invocation; standard error of this process reaches whoever runs the host.
    process.stderr.write(`log lines lost: ${error}\n`);
  }
}

/** The SDK counts and times its own calls; only counts are of use here. */
function metricsRecorder() {
  const counts = {};
  const add = (name, by) => {
    counts[name] = (counts[name] ?? 0) + by;
  };
  const counter = (name) => ({ incr: () => add(name, 1), decr: () => add(name, -1) });
  const ignore = () => undefined;
  const timing = () => ({ measure: () => ({ stop: ignore }), set: ignore });
  return { counts, counter, internalCounter: counter, timing, gauge: () => ({ set: ignore }) };
}

/** The same constructor with another idea of now: dates made elsewhere stay `instanceof Date`. */
const HostDate = new Proxy(RealDate, {
  construct: (target, values, made) =>
    Reflect.construct(target, values.length > 0 ? values : [hostNow()], made === HostDate ? target : made),
  apply: () => new RealDate(hostNow()).toString(),
  get: (target, property, receiver) => (property === 'now' ? hostNow : Reflect.get(target, property, receiver)),
});

function hostNow() {
  return RealDate.now() + clockOffset;
}

/** Node's fetch times its connections by the global timer, too: those have to do with the machine's clock. */
const isNodesOwn = (stack) => stack.includes('node:internal/deps/');

/** A wait by the host's clock, which jumps to the wait's end where nothing else is under way. */
function hostSetTimeout(fn, ms, ...values) {
  if (!jumpsWaits || !(ms > 0) || isNodesOwn(new Error().stack)) return realSetTimeout(fn, ms, ...values);
  const wake = AsyncResource.bind(() => {
    waits.delete(timer);
    steps++;
    fn(...values);
  });
  const timer = realSetTimeout(wake, ms);
  waits.set(timer, { due: hostNow() + ms, wake });
  jumpWhenQuiet();
  return timer;
}

function hostClearTimeout(timer) {
  waits.delete(timer);
  realClearTimeout(timer);
}

/** Work between two calls never lets the event loop go: if nothing was begun or ended for a moment and no call is open, all wait. */
function jumpWhenQuiet() {
  if (lookingForQuiet || openCalls > 0 || waits.size === 0) return;
  lookingForQuiet = true;
  const before = steps;
  realSetTimeout(() => {
    lookingForQuiet = false;
    if (steps === before && openCalls === 0) jump();
    jumpWhenQuiet();
  }, quietMs);
}

function jump() {
  const [first] = [...waits].sort(([, a], [, b]) => a.due - b.due);
  if (!first) return;
  const [timer, { due, wake }] = first;
  realClearTimeout(timer);
  const over = due - hostNow();
  if (over > 0) {
    clockOffset += over;
    clockJumped(over);
  }
  wake();
}

function patchGlobals() {
  Object.defineProperty(globalThis, '__forge_runtime__', { configurable: true, get: () => currentInvocation().runtime });
  globalThis.__forge_fetch__ = (meta, target, init) => callProxy(routeOf(meta), target, init);
  globalThis.fetch = egressFetch;
  https.request = egressRequest;
  https.get = (...values) => egressRequest(...values).end();
  globalThis.Date = HostDate;
  globalThis.setTimeout = hostSetTimeout;
  globalThis.clearTimeout = hostClearTimeout;
  for (const [method, level] of Object.entries({
    log: 'info',
    info: 'info',
    debug: 'debug',
    trace: 'trace',
    warn: 'warn',
    error: 'error',
  })) {
    console[method] = (...values) => writeLog(level, values);
  }
  // Thrown where nobody waits: the invocation that it came from fails, as on the platform.
  for (const event of ['unhandledRejection', 'uncaughtException']) {
    process.on(event, (reason) => {
      const invocation = invocations.getStore();
      if (invocation) invocation.fail(reason);
      else process.stderr.write(`${event} outside an invocation: ${reason}\n`);
    });
  }
}

function setEnvironment(variables) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  for (const { key, value } of variables ?? []) process.env[key] = value;
}

/** The platform measures reason and data of a retry without looking whether they are there: `Buffer.byteLength(undefined)` throws. */
function asyncAnswer(body) {
  if (typeof body?._retry !== 'boolean') return null;
  const { retryReason, retryData } = body.retryOptions ?? {};
  if (Buffer.byteLength(JSON.stringify(retryReason)) > maxRetryReasonBytes) throw new Error('retryReason is over 100 bytes.');
  if (Buffer.byteLength(JSON.stringify(retryData)) > maxRetryDataBytes) throw new Error('retryData is over 4096 bytes.');
  return body;
}

function failure(reason) {
  const error = reason instanceof Error ? reason : new Error(String(reason));
  return {
    errorMessage: truncate(error.message, maxErrorBytes),
    errorType: namedErrors.has(error.name) ? error.name : 'FUNCTION_ERR',
    isHostedCodeError: true,
    stack: error.stack,
    serviceKey: error.serviceKey,
    options: error.options,
  };
}

function handlerOf(directory, handler) {
  const dot = handler.lastIndexOf('.');
  const file = path.join(directory, `${handler.slice(0, dot)}.cjs`);
  const found = require(file)[handler.slice(dot + 1)];
  if (typeof found !== 'function') throw new Error(`${handler} is not a function: the bundle has no such export.`);
  return found;
}

function secondArgument(meta) {
  const { appContext, contextAri, aaid } = meta;
  const ari = `ari:cloud:ecosystem::installation/${appContext.installationId}`;
  const cloudId = contextAri.split('/').pop();
  return {
    principal: aaid ? { accountId: aaid } : undefined,
    license: meta.license,
    installContext: contextAri,
    installation: {
      ari: { installationId: appContext.installationId, toString: () => ari },
      contexts: [{ cloudId, workspaceId: undefined, toString: () => contextAri }],
    },
    workspaceId: undefined,
  };
}

/**
 * Makes the entry that the platform calls: `main(envelope, {awsRequestId, getRemainingTimeInMillis})` answers
 * `{success: true, body, metrics}` or `{success: false, error}`; it never throws.
 */
exports.createMain = function createMain(directory) {
  patchGlobals();
  return async function main(envelope, lambdaContext) {
    const meta = envelope._meta;
    // The host may have told its time before it heard of the clock's last jump.
    clockOffset = typeof meta.now === 'number' ? meta.now - RealDate.now() + (lambdaContext.unheardMs ?? 0) : 0;
    jumpsWaits = meta.jumpsWaits === true;
    clockJumped = (ms) => lambdaContext.jumped(ms);
    steps++;
    setEnvironment(envelope.variables);
    const metrics = metricsRecorder();
    const invocation = { logs: [], logTimer: undefined, tokenExpiresAt: tokenExpiry(meta.proxy.token), fail: undefined };
    const failed = new Promise((_, reject) => {
      invocation.fail = reject;
    });
    invocation.runtime = {
      proxy: meta.proxy,
      contextAri: meta.contextAri,
      aaid: meta.aaid,
      appContext: meta.appContext,
      tracing: meta.tracing,
      featureFlags: meta.featureFlags ?? [],
      license: meta.license,
      externalAuth: meta.externalAuth ?? [],
      kvs: meta.kvs,
      container: { appCodeDir: directory },
      lambdaContext,
      metrics,
    };
    return invocations.run(invocation, async () => {
      let answer;
      try {
        const run = async () => handlerOf(directory, envelope.handler)(envelope.body, secondArgument(meta));
        const body = await Promise.race([run(), failed]);
        answer = {
          success: true,
          body: meta.timeout > asyncAnswerLimit ? asyncAnswer(body) : body,
          metrics: metrics.counts,
          metricsCompressed: false,
        };
      } catch (error) {
        answer = { success: false, error: failure(error) };
      }
      await flushLogs(invocation);
      return answer;
    });
  };
};
