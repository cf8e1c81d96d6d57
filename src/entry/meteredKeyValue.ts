import type { KeyValue, Usage } from '../store';

/** Forge counts reads and writes in units of 10 KB begun. */
const UNIT_BYTES = 10_240;
const unitsOf = (value: unknown): number =>
  value === undefined ? 1 : Math.max(1, Math.ceil(Buffer.byteLength(JSON.stringify(value) ?? '') / UNIT_BYTES));

/** Counts the units that are read and written. */
export function metered(kv: KeyValue, usage: Usage): KeyValue {
  const count = (units: number) => {
    usage.keyValueUnits += units;
  };
  const counted = async <T>(answer: Promise<T>): Promise<T> => {
    const value = await answer;
    count(unitsOf(value));
    return value;
  };
  return {
    get: (key) => counted(kv.get(key)),
    set: (key, value, options) => {
      count(unitsOf(value));
      return kv.set(key, value, options);
    },
    delete: (key) => {
      count(1);
      return kv.delete(key);
    },
    getEntity: (entity, key) => counted(kv.getEntity(entity, key)),
    async getEntities<T>(entity: Parameters<KeyValue['getEntities']>[0], keys: string[]) {
      const found = await kv.getEntities<T>(entity, keys);
      for (const key of keys) count(unitsOf(found.get(key)));
      return found;
    },
    commit: (changes) => {
      for (const change of changes) count(change.kind === 'set' ? unitsOf(change.value) : 1);
      return kv.commit(changes);
    },
    query: (entity, index, query) => counted(kv.query(entity, index, query)),
    getSecret: (key) => counted(kv.getSecret(key)),
    setSecret: (key, value) => {
      count(1);
      return kv.setSecret(key, value);
    },
    deleteSecret: (key) => {
      count(1);
      return kv.deleteSecret(key);
    },
  };
}
