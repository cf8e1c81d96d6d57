import { virtualClock } from '../../../local/clock';
import { createQontext, type Qontext, type QontextOptions } from '../../../local/qontext';

export const START = Date.parse('2026-11-21T08:00:00Z');

/** Whatever JSON an answer holds; tests compare it with what they expect. */
export type Json = { [name: string]: unknown };

export interface Site {
  qontext: Qontext;
  url: string;
  clock: ReturnType<typeof virtualClock>;
  close(): Promise<void>;
  /** Sends a request with the default key, or another. */
  call(method: string, path: string, body?: unknown, key?: string): Promise<{ status: number; headers: Headers; body: Json }>;
  /** A folder with its parents; its id. */
  folder(path: string): Promise<string>;
  /** A file in a folder; as the API answers. */
  file(folderId: string, name: string, content: string): Promise<{ id: string; lastChangeId: string; path: string }>;
}

/** The same ids and the same chances in every run. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export async function openSite(options: QontextOptions = {}): Promise<Site> {
  const clock = virtualClock(START);
  const qontext = createQontext({ clock, random: seededRandom(7), ...options });
  const { url, close } = await qontext.listen(0);
  const call: Site['call'] = async (method, path, body, key = qontext.defaultKey) => {
    const headers = { 'x-api-key': key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const answer = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await answer.text();
    // The API answers with objects only, or with nothing.
    return { status: answer.status, headers: answer.headers, body: (text === '' ? {} : JSON.parse(text)) as Json };
  };
  return {
    qontext,
    url,
    clock,
    close,
    call,
    folder: async (path) => String((await call('POST', '/v1/folders', { path })).body.id),
    async file(parentId, name, content) {
      const { status, body } = await call('POST', '/v1/files', { parentId, name, content });
      if (status !== 201) throw new Error(`The file was not created: ${JSON.stringify(body)}`);
      return { id: String(body.id), lastChangeId: String(body.lastChangeId), path: String(body.path) };
    },
  };
}
