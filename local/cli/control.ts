import type { ForgeHost } from '../forge';
import type { ControlPort } from '../web';
import { faultLevels } from './options';
import type { MeterReading } from './report';
import type { ShiftableClock } from './shiftableClock';
import type { Weather } from './weather';

interface ControlParts {
  host: ForgeHost;
  clock: ShiftableClock;
  weather: Weather;
  meters(): MeterReading;
}

const SHOWN = 60;

/** What the control page shows and sets, over the running site. */
export function siteControl({ host, clock, weather, meters }: ControlParts): ControlPort {
  return {
    now: () => clock.now(),
    shiftClock: (ms) => clock.shift(ms),
    async tick() {
      await host.tick();
    },
    killFunctions: () => host.kill(),
    latencyMs: weather.latencyMs,
    setLatency: weather.setLatency,
    faultLevels,
    faults: weather.faults,
    setFaults(level) {
      const known = faultLevels.find((one) => one === level);
      if (known) weather.setFaults(known);
    },
    invocations: () =>
      host.meter
        .recent()
        .slice(-SHOWN)
        .reverse()
        .map((report) => ({ ...report, at: report.startedAt, keyValueUnits: report.kvReadUnits + report.kvWriteUnits })),
    totals() {
      const { confluenceCalls, points, qontextRequests, keyValueUnits } = meters();
      const { invocations, failed, gbSeconds } = host.meter.totals();
      return [
        { name: 'Invocations', value: invocations },
        { name: 'Failed', value: failed },
        { name: 'GB-seconds', value: gbSeconds },
        { name: 'Confluence calls', value: confluenceCalls },
        { name: 'Points', value: points },
        { name: 'Qontext requests', value: qontextRequests },
        { name: 'Key-value units', value: keyValueUnits },
      ];
    },
  };
}
