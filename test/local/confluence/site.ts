/** A local Confluence on a clock of the test's own, and people who ask it over HTTP. */
import { type VirtualClock, virtualClock } from '../../../local/clock';
import { type ConfluenceSettings, createConfluence, type LocalConfluence, type SeedPage, type SeedSite } from '../../../local/confluence';
import type { EventPayload } from '../../../local/confluence/model';
import { appUser, type Person, people } from '../../../local/people';

export const start = Date.parse('2026-11-21T10:20:30Z');

export function personNamed(name: string): Person {
  const person = people.find((one) => one.name === name);
  if (!person) throw new Error(`Nobody is called ${name}`);
  return person;
}
export const ada = personNamed('Ada Brandt');
export const tomas = personNamed('Tomas Okafor');
export const mei = personNamed('Mei Lindqvist');

export const taskList = (...tasks: [id: number, text: string, status?: 'complete' | 'incomplete'][]) =>
  `<ac:task-list>${tasks
    .map(
      ([id, text, status = 'incomplete']) =>
        `<ac:task><ac:task-id>${id}</ac:task-id><ac:task-status>${status}</ac:task-status><ac:task-body>${text}</ac:task-body></ac:task>`,
    )
    .join('')}</ac:task-list>`;

interface Restriction {
  restrictions: { user: { results: { accountId: string }[] }; group: { results: { name: string }[] } };
}

/** The fields of answers that these tests look at; the contract tests hold that they have these types. */
export interface Json extends Record<string, unknown> {
  id: string;
  key: string;
  title: string;
  status: string;
  parentId: string;
  parentType: string | null;
  pageId: string;
  parentCommentId?: string;
  createdAt: string | number;
  resolutionStatus: string;
  downloadLink: string;
  mediaType: string;
  message: string;
  limit: number;
  number: number;
  totalSize: number;
  hasPermission: boolean;
  operations: unknown;
  name: string;
  labels: { results: { name: string }[]; meta: { hasMore: boolean } };
  operation: { key: string; targetType: string };
  principal: { type: string; id: string };
  restrictions: Restriction['restrictions'];
  dataPolicy: unknown;
  version: { number: number };
  body: { storage: { value: string }; view: { value: string }; atlas_doc_format: { value: string } };
  properties: Record<string, string>;
  extensions: Record<string, unknown>;
  childTypes: { comment: { value: boolean } };
  read: Restriction;
  update: Restriction;
  results: Json[];
  _links: { next?: string; base: string; tinyui: string; webui: string };
}

export interface Asked {
  status: number;
  headers: Headers;
  body: Json;
}

export interface TestSite {
  local: LocalConfluence;
  model: LocalConfluence['model'];
  clock: VirtualClock;
  url: string;
  events: EventPayload[];
  /** Types of the events since the last look. */
  told(): string[];
  ask(path: string, options?: { by?: Person; post?: unknown }): Promise<Asked>;
  /** All results of a list, following its links as v2 and v1 give them. */
  all(path: string, options?: { by?: Person }): Promise<Json[]>;
  /** The first result of a list; there must be one. */
  first(path: string, options?: { by?: Person }): Promise<Json>;
  titles(path: string, options?: { by?: Person }): Promise<string[]>;
  search(cql: string, options?: { by?: Person }): Promise<string[]>;
  id(title: string): string;
  spaceId(key?: string): string;
  close(): Promise<void>;
}

export const siteOf = (pages: SeedPage[], more: Partial<SeedSite['spaces'][number]> = {}, others: SeedSite['spaces'] = []): SeedSite => ({
  host: 'test.atlassian.net',
  spaces: [{ key: 'TST', name: 'Test', type: 'global', pages, ...more }, ...others],
});

export async function openSite(
  seed: SeedSite,
  settings: Partial<ConfluenceSettings> = {},
  random: () => number = () => 0.5,
): Promise<TestSite> {
  const clock = virtualClock(start);
  const local = createConfluence({ seed, clock, settings, random });
  const { url, close } = await local.listen(0);
  const events: EventPayload[] = [];
  let seen = 0;
  local.model.onEvent((event) => events.push(event));

  const ask: TestSite['ask'] = async (path, { by = appUser, post } = {}) => {
    const authorization = `Basic ${Buffer.from(`${by.email}:${by.token}`).toString('base64')}`;
    const answer = await fetch(url + path, {
      redirect: 'manual',
      headers: { authorization },
      ...(post === undefined ? {} : { method: 'POST', body: JSON.stringify(post) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json');
    return { status: answer.status, headers: answer.headers, body: isJson && text ? JSON.parse(text) : text };
  };
  const all: TestSite['all'] = async (path, options) => {
    const found: Json[] = [];
    for (let next: string | undefined = path; next; ) {
      const { status, body } = await ask(next, options);
      if (status !== 200) throw new Error(`${next}: ${status} ${JSON.stringify(body)}`);
      if (body.results.length === 0) break;
      found.push(...body.results);
      const link: string | undefined = body._links.next;
      next = link?.startsWith('/rest/') ? `/wiki${link}` : link;
    }
    return found;
  };
  const titles: TestSite['titles'] = async (path, options) => (await all(path, options)).map((one) => one.title);

  return {
    local,
    model: local.model,
    clock,
    url,
    events,
    told() {
      const types = events.slice(seen).map((event) => event.eventType.replace('avi:confluence:', ''));
      seen = events.length;
      return types;
    },
    ask,
    all,
    titles,
    async first(path, options) {
      const [one] = await all(path, options);
      if (!one) throw new Error(`${path}: no results`);
      return one;
    },
    search: (cql, options) => titles(`/wiki/rest/api/content/search?limit=200&cql=${encodeURIComponent(cql)}`, options),
    id(title) {
      for (const content of local.model.state.contents.values()) if (content.title === title) return content.id;
      throw new Error(`No content is called ${title}`);
    },
    spaceId(key = 'TST') {
      const space = local.model.state.spaceByKey.get(key);
      if (!space) throw new Error(`No space has the key ${key}`);
      return space.id;
    },
    close,
  };
}
