import type { Person } from '../../people';
import type { Model } from '../model';
import type { Attachment, Comment, Content, Space } from '../model/types';
import { seesContent, seesPart, seesSpace } from '../model/visibility';
import type { ConfluenceSettings } from '../settings';

/** One request to the REST API, after authentication. */
export interface Call {
  method: string;
  /** With `/wiki`, without the query. */
  path: string;
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  principal: Person;
  model: Model;
  settings: ConfluenceSettings;
  now: number;
  /** `https://<host>/wiki` */
  base: string;
  /** Scheme and host that the caller asked, for links to this server itself. */
  origin: string;
}

export interface Answer {
  status?: number;
  body: unknown;
  headers?: Record<string, string>;
  /** How many objects are billed: users, groups and permissions cost 2 points each, all else 1. */
  objects?: number;
  people?: number;
  /** Objects inside the objects; billed by a setting. */
  nested?: number;
}

export type Handler = (call: Call) => Answer;

/** An answer that is an error; the body is in the words of the API's version. */
export class RestError extends Error {
  override name = 'RestError';
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Confluence says the same of what is not there and of what one may not see. */
export const notFound = (what = 'content', id = '') => new RestError(404, `Cannot find ${what}${id ? ` with id ${id}` : ''}`);

/** A data security policy hides a space's content from apps, whoever the app acts for; here: from the app's own user. */
const isBlocked = (call: Call, spaceId: string) => {
  const space = call.model.state.spaces.get(spaceId);
  return call.principal.accountType === 'app' && space !== undefined && call.settings.blockedSpaces.includes(space.key);
};

export const sees = (call: Call, content: Content) =>
  !isBlocked(call, content.spaceId) && seesContent(call.model.state, call.principal, content);

export function seesIn(call: Call, part: Comment | Attachment): boolean {
  const content = call.model.state.contents.get(part.contentId);
  return content !== undefined && !isBlocked(call, content.spaceId) && seesPart(call.model.state, call.principal, part);
}

export const seesItsSpace = (call: Call, space: Space) => seesSpace(call.principal, space);

/** The content of this id, if the caller may see it; else 404. */
export function contentFor(call: Call, id: string): Content {
  const content = call.model.state.contents.get(id);
  if (!content || !sees(call, content)) throw notFound('content', id);
  return content;
}

export function spaceFor(call: Call, id: string): Space {
  const space = call.model.state.spaces.get(id);
  if (!space || !seesItsSpace(call, space)) throw notFound('space', id);
  return space;
}

export const iso = (at: number) => new Date(at).toISOString();
