/** A request that hangs ends while its invocation has time left: what the platform has to end says nothing, and is begun again for a day. */
import { requestSignal } from '../../src/entry/requestSignal';

const seconds = 1_000;

test.each([
  [52, 20],
  [20, 20],
  [7, 7],
  [0.2, 1],
  [-3, 1],
])('with %d s left it has %d s', (left, given) => {
  jest.useFakeTimers({ now: 0 });
  const limit = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(new AbortController().signal);
  requestSignal(left * seconds);
  expect(limit).toHaveBeenCalledWith(given * seconds);
  limit.mockRestore();
  jest.useRealTimers();
});

test('requests to Qontext have it, as those to Confluence do', async () => {
  const sent: RequestInit[] = [];
  const before = globalThis.fetch;
  globalThis.fetch = async (_, init = {}) => {
    sent.push(init);
    return new Response(JSON.stringify({ code: 'unauthenticated', detail: 'no', status: 401 }), { status: 401 });
  };
  // Forge's SDK takes hold of fetch when it is loaded.
  const { wire } = await import('../../src/entry/ports');
  await expect(wire('test', 55).openRepository('q_sk_test').workspace()).rejects.toThrow('unauthenticated');
  globalThis.fetch = before;
  expect(sent).toMatchObject([{ method: 'POST', signal: expect.any(AbortSignal) }]);
});
