import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { productionCsp } from './csp';
import { frameScripts } from './scripts';

export interface ResourceOptions {
  /** The folder with the built index.html. */
  resourceDir: string;
  /** Folders of UI Kit resources, by key. */
  uiKit?: Record<string, string>;
  /** Origin of the framing page. */
  hostOrigin: () => string;
  content?: { styles?: string[]; scripts?: string[] };
}

const BRIDGE_PATH = '/__frame/bridge.js';
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const UI_KIT_PATH = /^\/uikit\/([^/]+)(\/.*)$/;
/** Path of a UI Kit resource's page on the origin of the resources. */
export const uiKitPath = (key: string): string => `/uikit/${encodeURIComponent(key)}/index.html`;

/**
 * Serves the app's resources as Forge's CDN does: index.html with the bridge's script before all others and with the production
 * policy; all else as it lies in the folder.
 */
export function serveResource(options: ResourceOptions): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  return async (req, res) => {
    const { pathname } = new URL(req.url ?? '/', 'http://resource.invalid');
    if (pathname === BRIDGE_PATH) return send(res, 200, '.js', (await frameScripts()).bridge);
    const [, key = '', below = ''] = UI_KIT_PATH.exec(pathname) ?? [];
    const dir = options.uiKit && Object.hasOwn(options.uiKit, key) ? options.uiKit[key] : undefined;
    const file = dir === undefined ? fileFor(options.resourceDir, pathname) : fileFor(dir, below);
    const body = file ? await readFile(file).catch(() => null) : null;
    if (!file || !body) return send(res, 404, '.html', 'There is no such file in the resource');
    if (extname(file) !== '.html') return send(res, 200, extname(file), body);
    res.setHeader('content-security-policy', productionCsp(options.hostOrigin(), options.content));
    send(res, 200, '.html', withBridge(body.toString('utf8')));
  };
}

/** Listens with the resources on a port of its own. Port 0: any free one. */
export async function listenResource(options: ResourceOptions, port: number): Promise<{ url: string; close(): Promise<void> }> {
  const serve = serveResource(options);
  const server = createServer((req, res) => {
    serve(req, res).catch((error: unknown) => send(res, 500, '.html', String(error)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  // A server that listens on a port has an address of this kind.
  const address = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${address.port}`, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

function fileFor(dir: string, pathname: string): string | null {
  const file = join(dir, normalize(decodeURIComponent(pathname === '/' ? '/index.html' : pathname)));
  return file.startsWith(join(dir, sep)) ? file : null;
}

function withBridge(html: string): string {
  if (!html.includes('<head>')) throw new Error('index.html has no <head> to put the bridge into');
  return html.replace('<head>', `<head><script src="${BRIDGE_PATH}"></script>`);
}

function send(res: ServerResponse, status: number, extension: string, body: string | Buffer): void {
  res.writeHead(status, { 'content-type': TYPES[extension] ?? 'application/octet-stream', 'x-content-type-options': 'nosniff' });
  res.end(body);
}
