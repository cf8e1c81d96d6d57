import type { Filters } from './conditions';
import { meetsAll } from './conditions';
import { checkAttributes } from './entities';
import { badRequest, checkKey, KvsError, maxRequestBytes, maxTransactionItems } from './rules';
import { checkedWrite, entitySpace, type KvsStore, type SetRequest, type Write } from './store';

interface Item extends SetRequest {
  entityName?: string;
  conditions?: Filters;
}
export interface TransactionRequest {
  set?: Item[];
  delete?: Item[];
  check?: Item[];
}

/** All or nothing: everything is checked, and `spend` may refuse the bytes to be written per item, before anything is written. */
export function transact(store: KvsStore, request: TransactionRequest, spend: (bytes: number[]) => void): void {
  const [sets, deletes, checks] = [request.set ?? [], request.delete ?? [], request.check ?? []];
  const items = [...sets, ...deletes, ...checks];
  if (items.length === 0 || items.length > maxTransactionItems) {
    throw badRequest('INVALID_TRANSACTION', `A transaction has 1 to ${maxTransactionItems} operations; this one has ${items.length}.`);
  }
  if (Buffer.byteLength(JSON.stringify(request)) > maxRequestBytes) throw badRequest('MAX_SIZE', 'A transaction has at most 4 MB.');
  const names = items.map((item) => `${spaceOf(item)}/${checkKey(item.key)}`);
  if (new Set(names).size !== names.length) throw badRequest('DUPLICATE_KEY', 'Each key may occur only once in a transaction.');

  for (const item of items) checkConditions(store, item);
  const writes: Write[] = [
    ...sets.map((item) => checkedWrite(store, spaceOf(item), item)),
    ...deletes.map((item) => ({ space: spaceOf(item), key: checkKey(item.key), text: null, ttlMs: null })),
  ];
  spend(writes.map(({ text }) => Buffer.byteLength(text ?? '')));
  for (const write of writes) store.apply(write);
}

const spaceOf = (item: Item) => (item.entityName === undefined ? 'plain' : entitySpace(item.entityName));

function checkConditions(store: KvsStore, item: Item): void {
  if (!item.conditions) return;
  if (item.entityName === undefined) throw badRequest('INVALID_CONDITION', 'Conditions are for entities: they speak of attributes.');
  const key = checkKey(item.key);
  const { type } = store.space(spaceOf(item));
  if (type) checkAttributes(type, item.conditions);
  const entry = store.find(spaceOf(item), key);
  if (!meetsAll(entry && JSON.parse(entry.text), item.conditions)) {
    throw new KvsError(400, 'CONDITIONAL_CHECK_FAILED', `The value at key ${key} does not meet the conditions; nothing was written.`);
  }
}
