import { fetch } from '@forge/api';
import { connectConfluence } from '../confluence';
import { requestAsApp } from '../confluence/forge';
import { connectRepository, type FetchLike, type Repository } from '../qontext';
import { defaultPolicy } from '../scope';
import { noUsage, openStore } from '../store';
import { forgeKeyValue } from '../store/forge';
import { type Ports, writeUsage } from '../sync';
import { forgeQueue } from './forgeQueue';
import { log } from './log';
import { metered } from './meteredKeyValue';
import { requestSignal } from './requestSignal';

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The engine with the real world behind it. One for each invocation: nothing is kept from one to the next, which may be another site's. */
export interface Wired {
  ports: Ports;
  /** A repository by a key that is not saved yet. */
  openRepository(apiKey: string): Repository;
  /** Writes down what this invocation used. To be called last, also after a failure; never throws. */
  finish(): Promise<void>;
}

/** `lock`: what the queue lets only this invocation hold. `seconds`: how long the platform gives it. */
export function wire(lock: string, seconds: number): Wired {
  const now = () => Date.now();
  const random = () => Math.random();
  const end = now() + seconds * 1000;
  const deadline = end - 3_000;
  const usage = { ...noUsage };
  const store = openStore(metered(forgeKeyValue({ now, sleep, random, until: end - 1_000 }), usage), random, defaultPolicy);
  const onRequest = () => {
    usage.qontextRequests += 1;
  };
  const inTime: FetchLike = (url, init) => fetch(url, { ...init, signal: requestSignal(deadline) });
  const openRepository = (apiKey: string) => connectRepository({ apiKey, fetch: inTime, sleep, random, now, deadline, onRequest });
  let repository: Promise<Repository | null> | null = null;
  const ports: Ports = {
    confluence: connectConfluence({
      request: requestAsApp(() => requestSignal(deadline)),
      now,
      random,
      sleep,
      deadline: () => deadline,
      onCall: ({ points }) => {
        usage.confluenceCalls += 1;
        usage.points += points;
      },
    }),
    repository: () => {
      repository ??= store.settings.apiKey().then((key) => (key === null ? null : openRepository(key)));
      return repository;
    },
    store,
    queue: forgeQueue(),
    now,
    random,
    log,
    usage,
    invocation: { lock, deadline },
  };
  return { ports, openRepository, finish: () => writeUsage(ports) };
}
