import type { Change, KeyValue } from '../../src/store';

type EntityName = Change['entity'];

/** A key-value store in memory: gets and conditions as strict as Forge's, queries by the manifest's first partition attribute. */
export function memoryKeyValue() {
  const plain = new Map<string, unknown>();
  const secrets = new Map<string, string>();
  const entities = new Map<EntityName, Map<string, Record<string, unknown>>>();
  const rowsOf = (entity: EntityName) => {
    const rows = entities.get(entity) ?? new Map<string, Record<string, unknown>>();
    entities.set(entity, rows);
    return rows;
  };
  const holds = (change: Change) => change.rev === undefined || (rowsOf(change.entity).get(change.key)?.rev ?? null) === change.rev;
  const partitions: Record<string, string> = {
    'by-space': 'spaceId',
    'by-parent': 'parentId',
    due: 'state',
    'by-stage': 'stage',
    all: 'site',
  };
  const ranges: Record<string, string> = { due: 'nextTryAt', 'by-stage': 'startedAt', all: 'at' };
  let beforeCommit: () => Promise<void> = async () => {};
  const copy = <T>(value: T): T => structuredClone(value);

  // What is stored has the shape that its writer gave it; the caller names that shape.
  const kv: KeyValue = {
    get: async <T>(key: string) => copy(plain.get(key)) as T | undefined,
    async set(key, value, options = {}) {
      if (options.ifAbsent && plain.has(key)) return false;
      plain.set(key, copy(value));
      return true;
    },
    delete: async (key) => void plain.delete(key),
    getEntity: async <T>(entity: EntityName, key: string) => copy(rowsOf(entity).get(key)) as T | undefined,
    getEntities: async <T>(entity: EntityName, keys: string[]) =>
      new Map(keys.flatMap((key) => (rowsOf(entity).has(key) ? [[key, copy(rowsOf(entity).get(key)) as T]] : []))),
    async commit(changes) {
      const before = beforeCommit;
      beforeCommit = async () => {};
      await before();
      if (changes.length > 25) throw new Error('Forge takes 25 changes at most.');
      if (!changes.every(holds)) return false;
      for (const change of changes) {
        if (change.kind === 'set') rowsOf(change.entity).set(change.key, copy(change.value));
        else rowsOf(change.entity).delete(change.key);
      }
      return true;
    },
    async query<T>(entity: EntityName, index: string, query: Parameters<KeyValue['query']>[2]) {
      const range = ranges[index] ?? (entity === 'ledger' ? 'contentId' : entity === 'place' ? 'placeId' : 'at');
      const inRange = (value: unknown) =>
        value !== undefined &&
        (query.from === undefined || (value as string | number) >= query.from) &&
        (query.to === undefined || (value as string | number) <= query.to);
      const rows = [...rowsOf(entity)]
        .filter(([, row]) => row[partitions[index] ?? ''] === query.partition[0] && inRange(row[range]))
        .filter(([, row]) => Object.entries(query.filter ?? {}).every(([name, value]) => row[name] === value))
        .sort(([, a], [, b]) => ((a[range] as string | number) < (b[range] as string | number) ? -1 : 1));
      if (query.order === 'down') rows.reverse();
      const start = Number(query.cursor ?? 0);
      const some = rows.slice(start, start + query.limit);
      const cursor = start + query.limit < rows.length ? String(start + query.limit) : null;
      return { rows: some.map(([key, value]) => ({ key, value: copy(value) as T })), cursor };
    },
    getSecret: async (key) => secrets.get(key),
    setSecret: async (key, value) => void secrets.set(key, value),
    deleteSecret: async (key) => void secrets.delete(key),
  };
  return {
    kv,
    rows: (entity: EntityName) => [...rowsOf(entity)].map(([key, value]) => ({ key, value })),
    /** Runs once, just before the next commit: somebody else who is faster. */
    interrupt(by: () => Promise<void>) {
      beforeCommit = by;
    },
  };
}
