import { type AppIdentity, callContext } from './installation';
import type { Finished, Invoker } from './invoker';
import type { HostTime } from './time';
import { type HostSettings, HostSetupError, type InvocationReport } from './types';

export interface Schedule {
  /** Runs the scheduled trigger of this key now, or all of them. An error is not tried again. */
  tick(key?: string): Promise<InvocationReport[]>;
  /** Begins the intervals: the first run comes some time within the first interval, as on the platform. */
  start(): void;
  stop(): void;
}

export interface ScheduleOptions extends AppIdentity {
  invoker: Invoker;
  time: HostTime;
  random(): number;
  settings: HostSettings;
  /** Called after each run. */
  ended(): void;
}

export function schedule(options: ScheduleOptions): Schedule {
  const { manifest, time, random } = options;
  const cancels = new Map<string, () => void>();

  const run = async (trigger: { key: string; functionKey: string }): Promise<Finished> => {
    const body = { context: callContext(options, trigger.key), contextToken: 'local' };
    const { functionKey, key: moduleKey } = trigger;
    const finished = await options.invoker.invoke({ kind: 'scheduled', functionKey, moduleKey, moduleType: 'core:scheduledTrigger', body });
    options.ended();
    return finished;
  };
  const startOne = (trigger: (typeof manifest.scheduled)[number], waitMs: number): void => {
    const again = () => {
      // Set before the run: a tick that takes longer than the interval does not hold up the next one.
      startOne(trigger, trigger.intervalMs);
      void run(trigger);
      if (random() < options.settings.tickDuplicates) void run(trigger);
    };
    cancels.set(trigger.key, time.clock.setTimer(waitMs, again));
  };
  return {
    async tick(key) {
      const wanted = manifest.scheduled.filter((trigger) => key === undefined || trigger.key === key);
      if (key !== undefined && wanted.length === 0) throw new HostSetupError(`manifest.yml has no scheduledTrigger ${key}.`);
      const finished = await Promise.all(wanted.map(run));
      return finished.map(({ report }) => report);
    },
    start() {
      for (const trigger of manifest.scheduled) startOne(trigger, random() * trigger.intervalMs);
    },
    stop() {
      for (const cancel of cancels.values()) cancel();
      cancels.clear();
    },
  };
}
