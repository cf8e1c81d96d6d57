import { type KvsStore, shown } from './kvs/store';

/** The key-value store as a test or a person reads it: no units are counted, nothing lags. */
export interface KvsView {
  /** Value of a plain key, or undefined. */
  get(key: string): unknown;
  /** Plain keys that begin with `prefix`, with their values. */
  list(prefix?: string): { key: string; value: unknown }[];
  entity(name: string, prefix?: string): { key: string; value: unknown }[];
  /** Names only: a secret's value is for the app. */
  secretKeys(): string[];
  /** Bytes of all values. */
  bytes(): number;
}

export function kvsView(store: KvsStore): KvsView {
  const list = (space: string, prefix = '') =>
    [...store.space(space).entries()]
      .filter((entry) => entry.key.startsWith(prefix) && store.isLive(entry))
      .map((entry) => ({ key: entry.key, value: shown(entry).value }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    get(key) {
      const entry = store.find('plain', key);
      return entry && shown(entry).value;
    },
    list: (prefix) => list('plain', prefix),
    entity: (name, prefix) => list(`entity:${name}`, prefix),
    secretKeys: () => list('secret').map(({ key }) => key),
    bytes: () =>
      Object.values(store.dump()).reduce(
        (sum, entries) => sum + entries.reduce((inner, { text }) => inner + Buffer.byteLength(text), 0),
        0,
      ),
  };
}
