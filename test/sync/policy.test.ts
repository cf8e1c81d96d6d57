/** A resolver has 25 seconds. What it does not come to is started by the tick, a bounded number at a time. */
import type { SelectedSpace } from '../../src/store';
import type { Ports } from '../../src/sync';
import { startAll } from '../../src/sync/policy';

test('runs are started only while there is time to answer', async () => {
  let now = 0;
  // The clock and the end of the invocation are all that is asked for.
  const ports = { now: () => now, invocation: { lock: 'resolver', deadline: 25_000 } } as Ports;
  const spaces = Array.from({ length: 40 }, (_, n) => ({ id: `${n}` }) as SelectedSpace);
  const started: string[] = [];
  await startAll(ports, spaces, async (_, space) => {
    started.push(space.id);
    now += 1_000;
  });
  expect(started).toEqual(spaces.slice(0, 16).map(({ id }) => id));
});
