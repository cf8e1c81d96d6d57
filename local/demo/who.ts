import { type Person, people } from '../people';

/** Authors are named by their first name in the demo site's sources; no two people share one. */
export type Who = 'Ada' | 'Tomas' | 'Mei' | 'Ravi' | 'Ingrid' | 'Samuel' | 'Yuki' | 'Lena' | 'Oscar' | 'Freya';

/** The person of a first name. Throws if the site has nobody of that name. */
export function personOf(who: string): Person {
  const found = people.find((person) => person.name.startsWith(`${who} `));
  if (!found) throw new Error(`Nobody called ${who} works at Northwind Tides: add the person to local/people.ts or correct the name`);
  return found;
}

export function emailOf(who: Who): string {
  return personOf(who).email;
}

/** Key of somebody's personal space: a tilde and the account id without its colon, as Confluence Cloud makes them. */
export function personalSpaceKey(who: Who): string {
  return `~${personOf(who).accountId.replace(':', '')}`;
}
