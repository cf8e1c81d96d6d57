import type { AppManifest } from '../manifest';
import { checkEntity } from './entities';
import { badRequest, checkKey, checkTtl, checkValue, keyNotFound } from './rules';
import { type Space, space } from './space';
import type { Entry } from './view';

/** Names a namespace: `plain`, `secret`, or `entity:<name>`. */
export type SpaceName = string;
export const entitySpace = (name: string): SpaceName => `entity:${name}`;

/** What is to be written, checked and ready: several of these make a transaction. */
export interface Write {
  space: SpaceName;
  key: string;
  /** JSON text, or null to delete. */
  text: string | null;
  ttlMs: number | null;
}

export interface KvsStore {
  space(name: SpaceName): Space;
  /** The entry as an app may see it: not one that has expired. */
  find(name: SpaceName, key: string): Entry | undefined;
  isLive(entry: Entry): boolean;
  apply(write: Write): Entry | undefined;
  clear(): void;
  dump(): StoredSpaces;
  load(stored: StoredSpaces): void;
}

export type StoredSpaces = Record<SpaceName, Entry[]>;

export interface StoreOptions {
  entities: AppManifest['entities'];
  now(): number;
  queryLagMs(): number;
  ttlLagMs(): number;
  /** Called after each change. */
  changed(): void;
}

export function kvsStore(options: StoreOptions): KvsStore {
  const spaces = new Map<SpaceName, Space>();
  const isLive = (entry: Entry): boolean => entry.expiresAt === null || entry.expiresAt + options.ttlLagMs() > options.now();

  const open = (name: SpaceName): Space => {
    const known = spaces.get(name);
    if (known) return known;
    const entityName = name.startsWith('entity:') ? name.slice('entity:'.length) : null;
    const type = entityName === null ? null : options.entities.get(entityName);
    if (type === undefined) throw badRequest('INVALID_ENTITY', `There is no entity ${entityName} in the manifest.`);
    const made = space({ type, now: options.now, queryLagMs: options.queryLagMs });
    spaces.set(name, made);
    return made;
  };
  const find = (name: SpaceName, key: string): Entry | undefined => {
    const entry = open(name).get(key);
    return entry && isLive(entry) ? entry : undefined;
  };
  return {
    space: open,
    find,
    isLive,
    apply({ space: name, key, text, ttlMs }) {
      const before = find(name, key);
      options.changed();
      if (text === null) {
        open(name).remove(key);
        return undefined;
      }
      const now = options.now();
      // An overwrite without ttl makes the entry permanent; only the creation time lives on.
      const entry: Entry = {
        key,
        text,
        createdAt: before?.createdAt ?? now,
        updatedAt: now,
        expiresAt: ttlMs === null ? null : now + ttlMs,
      };
      open(name).put(entry);
      return entry;
    },
    clear() {
      spaces.clear();
      options.changed();
    },
    dump: () => Object.fromEntries([...spaces].map(([name, each]) => [name, [...each.entries()].filter(isLive)])),
    load(stored) {
      for (const [name, entries] of Object.entries(stored)) {
        // An entity that the manifest no longer has can't be reached any more.
        if (name.startsWith('entity:') && !options.entities.has(name.slice('entity:'.length))) continue;
        for (const entry of entries) open(name).put(entry);
      }
    },
  };
}

export interface SetRequest {
  key?: unknown;
  value?: unknown;
  options?: { ttl?: unknown; keyPolicy?: unknown; returnValue?: unknown; returnMetadataFields?: unknown; metadataFields?: unknown };
}

/** Checks a value for its namespace and turns it into a write. */
export function checkedWrite(store: KvsStore, name: SpaceName, request: SetRequest): Write {
  const key = checkKey(request.key);
  const { type } = store.space(name);
  if (type) checkEntity(type, request.value);
  return { space: name, key, text: checkValue(request.value), ttlMs: checkTtl(request.options?.ttl) };
}

/** Entry as the wire shows it, with the times that were asked for. `expireTime` only where there is one. */
export function shown(entry: Entry, fields: readonly unknown[] = []): Record<string, unknown> {
  return {
    key: entry.key,
    value: JSON.parse(entry.text),
    ...(fields.includes('CREATED_AT') ? { createdAt: entry.createdAt } : {}),
    ...(fields.includes('UPDATED_AT') ? { updatedAt: entry.updatedAt } : {}),
    ...(fields.includes('EXPIRE_TIME') && entry.expiresAt !== null ? { expireTime: new Date(entry.expiresAt).toISOString() } : {}),
  };
}

/** The times that a request asks for, under whichever of its two names. */
export function fieldsOf(request: SetRequest): unknown[] {
  const { metadataFields, returnMetadataFields } = request.options ?? {};
  const asked = metadataFields ?? returnMetadataFields;
  return Array.isArray(asked) ? asked : [];
}

export function mustFind(store: KvsStore, name: SpaceName, key: string): Entry {
  const entry = store.find(name, key);
  if (!entry) throw keyNotFound(key);
  return entry;
}
