import { createHash } from 'node:crypto';

/** A list of ids in the order of their numbers: insert, remove, and go on after any id, also one that is gone. */
export interface IdList {
  add(id: string): void;
  remove(id: string): void;
  readonly size: number;
  /** The ids above `id` in order; from the start without one. */
  after(id?: string): Iterable<string>;
}

const numberOf = (id: string) => Number(id.startsWith('att') ? id.slice(3) : id);

export function idList(): IdList {
  const ids: string[] = [];
  const indexAbove = (number: number) => {
    let low = 0;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numberOf(ids[middle] ?? '') <= number) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    add(id) {
      const at = indexAbove(numberOf(id));
      if (ids[at - 1] === id) return;
      if (at === ids.length) ids.push(id);
      else ids.splice(at, 0, id);
    },
    remove(id) {
      const at = indexAbove(numberOf(id)) - 1;
      if (ids[at] === id) ids.splice(at, 1);
    },
    get size() {
      return ids.length;
    },
    *after(id) {
      for (let at = id === undefined ? 0 : indexAbove(numberOf(id)); at < ids.length; at++) yield ids[at] ?? '';
    },
  };
}

export const compareIds = (a: string, b: string) => numberOf(a) - numberOf(b);

/** The same name gives the same id at every start, so that the addresses of a demo site stay. */
export function uuidOf(...parts: string[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
