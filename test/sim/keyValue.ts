import type { Change, EntityName, KeyValue, Query } from '../../src/store/keyValue';
import { call, type Life, type World } from './world';

/** Ranges and partitions of the manifest's indexes. */
const indexes: Partial<Record<EntityName, Record<string, { partition: string; range: string }>>> = {
  ledger: {
    'by-space': { partition: 'spaceId', range: 'contentId' },
    'by-parent': { partition: 'parentId', range: 'contentId' },
    'by-state': { partition: 'spaceId', range: 'contentId' },
    due: { partition: 'state', range: 'nextTryAt' },
  },
  place: { 'by-space': { partition: 'spaceId', range: 'placeId' }, 'by-content': { partition: 'contentId', range: 'placeId' } },
  run: { 'by-stage': { partition: 'stage', range: 'startedAt' } },
  activity: { all: { partition: 'site', range: 'at' }, 'by-space': { partition: 'spaceId', range: 'at' } },
};

type Row = Record<string, unknown>;

/** What is stored, as text: so nothing is shared with the code that stored it. */
export interface Cabinet {
  plain: Map<string, string>;
  secrets: Map<string, string>;
  entities: Map<EntityName, Map<string, string>>;
  /** The same as queries see it: behind by up to the weather's lag. */
  seen: Map<EntityName, Map<string, Row>>;
  /** Told of all that is ever stored. */
  watch(key: string, text: string): void;
}

export function cabinet(watch: Cabinet['watch']): Cabinet {
  return { plain: new Map(), secrets: new Map(), entities: new Map(), seen: new Map(), watch };
}

function tableOf<V>(tables: Map<EntityName, Map<string, V>>, name: EntityName): Map<string, V> {
  const table = tables.get(name) ?? new Map<string, V>();
  tables.set(name, table);
  return table;
}

// Rows were written by the app in the shape that the caller names.
const parse = <T>(text: string | undefined): T | undefined => (text === undefined ? undefined : (JSON.parse(text) as T));

/** Forge's store as one invocation has it: strict gets, queries that lag, transactions with conditions, calls that fail or whose answer is lost. */
export function keyValueOf(world: World, life: Life, store: Cabinet): KeyValue {
  const { random, weather } = world;
  const down = () => (random.chance(weather.keyValue / 2) ? new Error('The key-value store does not answer.') : null);
  const ask = <T>(label: string, effect: () => T) => call(world, life, label, effect, { refuse: down });
  const write = <T>(label: string, effect: () => T) => call(world, life, label, effect, { refuse: down, lose: down });
  return {
    get: <T>(key: string) => ask(`kv get ${key}`, () => parse<T>(store.plain.get(key))),
    set: (key, value, options = {}) => {
      const text = JSON.stringify(value);
      return write(`kv set ${key}`, () => {
        if (options.ifAbsent && store.plain.has(key)) return false;
        store.watch(key, text);
        store.plain.set(key, text);
        return true;
      });
    },
    delete: (key) => write(`kv delete ${key}`, () => void store.plain.delete(key)),
    getEntity: <T>(entity: EntityName, key: string) =>
      ask(`kv get ${entity} ${key}`, () => parse<T>(tableOf(store.entities, entity).get(key))),
    getEntities: <T>(entity: EntityName, keys: string[]) =>
      ask(`kv get ${entity} ${keys.join(' ')}`, () => {
        const table = tableOf(store.entities, entity);
        return new Map(
          keys.flatMap((key): [string, T][] => {
            const row = parse<T>(table.get(key));
            return row === undefined ? [] : [[key, row]];
          }),
        );
      }),
    commit: (changes) => {
      if (changes.length > 25) throw new Error('A transaction holds at most 25 changes.');
      const copies = changes.map((change): Change & { text: string } => ({
        ...change,
        text: change.kind === 'set' ? JSON.stringify(change.value) : '',
      }));
      return write(`kv commit ${changes.map(({ kind, entity, key, rev }) => `${kind} ${entity} ${key}@${rev}`).join(', ')}`, () =>
        commit(world, store, copies),
      );
    },
    query: <T>(entity: EntityName, index: string, query: Query) =>
      ask(`kv query ${entity} ${index} ${query.partition.join()}`, () => answerQuery<T>(store, entity, index, query)),
    getSecret: (key) => ask('kv get secret', () => store.secrets.get(key)),
    setSecret: (key, value) => write('kv set secret', () => void store.secrets.set(key, value)),
    deleteSecret: (key) => write('kv delete secret', () => void store.secrets.delete(key)),
  };
}

function commit(world: World, store: Cabinet, changes: (Change & { text: string })[]): boolean {
  const revOf = (change: Change) => parse<{ rev?: number }>(tableOf(store.entities, change.entity).get(change.key))?.rev ?? null;
  if (changes.some((change) => change.rev !== undefined && revOf(change) !== change.rev)) return false;
  for (const { kind, entity, key, text } of changes) {
    if (kind === 'set') {
      store.watch(`${entity} ${key}`, text);
      tableOf(store.entities, entity).set(key, text);
    } else tableOf(store.entities, entity).delete(key);
    // A later look finds what is there by then, so that an older write never hides a newer one.
    world.timeline.quietly(world.random.int(0, world.weather.queryLag), () => index(store, entity, key));
  }
  return true;
}

function index(store: Cabinet, entity: EntityName, key: string): void {
  const row = parse<Row>(tableOf(store.entities, entity).get(key));
  if (row) tableOf(store.seen, entity).set(key, row);
  else tableOf(store.seen, entity).delete(key);
}

function answerQuery<T>(store: Cabinet, entity: EntityName, name: string, query: Query) {
  const by = indexes[entity]?.[name];
  if (!by) throw new Error(`There is no index ${name} of ${entity}.`);
  const comparable = (value: unknown): string | number => (typeof value === 'number' ? value : String(value));
  const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
  const rows = [...tableOf(store.seen, entity)]
    .filter(([, row]) => row[by.partition] === query.partition[0] && row[by.range] !== undefined)
    .map(([key, value]) => ({ key, value, range: comparable(value[by.range]) }))
    .filter(({ range }) => (query.from === undefined || range >= query.from) && (query.to === undefined || range <= query.to))
    .filter(({ value }) => Object.entries(query.filter ?? {}).every(([property, wanted]) => value[property] === wanted))
    .sort((a, b) => compare(a.range, b.range) || compare(a.key, b.key));
  if (query.order === 'down') rows.reverse();
  const start = query.cursor ? Number(query.cursor) : 0;
  const end = Math.min(start + Math.min(query.limit, 100), rows.length);
  return {
    // As above: the caller names the shape that it wrote.
    rows: rows.slice(start, end).map(({ key, value }) => ({ key, value: structuredClone(value) as T })),
    cursor: end < rows.length ? String(end) : null,
  };
}
