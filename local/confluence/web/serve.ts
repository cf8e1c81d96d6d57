import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../clock';
import type { Model } from '../model';
import { ModelError } from '../model';
import { actions } from './actions';
import { contentPage } from './contentPage';
import { layout, type Page } from './layout';
import { avatar, placeholder, sendSvg, serveMedia } from './media';
import type { Mount } from './mount';
import { otherAddress } from './otherAddress';
import { binPage, blogPage, createPage, editPage, homePage, messagePage, overviewPage, searchPage } from './pages';
import { contentAt, NotHere, spaceAt, type Visit, visitorOf } from './visit';

export interface Wiki {
  model: Model;
  clock: Clock;
  mount: Mount;
}

type Route = [pattern: RegExp, show: (visit: Visit, parts: string[]) => Page];

const show = (visit: Visit, id: string) => {
  const content = contentAt(visit, id);
  const space = visit.model.state.spaces.get(content.spaceId);
  if (!space) throw new NotHere('The space of this page is gone.');
  return { content, space };
};

const routes: Route[] = [
  [/^\/wiki(?:\/home)?\/?$/, homePage],
  [/^\/wiki\/search$/, searchPage],
  [/^\/wiki\/edit\/(\d+)$/, (visit, [id = '']) => editPage(show(visit, id).space, show(visit, id).content)],
  [/^\/wiki\/spaces\/([^/]+)(?:\/overview)?\/?$/, (visit, [key = '']) => overviewPage(visit, spaceAt(visit, key))],
  [/^\/wiki\/spaces\/([^/]+)\/blog\/?$/, (visit, [key = '']) => blogPage(visit, spaceAt(visit, key))],
  [/^\/wiki\/spaces\/([^/]+)\/bin$/, (visit, [key = '']) => binPage(visit, spaceAt(visit, key))],
  [/^\/wiki\/spaces\/([^/]+)\/create$/, (visit, [key = '']) => createPage(visit, spaceAt(visit, key))],
  [
    /^\/wiki\/spaces\/[^/]+\/(?:pages|folder|whiteboard|database|blog\/\d{4}\/\d{2}\/\d{2})\/(\d+)(?:\/.*)?$/,
    (visit, [id = '']) => contentPage(visit, show(visit, id).space, show(visit, id).content),
  ],
];

/** Apps in the byline bring a script and a style of this origin, and frames of theirs. */
function policy({ mount: { byline } }: Wiki): string {
  const own = byline ? " 'self'" : '';
  const frames = byline ? `; frame-src ${byline.frameOrigin()}` : '';
  return `default-src 'none'; style-src 'unsafe-inline'${own}; script-src 'unsafe-inline'${own}; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'${frames}`;
}

const sendHtml = (wiki: Wiki, res: ServerResponse, status: number, text: string) =>
  res
    .writeHead(status, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': policy(wiki),
    })
    .end(text);

async function formOf(req: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(Buffer.from(chunk));
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

/** A path of this site: a form does not send anybody elsewhere. */
const localPath = (path: string | null) => (path?.startsWith('/') && !path.startsWith('//') && !path.includes('\\') ? path : '/wiki/home');

/** A browser names the origin of a form: one of another site is refused. */
const fromHere = (req: IncomingMessage) => req.headers.origin === undefined || req.headers.origin === `http://${req.headers.host}`;

async function act(visit: Visit, name: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (!fromHere(req)) {
    res.writeHead(403, { 'Content-Type': 'text/plain' }).end('This form is of another site.');
    return;
  }
  const form = await formOf(req);
  if (name === 'switch-user') {
    const cookie = `user=${encodeURIComponent(form.get('accountId') ?? '')}; Path=/; SameSite=Lax; HttpOnly`;
    res.writeHead(303, { 'Set-Cookie': cookie, Location: localPath(form.get('back')) }).end();
    return;
  }
  const action = actions[name];
  if (!action) throw new NotHere('There is no such action.');
  try {
    const target = action(visit, form);
    if (form.has('quiet')) res.writeHead(204).end();
    else res.writeHead(303, { Location: target }).end();
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    if (form.has('quiet')) res.writeHead(error.status, { 'Content-Type': 'text/plain' }).end(error.message);
    else sendHtml(visit, res, error.status, layout(visit, messagePage('That did not work', error.message)));
  }
}

/** Answers a request for a web page, form or picture of the wiki; false if the path is none of it. */
export async function serveWiki(wiki: Wiki, req: IncomingMessage, res: ServerResponse): Promise<boolean> {
  const url = new URL(req.url ?? '/', 'http://localhost');
  if (serveMedia(wiki.model, req, res, url)) return true;
  if (url.pathname !== '/wiki' && !url.pathname.startsWith('/wiki/')) return false;
  if (url.pathname.startsWith('/wiki/download/attachments/')) {
    // Withdrawn in 2026 (CHANGE-2735): only the REST download is left.
    res.writeHead(401, { 'Content-Type': 'text/plain' }).end('Unauthorized');
    return true;
  }
  const visit: Visit = { ...wiki, person: visitorOf(req), url };
  try {
    const action = /^\/wiki\/actions\/([a-z-]+)$/.exec(url.pathname)?.[1];
    if (action !== undefined && req.method === 'POST') {
      await act(visit, action, req, res);
      return true;
    }
    if (req.method !== 'GET' && req.method !== 'HEAD') return false;
    if (picture(visit, res)) return true;
    const place = otherAddress(visit);
    if (place !== null) {
      res.writeHead(302, { Location: place, 'Cache-Control': 'no-store' }).end();
      return true;
    }
    for (const [pattern, view] of routes) {
      const match = pattern.exec(url.pathname);
      if (!match) continue;
      sendHtml(wiki, res, 200, layout(visit, view(visit, match.slice(1).map(decodeURIComponent))));
      return true;
    }
    return false;
  } catch (error) {
    if (!(error instanceof NotHere)) throw error;
    sendHtml(wiki, res, 404, layout(visit, messagePage('Not found', error.message)));
    return true;
  }
}

function picture(visit: Visit, res: ServerResponse): boolean {
  const person = /^\/wiki\/aa-avatar\/(.+)$/.exec(visit.url.pathname)?.[1];
  if (person !== undefined) {
    sendSvg(res, avatar(visit.model.person(decodeURIComponent(person))?.name ?? '?'));
    return true;
  }
  const file = /^\/wiki\/files\/(att\d+)$/.exec(visit.url.pathname)?.[1];
  if (file === undefined) return false;
  const attachment = visit.model.state.attachments.get(file);
  if (!attachment) throw new NotHere('There is no such file.');
  contentAt(visit, attachment.contentId);
  sendSvg(res, placeholder(attachment.title));
  return true;
}
