import { Filter, FilterConditions, ForgeKvsAPIError, kvs, Sort, WhereConditions } from '@forge/kvs';
import type { Millis } from '../content';
import type { Change, EntityName, KeyValue, Query } from './keyValue';
import { StoreBusyError } from './record';

/** Forge takes at most 25 keys in a batch. */
const BATCH = 25;
const conflictCodes = /CONDITION|KEY_CONFLICT|TRANSACTION_CONFLICT/;
const busyCodes = /RATE_LIMIT|TOO_MANY|THROTTLED/;

const isConflict = (error: unknown) => error instanceof ForgeKvsAPIError && conflictCodes.test(error.code);
const isBusy = (error: unknown) =>
  error instanceof ForgeKvsAPIError && (busyCodes.test(error.code) || [429, 503].includes(error.responseDetails.status));

export interface ForgeStoreOptions {
  now(): Millis;
  sleep(ms: number): Promise<void>;
  random(): number;
  /** No wait goes beyond this: a function that its time limit ends while it waits has its work done again. */
  until: Millis;
}

/**
 * Forge's key-value store. Throttled calls (4,000 units a minute for each installation) are tried again, at most five times and while there
 * is time; then StoreBusyError.
 */
export function forgeKeyValue({ now, sleep, random, until }: ForgeStoreOptions): KeyValue {
  const patient = async <T>(call: () => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await call();
      } catch (error) {
        if (!isBusy(error)) throw error;
        const wait = attempt * attempt * 250 * (0.5 + random());
        if (attempt === 5 || now() + wait > until) throw new StoreBusyError(error);
        await sleep(wait);
      }
    }
  };

  return {
    get: <T>(key: string) => patient(() => kvs.get<T>(key)),
    async set(key, value, options = {}) {
      const ttl = options.ttlSeconds ? { ttl: { unit: 'SECONDS' as const, value: options.ttlSeconds } } : {};
      try {
        await patient(() => (options.ifAbsent ? kvs.set(key, value, { ...ttl, keyPolicy: 'FAIL_IF_EXISTS' }) : kvs.set(key, value, ttl)));
        return true;
      } catch (error) {
        if (options.ifAbsent && isConflict(error)) return false;
        throw error;
      }
    },
    delete: (key) => patient(() => kvs.delete(key)),

    getEntity: <T>(entity: EntityName, key: string) => patient(() => kvs.entity<T>(entity).get(key)),
    async getEntities<T>(entity: EntityName, keys: string[]) {
      const found = new Map<string, T>();
      // A batch that names a key twice is refused as a whole.
      const once = [...new Set(keys)];
      for (let i = 0; i < once.length; i += BATCH) {
        const items = once.slice(i, i + BATCH).map((key) => ({ key, entityName: entity }));
        const answer = await patient(() => kvs.batchGet<T>(items));
        for (const row of answer.successfulKeys) if (row.value !== undefined && row.value !== null) found.set(row.key, row.value);
        // A batch is best effort: a key that failed for another reason than absence is asked for by itself.
        for (const row of answer.failedKeys) {
          if (row.error.code === 'KEY_NOT_FOUND') continue;
          const value = await patient(() => kvs.entity<T>(entity).get(row.key));
          if (value !== undefined) found.set(row.key, value);
        }
      }
      return found;
    },
    async commit(changes) {
      try {
        await patient(() => transaction(changes));
        return true;
      } catch (error) {
        if (isConflict(error)) return false;
        throw error;
      }
    },
    async query<T>(entity: EntityName, index: string, query: Query) {
      let builder = kvs.entity<Record<string, unknown>>(entity).query().index(index, { partition: query.partition });
      if (query.from !== undefined && query.to !== undefined) builder = builder.where(WhereConditions.between(query.from, query.to));
      else if (query.from !== undefined) builder = builder.where(WhereConditions.greaterThanEqualTo(query.from));
      else if (query.to !== undefined) builder = builder.where(WhereConditions.lessThanEqualTo(query.to));
      const [first, ...rest] = Object.entries(query.filter ?? {});
      if (first) {
        let filter = new Filter<Record<string, unknown>>().and(first[0], FilterConditions.equalTo(first[1]));
        for (const [property, value] of rest) filter = filter.and(property, FilterConditions.equalTo(value));
        builder = builder.filters(filter);
      }
      builder = builder.sort(query.order === 'down' ? Sort.DESC : Sort.ASC).limit(query.limit);
      if (query.cursor) builder = builder.cursor(query.cursor);
      const answer = await patient(() => builder.getMany());
      // Rows were written by this app in the shape that the caller names.
      return { rows: answer.results.map((row) => ({ key: row.key, value: row.value as T })), cursor: answer.nextCursor ?? null };
    },

    getSecret: (key) => patient(() => kvs.getSecret<string>(key)),
    setSecret: (key, value) => patient(() => kvs.setSecret(key, value)),
    deleteSecret: (key) => patient(() => kvs.deleteSecret(key)),
  };
}

const atRevision = (rev: number | null) =>
  new Filter<Record<string, unknown>>().and('rev', rev === null ? FilterConditions.notExists() : FilterConditions.equalTo(rev));

function transaction(changes: Change[]): Promise<void> {
  let batch = kvs.transact();
  for (const change of changes) {
    const conditions = change.rev === undefined ? {} : { conditions: atRevision(change.rev) };
    const entity = { entityName: change.entity, ...conditions };
    if (change.kind === 'delete') batch = batch.delete(change.key, entity);
    else {
      const ttl = change.ttlSeconds ? { ttl: { unit: 'SECONDS' as const, value: change.ttlSeconds } } : undefined;
      batch = batch.set(change.key, change.value, entity, ttl);
    }
  }
  return batch.execute();
}
