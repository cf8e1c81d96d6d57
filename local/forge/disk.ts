import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Installation } from './installation';
import type { StoredSpaces } from './kvs/store';
import type { QueueItem } from './queue';
import type { TriggerItem } from './triggers';

export interface Stored {
  installation: Installation | null;
  kvs: StoredSpaces;
  queue: { item: QueueItem; dueAt: number }[];
  triggers: { item: TriggerItem; dueAt: number }[];
}

/** Keeps the host's state in one file. Writes at most twice a second, and what is left at the end. */
export interface Disk {
  load(): Stored | null;
  changed(): void;
  flush(): void;
}

const writeDelayMs = 500;

export const noDisk: Disk = { load: () => null, changed: () => undefined, flush: () => undefined };

export function diskIn(folder: string, state: () => Stored): Disk {
  const file = join(folder, 'forge.json');
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    if (!timer) return;
    clearTimeout(timer);
    timer = null;
    mkdirSync(folder, { recursive: true });
    // Written aside and renamed, so that a stop in the middle leaves the file of before. Secrets are in it: for its owner only.
    writeFileSync(`${file}.new`, JSON.stringify(state()), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  return {
    load: () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null),
    changed() {
      timer ??= setTimeout(flush, writeDelayMs);
      timer.unref();
    },
    flush,
  };
}
