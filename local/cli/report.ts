import { addsUp, type MirrorResult } from './firstMirror';
import type { Freshness } from './freshness';
import type { RepositorySize } from './repositoryView';
import { round } from './stats';

/** What the first mirror cost. */
export interface MeterReading {
  confluenceCalls: number;
  points: number;
  qontextRequests: number;
  /** Units of 10 KB, read and written. */
  keyValueUnits: number;
}

/** The one object that `--once --json` prints. Its fields and their order are a promise to those who read it by program. */
export interface OnceReport extends MeterReading, RepositorySize {
  listed: number;
  sent: number;
  unchanged: number;
  out: number;
  held: number;
  failed: number;
  seconds: number;
  /** Null where there is nothing to edit: with --confluence. */
  freshnessSeconds: Freshness | null;
}

export function onceReport(mirror: MirrorResult, size: RepositorySize, cost: MeterReading, freshness: Freshness | null): OnceReport {
  const { listed, sent, unchanged, out, held, failed } = mirror.counts;
  const { confluenceCalls, points, qontextRequests, keyValueUnits } = cost;
  return {
    listed,
    sent,
    unchanged,
    out,
    held,
    failed,
    files: size.files,
    bytes: size.bytes,
    confluenceCalls,
    points,
    qontextRequests,
    keyValueUnits,
    seconds: round(mirror.seconds),
    freshnessSeconds: freshness,
  };
}

/** Why the command does not end with exit code 0; empty if it does. */
export function shortcomings(mirror: MirrorResult): string[] {
  const found = [...mirror.problems];
  const { failed, listed, sent, unchanged, out, held, pending } = mirror.counts;
  if (failed > 0) found.push(`${failed} of ${listed} failed.`);
  if (!addsUp(mirror.counts)) {
    found.push(
      `Not everything is accounted for: listed ${listed}, sent ${sent} + unchanged ${unchanged} + out ${out} + held ${held} + failed ${failed}, pending ${pending}.`,
    );
  }
  return found;
}

/** The report for a person to read. */
export function reportText(report: OnceReport): string {
  const line = (name: string, value: string | number) =>
    `  ${name.padEnd(20)}${typeof value === 'number' ? value.toLocaleString('en') : value}\n`;
  const { freshnessSeconds, ...numbers } = report;
  const counts = Object.entries(numbers).map(([name, value]) => line(name, value));
  const freshness = Object.entries(freshnessSeconds ?? {}).map(([kind, { median, max }]) => line(kind, `median ${median} s, max ${max} s`));
  return `The first mirror\n${counts.join('')}${freshness.length > 0 ? `From an edit to its effect in the repository\n${freshness.join('')}` : ''}`;
}
