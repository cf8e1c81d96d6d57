/** What a test itself has the engine do: an invocation of its own on the stage, and how it ended or what it answered. */
import type { Repository } from '../../src/qontext';
import type { Ports } from '../../src/sync';
import { type Ended, invoke } from './functions';
import type { Play } from './play';

/** What a consumer of the queue has. */
const CONSUMER_SECONDS = 55;
/** For what only sets up or looks: whatever it takes. */
const HOUR_SECONDS = 3_600;

export type Job<T> = (ports: Ports, repository: Repository) => Promise<T>;
/** Something in the way of what is asked of the repository. */
export type Spoil = (real: Repository) => Partial<Repository>;
export interface Asked {
  seconds?: number;
  spoil?: Spoil;
}

export interface Ask {
  /** Begins an invocation and does not wait for its end. What waits for ever is killed in the end. */
  begin<T>(job: Job<T>, how?: Asked): { end(): Promise<Ended<T>> };
  /** The same, to its end. */
  run<T>(job: Job<T>, how?: Asked): Promise<Ended<T>>;
  /** What it returned, however long it took. Throws if it came to another end. */
  answerOf<T>(job: Job<T>): Promise<T>;
}

export function askOf({ stage, until }: Play): Ask {
  let serial = 0;
  const begin: Ask['begin'] = <T>(job: Job<T>, { seconds = CONSUMER_SECONDS, spoil = () => ({}) }: Asked = {}) => {
    let ended: Ended<T> | null = null;
    serial += 1;
    const work = async (ports: Ports) => {
      const real = await ports.repository();
      if (!real) throw new Error('There is no API key.');
      const repository = { ...real, ...spoil(real) };
      return job({ ...ports, repository: async () => repository }, repository);
    };
    invoke<T>(stage, { name: `test ${serial}`, lock: `test:${serial}`, seconds }, work, (how) => {
      ended = how;
    });
    return {
      async end(): Promise<Ended<T>> {
        await until(() => ended !== null);
        if (!ended) throw new Error('The invocation came to no end.');
        return ended;
      },
    };
  };
  const run: Ask['run'] = (job, how) => begin(job, how).end();
  return {
    begin,
    run,
    async answerOf(job) {
      const end = await run(job, { seconds: HOUR_SECONDS });
      if (end.kind !== 'returned') throw new Error(`The invocation ended ${end.kind}.`);
      return end.value;
    },
  };
}
