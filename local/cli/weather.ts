import type { LocalConfluence } from '../confluence';
import type { ForgeHost } from '../forge';
import type { Qontext } from '../qontext';
import { faultRates } from './faults';
import type { FaultLevel } from './options';

interface Servers {
  host: ForgeHost;
  confluence: LocalConfluence | null;
  qontext: Qontext | null;
}

/** Latency and faults of the whole site, set at the start or on the control page. */
export interface Weather {
  latencyMs(): number;
  setLatency(ms: number): void;
  faults(): FaultLevel;
  setFaults(level: FaultLevel): void;
}

export function siteWeather({ host, confluence, qontext }: Servers, latencyMs: number, faults: FaultLevel): Weather {
  let level = faults;
  const weather: Weather = {
    latencyMs: () => host.settings.productLatencyMs,
    // In the host, so that it holds for servers elsewhere, too.
    setLatency: (ms) => void Object.assign(host.settings, { productLatencyMs: ms, egressLatencyMs: ms }),
    faults: () => level,
    setFaults(next) {
      level = next;
      const rates = faultRates(level);
      const { eventLoss, eventDuplicates, eventDelayMs, eventReorder, queueDuplicates, queueReorder } = rates;
      Object.assign(host.settings, { eventLoss, eventDuplicates, eventDelayMs, eventReorder, queueDuplicates, queueReorder });
      if (confluence) {
        confluence.settings.serverErrors = rates.confluenceErrors;
        confluence.settings.burstRefusals = rates.confluenceRefusals / 2;
        confluence.settings.gatewayRefusals = rates.confluenceRefusals / 2;
      }
      if (qontext) {
        qontext.settings.faults = {
          'error-500': rates.qontextErrors / 2,
          'error-503': rates.qontextErrors / 2,
          'rate-limited': rates.qontextRefusals,
          'drop-before': rates.qontextDrops,
          'drop-after': rates.qontextDrops,
        };
      }
    },
  };
  weather.setLatency(latencyMs);
  weather.setFaults(faults);
  return weather;
}
