import type { Millis } from '../../src/content';
import type { Random } from './random';
import type { Timeline } from './timeline';
import type { Weather } from './weather';

/** One invocation of a function. When it is dead, none of its code gets an answer any more. */
export interface Life {
  name: string;
  alive: boolean;
  diedAt: Millis;
  /** Told once, when it is killed. */
  killed(): void;
}

export interface World {
  timeline: Timeline;
  random: Random;
  weather: Weather;
  /** Shown by --trace. */
  trace(line: () => string): void;
}

/** What may go wrong with one call. */
export interface Faults {
  /** Thrown instead of doing it. */
  refuse?: () => Error | null;
  /** Thrown after it was done. */
  lose?: () => Error | null;
}

/** How long after its caller's death a request may still arrive. */
const IN_FLIGHT = 20;

const never = <T>() => new Promise<T>(() => {});

export function kill(world: World, life: Life, why: string): void {
  if (!life.alive) return;
  life.alive = false;
  life.diedAt = world.timeline.now();
  world.trace(() => `${life.name} KILLED ${why}`);
  life.killed();
}

/**
 * A call of a port: takes its time to get there, has its effect at one moment, and takes its time to come back. Between these anything
 * else may happen, among it the caller's death; a request that was under way then may still have its effect.
 */
export function call<T>(world: World, life: Life, label: string, effect: () => T, faults: Faults = {}): Promise<T> {
  const { timeline, random, weather } = world;
  if (!life.alive) return never();
  const way = () => random.wait(1, 60, { chance: weather.slow, most: 15_000 });
  return new Promise<T>((resolve, reject) => {
    timeline.quietly(way(), () => {
      if (life.alive && random.chance(weather.kill)) kill(world, life, `before ${label}`);
      if (!life.alive && (timeline.now() - life.diedAt > IN_FLIGHT || random.chance(0.5))) return;
      const outcome = attempt(effect, faults);
      world.trace(() => `${life.name} ${label}${'error' in outcome ? ` !! ${messageOf(outcome.error)}` : ''}`);
      timeline.after(way(), () => {
        if (life.alive && random.chance(weather.kill)) kill(world, life, `after ${label}`);
        if (!life.alive) return;
        if ('error' in outcome) reject(outcome.error);
        else resolve(outcome.value);
      });
    });
  });
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function attempt<T>(effect: () => T, { refuse, lose }: Faults): { value: T } | { error: unknown } {
  const refused = refuse?.();
  if (refused) return { error: refused };
  try {
    const value = effect();
    const lost = lose?.();
    return lost ? { error: lost } : { value };
  } catch (error) {
    return { error };
  }
}

export const clockOf = (at: Millis): string => new Date(at).toISOString().slice(11, 23);
