/** What each hour used: the sum over all that count at once, and little to read. */

import { defaultPolicy } from '../../src/scope';
import { HOUR, noUsage, openStore, type Usage } from '../../src/store';
import { openMemory } from './selections';

const NOON = Date.parse('2026-11-21T12:00:00Z');

test('what is counted at the same time adds up, by the hour, over midnight too', async () => {
  const { kv } = await openMemory();
  const meters = [0.1, 0.3, 0.6, 0.9].map((dice) => openStore(kv, () => dice, defaultPolicy).meter);
  await Promise.all(meters.map((meter, n) => meter.add({ ...noUsage, points: 10 ** n, lastTouchAt: NOON + n }, NOON + n)));
  await meters[0]?.add({ ...noUsage, points: 7 }, NOON + 13 * HOUR);
  await meters[0]?.add({ ...noUsage, points: 3 }, NOON - 1);
  const points = await meters[1]?.hours([NOON - HOUR, NOON, NOON + HOUR, NOON + 13 * HOUR]);
  expect(points?.map((usage) => usage.points)).toEqual([3, 1_111, 0, 7]);
  expect(points?.[1]?.lastTouchAt).toBe(NOON + 3);
  expect(await meters[2]?.hour(NOON)).toEqual(points?.[1]);
});

test('a day and a night are eight records of less than one of Forge’s units each', async () => {
  const { kv, read, rows } = await openMemory();
  const { meter } = openStore(kv, () => 0, defaultPolicy);
  const large = 1_234_567_890_123;
  const much: Usage = {
    points: large,
    confluenceCalls: large,
    qontextRequests: large,
    keyValueUnits: large,
    pushes: large,
    withdrawals: large,
    failures: large,
    touches: large,
    lastTouchAt: large,
  };
  const hours = Array.from({ length: 24 }, (_, n) => Math.floor(NOON / (24 * HOUR)) * 24 * HOUR + n * HOUR);
  for (const hour of hours) await meter.add(much, hour);
  read.length = 0;
  await meter.hours(hours.map((hour) => hour + 12 * HOUR));
  expect(read).toHaveLength(8);
  for (const row of rows('state')) expect(Buffer.byteLength(JSON.stringify(row.value))).toBeLessThan(10_000);
});
