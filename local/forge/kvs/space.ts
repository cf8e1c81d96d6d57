import type { EntityType } from '../manifest';
import { type Entry, queryView } from './view';

/** One namespace: plain keys, secrets, or one entity. `get` reads what was written last; queries see it only after the lag. */
export interface Space {
  readonly type: EntityType | null;
  get(key: string): Entry | undefined;
  put(entry: Entry): void;
  remove(key: string): void;
  /** The view for queries, brought up to what is visible by now. */
  view(): ReturnType<typeof queryView>;
  entries(): Iterable<Entry>;
}

export interface SpaceOptions {
  type: EntityType | null;
  now(): number;
  queryLagMs(): number;
}

export function space(options: SpaceOptions): Space {
  const current = new Map<string, Entry>();
  const seen = queryView(options.type);
  const waiting: { visibleAt: number; key: string; entry: Entry | null }[] = [];

  const show = (key: string, entry: Entry | null): void => {
    if (entry) seen.put(entry);
    else seen.remove(key);
  };
  const catchUp = (): void => {
    const now = options.now();
    while (waiting[0] && waiting[0].visibleAt <= now) {
      const { key, entry } = waiting.shift() as (typeof waiting)[number]; // its first member was just looked at
      show(key, entry);
    }
  };
  const change = (key: string, entry: Entry | null): void => {
    const lag = options.queryLagMs();
    if (lag === 0 && waiting.length === 0) show(key, entry);
    // A change never becomes visible before an earlier one, also when the lag was just made smaller.
    else waiting.push({ visibleAt: Math.max(options.now() + lag, waiting.at(-1)?.visibleAt ?? 0), key, entry });
  };
  return {
    type: options.type,
    get: (key) => current.get(key),
    put(entry) {
      current.set(entry.key, entry);
      change(entry.key, entry);
    },
    remove(key) {
      current.delete(key);
      change(key, null);
    },
    view() {
      catchUp();
      return seen;
    },
    entries: () => current.values(),
  };
}
