import type { Millis } from '../../src/content';

/** Time, and what is to happen in it. Nothing here waits: time is where the next happening is. */
export interface Timeline {
  now(): Millis;
  /** The engine may go on after it: its code runs to its next await of a port before anything else happens. */
  after(ms: Millis, happen: () => void): void;
  /** As `after`, for what wakes no code of the engine. */
  quietly(ms: Millis, happen: () => void): void;
  /** Lets things happen in order of their time until `enough`, or until nothing is left. */
  run(enough: () => boolean): Promise<void>;
  /** How many things happened so far. */
  count(): number;
}

interface Happening {
  at: Millis;
  /** What is due at the same time happens in the order in which it was asked for. */
  serial: number;
  wakes: boolean;
  happen(): void;
}

/** All code that waits for promises only has run when this comes back. */
const codeHasRun = () => new Promise<void>((resolve) => setImmediate(resolve));

export function timelineFrom(start: Millis): Timeline {
  const heap: Happening[] = [];
  let now = start;
  let serial = 0;
  let count = 0;
  const add = (ms: Millis, happen: () => void, wakes: boolean) => {
    serial += 1;
    push(heap, { at: now + Math.max(0, ms), serial, wakes, happen });
  };
  return {
    now: () => now,
    after: (ms, happen) => add(ms, happen, true),
    quietly: (ms, happen) => add(ms, happen, false),
    count: () => count,
    async run(enough) {
      await codeHasRun();
      while (!enough()) {
        const next = pop(heap);
        if (!next) return;
        now = next.at;
        count += 1;
        next.happen();
        if (next.wakes) await codeHasRun();
      }
    },
  };
}

const isBefore = (a: Happening, b: Happening) => a.at < b.at || (a.at === b.at && a.serial < b.serial);

/** A binary heap: the earliest is at 0, the children of i are at 2i + 1 and 2i + 2. */
function push(heap: Happening[], item: Happening): void {
  let at = heap.length;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (!parent || !isBefore(item, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = item;
}

function pop(heap: Happening[]): Happening | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (!first || !last || heap.length === 0) return first;
  let at = 0;
  for (;;) {
    const left = heap[2 * at + 1];
    const right = heap[2 * at + 2];
    const child = left && right && isBefore(right, left) ? right : left;
    if (!child || !isBefore(child, last)) break;
    heap[at] = child;
    at = child === right ? 2 * at + 2 : 2 * at + 1;
  }
  heap[at] = last;
  return first;
}
