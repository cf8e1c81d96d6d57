import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { askSteadily } from './steady';

/** One file of the repository, as seen from outside the app. */
export interface RepositoryEntry {
  id: string;
  path: string;
  /** Changes whenever the content does. */
  changeId: string;
}

/** Looks into the repository without the app: to count, to copy, and to see edits arrive. */
export interface RepositoryView {
  list(): Promise<RepositoryEntry[]>;
  /** Null if the file is gone meanwhile. */
  content(entry: RepositoryEntry): Promise<string | null>;
}

/** The part of the local Qontext that is looked at. */
interface EmbeddedRepository {
  files(): { id: string; path: string; content: string; lastChangeId: string }[];
  watch(watcher: () => void): () => void;
}

/** The local Qontext, looked at in its own process: no request is made. Listing again costs nothing until something changed. */
export function embeddedView(qontext: EmbeddedRepository): RepositoryView {
  let listed: RepositoryEntry[] | null = null;
  let contents = new Map<string, string>();
  qontext.watch(() => {
    listed = null;
  });
  return {
    async list() {
      if (listed) return listed;
      const files = qontext.files();
      contents = new Map(files.map((file) => [`${file.id} ${file.lastChangeId}`, file.content]));
      listed = files.map(({ id, path: filePath, lastChangeId }) => ({ id, path: filePath, changeId: lastChangeId }));
      return listed;
    },
    content: async (entry) => contents.get(`${entry.id} ${entry.changeId}`) ?? null,
  };
}

const file = z.object({ id: z.string(), path: z.string(), lastChangeId: z.string() });
const listing = z.object({ data: z.array(file), hasMore: z.boolean(), nextCursor: z.string().nullish() });
const single = z.object({ content: z.string() });

/** The roots below which the app writes. */
const roots = ['/Confluence', '/Confluence restricted'];

/** The repository could not be looked at; the message says why. */
export class RepositoryError extends Error {
  override name = 'RepositoryError';
}

/** Any Qontext, over its Files API with the app's own key. Asks again while it is busy; what it answers then throws RepositoryError. */
export function remoteView(url: string, apiKey: string, wait?: (ms: number) => Promise<unknown>): RepositoryView {
  const get = async (query: string): Promise<unknown> => {
    const response = await askSteadily(`${url}/${query}`, { 'X-API-Key': apiKey, accept: 'application/json' }, wait).catch(() => {
      throw new RepositoryError(`Qontext does not answer at ${url}: what the repository holds now can't be counted. Try again.`);
    });
    if (response.status === 404) return null;
    const { status } = response;
    if (status === 401 || status === 403) throw new RepositoryError(`Qontext does not take the key (${status}) at ${url}: check --key.`);
    if (!response.ok)
      throw new RepositoryError(`Qontext answers ${status} at ${url}: what the repository holds can't be counted. Try again.`);
    return response.json().catch(() => {
      throw new RepositoryError(`${url} does not answer as Qontext's Files API: check --qontext.`);
    });
  };
  return {
    async list() {
      const found = new Map<string, RepositoryEntry>();
      for (const root of roots) {
        for (let cursor: string | null = ''; cursor !== null; ) {
          const query: string = `v1/files?path_prefix=${encodeURIComponent(root)}&limit=100${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
          const answer: unknown = await get(query);
          const page: z.infer<typeof listing> = answer === null ? { data: [], hasMore: false } : listing.parse(answer);
          // A server may read the prefix as letters: then others' folders come too, and the second root's files twice.
          for (const one of page.data)
            if (one.path.startsWith(`${root}/`)) found.set(one.id, { id: one.id, path: one.path, changeId: one.lastChangeId });
          cursor = page.hasMore && page.nextCursor ? page.nextCursor : null;
        }
      }
      return [...found.values()];
    },
    async content(entry) {
      const answer = await get(`v1/files/${encodeURIComponent(entry.id)}`);
      return answer === null ? null : single.parse(answer).content;
    },
  };
}

export interface RepositorySize {
  files: number;
  /** UTF-8 bytes of all files together. */
  bytes: number;
}

/** Counts the repository's files, and copies them below `outDir` if one is given. */
export async function measureRepository(view: RepositoryView, outDir: string | null): Promise<RepositorySize> {
  const size: RepositorySize = { files: 0, bytes: 0 };
  for (const entry of await view.list()) {
    const content = await view.content(entry);
    if (content === null) continue;
    size.files++;
    size.bytes += Buffer.byteLength(content, 'utf8');
    if (outDir !== null) await copy(outDir, entry.path, content);
  }
  return size;
}

async function copy(outDir: string, filePath: string, content: string): Promise<void> {
  const target = path.resolve(outDir, `.${path.posix.normalize(`/${filePath}`)}`);
  // A server that others wrote names the paths: none may lead out of the folder.
  if (!target.startsWith(path.resolve(outDir) + path.sep))
    throw new RepositoryError(`The repository's path "${filePath}" leads out of the folder.`);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, content, 'utf8');
}
