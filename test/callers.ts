/** The app's resolvers as its pages call them: each from the place in which the platform says that the page stands. */
import type { LocalConfluence } from '../local/confluence';
import type { ForgeHost } from '../local/forge';
import type { Person } from '../local/people';
import type { PageStatusApi, PageStatusCall } from '../src/api/pageStatus';
import type { SiteAdminApi, SiteAdminCall } from '../src/api/siteAdmin';
import type { SpaceAdminApi, SpaceAdminCall } from '../src/api/spaceAdmin';

/** A module of the manifest, and the place in which the platform says that it stands. */
export interface CalledFrom {
  moduleKey: string;
  extension: Record<string, unknown>;
}

export interface Callers {
  /** Calls a resolver of the admin page. Throws what the page would show. */
  call<K extends SiteAdminCall>(name: K, payload?: SiteAdminApi[K]['payload'], as?: Person): Promise<SiteAdminApi[K]['answer']>;
  /** The same of a space's settings page, and of the item in a page's byline. */
  callInSpace<K extends SpaceAdminCall>(
    key: string,
    name: K,
    payload?: SpaceAdminApi[K]['payload'],
    as?: Person,
  ): Promise<SpaceAdminApi[K]['answer']>;
  callOnPage<K extends PageStatusCall>(
    title: string,
    name: K,
    payload?: PageStatusApi[K]['payload'],
    as?: Person,
  ): Promise<PageStatusApi[K]['answer']>;
  /** The same of the admin page with whatever a page could send, under whatever name. */
  send(name: string, payload: unknown, accountId: string): Promise<unknown>;
  /** The same from wherever a resolver is called. */
  sendFrom(from: CalledFrom, name: string, payload: unknown, accountId: string): Promise<unknown>;
  spacePlace(key: string): CalledFrom;
  pagePlace(title: string): CalledFrom;
}

export const sitePlace: CalledFrom = { moduleKey: 'site-settings', extension: { type: 'confluence:globalSettings' } };

/** `anAdmin` calls where nobody else is said to. */
export function callersOf(host: ForgeHost, model: LocalConfluence['model'], anAdmin: Person): Callers {
  const spacePlace: Callers['spacePlace'] = (key) => ({
    moduleKey: 'space-settings',
    extension: { type: 'confluence:spaceSettings', space: { id: spaceNamed(model, key).id, key } },
  });
  const pagePlace: Callers['pagePlace'] = (title) => {
    const { id, kind, spaceId } = contentNamed(model, title);
    const key = model.state.spaces.get(spaceId)?.key;
    const extension = { type: 'confluence:contentBylineItem', content: { id, type: kind }, space: { id: spaceId, key } };
    return { moduleKey: 'page-byline', extension };
  };
  const sendFrom: Callers['sendFrom'] = (from, name, payload, accountId) =>
    host.invokeResolver({ ...from, functionKey: name, payload, accountId });
  const send: Callers['send'] = (name, payload, accountId) => sendFrom(sitePlace, name, payload, accountId);
  // The bridge passes on what the resolver of a name answers, and resolvers are typed by the same lists as these calls.
  return {
    call: (name, payload, as = anAdmin) => send(name, payload, as.accountId) as Promise<never>,
    callInSpace: (key, name, payload, as = anAdmin) => sendFrom(spacePlace(key), name, payload, as.accountId) as Promise<never>,
    callOnPage: (title, name, payload, as = anAdmin) => sendFrom(pagePlace(title), name, payload, as.accountId) as Promise<never>,
    send,
    sendFrom,
    spacePlace,
    pagePlace,
  };
}

export const spaceNamed = (model: LocalConfluence['model'], key: string) => found(model.state.spaceByKey.get(key), `a space ${key}`);

export const contentNamed = (model: LocalConfluence['model'], title: string) =>
  found(
    [...model.state.contents.values()].find((content) => content.title === title),
    `content called "${title}"`,
  );

function found<T>(thing: T | undefined, what: string): T {
  if (thing === undefined) throw new Error(`The local Confluence has no ${what}.`);
  return thing;
}
