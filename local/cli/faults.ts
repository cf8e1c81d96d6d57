import type { FaultLevel } from './options';

/** What goes wrong, and how often: shares of calls, events and messages from 0 to 1. The three local servers are set from this one table. */
export interface FaultRates {
  /** Confluence answers 5xx. */
  confluenceErrors: number;
  /** Confluence answers 429, half of them without Retry-After. */
  confluenceRefusals: number;
  /** Qontext answers 500 or 503. */
  qontextErrors: number;
  /** Qontext answers 429. */
  qontextRefusals: number;
  /** The connection to Qontext closes after a write took effect. */
  qontextDrops: number;
  eventLoss: number;
  eventDuplicates: number;
  /** Longest delay of a product event, in milliseconds. */
  eventDelayMs: number;
  eventReorder: number;
  queueDuplicates: number;
  queueReorder: number;
}

const rates: Record<FaultLevel, FaultRates> = {
  none: {
    confluenceErrors: 0,
    confluenceRefusals: 0,
    qontextErrors: 0,
    qontextRefusals: 0,
    qontextDrops: 0,
    eventLoss: 0,
    eventDuplicates: 0,
    eventDelayMs: 0,
    eventReorder: 0,
    queueDuplicates: 0,
    queueReorder: 0,
  },
  some: {
    confluenceErrors: 0.01,
    confluenceRefusals: 0.01,
    qontextErrors: 0.01,
    qontextRefusals: 0.01,
    qontextDrops: 0.005,
    eventLoss: 0.02,
    eventDuplicates: 0.1,
    eventDelayMs: 500,
    eventReorder: 0.1,
    queueDuplicates: 0.05,
    queueReorder: 0.1,
  },
  many: {
    confluenceErrors: 0.05,
    confluenceRefusals: 0.05,
    qontextErrors: 0.05,
    qontextRefusals: 0.05,
    qontextDrops: 0.03,
    eventLoss: 0.1,
    eventDuplicates: 0.3,
    eventDelayMs: 3_000,
    eventReorder: 0.3,
    queueDuplicates: 0.2,
    queueReorder: 0.5,
  },
};

export function faultRates(level: FaultLevel): FaultRates {
  return rates[level];
}
