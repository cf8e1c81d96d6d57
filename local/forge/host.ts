import { systemClock } from '../clock';
import { askProperties, bridge, type DynamicProperties, type PropertiesCall } from './bridge';
import { type Disk, diskIn, noDisk } from './disk';
import { functionProcess } from './functionProcess';
import { type AppIdentity, type Installation, lifecycleEvent, newInstallation } from './installation';
import { invocationBook } from './invocations';
import { invoker } from './invoker';
import { kvsOperations } from './kvs/operations';
import { quota } from './kvs/quota';
import { kvsStore } from './kvs/store';
import { type KvsView, kvsView } from './kvsView';
import { receiveLogs } from './logs';
import { readManifest } from './manifest';
import { type Meter, meterBook } from './meter';
import { pass } from './passing';
import type { ProxyAnswer, ProxyRequest } from './proxy/answer';
import { egressHandler } from './proxy/egress';
import { type PageRequest, pageProductHandler, productHandler } from './proxy/product';
import { startProxy } from './proxy/server';
import { type QueueView, queue } from './queue';
import { schedule } from './schedule';
import { hostTime } from './time';
import { triggers } from './triggers';
import { defaultSettings, type ForgeHostOptions, type HostSettings, type InvocationReport, type LogLine, type ResolverCall } from './types';
import { work } from './work';

export interface ForgeHost {
  /** Installs the app: its lifecycle event is delivered, and the intervals begin. Does nothing where it is installed already. */
  install(): Promise<void>;
  /** Takes the app off the site: its data and everything that waits are gone. */
  uninstall(): Promise<void>;
  /** A new version: `avi:forge:upgraded:app` is delivered. */
  upgrade(appVersion: string): Promise<void>;
  invokeResolver(call: ResolverCall): Promise<unknown>;
  /** What the dynamicProperties function of a module says for a reader. Rejects with ResolverError. */
  askProperties(call: PropertiesCall): Promise<DynamicProperties>;
  /** What a page of the app asks Confluence by the bridge: as the person who looks at it, and only with a scope of the manifest. */
  requestProduct(request: PageRequest): Promise<ProxyAnswer>;
  /** A product event; its `eventType` decides which triggers get it. */
  deliver(event: Record<string, unknown>): void;
  /** Runs the scheduled trigger of this key now, or all. */
  tick(key?: string): Promise<InvocationReport[]>;
  /**
   * Resolves when nothing is in flight and no event is due. With `deadlineMs`, events that fall due within so many milliseconds are waited
   * for too (a virtual clock jumps to them); rejects with HostBusyError when work is still in flight then.
   */
  idle(deadlineMs?: number): Promise<void>;
  /** Lets time pass, and everything that falls due in it finish. A virtual clock jumps from timer to timer. */
  pass(ms: number): Promise<void>;
  /** Ends the function process in the middle of whatever it does; what the queue was delivering is delivered again. */
  kill(): void;
  readonly meter: Meter;
  readonly queue: QueueView;
  readonly settings: HostSettings;
  readonly kvs: KvsView;
  stop(): Promise<void>;
}

const defaultConcurrency = 8;
const defaultCloudId = '5f0d1c3e-7a44-4b8e-9d2b-1c60a7e4b0aa';
const firstVersion = '1.0.0';

/** Starts the host for one app on one site. Throws HostSetupError if its manifest can't be run. */
export async function startForgeHost(options: ForgeHostOptions): Promise<ForgeHost> {
  const manifest = readManifest(options.appDir);
  const identity: AppIdentity = { manifest, cloudId: options.cloudId ?? defaultCloudId, siteUrl: options.siteUrl };
  const settings: HostSettings = { ...defaultSettings, ...options.settings };
  const time = hostTime(options.clock ?? systemClock());
  const { now } = time;
  const random = options.random ?? Math.random;
  const log = options.log ?? (() => undefined);
  const say = (level: LogLine['level'], message: string, functionKey = 'host', invocationId: string | null = null) =>
    log({ at: now(), level, message, functionKey, invocationId });
  const warn = (message: string, { invocation }: ProxyRequest) => say('warn', message, invocation.functionKey, invocation.id);

  let installation: Installation | null = null;
  const changed = () => disk.changed();

  const store = kvsStore({
    entities: manifest.entities,
    now,
    queryLagMs: () => settings.queryLagMs,
    ttlLagMs: () => settings.ttlLagMs,
    changed,
  });
  const consumerLimit = (queueName: string): number | null => {
    const consumer = manifest.consumers.get(queueName);
    return consumer ? invocations.limitOf('consumer', consumer.functionKey) : null;
  };
  const events = queue({ now, random, settings, consumerLimit, changed });
  const productEvents = triggers({ manifest, now, random, settings, changed });
  const disk: Disk =
    options.data === undefined
      ? noDisk
      : diskIn(options.data, () => ({ installation, kvs: store.dump(), queue: events.dump(), triggers: productEvents.dump() }));
  const stored = disk.load();
  if (stored) {
    installation = stored.installation;
    store.load(stored.kvs);
    events.load(stored.queue);
    productEvents.load(stored.triggers);
  }
  const book = invocationBook(now);
  const meter = meterBook();
  const functions = functionProcess({
    bundleDir: options.bundleDir,
    memoryMb: manifest.memoryMb,
    coldStartEvery: () => settings.coldStartEvery,
    jumped: (ms) => time.jump(ms),
    printed: (text) => say('warn', text.trimEnd()),
    warm: options.warm,
  });
  const proxy = await startProxy(book, {
    product: productHandler({ manifest, product: options.product, settings, warn }),
    egress: egressHandler({ allowed: manifest.egress, redirected: options.egress ?? {}, settings, now, warn }),
    kvs: kvsOperations(
      store,
      quota(now, () => settings.kvUnitsPerMinute),
      manifest.scopes,
    ),
    queue: events,
    logs: (request) => receiveLogs(request, now(), log),
    touched: () => time.flow(),
    pushed: () => deliveries.pump(),
  });
  const invocations = invoker({
    ...identity,
    functions,
    book,
    meter,
    time,
    settings,
    variables: options.variables ?? {},
    proxy: () => ({ url: proxy.url, host: proxy.host }),
    installation: () => installation ?? newInstallation(firstVersion),
    failed: (live, detail) => say('error', detail, live.functionKey, live.id),
  });
  const concurrency = options.concurrency ?? defaultConcurrency;
  const deliveries = work({ ...identity, invoker: invocations, queue: events, triggers: productEvents, time, concurrency });
  const ended = () => deliveries.settled();
  const ticks = schedule({ ...identity, invoker: invocations, time, random, settings, ended });
  const deliver = (event: Record<string, unknown>) => {
    productEvents.deliver(event);
    deliveries.pump();
  };
  const passing = { time, work: deliveries };

  if (stored) {
    if (installation && settings.autoTick) ticks.start();
    deliveries.pump();
  }

  return {
    async install() {
      if (installation) return;
      installation = newInstallation(firstVersion);
      changed();
      deliver(lifecycleEvent('avi:forge:installed:app', identity, installation));
      if (settings.autoTick) ticks.start();
      await deliveries.quiet();
    },
    async upgrade(appVersion) {
      if (!installation) return;
      installation = { ...installation, appVersion };
      changed();
      deliver(lifecycleEvent('avi:forge:upgraded:app', identity, installation));
      await deliveries.quiet();
    },
    async uninstall() {
      ticks.stop();
      events.clear();
      productEvents.clear();
      await deliveries.quiet();
      store.clear();
      installation = null;
      changed();
    },
    invokeResolver: bridge({ ...identity, invoker: invocations, settings, now, ended }),
    askProperties: askProperties({ ...identity, invoker: invocations, settings, now, ended }),
    requestProduct: pageProductHandler({ manifest, product: options.product, settings, warn: (message) => say('warn', message, 'page') }),
    deliver,
    tick: ticks.tick,
    idle: (deadlineMs) => pass(passing, deadlineMs ?? 0, 'events'),
    pass: (ms) => pass(passing, ms, 'all'),
    kill: functions.kill,
    meter,
    queue: events,
    settings,
    kvs: kvsView(store),
    async stop() {
      ticks.stop();
      deliveries.stop();
      // Ends what runs; the queue takes it back, to be delivered again at the next start.
      await functions.stop();
      await proxy.close();
      disk.close();
    },
  };
}
