import type { BigLocalSite } from './bigLocalSite';
import { type Figure, figure } from './figures';

const TICK_MS = 5 * 60_000;

/** What a tick costs when nothing has changed. The first ticks after a mirror look at what was just written, so the third is told. */
export async function measureIdleTick({ host, clock, confluence, qontext }: BigLocalSite): Promise<Figure[]> {
  for (let n = 0; n < 3; n++) {
    await host.idle();
    clock.shift(TICK_MS);
    confluence.meter.reset();
    qontext.counters.reset();
    host.meter.reset();
    await host.tick();
    await host.idle();
  }
  const { calls, points } = confluence.meter.total();
  const { kvReadUnits, kvWriteUnits, ms } = host.meter.totals();
  return [
    figure('Confluence calls', calls, ''),
    figure('points', points, ''),
    figure('requests to Qontext', qontext.counters.requests, ''),
    figure('key-value units read', kvReadUnits, ''),
    figure('key-value units written', kvWriteUnits, ''),
    figure('milliseconds of functions', ms, ''),
  ];
}
