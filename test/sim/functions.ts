import { kindOf, type Repository } from '../../src/qontext';
import { defaultPolicy } from '../../src/scope';
import { noUsage, openStore, RecordBusyError } from '../../src/store';
import { align, doWork, giveUpForNow, markBroken, type Ports, QueueFullError, retryAfterMs, tick, writeUsage } from '../../src/sync';
import type { SiteEvent } from './confluence/edits';
import { confluenceOf } from './confluence/port';
import type { SearchIndex } from './confluence/searchIndex';
import type { Site } from './confluence/site';
import { type Cabinet, keyValueOf } from './keyValue';
import { type Delivered, type Mailbox, type Message, queueOf } from './queue';
import { repositoryOf, type Shelf } from './repository';
import { kill, type Life, type World } from './world';

/** What the functions run against. */
export interface Stage {
  world: World;
  site: Site;
  searchIndex: SearchIndex;
  shelf: Shelf;
  store: Cabinet;
  mailbox: Mailbox;
  /** Invocations that are under way. */
  running: Set<Life>;
  logged(line: string): void;
}

export type Ended<T> = { kind: 'returned'; value: T } | { kind: 'threw'; error: unknown } | { kind: 'killed' };

/** One invocation, as src/entry wires it: ports of its own, a deadline, and its usage written down at the end. */
export function invoke<T>(
  stage: Stage,
  { name, lock, seconds }: { name: string; lock: string; seconds: number },
  run: (ports: Ports, open: () => Repository) => Promise<T>,
  ended: (how: Ended<T>) => void,
): void {
  const { world, running } = stage;
  let over = false;
  const end = (how: Ended<T>) => {
    if (over) return;
    over = true;
    life.alive = false;
    running.delete(life);
    ended(how);
  };
  const life: Life = { name, alive: true, diedAt: 0, killed: () => end({ kind: 'killed' }) };
  running.add(life);
  world.trace(() => `${name} begins`);
  const { ports, open } = wire(stage, life, lock, seconds);
  world.timeline.quietly(seconds * 1000, () => kill(world, life, 'out of time'));
  const whole = async () => {
    try {
      return await run(ports, open);
    } finally {
      await writeUsage(ports);
    }
  };
  whole().then(
    (value) => life.alive && end({ kind: 'returned', value }),
    (error: unknown) => life.alive && end({ kind: 'threw', error }),
  );
}

function wire(stage: Stage, life: Life, lock: string, seconds: number) {
  const { world } = stage;
  const now = () => world.timeline.now();
  const random = () => world.random.next();
  const usage = { ...noUsage };
  const store = openStore(keyValueOf(world, life, stage.store), random, defaultPolicy);
  const open = () =>
    repositoryOf(world, life, stage.shelf, () => {
      usage.qontextRequests += 1;
    });
  let repository: Promise<Repository | null> | null = null;
  const ports: Ports = {
    confluence: confluenceOf(world, life, stage.site, stage.searchIndex, () => {
      usage.confluenceCalls += 1;
      usage.points += 5;
    }),
    repository: () => {
      repository ??= store.settings.apiKey().then((key) => (key === null ? null : open()));
      return repository;
    },
    store,
    queue: queueOf(world, life, stage.mailbox),
    now,
    random,
    log: (event, facts) => {
      const line = `${event} ${JSON.stringify(facts)}`;
      world.trace(() => `${life.name} log ${line}`);
      stage.logged(line);
    },
    usage,
    invocation: { lock, deadline: now() + seconds * 1000 - 3_000 },
  };
  return { ports, open };
}

const TRIES = 4;
const isPassing = (error: unknown) => retryAfterMs(error) !== null || error instanceof QueueFullError || error instanceof RecordBusyError;
const waitFor = (error: unknown, tries: number) =>
  Math.min(900, Math.max(Math.ceil((retryAfterMs(error) ?? 0) / 1000), 2 ** (tries + 1), error instanceof QueueFullError ? 30 : 0));

let serial = 0;
/** Invocations are counted from 1 in each seed, so that traces of one seed are alike. */
export const countFromOne = (): void => {
  serial = 0;
};

/** The consumers, as src/entry/queue.ts has them. */
export function deliver(stage: Stage, message: Message, lock: string, retries: number, ended: (how: Delivered) => void): void {
  const about = message.kind === 'touch' ? `touch ${message.touch.id} ${message.touch.cause}` : `work ${message.work.kind}`;
  const name = `#${++serial} ${about}${retries > 0 ? ` (try ${retries + 1})` : ''}`;
  const run = message.kind === 'touch' ? onTouch(stage, message.touch, retries) : onWork(message.work, retries);
  invoke<Delivered>(stage, { name, lock, seconds: 55 }, run, (how) => {
    const result: Delivered = how.kind === 'returned' ? how.value : { kind: how.kind === 'killed' ? 'killed' : 'failed' };
    stage.world.trace(() => `${name} ends ${how.kind} ${JSON.stringify(result)} ${how.kind === 'threw' ? String(how.error) : ''}`);
    ended(result);
  });
}

function onTouch(stage: Stage, touch: Parameters<typeof align>[1], retries: number) {
  return async (ports: Ports): Promise<Delivered> => {
    try {
      const aligned = await align(ports, touch);
      stage.world.trace(() => `aligned ${touch.id}: ${aligned.kind}`);
      return aligned.kind === 'busy' ? { kind: 'again', seconds: 2 } : { kind: 'done' };
    } catch (error) {
      stage.world.trace(() => `align ${touch.id} failed: ${String(error)}`);
      if (kindOf(error) === 'auth') {
        await markBroken(ports, error);
        return { kind: 'done' };
      }
      if (isPassing(error) && retries < TRIES) return { kind: 'again', seconds: waitFor(error, retries) };
      await giveUpForNow(ports, touch, error);
      return { kind: 'done' };
    }
  };
}

function onWork(work: Parameters<typeof doWork>[1], retries: number) {
  return async (ports: Ports): Promise<Delivered> => {
    try {
      await doWork(ports, work);
      return { kind: 'done' };
    } catch (error) {
      if (kindOf(error) === 'auth') {
        await markBroken(ports, error);
        return { kind: 'again', seconds: 2 };
      }
      return retries < TRIES ? { kind: 'again', seconds: waitFor(error, retries) } : { kind: 'done' };
    }
  };
}

/** The scheduled trigger: errors are not tried again. */
export function runTick(stage: Stage): void {
  invoke(stage, { name: `#${++serial} tick`, lock: 'tick', seconds: 55 }, tick, () => {});
}

/** What an admin does. Ends with whether it got through; an admin sees that it did not, and tries again. */
export function asAdmin<T>(
  stage: Stage,
  name: string,
  act: (ports: Ports, open: () => Repository) => Promise<T>,
  ended: (how: Ended<T>) => void,
): void {
  invoke(stage, { name: `#${++serial} admin ${name}`, lock: 'admin', seconds: 25 }, act, (how) => {
    stage.world.trace(() => `admin ${name} ends ${how.kind} ${how.kind === 'threw' ? String(how.error) : ''}`);
    ended(how);
  });
}

const reachesDown = /:(moved|copied|archived|unarchived|restored|permissions_updated):|:(added|removed):label$/;

/** The triggers, as src/entry/events.ts has them. A trigger that is killed or fails has lost its event. */
export function onEvent(stage: Stage, event: SiteEvent): void {
  invoke(
    stage,
    { name: `#${++serial} event ${event.eventType} ${event.id}`, lock: `content:${event.id}`, seconds: 25 },
    (ports) => handle(ports, event),
    () => {},
  );
}

async function handle(ports: Ports, event: SiteEvent): Promise<void> {
  const { id, kind, spaceId } = event;
  if (kind === 'space') {
    if (await ports.store.settings.selectedSpace(id)) await ports.queue.work({ kind: 'space', spaceId });
    return;
  }
  const places = [spaceId, ...(event.previousSpaceId === null ? [] : [event.previousSpaceId])];
  const concerns =
    (await ports.store.settings.selectedSpaces(places)).length > 0 ||
    (/:moved:/.test(event.eventType) && (await ports.store.ledger.get(id)) !== null);
  if (!concerns) return;
  if (kind === 'folder') {
    await ports.queue.work({ kind: 'below', id, spaceId, at: ports.now(), cause: 'event' });
    await ports.queue.work({ kind: 'probe', spaceId, after: null });
    return;
  }
  const below = reachesDown.test(event.eventType);
  await ports.queue.touch([{ id, type: kind, spaceId, at: ports.now(), cause: 'event', below, awaited: false }]);
}
