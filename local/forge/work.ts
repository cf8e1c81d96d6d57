import type { Delivery } from './delivery';
import { type AppIdentity, callContext } from './installation';
import type { Finished, Invoker } from './invoker';
import { consumerBody, type Queue, type QueueItem } from './queue';
import type { HostTime } from './time';
import { type TriggerItem, type Triggers, triggerBody } from './triggers';

/** Delivers what is due, as many at a time as is allowed, and knows when there is nothing left to do. */
export interface Work {
  /** Starts what is due now; call it whenever something may have become due. */
  pump(): void;
  /** When the next event that is not due yet falls due, or null. */
  nextDueAt(): number | null;
  /** Nothing is in flight and nothing is due. */
  isQuiet(): boolean;
  /** Resolves when it is quiet. */
  quiet(): Promise<void>;
  /** To be called when an invocation that this did not start has ended. */
  settled(): void;
  stop(): void;
}

export interface WorkOptions extends AppIdentity {
  invoker: Invoker;
  queue: Queue;
  triggers: Triggers;
  time: HostTime;
  concurrency: number;
}

export function work(options: WorkOptions): Work {
  const { invoker, queue, triggers, time } = options;
  let delivering = 0;
  let stopped = false;
  let cancelAlarm: (() => void) | null = null;
  let waiting: (() => void)[] = [];

  const nextDueAt = (): number | null => {
    const times = [queue.nextDueAt(), triggers.nextDueAt()].filter((at) => at !== null);
    return times.length > 0 ? Math.min(...times) : null;
  };
  const setAlarm = (): void => {
    cancelAlarm?.();
    const at = nextDueAt();
    cancelAlarm = at === null ? null : time.clock.setTimer(at - time.now(), pump);
  };
  const isQuiet = (): boolean => invoker.running() === 0 && delivering === 0 && (stopped || (!queue.hasReady() && !triggers.hasReady()));
  const settled = (): void => {
    if (!isQuiet()) return;
    const resolved = waiting;
    waiting = [];
    for (const resolve of resolved) resolve();
  };
  const deliver = async (invocation: Promise<Finished>, settle: (delivery: Delivery) => void): Promise<void> => {
    delivering++;
    settle(deliveryOf(await invocation));
    delivering--;
    pump();
  };
  const deliverEvent = (item: QueueItem): void => {
    const consumer = options.manifest.consumers.get(item.queueName);
    // Only possible for events kept from a version of the app that had this queue.
    if (!consumer) {
      queue.settle(item, { kind: 'done' });
      return;
    }
    const body = consumerBody(item, time.now());
    const { functionKey, key: moduleKey } = consumer;
    const call = { kind: 'consumer' as const, functionKey, moduleKey, moduleType: 'core:consumer', body, originId: item.originId };
    void deliver(invoker.invoke(call), (delivery) => queue.settle(item, delivery));
  };
  const deliverTrigger = (item: TriggerItem): void => {
    const { functionKey, triggerKey: moduleKey } = item;
    const body = triggerBody(item, callContext(options, moduleKey));
    const kind = String(item.event.eventType).startsWith('avi:forge:') ? ('lifecycle' as const) : ('trigger' as const);
    void deliver(invoker.invoke({ kind, functionKey, moduleKey, moduleType: 'core:trigger', body }), (delivery) =>
      triggers.settle(item, delivery),
    );
  };
  const pump = (): void => {
    while (!stopped && delivering < options.concurrency) {
      const event = triggers.take();
      if (event) {
        deliverTrigger(event);
        continue;
      }
      const item = queue.take();
      if (!item) break;
      deliverEvent(item);
    }
    if (!stopped) setAlarm();
    settled();
  };
  return {
    pump,
    nextDueAt,
    settled,
    isQuiet,
    quiet: () => (isQuiet() ? Promise.resolve() : new Promise((resolve) => void waiting.push(resolve))),
    stop() {
      stopped = true;
      cancelAlarm?.();
      settled();
    },
  };
}

function deliveryOf(finished: Finished): Delivery {
  const { outcome, retry } = finished;
  if (outcome === 'ok') return { kind: 'done' };
  if (outcome === 'timeout') return { kind: 'platform', reason: 'FUNCTION_TIME_OUT' };
  if (outcome === 'out-of-memory') return { kind: 'platform', reason: 'FUNCTION_OUT_OF_MEMORY' };
  if (outcome === 'lost') return { kind: 'platform', reason: 'FUNCTION_PLATFORM_UNKNOWN_ERROR' };
  if (outcome === 'error') return { kind: 'error' };
  return {
    kind: 'retry',
    retryAfterSeconds: retry?.retryAfter ?? 1,
    reason: retry?.retryReason ?? 'FUNCTION_RETRY_REQUEST',
    data: retry?.retryData ?? null,
  };
}
