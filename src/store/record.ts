import type { Change, EntityName, KeyValue, Versioned } from './keyValue';

const ATTEMPTS = 12;

/** Somebody else wrote the same record again and again meanwhile. The caller's work is tried again later, by its queue or by the person. */
export class RecordBusyError extends Error {
  constructor(key: string) {
    super(`The record ${key} is being changed by others at the moment. Try again.`);
    this.name = 'RecordBusyError';
  }
}

/** Forge's limit of units for this minute is spent, or its store does not answer. A moment later is the time for the same work. */
export class StoreBusyError extends RecordBusyError {
  constructor(cause: unknown) {
    super('store');
    this.name = 'StoreBusyError';
    this.message = 'The app’s store takes no more reads or writes for the moment. Try again in a minute.';
    this.cause = cause;
  }
}

/** One record with a revision: read, and changed only as a function of what is there now, so that two writers at once both count. */
export interface RecordOf<T> {
  read(): Promise<T | null>;
  /** `change` may run more than once; null from it leaves the record as it is. Answers the record afterwards. */
  update(change: (now: T | null) => T | null): Promise<T | null>;
  remove(): Promise<void>;
}

export interface Indexed {
  [attribute: string]: string | number;
}

/** `attributes` gives the attributes that the entity's indexes need. */
export function openRecord<T>(
  kv: KeyValue,
  entity: EntityName,
  key: string,
  options: { attributes?: (value: T) => Indexed; ttlSeconds?: number } = {},
): RecordOf<T> {
  const versioned = async (): Promise<Versioned<T> | null> => {
    const row = await kv.getEntity<{ rev: number; data: T }>(entity, key);
    return row ? { rev: row.rev, value: row.data } : null;
  };
  const ttl = options.ttlSeconds ? { ttlSeconds: options.ttlSeconds } : {};
  return {
    read: async () => (await versioned())?.value ?? null,
    async update(change) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const now = await versioned();
        const next = change(now?.value ?? null);
        if (next === null) return now?.value ?? null;
        const value = { ...options.attributes?.(next), rev: (now?.rev ?? 0) + 1, data: next };
        if (await kv.commit([{ kind: 'set', entity, key, value, rev: now?.rev ?? null, ...ttl }])) return next;
      }
      throw new RecordBusyError(key);
    },
    remove: async () => {
      await kv.commit([{ kind: 'delete', entity, key }]);
    },
  };
}

/**
 * One record and others of the same entity, read together and changed in one commit as a function of all of them: all or nothing. Null
 * among the answered others leaves that one as it is. `change` may run more than once. At most 24 others.
 */
export async function updateTogether<A, B>(
  kv: KeyValue,
  entity: EntityName,
  keys: { one: string; others: string[] },
  change: (one: A | null, others: (B | null)[]) => { one: A; others: (B | null)[] },
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const [row, rows] = await Promise.all([
      kv.getEntity<{ rev: number; data: A }>(entity, keys.one),
      kv.getEntities<{ rev: number; data: B }>(entity, keys.others),
    ]);
    const next = change(
      row?.data ?? null,
      keys.others.map((key) => rows.get(key)?.data ?? null),
    );
    const setting = (key: string, rev: number | undefined, data: A | B): Change => ({
      kind: 'set',
      entity,
      key,
      value: { rev: (rev ?? 0) + 1, data },
      rev: rev ?? null,
    });
    const others = keys.others.flatMap((key, i) => {
      const data = next.others[i] ?? null;
      return data === null ? [] : [setting(key, rows.get(key)?.rev, data)];
    });
    if (await kv.commit([setting(keys.one, row?.rev, next.one), ...others])) return;
  }
  throw new RecordBusyError(keys.one);
}
