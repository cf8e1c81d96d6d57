import type { Space } from '../content';
import type { Ports } from '../sync';

/** Keys in one question: an address is only so long. */
const KEYS_AT_ONCE = 50;

/** Spaces that the app sees, by key in small letters: Confluence does not tell large from small in a key. */
export async function spacesByKey(ports: Ports, keys: string[]): Promise<Map<string, Space>> {
  const found = new Map<string, Space>();
  for (let at = 0; at < keys.length; at += KEYS_AT_ONCE) {
    const { spaces } = await ports.confluence.spaces({ keys: keys.slice(at, at + KEYS_AT_ONCE), limit: 250 });
    for (const space of spaces) found.set(space.key.toLowerCase(), space);
  }
  return found;
}
