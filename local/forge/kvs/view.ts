import type { EntityIndex, EntityType } from '../manifest';
import { type Condition, compareValues, type Filters, meets, meetsAll } from './conditions';
import { byKey, type EntityValue, indexOf, partitionName, placeIn } from './entities';
import { badRequest } from './rules';
import { type SortedList, sortedList } from './sorted';

/** What is stored under one key. */
export interface Entry {
  key: string;
  /** JSON text. */
  text: string;
  createdAt: number;
  updatedAt: number;
  expiresAt: number | null;
}

interface Place {
  range: unknown;
  key: string;
}
const comparePlaces = (a: Place, b: Place): number => compareValues(a.range, b.range) || compareValues(a.key, b.key);

export interface EntityQuery {
  indexName: string;
  partition?: unknown[];
  range?: Condition;
  filters?: Filters;
  descending: boolean;
  cursor?: string;
  limit: number;
}
export interface Page {
  entries: Entry[];
  cursor: string | undefined;
  /** Bytes of everything that was read, found or not. */
  readBytes: number;
}

const encode = (place: Place): string => Buffer.from(JSON.stringify([place.range, place.key])).toString('base64url');
function decode(cursor: string): Place {
  try {
    const [range, key] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (typeof key === 'string') return { range, key };
  } catch {
    // Falls through to the answer that the app can act on.
  }
  throw badRequest('INVALID_CURSOR', 'This cursor was not given by this query.');
}

/** What queries see of one namespace: its entries in the order of each index. Queries may lag, so this is apart from what `get` reads. */
export interface QueryView {
  put(entry: Entry): void;
  remove(key: string): void;
  query(query: EntityQuery, isLive: (entry: Entry) => boolean): Page;
}

export function queryView(type: EntityType | null): QueryView {
  const indexes = [byKey, ...(type?.indexes.values() ?? [])];
  const entries = new Map<string, { entry: Entry; value: EntityValue }>();
  const orders = new Map<string, Map<string, SortedList<Place>>>(indexes.map((index) => [index.name, new Map()]));

  const eachPlace = (key: string, value: EntityValue, act: (order: SortedList<Place>, place: Place) => void): void => {
    for (const index of indexes) {
      const place = placeIn(index, key, value);
      const partitions = orders.get(index.name);
      if (!place || !partitions) continue;
      const order = partitions.get(place.partition) ?? sortedList(comparePlaces);
      partitions.set(place.partition, order);
      act(order, { range: place.range, key });
    }
  };
  const remove = (key: string): void => {
    const old = entries.get(key);
    if (!old) return;
    entries.delete(key);
    eachPlace(key, old.value, (order, place) => order.remove(place));
  };
  return {
    put(entry) {
      remove(entry.key);
      // Only entities have indexes on their attributes; the value of a plain key may be anything.
      const value: EntityValue = type ? JSON.parse(entry.text) : {};
      entries.set(entry.key, { entry, value });
      eachPlace(entry.key, value, (order, place) => order.add(place));
    },
    remove,
    query(query, isLive) {
      const index = type ? indexOf(type, query.indexName) : byKey;
      const partition = partitionOf(index, query.partition);
      const order = orders.get(index.name)?.get(partition);
      const page: Page = { entries: [], cursor: undefined, readBytes: 0 };
      if (!order) return page;
      const step = query.descending ? -1 : 1;
      let position = startOf(order, query);
      let read = 0;
      let last: Place | undefined;
      for (let place = order.at(position); place; position += step, place = order.at(position)) {
        const found = entries.get(place.key);
        if (!found || !isLive(found.entry)) continue;
        if (query.range && !meets(place.range, query.range)) {
          // In order, so once past the range nothing more can match.
          if (read > 0) return page;
          continue;
        }
        if (read === query.limit && last) return { ...page, cursor: encode(last) };
        read++;
        last = place;
        page.readBytes += Buffer.byteLength(found.entry.text);
        // Filters are applied to what was read: a page may hold fewer than `limit`, even none, and still have a cursor.
        if (meetsAll(found.value, query.filters)) page.entries.push(found.entry);
      }
      return page;
    },
  };
}

function partitionOf(index: EntityIndex, given: unknown[] | undefined): string {
  const values = given ?? [];
  if (values.length !== index.partition.length) {
    throw badRequest(
      'INVALID_PARTITION',
      `Index ${index.name} needs a partition of ${index.partition.length} values: ${index.partition.join(', ')}.`,
    );
  }
  return partitionName(values);
}

/** Where to begin: after the cursor, or where a range with a lower bound can begin at the earliest. */
function startOf(order: SortedList<Place>, query: EntityQuery): number {
  if (query.cursor !== undefined) {
    const place = decode(query.cursor);
    const position = order.seek(place);
    const found = order.at(position);
    const stillThere = found !== undefined && comparePlaces(found, place) === 0;
    if (query.descending) return position - 1;
    return stillThere ? position + 1 : position;
  }
  if (query.descending) return order.size - 1;
  const lowest =
    query.range && ['EQUAL_TO', 'BEGINS_WITH', 'BETWEEN', 'GREATER_THAN', 'GREATER_THAN_EQUAL_TO'].includes(query.range.condition);
  return lowest ? order.seek({ range: query.range?.values[0], key: '' }) : 0;
}
