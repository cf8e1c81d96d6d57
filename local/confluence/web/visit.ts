import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../clock';
import { type Person, people } from '../../people';
import type { Model } from '../model';
import type { Content, Space } from '../model/types';
import { seesContent, seesSpace } from '../model/visibility';
import type { Mount } from './mount';

/** One look at the wiki: who looks, and at what. */
export interface Visit {
  model: Model;
  clock: Clock;
  person: Person;
  url: URL;
  mount: Mount;
}

/** The person chosen in the switcher; at first the first one of the site. */
export function visitorOf(req: IncomingMessage): Person {
  const cookie = /(?:^|;\s*)user=([^;]+)/.exec(req.headers.cookie ?? '')?.[1];
  const chosen = cookie === undefined ? undefined : people.find((one) => one.accountId === decodeURIComponent(cookie));
  const [first] = people;
  if (!first) throw new Error('The site has no people');
  return chosen ?? first;
}

/** The web page for 404: what is not there and what one may not see look the same. */
export class NotHere extends Error {
  override name = 'NotHere';
}

export function contentAt({ model, person }: Visit, id: string): Content {
  const content = model.state.contents.get(id);
  if (!content || !seesContent(model.state, person, content)) throw new NotHere('There is no such page, or you may not see it.');
  return content;
}

export function spaceAt({ model, person }: Visit, key: string): Space {
  const space = model.state.spaceByKey.get(key);
  if (!space || !seesSpace(person, space)) throw new NotHere('There is no such space, or you may not see it.');
  return space;
}

export const childrenAt = ({ model, person }: Visit, key: string): Content[] =>
  (model.state.childIds.get(key) ?? []).flatMap((id) => {
    const child = model.state.contents.get(id);
    return child && child.status === 'current' && seesContent(model.state, person, child) ? [child] : [];
  });

export const nameOf = ({ model }: Visit, accountId: string) => model.person(accountId)?.name ?? 'Unknown person';

const minute = 60_000;

/** How long ago, in words. */
export function ago({ clock }: Visit, at: number): string {
  const minutes = Math.round((clock.now() - at) / minute);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.round(minutes / 60)} h ago`;
  return new Date(at).toISOString().slice(0, 10);
}
