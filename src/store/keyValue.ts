/**
 * The part of Forge's key-value store that the app uses, as a port: the real one is in forge.ts, and a simulation has its own.
 * `get`s are strict; `query` may lag behind writes (docs: "eventually consistent"), so nothing is decided by the absence of a row in it.
 */
export interface KeyValue {
  get<T>(key: string): Promise<T | undefined>;
  /** `ifAbsent`: writes only if there is no such key, and answers whether it wrote. */
  set(key: string, value: unknown, options?: { ttlSeconds?: number; ifAbsent?: boolean }): Promise<boolean>;
  delete(key: string): Promise<void>;

  getEntity<T>(entity: EntityName, key: string): Promise<T | undefined>;
  /** Any number of keys. Missing ones are left out. Strict, as `get`. */
  getEntities<T>(entity: EntityName, keys: string[]): Promise<Map<string, T>>;
  /** All or nothing, at most 25 changes. False if a condition did not hold: then nothing has changed. */
  commit(changes: Change[]): Promise<boolean>;
  query<T>(entity: EntityName, index: string, query: Query): Promise<{ rows: { key: string; value: T }[]; cursor: string | null }>;

  getSecret(key: string): Promise<string | undefined>;
  setSecret(key: string, value: string): Promise<void>;
  deleteSecret(key: string): Promise<void>;
}

export type EntityName = 'ledger' | 'place' | 'run' | 'activity' | 'state';

/** `rev` is the revision that must still be there: null for "no such key yet". Undefined: no condition. */
export type Change =
  | { kind: 'set'; entity: EntityName; key: string; value: Record<string, unknown>; rev?: number | null; ttlSeconds?: number }
  | { kind: 'delete'; entity: EntityName; key: string; rev?: number };

export interface Query {
  partition: (string | number)[];
  /** Bounds of the range attribute, both inclusive. */
  from?: string | number;
  to?: string | number;
  order?: 'up' | 'down';
  filter?: Record<string, string>;
  /** At most 100. */
  limit: number;
  cursor?: string;
}

/** A value with the revision that it was read at. Writing it back names that revision, and fails if somebody else wrote meanwhile. */
export interface Versioned<T> {
  rev: number;
  value: T;
}
