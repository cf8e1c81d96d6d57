import { tick } from '../sync';
import { log } from './log';
import { wire } from './ports';

const SECONDS = 55;

/** Scheduled trigger, every five minutes. */
export async function onTick(): Promise<void> {
  const { ports, finish } = wire('tick', SECONDS);
  try {
    const outcome = await tick(ports);
    const { points, confluenceCalls } = ports.usage;
    log('tick', { outcome, points, confluenceCalls });
  } finally {
    await finish();
  }
}
