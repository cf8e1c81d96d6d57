import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The folder of --data keeps the state of another site; the message says of which. */
export class KeptStateError extends Error {
  override name = 'KeptStateError';
}

const EMBEDDED = 'the local Confluence';

/**
 * What the app keeps is about one site: with another it would take that one's spaces for gone.
 * @param address of a Confluence elsewhere; null for the embedded one
 * @throws KeptStateError
 */
export function keepToSite(dataDir: string | null, address: string | null): void {
  if (dataDir === null) return;
  const kept = read(dataDir, 'site.txt');
  const site = address ?? EMBEDDED;
  if (kept === null) write(dataDir, 'site.txt', site);
  else if (kept !== site) throw new KeptStateError(`${dataDir} keeps the state of ${kept}: give --data another folder for ${site}.`);
}

/** Whether the app's kept connection was made to another Qontext, or by another key. */
export function isOtherTarget(dataDir: string | null, url: string, apiKey: string): boolean {
  return dataDir !== null && read(dataDir, 'qontext.txt') !== markOf(url, apiKey);
}

/** To be called when the app is connected. What is written down tells neither address nor key. */
export function keepTarget(dataDir: string | null, url: string, apiKey: string): void {
  if (dataDir !== null) write(dataDir, 'qontext.txt', markOf(url, apiKey));
}

const markOf = (url: string, apiKey: string) => createHash('sha256').update(`${url}\n${apiKey}`).digest('hex');

function read(dataDir: string, name: string): string | null {
  const file = path.join(dataDir, name);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

function write(dataDir: string, name: string, text: string): void {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(path.join(dataDir, name), `${text}\n`);
}
