import type { InvocationReport } from './types';

export type MeteredCounts = Pick<
  InvocationReport,
  'productCalls' | 'points' | 'kvReadUnits' | 'kvWriteUnits' | 'egressRequests' | 'logLines'
>;

export interface MeterTotals extends MeteredCounts {
  invocations: number;
  failed: number;
  ms: number;
  gbSeconds: number;
  peakRssMb: number;
}

export interface Meter {
  totals(): MeterTotals;
  /** The same, by function key. */
  byFunction(): Record<string, MeterTotals>;
  /** The most recent invocations that have ended, oldest first. */
  recent(): readonly InvocationReport[];
  reset(): void;
}

export interface MeterBook extends Meter {
  add(report: InvocationReport): void;
}

export const noCounts = (): MeteredCounts => ({
  productCalls: 0,
  points: 0,
  kvReadUnits: 0,
  kvWriteUnits: 0,
  egressRequests: 0,
  logLines: 0,
});
const noTotals = (): MeterTotals => ({ ...noCounts(), invocations: 0, failed: 0, ms: 0, gbSeconds: 0, peakRssMb: 0 });

function sum(totals: MeterTotals, report: InvocationReport): MeterTotals {
  return {
    productCalls: totals.productCalls + report.productCalls,
    points: totals.points + report.points,
    kvReadUnits: totals.kvReadUnits + report.kvReadUnits,
    kvWriteUnits: totals.kvWriteUnits + report.kvWriteUnits,
    egressRequests: totals.egressRequests + report.egressRequests,
    logLines: totals.logLines + report.logLines,
    invocations: totals.invocations + 1,
    failed: totals.failed + (report.outcome === 'ok' || report.outcome === 'retry' ? 0 : 1),
    ms: totals.ms + report.ms,
    gbSeconds: totals.gbSeconds + report.gbSeconds,
    peakRssMb: Math.max(totals.peakRssMb, report.peakRssMb),
  };
}

/** Keeps the last `keep` reports and the sums of all. */
export function meterBook(keep = 1000): MeterBook {
  let all = noTotals();
  let functions = new Map<string, MeterTotals>();
  let recent: InvocationReport[] = [];
  return {
    add(report) {
      all = sum(all, report);
      functions.set(report.functionKey, sum(functions.get(report.functionKey) ?? noTotals(), report));
      recent.push(report);
      if (recent.length > keep) recent.shift();
    },
    totals: () => all,
    byFunction: () => Object.fromEntries(functions),
    recent: () => recent,
    reset() {
      all = noTotals();
      functions = new Map();
      recent = [];
    },
  };
}
