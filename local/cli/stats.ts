/** Seconds from an edit to its effect, over several edits of one kind. */
export interface Spread {
  median: number;
  max: number;
}

/** @param seconds at least one. Rounded to milliseconds. */
export function spread(seconds: number[]): Spread {
  const sorted = [...seconds].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? 0;
  const half = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? at(half) : (at(half - 1) + at(half)) / 2;
  return { median: round(median), max: round(at(sorted.length - 1)) };
}

/** Seconds with three digits after the point. */
export function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
