/** Forge's key-value store takes 4,000 units a minute: a call that is refused is tried again, and what is still refused then says so by name. */
import { ForgeKvsAPIError, kvs } from '@forge/kvs';
import { RecordBusyError, StoreBusyError } from '../../src/store';
import { forgeKeyValue } from '../../src/store/forge';

const refusal = (status: number, code: string) => new ForgeKvsAPIError({ status, statusText: '' }, { code, message: code });

function patientStore(until = 60_000) {
  const waits: number[] = [];
  const now = () => waits.reduce((sum, ms) => sum + ms, 0);
  const store = forgeKeyValue({ now, sleep: async (ms) => void waits.push(ms), random: () => 0.5, until });
  return { store, waits };
}

afterEach(() => jest.restoreAllMocks());

test('a refused call is tried again, later each time, until it is taken', async () => {
  const { store, waits } = patientStore();
  const get = jest.spyOn(kvs, 'get').mockRejectedValueOnce(refusal(429, 'RATE_LIMIT_EXCEEDED')).mockRejectedValueOnce(refusal(503, 'X'));
  // The overload with metadata is the one that the spy is typed by; the app asks without.
  get.mockResolvedValueOnce('there' as never);
  expect(await store.get('key')).toBe('there');
  expect(waits).toEqual([250, 1000]);
});

test('after five refusals the work is for later: an error that the queue tries again', async () => {
  const { store } = patientStore();
  const get = jest.spyOn(kvs, 'get').mockRejectedValue(refusal(429, 'RATE_LIMIT_EXCEEDED'));
  const failure: unknown = await store.get('key').catch((error) => error);
  expect(failure).toBeInstanceOf(StoreBusyError);
  expect(failure).toBeInstanceOf(RecordBusyError);
  expect(String(failure)).not.toContain('key');
  expect(get).toHaveBeenCalledTimes(5);
});

test('it does not wait longer than the function may run', async () => {
  const { store, waits } = patientStore(1_300);
  jest.spyOn(kvs, 'get').mockRejectedValue(refusal(429, 'RATE_LIMIT_EXCEEDED'));
  await expect(store.get('key')).rejects.toBeInstanceOf(StoreBusyError);
  expect(waits).toEqual([250, 1000]);
});

test('a key that is asked for twice is asked for once: a batch that names one twice is refused as a whole', async () => {
  const { store } = patientStore();
  const batch = jest.spyOn(kvs, 'batchGet').mockResolvedValue({ successfulKeys: [], failedKeys: [] });
  await store.getEntities('ledger', ['a', 'b', 'a']);
  expect(batch.mock.calls.map(([items]) => items.map(({ key }) => key))).toEqual([['a', 'b']]);
});

test('of what a batch could not read, what is not there is left out, and the rest is read by itself', async () => {
  const { store } = patientStore();
  const failed = (key: string, code: string) => ({ key, entityName: 'ledger', error: { code, message: code } });
  const failedKeys = [failed('gone', 'KEY_NOT_FOUND'), failed('late', 'INTERNAL_ERROR')];
  jest.spyOn(kvs, 'batchGet').mockResolvedValue({ successfulKeys: [], failedKeys });
  const get = jest.fn(async () => ({ rev: 3 }));
  // Of an entity only its `get` is asked for here.
  jest.spyOn(kvs, 'entity').mockReturnValue({ get } as never);
  expect([...(await store.getEntities('ledger', ['gone', 'late']))]).toEqual([['late', { rev: 3 }]]);
  expect(get.mock.calls).toEqual([['late']]);
});

test('any other error passes as it is, at once', async () => {
  const { store, waits } = patientStore();
  jest.spyOn(kvs, 'get').mockRejectedValue(refusal(400, 'INVALID_KEY'));
  await expect(store.get('key')).rejects.toBeInstanceOf(ForgeKvsAPIError);
  expect(waits).toEqual([]);
});
