/** Work that waits: each item falls due at a time, and may be held back by something else besides. Keeps no order beyond that. */
export interface Backlog<T> {
  add(item: T, dueAt: number): void;
  /** Takes an item that is due and that `ready` lets pass: the oldest, or with probability `disorder` any of them. Null if there is none. */
  take(now: number, ready: (item: T) => boolean, disorder: number): T | null;
  /** Whether `take` would find one. */
  hasReady(now: number, ready: (item: T) => boolean): boolean;
  /** When the next item that is not due yet falls due, or null. */
  nextDueAt(now: number): number | null;
  drop(unwanted: (item: T) => boolean): T[];
  items(): { item: T; dueAt: number }[];
}

export function backlog<T>(random: () => number): Backlog<T> {
  let waiting: { item: T; dueAt: number }[] = [];
  return {
    add: (item, dueAt) => void waiting.push({ item, dueAt }),
    take(now, ready, disorder) {
      const may = (each: { item: T; dueAt: number }) => each.dueAt <= now && ready(each.item);
      let position = waiting.findIndex(may);
      if (position >= 0 && disorder > 0 && random() < disorder) {
        const all = waiting.flatMap((each, index) => (may(each) ? [index] : []));
        position = all[Math.floor(random() * all.length)] ?? position;
      }
      return position < 0 ? null : (waiting.splice(position, 1)[0]?.item ?? null);
    },
    hasReady: (now, ready) => waiting.some((each) => each.dueAt <= now && ready(each.item)),
    nextDueAt(now) {
      let next: number | null = null;
      for (const { dueAt } of waiting) if (dueAt > now && (next === null || dueAt < next)) next = dueAt;
      return next;
    },
    drop(unwanted) {
      const dropped = waiting.filter(({ item }) => unwanted(item));
      waiting = waiting.filter(({ item }) => !unwanted(item));
      return dropped.map(({ item }) => item);
    },
    items: () => [...waiting],
  };
}
