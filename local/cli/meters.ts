import type { ForgeHost } from '../forge';
import type { ConfluenceSide } from './confluenceSide';
import type { MeterReading } from './report';

/** The local Confluence counts what it was asked; of another one only the host knows. */
export function meterReading(host: ForgeHost, side: ConfluenceSide): () => MeterReading {
  return () => {
    const totals = host.meter.totals();
    const confluence = side.local?.meter.total();
    return {
      confluenceCalls: confluence ? confluence.calls : totals.productCalls,
      points: confluence ? confluence.points : totals.points,
      qontextRequests: totals.egressRequests,
      keyValueUnits: totals.kvReadUnits + totals.kvWriteUnits,
    };
  };
}
