import type { Warning } from './types';

export interface Warnings {
  add(kind: Warning['kind'], subject: string, count?: number): void;
  /** Sorted by kind and subject, so that the same content gives the same list. */
  list(): Warning[];
}

/** Subjects come from the body (a macro may have any name), so they are cut to a length that fits into a record. */
const longestSubject = 80;

export function warnings(): Warnings {
  const found = new Map<string, Warning>();
  return {
    add(kind, subject, count = 1) {
      const short = subject.slice(0, longestSubject);
      const key = `${kind} ${short}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, { kind, subject: short, count });
      else known.count += count;
    },
    list: () => [...found.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, warning]) => warning),
  };
}
