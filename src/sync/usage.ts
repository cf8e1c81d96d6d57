import type { Ports } from './ports';

/**
 * Writes down what an invocation used: the last that it does. Never throws: what was done is done, and an error here would have its queue do
 * it again, or tell a person that it failed.
 */
export async function writeUsage({ store, usage, now, log }: Ports): Promise<void> {
  try {
    await store.counts.flush();
    await store.meter.add({ ...usage }, now());
  } catch (error) {
    // The counts of a space are put right at the end of its next run; what was used this time is missing from the hour's sum.
    log('usage not written', { error: error instanceof Error ? error.name : 'unknown' });
  }
}
