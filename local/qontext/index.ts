import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Clock, systemClock } from '../clock';
import { personActor } from './access';
import { type Api, createApi } from './api';
import { type Counters, createCounters } from './counters';
import { createFile, replaceContent } from './files';
import { createFolder } from './folders';
import { listenOn, serveApi } from './http';
import { splitFilePath } from './names';
import { keepIn, writeFilesTo } from './persistence';
import { defaultSettings, type Settings } from './settings';
import { type ApiKey, childrenOf, createState, currentChange, newId, nodeAt, pathOf, type RepositoryEvent, type State } from './state';
import { createWeather } from './weather';
import { createPages } from './web/pages';

export type { Counters } from './counters';
export type { Fault, Settings } from './settings';
export type { Access, ApiKey, RepositoryEvent } from './state';

export interface QontextOptions {
  clock?: Clock;
  /** From 0 to below 1, as Math.random. */
  random?: () => number;
  settings?: Partial<Settings>;
  workspaceName?: string;
  /** Further keys besides the default one; what is left out is: not revoked, may edit everything. */
  keys?: (Pick<ApiKey, 'key' | 'name'> & Partial<ApiKey>)[];
  /** A folder in which to keep the repository between starts. */
  data?: string;
}

export interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body?: string;
}
export interface FetchAnswer {
  status: number;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
}

export interface Qontext {
  /** Serves a request to the API or the web page; false (and nothing done) for an address that is neither's. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
  /** Listens on 127.0.0.1; port 0 takes a free one. */
  listen(port: number): Promise<{ url: string; close(): Promise<void> }>;
  /**
   * The API without HTTP, in the form of `fetch` for any host: for a simulation in one process, where sockets would bring in real time.
   * A dropped connection rejects as fetch does.
   */
  fetch(url: string, init: FetchInit): Promise<FetchAnswer>;
  /** Every file as it is now, by path. */
  files(): { path: string; content: string; id: string; lastChangeId: string }[];
  writeTo(dir: string): Promise<void>;
  /** What a person does on the web page: replaces the content, or creates the file and its folders. Protection does not hold it up. */
  editByHand(path: string, content: string, author?: string): void;
  /** Tells of everything that happens to files and folders from now on. Returns what ends it. */
  watch(watcher: (event: RepositoryEvent) => void): () => void;
  /** Lets a key be used no more: 401 from now on. */
  revoke(key: string): void;
  addKey(key: Pick<ApiKey, 'key' | 'name'> & Partial<ApiKey>): void;
  settings: Settings;
  counters: Counters;
  /** An API key that may edit everything. */
  defaultKey: string;
}

const DEFAULT_KEY_NAME = 'Confluence';

/** A Qontext on this machine: the Files API as strict as its public description, and a web page to look into the repository. */
export function createQontext(options: QontextOptions = {}): Qontext {
  const clock = options.clock ?? systemClock();
  const random = options.random ?? Math.random;
  const settings: Settings = Object.assign(defaultSettings(), options.settings);
  const counters = createCounters();
  const state = createState(clock, random, options.workspaceName ?? 'Northwind Tides');
  if (options.data !== undefined) keepIn(state, options.data);
  const addKey = (key: Pick<ApiKey, 'key' | 'name'> & Partial<ApiKey>) => {
    const whole: ApiKey = { revoked: false, baseline: 'edit', grants: [], ...key };
    state.keys.set(whole.key, whole);
    state.keep({ key: whole });
  };
  const defaultKey = [...state.keys.values()].find((key) => key.name === DEFAULT_KEY_NAME && !key.revoked)?.key ?? newId(state, 'q_sk', 40);
  addKey({ key: defaultKey, name: DEFAULT_KEY_NAME });
  for (const key of options.keys ?? []) addKey(key);
  const weather = createWeather(settings, clock, random);
  const api = createApi(state, settings, weather, counters);
  const pages = createPages(state, settings);

  const handle = async (req: IncomingMessage, res: ServerResponse): Promise<boolean> => {
    const url = new URL(req.url ?? '/', 'http://qontext.local');
    if (!/^\/(auth|v1)\//.test(url.pathname)) return pages.handle(url, req, res);
    await serveApi(api, url, req, res);
    return true;
  };

  return {
    handle,
    listen: (port) => listenOn(port, handle),
    fetch: (url, init) => fetchFrom(api, url, init),
    files: () =>
      [...state.files.values()]
        .map((file) => ({
          path: pathOf(state, file),
          content: currentChange(file).content,
          id: file.id,
          lastChangeId: currentChange(file).id,
        }))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
    writeTo: (dir) => writeFilesTo(state, dir),
    editByHand: (path, content, author = 'Ada Brandt') => editByHand(state, path, content, author),
    watch(watcher) {
      state.watchers.add(watcher);
      return () => state.watchers.delete(watcher);
    },
    revoke(key) {
      const known = state.keys.get(key);
      if (!known) throw new Error('There is no such key to revoke.');
      known.revoked = true;
      state.keep({ key: known });
    },
    addKey,
    settings,
    counters,
    defaultKey,
  };
}

async function fetchFrom(api: Api, url: string, init: FetchInit): Promise<FetchAnswer> {
  const sent = new Headers(init.headers);
  const answer = await api({
    method: init.method,
    url: new URL(url),
    apiKey: sent.get('x-api-key') ?? undefined,
    contentType: sent.get('content-type') ?? undefined,
    body: init.body ?? '',
  });
  if (answer === 'dropped') throw new TypeError('fetch failed');
  return { status: answer.status, headers: new Headers(answer.headers), text: async () => answer.body };
}

function editByHand(state: State, path: string, content: string, author: string): void {
  const person = personActor(author);
  const { folders, name } = splitFilePath(path);
  let parentId = '';
  for (const folder of folders) {
    const there = childrenOf(state, parentId || null).get(folder);
    parentId = (there ?? createFolder(state, person, parentId || null, folder)).id;
  }
  const file = nodeAt(state, [...folders, name]);
  if (file?.kind !== 'file') {
    createFile(state, person, parentId, name, content, Number.POSITIVE_INFINITY);
    return;
  }
  // A person who edits on the page has seen what the file holds, and may write to a protected one.
  const wasProtected = file.protected;
  file.protected = false;
  replaceContent(state, person, file, currentChange(file).id, content, Number.POSITIVE_INFINITY);
  file.protected = wasProtected;
  state.keep({ file });
}
