import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Clock } from '../clock';
import type { Model } from '../confluence/model';
import type { SeedSite } from '../confluence/seed';

/** Functions of the model that change nothing. Each other one is kept. */
const readNames: readonly (keyof Model)[] = ['onEvent', 'person', 'pageByTitle', 'dispose'];

type Line = { startedAt: number; seed: string } | { at: number; change: string; arguments: unknown[] };

export interface Journal {
  /** Tells the time of the change that is being repeated, and the real time once all are. Made for the model. */
  clock: Clock;
  /** Repeats the kept changes on a freshly seeded model, and keeps those that come. */
  attach(model: Model): void;
}

/**
 * Keeps the changes that people made to the local Confluence: the site is its seed and what happened since. The seed's dates count from the
 * first start, and ids are given out in order, so the same changes give the same site.
 * @throws Error if the file was kept with another seed
 */
export function journalIn(file: string, seed: SeedSite, clock: Clock): Journal {
  const lines = existsSync(file) ? readLines(file) : [];
  const [first] = lines;
  const seedHash = createHash('sha256').update(JSON.stringify(seed)).digest('hex');
  if (first && !('seed' in first && first.seed === seedHash)) {
    throw new Error(`${file} was kept with other content than the site has now: start with another --data, or remove the folder.`);
  }
  const startedAt = first && 'startedAt' in first ? first.startedAt : clock.now();
  if (!first) appendFileSync(file, `${JSON.stringify({ startedAt, seed: seedHash })}\n`);
  let pinned: number | null = startedAt;
  return {
    clock: { now: () => pinned ?? clock.now(), setTimer: (ms, fn) => clock.setTimer(ms, fn) },
    attach(model) {
      // The names are the model's own, and each change was kept with the arguments that it had.
      const changes = model as unknown as Record<string, (...values: unknown[]) => unknown>;
      for (const line of lines) {
        if (!('change' in line)) continue;
        pinned = line.at;
        changes[line.change]?.(...line.arguments);
      }
      pinned = null;
      const names = Object.keys(model).filter((name) => typeof changes[name] === 'function' && !readNames.some((read) => read === name));
      for (const name of names) keepCalls(changes, name, file, clock);
    },
  };
}

function keepCalls(changes: Record<string, (...values: unknown[]) => unknown>, name: string, file: string, clock: Clock): void {
  const change = changes[name];
  if (!change) return;
  changes[name] = (...values) => {
    const at = clock.now();
    // After the change: one that is refused is not kept.
    const result = change(...values);
    appendFileSync(file, `${JSON.stringify({ at, change: name, arguments: values })}\n`);
    return result;
  };
}

function readLines(file: string): Line[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((text, index): Line[] => {
    if (text === '') return [];
    try {
      // Only this module writes the file.
      return [JSON.parse(text) as Line];
    } catch (error) {
      // A kill may have cut off the last line.
      if (index === lines.length - 1) return [];
      throw new Error(`Line ${index + 1} of ${file} is broken: restore the file or remove it.`, { cause: error });
    }
  });
}
