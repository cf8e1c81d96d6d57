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

/** Keeps the host's state in one file. Writes at most twice a second, and what is left when it is closed. */
export interface Disk {
  load(): Stored | null;
  changed(): void;
  /** Writes what has changed; later changes are not kept. */
  close(): void;
}

const writeDelayMs = 500;
/** A big state is written less often, so that writing takes at most about a tenth of the time. */
const writeShare = 10;

export const noDisk: Disk = { load: () => null, changed: () => undefined, close: () => undefined };

export function diskIn(folder: string, state: () => Stored): Disk {
  const file = join(folder, 'forge.json');
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let lastWriteMs = 0;
  const flush = (): void => {
    if (!timer) return;
    clearTimeout(timer);
    timer = null;
    const began = performance.now();
    mkdirSync(folder, { recursive: true });
    // Written aside and renamed, so that a stop in the middle leaves the file of before. Secrets are in it: for its owner only.
    writeFileSync(`${file}.new`, JSON.stringify(state()), { mode: 0o600 });
    renameSync(`${file}.new`, file);
    lastWriteMs = performance.now() - began;
  };
  return {
    load: () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null),
    changed() {
      if (closed) return;
      timer ??= setTimeout(flush, Math.max(writeDelayMs, lastWriteMs * writeShare));
      timer.unref();
    },
    close() {
      flush();
      closed = true;
    },
  };
}
