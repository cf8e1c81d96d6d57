import type { Clock } from '../clock';
import type { WarmProcesses } from './warmProcesses';

/** Who a product request is made as. */
export type Principal = { kind: 'app' } | { kind: 'user'; accountId: string };

export type InvocationKind = 'resolver' | 'trigger' | 'scheduled' | 'consumer' | 'lifecycle';

/** How an invocation ended. `lost`: its process was ended because of something else (kill, or another invocation's overrun). */
export type Outcome = 'ok' | 'retry' | 'error' | 'timeout' | 'out-of-memory' | 'lost';

export interface InvocationReport {
  id: string;
  kind: InvocationKind;
  functionKey: string;
  moduleKey: string;
  /** Host's clock, milliseconds. */
  startedAt: number;
  /** Real milliseconds from start to end. */
  ms: number;
  peakRssMb: number;
  productCalls: number;
  /** Points by Confluence's tariff, as counted from the answers. */
  points: number;
  /** Units of 10 KB. */
  kvReadUnits: number;
  kvWriteUnits: number;
  egressRequests: number;
  logLines: number;
  gbSeconds: number;
  cold: boolean;
  outcome: Outcome;
  error: string | null;
}

export interface LogLine {
  /** Host's clock, milliseconds. */
  at: number;
  level: 'trace' | 'debug' | 'info' | 'warn' | 'error';
  message: string;
  /** The function that wrote it; `host` where the host itself speaks. */
  functionKey: string;
  invocationId: string | null;
}

/** Everything that a test or a person may turn, also while the host runs. Probabilities are 0..1. */
export interface HostSettings {
  /** How far `query` lags behind `set`, milliseconds. `get` never lags. */
  queryLagMs: number;
  /** How long after its expiry an entry is still answered (up to 48 h on the platform). */
  ttlLagMs: number;
  kvUnitsPerMinute: number;
  eventDelayMs: number;
  eventLoss: number;
  eventDuplicates: number;
  /** Probability that an event is held back for up to ten seconds more than its neighbours. */
  eventReorder: number;
  queueDuplicates: number;
  /** Probability that the next delivery is any ready event rather than the oldest. */
  queueReorder: number;
  queueEventsPerMinute: number;
  /** First wait after a failed delivery; doubles up to 15 minutes. */
  retryBaseMs: number;
  /** A fresh process after this many invocations; 0 never. */
  coldStartEvery: number;
  /** Scheduled triggers run by themselves, by their interval. */
  autoTick: boolean;
  /** Probability that a scheduled trigger runs twice at its time. */
  tickDuplicates: number;
  productLatencyMs: number;
  egressLatencyMs: number;
  /** Multiplies every time limit of an invocation (the limit that the function sees too), so that a test need not wait 25 s. */
  timeLimitScale: number;
  /**
   * With a virtual clock: where functions do nothing but wait by setTimeout, the clock jumps to the end of the first wait, theirs and the
   * host's. What it jumps over counts against the time limit.
   */
  jumpsWaits: boolean;
  userInvocationsPerMinute: number;
}

export const defaultSettings: HostSettings = {
  queryLagMs: 0,
  ttlLagMs: 0,
  kvUnitsPerMinute: 4000,
  eventDelayMs: 0,
  eventLoss: 0,
  eventDuplicates: 0,
  eventReorder: 0,
  queueDuplicates: 0,
  queueReorder: 0,
  queueEventsPerMinute: 500,
  retryBaseMs: 1000,
  coldStartEvery: 0,
  autoTick: false,
  tickDuplicates: 0,
  productLatencyMs: 0,
  egressLatencyMs: 0,
  timeLimitScale: 1,
  jumpsWaits: true,
  userInvocationsPerMinute: 1200,
};

export interface ResolverCall {
  /** The module on whose page the call is made; its `resolver.function` of the manifest answers. */
  moduleKey: string;
  /** The name given to `resolver.define`. */
  functionKey: string;
  payload?: unknown;
  accountId: string;
  /** What the page is about: `{type, space?, content?}`. */
  extension?: Record<string, unknown>;
  /** When given, the answer is `{body, metadata}`, as the bridge does. */
  metadata?: unknown;
}

export interface ProductTarget {
  /** Product paths such as /wiki/api/v2/pages are appended to it. */
  url: string;
  headers(principal: Principal): Record<string, string>;
  /** What the app is told instead of this answer, where the server takes those who ask for other than they are to the app. */
  amend?(path: string, answer: { status: number; body: unknown }): { status: number; body: unknown } | null;
}

export interface ForgeHostOptions {
  /** Folder of manifest.yml. */
  appDir: string;
  /** Folder of index.cjs, __forge__.cjs and __forge_wrapper__.cjs. */
  bundleDir: string;
  siteUrl: string;
  cloudId?: string;
  product: ProductTarget;
  /** Address in the manifest -> where it really goes here. An address that is not mapped goes to itself. */
  egress?: Record<string, string>;
  /** The app's environment variables (`forge variables set`). */
  variables?: Record<string, string>;
  clock?: Clock;
  random?: () => number;
  /** Folder that keeps key-value store, queue and installation between starts. */
  data?: string;
  /** How many queue, trigger and scheduled invocations run at a time; resolvers are not counted. */
  concurrency?: number;
  settings?: Partial<HostSettings>;
  /** Processes that several hosts of this bundle use one after the other. */
  warm?: WarmProcesses;
  log?: (line: LogLine) => void;
}

/** A file that the host is given is not as it must be. */
export class HostSetupError extends Error {
  override name = 'HostSetupError';
}
