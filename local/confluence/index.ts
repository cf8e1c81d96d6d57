import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Clock, systemClock } from '../clock';
import { type ConfluenceMeter, confluenceMeter } from './meter';
import { createModel, type Model } from './model';
import { type Rest, serveRest } from './rest/serve';
import type { SeedSite } from './seed';
import { type ConfluenceSettings, defaultSettings } from './settings';
import type { Mount } from './web/mount';
import { serveWiki, type Wiki } from './web/serve';

export { bigSite } from './bigSite';
export { loadFolder } from './loadFolder';
export type { ConfluenceMeter } from './meter';
export type { Model } from './model';
export { ModelError } from './model';
export type { SeedBlogPost, SeedComment, SeedPage, SeedSite, SeedSpace } from './seed';
export type { ConfluenceSettings } from './settings';
export type { Byline, Mount } from './web/mount';

export interface ConfluenceOptions {
  seed: SeedSite;
  clock?: Clock;
  random?: () => number;
  settings?: Partial<ConfluenceSettings>;
  mount?: Mount;
}

export interface LocalConfluence {
  /** Answers a request of Confluence's; false if the path is none of its, so that others can serve on the same port. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
  /** Listens on 127.0.0.1; port 0 takes a free one. */
  listen(port: number): Promise<{ url: string; close(): Promise<void> }>;
  model: Model;
  /** May be changed while it runs. */
  settings: ConfluenceSettings;
  meter: ConfluenceMeter;
  /** What Forge would deliver to an app: see model/events.ts. */
  onEvent(listener: (event: Record<string, unknown>) => void): void;
}

/** A Confluence site on this machine: its REST API, its events, and web pages to read and change it. */
export function createConfluence(options: ConfluenceOptions): LocalConfluence {
  const clock = options.clock ?? systemClock();
  const random = options.random ?? Math.random;
  const settings: ConfluenceSettings = { ...defaultSettings, ...options.settings };
  const model = createModel({ seed: options.seed, clock, settings });
  const meter = confluenceMeter(() => clock.now());
  const rest: Rest = { model, clock, random, settings, meter };
  const wiki: Wiki = { model, clock, mount: options.mount ?? {} };

  const handle = async (req: IncomingMessage, res: ServerResponse): Promise<boolean> => {
    const base = settings.baseUrl ?? `https://${options.seed.host}/wiki`;
    return (await serveRest(rest, req, res, base)) || (await serveWiki(wiki, req, res));
  };

  return {
    handle,
    listen: (port) => listen(handle, port, () => model.dispose()),
    model,
    settings,
    meter,
    onEvent: (listener) => {
      model.onEvent(listener);
    },
  };
}

async function listen(
  handle: LocalConfluence['handle'],
  port: number,
  onClose: () => void,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((req, res) => {
    handle(req, res)
      .then((handled) => {
        if (!handled) res.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
      })
      .catch((error: unknown) => {
        process.stderr.write(`local confluence: ${error instanceof Error ? error.stack : String(error)}\n`);
        if (!res.headersSent) res.writeHead(500, { 'Content-Type': 'text/plain' });
        res.end('Internal server error');
      });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve, reject) => {
        onClose();
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}
