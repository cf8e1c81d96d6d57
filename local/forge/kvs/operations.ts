import { type Condition, type Filters, rangeConditions } from './conditions';
import { checkAttributes } from './entities';
import type { Quota } from './quota';
import { badRequest, checkKey, checkLimit, KvsError, maxBatchItems, maxRequestBytes, unitsOf } from './rules';
import { checkedWrite, entitySpace, fieldsOf, type KvsStore, mustFind, type SetRequest, type SpaceName, shown } from './store';
import { type TransactionRequest, transact } from './transaction';
import type { Entry } from './view';

export interface KvsAnswer {
  status: number;
  /** JSON, or undefined for an empty body. */
  body: unknown;
  readUnits: number;
  writeUnits: number;
}

/** Answers one request of the SDK, e.g. path /api/v1/set. Never throws; errors are `{code, message}` with their status. */
export type KvsHandler = (path: string, body: unknown) => KvsAnswer;

/** Without it, the platform keeps nothing for an app. */
const storageScope = 'storage:app';

type Request = SetRequest & Record<string, unknown>;
interface Item extends SetRequest {
  entityName?: string;
}

export function kvsOperations(store: KvsStore, quota: Quota, scopes: ReadonlySet<string>): KvsHandler {
  return (path, body) => {
    const cost = { read: 0, write: 0 };
    const spend = (kind: 'read' | 'write', units: number) => {
      quota.spend(kind, units);
      cost[kind] += units;
    };
    const done = (status: number, answer?: unknown): KvsAnswer => ({ status, body: answer, readUnits: cost.read, writeUnits: cost.write });
    try {
      if (!scopes.has(storageScope)) throw new KvsError(403, 'FORBIDDEN', `manifest.yml does not declare the scope ${storageScope}.`);
      const answer = operate(store, path.replace(/^\/?api\/v1\//, ''), body, spend);
      return answer === undefined ? done(204) : done(200, answer);
    } catch (error) {
      if (error instanceof KvsError) return done(error.status, { code: error.code, message: error.message });
      throw error;
    }
  };
}

type Spend = (kind: 'read' | 'write', units: number) => void;

function operate(store: KvsStore, operation: string, body: unknown, spend: Spend): unknown {
  if (operation.startsWith('batch/')) return batch(store, operation, asItems(body), spend);
  if (typeof body !== 'object' || body === null) throw badRequest('INVALID_REQUEST', 'The body must be a JSON object.');
  const request = body as Request; // each field is checked where it is used
  if (operation === 'transaction') {
    const cost = (bytes: number[]) =>
      spend(
        'write',
        bytes.map(unitsOf).reduce((sum, units) => sum + units, 0),
      );
    transact(store, request as TransactionRequest, cost); // its items are checked there
    return undefined;
  }
  if (operation === 'query') return queryKeys(store, request, spend);
  if (operation === 'entity/query') return queryEntity(store, request, spend);
  const { name, verb } = target(operation, request);
  if (verb === 'get') return getOne(store, name, request, spend);
  if (verb === 'set') return setOne(store, name, request, spend);
  if (verb === 'delete') return deleteOne(store, name, request, spend);
  throw badRequest('UNKNOWN_OPERATION', `The key-value store has no operation ${operation}.`);
}

function target(operation: string, request: Request): { name: SpaceName; verb: string } {
  const [kind, verb] = operation.split('/');
  if (verb === undefined) return { name: 'plain', verb: kind ?? '' };
  if (kind === 'secret') return { name: 'secret', verb };
  if (kind === 'entity' && typeof request.entityName === 'string') return { name: entitySpace(request.entityName), verb };
  throw badRequest('UNKNOWN_OPERATION', `The key-value store has no operation ${operation}.`);
}

const sizeOf = (entry: Entry | undefined) => Buffer.byteLength(entry?.text ?? '');

function getOne(store: KvsStore, name: SpaceName, request: Request, spend: Spend): unknown {
  const key = checkKey(request.key);
  spend('read', unitsOf(sizeOf(store.find(name, key))));
  return shown(mustFind(store, name, key), fieldsOf(request));
}

function setOne(store: KvsStore, name: SpaceName, request: Request, spend: Spend): unknown {
  const write = checkedWrite(store, name, request);
  const before = store.find(name, write.key);
  if (request.options?.keyPolicy === 'FAIL_IF_EXISTS' && before) {
    throw new KvsError(409, 'KEY_CONFLICT', `There is already a value at key ${write.key}.`);
  }
  spend('write', unitsOf(Buffer.byteLength(write.text ?? '')));
  const after = store.apply(write);
  const wanted = request.options?.returnValue;
  if (wanted === 'PREVIOUS') return before ? shown(before, fieldsOf(request)) : undefined;
  return wanted === 'LATEST' && after ? shown(after, fieldsOf(request)) : undefined;
}

function deleteOne(store: KvsStore, name: SpaceName, request: Request, spend: Spend): undefined {
  const { key } = mustFind(store, name, checkKey(request.key));
  spend('write', 1);
  store.apply({ space: name, key, text: null, ttlMs: null });
}

/** In a batch, deleting what is not there is a success. */
function deleteIfThere(store: KvsStore, name: SpaceName, request: Request, spend: Spend): void {
  if (store.find(name, checkKey(request.key))) deleteOne(store, name, request, spend);
}

function queryKeys(store: KvsStore, request: Request, spend: Spend): unknown {
  const where = Array.isArray(request.where) ? request.where : [];
  if (where.length > 1 || (where[0] && (where[0].property !== 'key' || where[0].condition !== 'BEGINS_WITH'))) {
    throw badRequest('INVALID_QUERY', 'Keys can be queried by one condition only: key BEGINS_WITH.');
  }
  return page(store, 'plain', { ...request, indexName: 'by-key', range: where[0], cursor: request.after }, spend);
}

function queryEntity(store: KvsStore, request: Request, spend: Spend): unknown {
  if (typeof request.entityName !== 'string') throw badRequest('INVALID_ENTITY', 'entityName must be given.');
  const { type } = store.space(entitySpace(request.entityName));
  if (type) checkAttributes(type, request.filters as Filters | undefined); // its conditions are checked when they are applied
  const { range } = request;
  if (typeof range === 'object' && range !== null && 'condition' in range && !rangeConditions.has(range.condition))
    throw badRequest('INVALID_CONDITION', `A range has no condition ${String(range.condition)}: only a filter may have it.`);
  return page(store, entitySpace(request.entityName), request, spend);
}

function page(store: KvsStore, name: SpaceName, request: Request, spend: Spend): unknown {
  const found = store
    .space(name)
    .view()
    .query(
      {
        indexName: String(request.indexName),
        partition: Array.isArray(request.partition) ? request.partition : undefined,
        range: request.range as Condition | undefined, // `meets` refuses what is no condition
        filters: request.filters as Filters | undefined, // the same
        descending: request.sort === 'DESC',
        cursor: typeof request.cursor === 'string' ? request.cursor : undefined,
        limit: checkLimit(request.limit),
      },
      store.isLive,
    );
  spend('read', unitsOf(found.readBytes));
  return { data: found.entries.map((entry) => shown(entry, fieldsOf(request))), cursor: found.cursor };
}

function asItems(body: unknown): Item[] {
  if (!Array.isArray(body) || body.length === 0 || body.length > maxBatchItems) {
    throw badRequest('INVALID_BATCH', `A batch has 1 to ${maxBatchItems} items.`);
  }
  if (Buffer.byteLength(JSON.stringify(body)) > maxRequestBytes) throw badRequest('MAX_SIZE', 'A batch has at most 4 MB.');
  const names = body.map((item: Item) => JSON.stringify([item.entityName, item.key]));
  if (new Set(names).size !== names.length) throw badRequest('DUPLICATE_KEY', 'Each key may occur only once in a batch.');
  return body;
}

/** Best effort: each item succeeds or fails on its own. */
function batch(store: KvsStore, operation: string, items: Item[], spend: Spend): unknown {
  const successfulKeys: unknown[] = [];
  const failedKeys: unknown[] = [];
  for (const item of items) {
    const { entityName } = item;
    const name = entityName === undefined ? 'plain' : entitySpace(entityName);
    const request: Request = { ...item };
    try {
      if (operation === 'batch/get')
        successfulKeys.push({ ...(getOne(store, name, request, spend) as object), entityName }); // `shown` answers an object
      else {
        if (operation === 'batch/set') setOne(store, name, request, spend);
        else if (operation === 'batch/delete') deleteIfThere(store, name, request, spend);
        else throw badRequest('UNKNOWN_OPERATION', `The key-value store has no operation ${operation}.`);
        successfulKeys.push({ key: item.key, entityName });
      }
    } catch (error) {
      if (!(error instanceof KvsError)) throw error;
      failedKeys.push({ key: item.key, entityName, error: { code: error.code, message: error.message } });
    }
  }
  return { successfulKeys, failedKeys };
}
