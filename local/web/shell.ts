import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ControlPort, controlAction, controlContent } from './control';
import type { Frame } from './frame';
import { html, trusted } from './html';
import { adminPath, controlPath, layout, type Surroundings, spaceKeyIn, spaceSettingsPath, stylePath } from './layout';
import { shellStyle } from './style';

/** Who looks at the page. */
export interface Visitor {
  accountId: string;
  name: string;
  isSiteAdmin: boolean;
}

/** A space as its settings show it to the one who looks. */
export interface SettingsSpace {
  key: string;
  name: string;
  isAdministered: boolean;
}

export interface SpaceModule {
  key: string;
  title: string;
  /** The last part of the page's address, by the manifest. */
  route: string;
  /** Null: there is no such space, or this person does not see it. */
  space(key: string, accountId: string): SettingsSpace | null;
}

export interface ShellOptions {
  siteName: string;
  frame: Pick<Frame, 'handleHost' | 'page'>;
  module: { key: string; title: string };
  /** The app's page in the settings of each space. Null: it has none, or there is no local Confluence to ask. */
  spaceModule: SpaceModule | null;
  visitor(req: IncomingMessage): Visitor;
  control: ControlPort;
  /** The local Confluence's own pages and API on this origin. Null with a Confluence elsewhere. */
  wiki: ((req: IncomingMessage, res: ServerResponse) => Promise<boolean>) | null;
  wikiUrl: string | null;
  repositoryUrl: string | null;
}

export interface Shell {
  /** Without a slash at its end. */
  url: string;
  /** From now on requests are answered. The parts need the address before they can be made, so it is taken first. */
  serve(options: ShellOptions): void;
  close(): Promise<void>;
}

/** The site's web server: the wiki, the app's page in the settings, and the control page. */
export function listenShell(port: number): Promise<Shell> {
  let options: ShellOptions | null = null;
  const server = createServer((req, res) => {
    if (!options) return write(res, 503, 'text/plain; charset=utf-8', 'The site is starting; try again in a moment.');
    answer(options, req, res).catch((error) => {
      const message = error instanceof Error ? error.message : String(error);
      if (res.headersSent) res.destroy();
      else write(res, 500, 'text/plain; charset=utf-8', message);
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', () => {
      // A TCP server that listens has an address with a port.
      const { port: taken } = server.address() as AddressInfo;
      resolve({
        url: `http://localhost:${taken}`,
        serve(parts) {
          options = parts;
        },
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}

async function answer(options: ShellOptions, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { pathname } = new URL(req.url ?? '/', 'http://localhost');
  if (pathname === '/') return redirect(res, options.wikiUrl ?? adminPath);
  if (pathname === stylePath) return write(res, 200, 'text/css; charset=utf-8', shellStyle);
  if (await options.frame.handleHost(req, res)) return;
  if (pathname === adminPath) return adminPage(options, req, res);
  const spaceKey = options.spaceModule && spaceKeyIn(pathname, options.spaceModule.route);
  if (options.spaceModule && spaceKey) return spacePage(options, options.spaceModule, spaceKey, req, res);
  if (pathname === controlPath) return controlPage(options, req, res);
  if (pathname.startsWith(`${controlPath}/`)) return control(options, pathname.slice(controlPath.length + 1), req, res);
  if (options.wiki && (await options.wiki(req, res))) return;
  write(res, 404, 'text/plain; charset=utf-8', 'There is no such page on this site.');
}

function surroundings(options: ShellOptions, visitor: Visitor): Surroundings {
  return { siteName: options.siteName, person: visitor.name, wikiUrl: options.wikiUrl, repositoryUrl: options.repositoryUrl };
}

// The frame's script listens to it, and tells the framed page.
const themeToggle = html`<button type="button" data-frame-theme>Light or dark</button>`;

/** Confluence shows an app's settings page to the site's administrators only. The resolvers check by themselves all the same. */
function adminPage(options: ShellOptions, req: IncomingMessage, res: ServerResponse): void {
  const visitor = options.visitor(req);
  const { module } = options;
  const content = visitor.isSiteAdmin
    ? trusted(options.frame.page({ title: module.title, moduleKey: module.key, theme: 'auto' }))
    : html`<p>${visitor.name} does not administer this site. Switch to somebody who does, in the wiki's header.</p>`;
  const around = surroundings(options, visitor);
  const page = layout({
    title: module.title,
    current: adminPath,
    content,
    toggle: visitor.isSiteAdmin ? themeToggle : null,
    surroundings: around,
  });
  write(res, visitor.isSiteAdmin ? 200 : 403, 'text/html; charset=utf-8', page);
}

/** Confluence shows a space's settings to those who administer it. */
function spacePage(options: ShellOptions, module: SpaceModule, key: string, req: IncomingMessage, res: ServerResponse): void {
  const visitor = options.visitor(req);
  const space = module.space(key, visitor.accountId);
  if (!space) {
    write(res, 404, 'text/plain; charset=utf-8', 'There is no such space, or you may not see it.');
    return;
  }
  const { isAdministered } = space;
  const content = isAdministered
    ? trusted(options.frame.page({ title: module.title, moduleKey: module.key, theme: 'auto', place: { space: space.key } }))
    : html`<p>${visitor.name} does not administer the space ${space.name}. Switch to somebody who does, in the wiki's header.</p>`;
  const page = layout({
    title: module.title,
    current: spaceSettingsPath(space.key, module.route),
    content,
    toggle: isAdministered ? themeToggle : null,
    surroundings: surroundings(options, visitor),
    space: { name: space.name, url: `/wiki/spaces/${encodeURIComponent(space.key)}/overview` },
  });
  write(res, isAdministered ? 200 : 403, 'text/html; charset=utf-8', page);
}

function controlPage(options: ShellOptions, req: IncomingMessage, res: ServerResponse): void {
  const content = controlContent(options.control);
  const around = surroundings(options, options.visitor(req));
  const page = layout({ title: 'Local control', current: controlPath, content, toggle: null, surroundings: around });
  write(res, 200, 'text/html; charset=utf-8', page);
}

async function control(options: ShellOptions, action: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (req.method !== 'POST') return write(res, 405, 'text/plain; charset=utf-8', 'Use the buttons of the control page.');
  // Another site's page could post a form here; a browser says so in Origin.
  const { origin, host } = req.headers;
  if (origin !== undefined && origin !== `http://${host}`)
    return write(res, 403, 'text/plain; charset=utf-8', 'Only this site may do that.');
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(Buffer.from(part));
  const done = await controlAction(options.control, action, new URLSearchParams(Buffer.concat(parts).toString('utf8')));
  if (done) redirect(res, controlPath);
  else write(res, 404, 'text/plain; charset=utf-8', 'The control page has no such button.');
}

function redirect(res: ServerResponse, location: string): void {
  res.writeHead(303, { location });
  res.end();
}

function write(res: ServerResponse, status: number, type: string, text: string): void {
  res.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  res.end(text);
}
