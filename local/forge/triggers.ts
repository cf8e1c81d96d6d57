import { randomUUID } from 'node:crypto';
import { backlog } from './backlog';
import { type Delivery, nextAttempt, type RetryState } from './delivery';
import { eventAllowed } from './eventScopes';
import type { AppManifest } from './manifest';
import type { HostSettings } from './types';

/** One event on its way to one trigger. */
export interface TriggerItem {
  id: string;
  triggerKey: string;
  functionKey: string;
  event: Record<string, unknown>;
  retry: RetryState | null;
}

export interface Triggers {
  deliver(event: Record<string, unknown>): void;
  take(): TriggerItem | null;
  hasReady(): boolean;
  settle(item: TriggerItem, delivery: Delivery): void;
  nextDueAt(): number | null;
  dump(): { item: TriggerItem; dueAt: number }[];
  load(items: { item: TriggerItem; dueAt: number }[]): void;
  clear(): void;
}

export interface TriggerOptions {
  manifest: AppManifest;
  now(): number;
  random(): number;
  settings: HostSettings;
  changed(): void;
}

/** How often the platform tries again what asked for it, or what it had to end. What threw is not tried again. */
const maxRetries = 4;
const maxHeldBackMs = 10_000;

export function triggers(options: TriggerOptions): Triggers {
  const { manifest, now, random, settings } = options;
  const events = backlog<TriggerItem>(random);
  const send = (item: TriggerItem): void => {
    const heldBack = random() < settings.eventReorder ? random() * maxHeldBackMs : 0;
    events.add(item, now() + settings.eventDelayMs + heldBack);
  };
  return {
    deliver(event) {
      const type = String(event.eventType);
      if (!eventAllowed(type, manifest.scopes)) return;
      for (const trigger of manifest.triggers.filter((each) => each.events.includes(type))) {
        if (random() < settings.eventLoss) continue;
        const item = { id: randomUUID(), triggerKey: trigger.key, functionKey: trigger.functionKey, event, retry: null };
        send(item);
        if (random() < settings.eventDuplicates) send(item);
      }
      options.changed();
    },
    take: () => events.take(now(), () => true, 0),
    hasReady: () => events.hasReady(now(), () => true),
    settle(item, delivery) {
      options.changed();
      if (delivery.kind === 'done' || delivery.kind === 'error') return;
      const { state, waitMs } = nextAttempt(item.retry, delivery, settings.retryBaseMs);
      if (state.count <= maxRetries) events.add({ ...item, retry: state }, now() + waitMs);
    },
    nextDueAt: () => events.nextDueAt(now()),
    dump: () => events.items(),
    load(items) {
      for (const { item, dueAt } of items) events.add(item, dueAt);
    },
    clear: () => void events.drop(() => true),
  };
}

/** What the trigger's function gets: the event, and what it asked for when it was tried before. */
export function triggerBody(item: TriggerItem, context: Record<string, unknown>): Record<string, unknown> {
  const { retry } = item;
  const retryContext = retry && { retryCount: retry.count, retryReason: retry.reason, retryData: retry.data };
  return { ...item.event, context, contextToken: 'local', ...(retryContext ? { retryContext } : {}) };
}
