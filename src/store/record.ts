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

/** Commits what `plan` makes of what it reads; again, if somebody was faster with one of the records. No change at all ends it. */
export async function commitPlan(kv: KeyValue, name: string, plan: () => Promise<Change[]>): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const changes = await plan();
    if (changes.length === 0 || (await kv.commit(changes))) return;
  }
  throw new RecordBusyError(name);
}

/**
 * One record and others of the same entity, read together and changed in one commit as a function of all of them: all or nothing. `change`
 * may run more than once. At most 24 others.
 */
export async function updateTogether<T>(
  kv: KeyValue,
  entity: EntityName,
  keys: { one: string; others: string[] },
  change: (one: T | null, others: (T | null)[]) => { one: T; others: T[] },
): Promise<void> {
  await commitPlan(kv, keys.one, async () => {
    const rows = await kv.getEntities<{ rev: number; data: T }>(entity, [keys.one, ...keys.others]);
    const now = (key: string) => rows.get(key)?.data ?? null;
    const next = change(now(keys.one), keys.others.map(now));
    const setting = (key: string, data: T): Change => {
      const rev = rows.get(key)?.rev;
      return { kind: 'set', entity, key, value: { rev: (rev ?? 0) + 1, data }, rev: rev ?? null };
    };
    return [setting(keys.one, next.one), ...next.others.map((data, i) => setting(keys.others[i] ?? '', data))];
  });
}
