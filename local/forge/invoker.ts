import { randomBytes } from 'node:crypto';
import type { FunctionProcess, Run } from './functionProcess';
import { type AppIdentity, appContext, contextAri, type Installation } from './installation';
import type { InvocationBook, LiveInvocation } from './invocations';
import type { MeterBook } from './meter';
import type { HostTime } from './time';
import type { HostSettings, InvocationKind, InvocationReport, Outcome } from './types';

export interface Call {
  kind: InvocationKind;
  functionKey: string;
  moduleKey: string;
  moduleType: string;
  body: Record<string, unknown>;
  accountId?: string;
  originId?: string;
}

/** The retry that a function asks for by returning an InvocationError. */
export interface RetryRequest {
  retryAfter?: number;
  retryReason?: string;
  retryData?: unknown;
}
export interface Finished {
  outcome: Outcome;
  body: unknown;
  retry: RetryRequest | null;
  /** Message of the error, as a caller is told it. */
  error: string | null;
  report: InvocationReport;
}

/** Time limits of the platform, seconds. Only consumers and scheduled triggers may ask for more. */
const shortLimit = 25;
const asyncLimit = 55;
const maxInvocationBytes = 5 * 1024 * 1024;
const maxRetryDataBytes = 4096;

export interface InvokerOptions extends AppIdentity {
  functions: FunctionProcess;
  book: InvocationBook;
  meter: MeterBook;
  time: HostTime;
  settings: HostSettings;
  variables: Record<string, string>;
  proxy(): { url: string; host: string };
  installation(): Installation;
  /** An invocation failed; `detail` is for a person to read: the stack of what it threw, where there is one. */
  failed(invocation: LiveInvocation, detail: string): void;
}

export interface Invoker {
  invoke(call: Call): Promise<Finished>;
  running(): number;
  /** Seconds that invocations of a function may take. */
  limitOf(kind: InvocationKind, functionKey: string): number;
}

export function invoker(options: InvokerOptions): Invoker {
  const { manifest, settings, time, book } = options;
  let running = 0;
  const limitOf = (kind: InvocationKind, functionKey: string): number => {
    if (kind !== 'consumer' && kind !== 'scheduled') return shortLimit;
    return manifest.functions.get(functionKey)?.timeoutSeconds ?? asyncLimit;
  };

  const invoke = async (call: Call): Promise<Finished> => {
    const limit = limitOf(call.kind, call.functionKey);
    const limitMs = limit * 1000 * settings.timeLimitScale;
    const handler = manifest.functions.get(call.functionKey)?.handler ?? '';
    const { kind, functionKey, moduleKey, originId } = call;
    const live = book.open({ kind, functionKey, moduleKey, originId, accountId: call.accountId ?? null, expiresAt: time.now() + limitMs });
    const now = time.begin();
    const bytes = Buffer.byteLength(JSON.stringify(call.body));
    const began = performance.now();
    running++;
    const run: Run =
      bytes > maxInvocationBytes
        ? tooBig(bytes)
        : await options.functions.run(live.id, envelope(options, call, live, { handler, limit, now }), limitMs);
    running--;
    time.end();
    book.close(live);
    const finished = judge(call, live, run, performance.now() - began, limit, manifest.memoryMb);
    options.meter.add(finished.report);
    if (finished.error !== null) options.failed(live, stackOf(run) ?? finished.error);
    return finished;
  };
  return { invoke, running: () => running, limitOf };
}

const stackOf = (run: Run): string | undefined => (run.kind === 'answer' && !run.answer.success ? run.answer.error.stack : undefined);

const tooBig = (bytes: number): Run => ({
  kind: 'answer',
  answer: {
    success: false,
    error: { errorMessage: `The payload of an invocation has at most 5 MB; this one has ${bytes} bytes.`, errorType: 'FUNCTION_ERR' },
  },
  peakRssMb: 0,
  cold: false,
});

function envelope(
  options: InvokerOptions,
  call: Call,
  live: LiveInvocation,
  at: { handler: string; limit: number; now: number | undefined },
) {
  const { functionKey, moduleKey, moduleType } = call;
  return {
    handler: at.handler,
    variables: Object.entries(options.variables).map(([key, value]) => ({ key, value, secure: false })),
    body: call.body,
    _meta: {
      proxy: { ...options.proxy(), token: live.token },
      contextAri: contextAri(options.cloudId),
      aaid: call.accountId,
      timeout: at.limit,
      now: at.now,
      jumpsWaits: options.time.virtual !== null && options.settings.jumpsWaits,
      appContext: appContext(options, options.installation(), { invocationId: live.id, functionKey, moduleType, moduleKey }),
      tracing: { traceId: randomBytes(16).toString('hex'), spanId: randomBytes(8).toString('hex') },
      featureFlags: [],
      externalAuth: [],
    },
  };
}

/** What came of a run, in the platform's words. */
function outcomeOf(run: Run, limit: number, memoryMb: number): Pick<Finished, 'outcome' | 'body' | 'retry' | 'error'> {
  const ended = (outcome: Outcome, error: string) => ({ outcome, body: undefined, retry: null, error });
  if (run.kind === 'timeout') return ended('timeout', `The function did not answer within ${limit} seconds and was ended.`);
  if (run.kind === 'out-of-memory') return ended('out-of-memory', `The function used more than ${memoryMb} MB and was ended.`);
  if (run.kind === 'lost') return ended('lost', 'The process of the function ended before it answered.');
  if (!run.answer.success) return ended('error', run.answer.error.errorMessage);
  const { body } = run.answer;
  const retry = retryRequest(body);
  if (!retry) return { outcome: 'ok', body, retry: null, error: null };
  if (Buffer.byteLength(JSON.stringify(retry.retryData) ?? '') > maxRetryDataBytes) return ended('error', 'retryData is over 4096 bytes.');
  return { outcome: 'retry', body, retry, error: null };
}

function retryRequest(body: unknown): RetryRequest | null {
  if (typeof body !== 'object' || body === null || !('_retry' in body) || body._retry !== true) return null;
  return 'retryOptions' in body && typeof body.retryOptions === 'object' && body.retryOptions !== null ? body.retryOptions : {};
}

function judge(call: Call, live: LiveInvocation, run: Run, ms: number, limit: number, memoryMb: number): Finished {
  const end = outcomeOf(run, limit, memoryMb);
  const report: InvocationReport = {
    id: live.id,
    kind: call.kind,
    functionKey: call.functionKey,
    moduleKey: call.moduleKey,
    startedAt: live.startedAt,
    ms,
    peakRssMb: run.peakRssMb,
    ...live.counts,
    // The platform bills the memory that was asked for, not what was used.
    gbSeconds: (ms / 1000) * (memoryMb / 1024),
    cold: run.cold,
    outcome: end.outcome,
    error: end.error,
  };
  return { ...end, report };
}
