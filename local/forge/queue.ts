import { randomUUID } from 'node:crypto';
import { backlog } from './backlog';
import { type Delivery, nextAttempt, type RetryState } from './delivery';
import { emptyAnswer, jsonAnswer, type ProxyAnswer } from './proxy/answer';
import { checkPush, type PushedEvent, type PushRequest, rejectedEvents } from './queueRules';
import type { HostSettings } from './types';

export interface QueueItem {
  eventId: string;
  queueName: string;
  jobId: string;
  body: Record<string, unknown>;
  delayInSeconds?: number;
  concurrency?: { key: string; limit: number };
  pushedAt: number;
  retry: RetryState | null;
  /** The invocation that the chain of pushes began with. */
  originId: string;
  /** Made by the setting queueDuplicates: the job does not count it. */
  duplicate: boolean;
}

export interface QueueView {
  /** Undelivered events, with the time at which they fall due. */
  waiting(): { queueName: string; eventId: string; body: Record<string, unknown>; dueAt: number; retryCount: number }[];
  /** Events being delivered now. */
  running(): number;
  /** Ended deliveries since the start, by how they ended. `expired`: given up after 24 hours. */
  counts(): { done: number; retried: number; expired: number; cancelled: number };
}

export interface Queue extends QueueView {
  publish(request: unknown, originId: string): ProxyAnswer;
  stats(request: unknown): ProxyAnswer;
  cancel(request: unknown): ProxyAnswer;
  take(): QueueItem | null;
  hasReady(): boolean;
  settle(item: QueueItem, delivery: Delivery): void;
  nextDueAt(): number | null;
  dump(): { item: QueueItem; dueAt: number }[];
  load(items: { item: QueueItem; dueAt: number }[]): void;
  clear(): void;
}

export interface QueueOptions {
  now(): number;
  random(): number;
  settings: HostSettings;
  /** Time limit of the consumer of a queue, seconds; null if it has no consumer. */
  consumerLimit(queueName: string): number | null;
  changed(): void;
}

const retentionMs = 24 * 3_600_000;
const minute = 60_000;
const maxPushesPerOrigin = 1000;

/** How many finished jobs and origins are remembered; the oldest are forgotten first. */
const maxRemembered = 20_000;

function forgetOldest(known: Map<string, unknown>): void {
  for (const key of known.keys()) {
    if (known.size <= maxRemembered) return;
    known.delete(key);
  }
}

interface Job {
  queueName: string;
  success: number;
  inProgress: number;
  failed: number;
}

export function queue(options: QueueOptions): Queue {
  const { now, settings } = options;
  const events = backlog<QueueItem>(options.random);
  const running = new Set<QueueItem>();
  const jobs = new Map<string, Job>();
  const pushesByOrigin = new Map<string, number>();
  const counts = { done: 0, retried: 0, expired: 0, cancelled: 0 };
  let pushed = { minute: -1, events: 0 };

  const expired = (item: QueueItem) => now() - item.pushedAt > retentionMs;
  const ready = ({ concurrency }: QueueItem): boolean => {
    if (!concurrency) return true;
    let busy = 0;
    for (const item of running) if (item.concurrency?.key === concurrency.key) busy++;
    return busy < concurrency.limit;
  };
  const finish = (item: QueueItem, how: 'success' | 'failed'): void => {
    const job = jobs.get(item.jobId);
    if (!job || item.duplicate) return;
    job.inProgress--;
    job[how]++;
  };
  const dropExpired = (): void => {
    for (const item of events.drop(expired)) {
      counts.expired++;
      finish(item, 'failed');
    }
  };
  const add = (request: PushRequest, event: PushedEvent, originId: string): void => {
    const { body, delayInSeconds, concurrency } = event;
    const dueAt = now() + (delayInSeconds ?? 0) * 1000;
    const { queueName, jobId } = request;
    const item: QueueItem = {
      eventId: randomUUID(),
      queueName,
      jobId,
      body,
      delayInSeconds,
      concurrency,
      pushedAt: now(),
      retry: null,
      originId,
      duplicate: false,
    };
    events.add(item, dueAt);
    if (options.random() < settings.queueDuplicates) events.add({ ...item, duplicate: true }, dueAt);
  };
  const countMinute = (count: number): boolean => {
    const index = Math.floor(now() / minute);
    if (index !== pushed.minute) pushed = { minute: index, events: 0 };
    if (pushed.events + count > settings.queueEventsPerMinute) return false;
    pushed.events += count;
    return true;
  };
  const countOrigin = (originId: string): boolean => {
    const pushes = (pushesByOrigin.get(originId) ?? 0) + 1;
    pushesByOrigin.set(originId, pushes);
    return pushes <= maxPushesPerOrigin;
  };
  const jobOf = (request: unknown): Job | null => {
    const { jobId, queueName } = (request ?? {}) as { jobId?: unknown; queueName?: unknown }; // an object of unknown fields, compared only
    const job = typeof jobId === 'string' ? jobs.get(jobId) : undefined;
    return job && job.queueName === queueName ? job : null;
  };

  return {
    publish(body, originId) {
      const checked = checkPush(body);
      if ('refused' in checked) return checked.refused;
      const { request } = checked;
      const limit = options.consumerLimit(request.queueName);
      if (limit === null) return jsonAnswer(404, { code: 404, message: `manifest.yml has no consumer for queue ${request.queueName}` });
      if (!countOrigin(originId)) return jsonAnswer(405, { message: `More than ${maxPushesPerOrigin} pushes began with one invocation.` });
      if (!countMinute(request.payload.length))
        return jsonAnswer(429, { message: `More than ${settings.queueEventsPerMinute} events in one minute.` });
      const rejected = rejectedEvents(request, limit);
      const accepted = request.payload.filter((_, index) => !rejected.some((each) => each.index === index));
      jobs.set(request.jobId, { queueName: request.queueName, success: 0, inProgress: accepted.length, failed: rejected.length });
      forgetOldest(jobs);
      forgetOldest(pushesByOrigin);
      for (const event of accepted) add(request, event, originId);
      options.changed();
      return rejected.length > 0 ? jsonAnswer(202, { failedEvents: rejected }) : jsonAnswer(201, {});
    },
    stats(request) {
      dropExpired();
      const job = jobOf(request);
      return job
        ? jsonAnswer(200, { success: job.success, inProgress: job.inProgress, failed: job.failed })
        : jsonAnswer(404, { message: 'no such job' });
    },
    cancel(request) {
      const job = jobOf(request);
      if (!job) return jsonAnswer(404, { message: 'no such job' });
      const { jobId } = request as { jobId: string }; // jobOf found a job by it
      for (const item of events.drop((each) => each.jobId === jobId)) {
        counts.cancelled++;
        if (!item.duplicate) job.inProgress--;
      }
      options.changed();
      return emptyAnswer(204);
    },
    take() {
      dropExpired();
      const item = events.take(now(), ready, settings.queueReorder);
      if (item) running.add(item);
      return item;
    },
    hasReady: () => events.hasReady(now(), ready),
    settle(item, delivery) {
      running.delete(item);
      options.changed();
      if (delivery.kind === 'done') {
        counts.done++;
        return finish(item, 'success');
      }
      counts.retried++;
      const { state, waitMs } = nextAttempt(item.retry, delivery, settings.retryBaseMs);
      events.add({ ...item, retry: state }, now() + waitMs);
    },
    nextDueAt: () => events.nextDueAt(now()),
    waiting: () =>
      events.items().map(({ item, dueAt }) => ({
        queueName: item.queueName,
        eventId: item.eventId,
        body: item.body,
        dueAt,
        retryCount: item.retry?.count ?? 0,
      })),
    running: () => running.size,
    counts: () => ({ ...counts }),
    // What is being delivered now has no answer yet: it will be delivered again.
    dump: () => [...events.items(), ...[...running].map((item) => ({ item, dueAt: now() }))],
    load(items) {
      for (const { item, dueAt } of items) {
        const job = jobs.get(item.jobId) ?? { queueName: item.queueName, success: 0, inProgress: 0, failed: 0 };
        jobs.set(item.jobId, { ...job, inProgress: job.inProgress + (item.duplicate ? 0 : 1) });
        events.add(item, dueAt);
      }
    },
    clear() {
      events.drop(() => true);
      jobs.clear();
      options.changed();
    },
  };
}

/** What the consumer gets. */
export function consumerBody(item: QueueItem, now: number): Record<string, unknown> {
  const { queueName, jobId, eventId, body, delayInSeconds, concurrency, retry, pushedAt } = item;
  const retentionWindow = { startTime: new Date(pushedAt).toISOString(), remainingTimeMs: Math.max(0, pushedAt + retentionMs - now) };
  const retryContext = retry && { retryCount: retry.count, retryReason: retry.reason, retryData: retry.data, retentionWindow };
  return {
    queueName,
    jobId,
    eventId,
    body,
    ...(delayInSeconds === undefined ? {} : { delayInSeconds }),
    ...(concurrency ? { concurrency } : {}),
    ...(retryContext ? { retryContext } : {}),
  };
}
