/** A list kept in order by binary search: small, and fast enough for some 100,000 members. */
export interface SortedList<T> {
  add(item: T): void;
  remove(item: T): void;
  /** Position of the first member that is not before `item`. */
  seek(item: T): number;
  at(position: number): T | undefined;
  readonly size: number;
}

/** `compare` must tell any two different members apart. */
export function sortedList<T>(compare: (a: T, b: T) => number): SortedList<T> {
  const items: T[] = [];
  const seek = (item: T): number => {
    let [low, high] = [0, items.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const found = items[middle];
      if (found !== undefined && compare(found, item) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const isAt = (position: number, item: T): boolean => {
    const found = items[position];
    return found !== undefined && compare(found, item) === 0;
  };
  return {
    add(item) {
      const position = seek(item);
      items.splice(position, isAt(position, item) ? 1 : 0, item);
    },
    remove(item) {
      const position = seek(item);
      if (isAt(position, item)) items.splice(position, 1);
    },
    seek,
    at: (position) => items[position],
    get size() {
      return items.length;
    },
  };
}
