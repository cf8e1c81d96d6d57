import type { IncomingMessage, ServerResponse } from 'node:http';
import { personActor } from '../access';
import { protectFile, replaceContent, settleReview } from '../files';
import { readBody } from '../http';
import { Problem } from '../problem';
import type { Settings } from '../settings';
import { type Access, currentChange, newId, nodeAt, pathOf, type RepositoryEvent, type State, type StoredFile } from '../state';
import { filePage, VIEWS, type View } from './filePage';
import { folderPage } from './folderPage';
import { browseUrl } from './layout';
import { keysPage, messagePage, reviewsPage, searchPage } from './otherPages';
import { icons, liveScript, style } from './style';

const LATEST = 25;
/** No script but the page's own, nothing from elsewhere but images, forms only to itself: content can never act. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' http: https: data:; form-action 'self'; base-uri 'none'; frame-ancestors http://127.0.0.1:* http://localhost:*",
  'x-content-type-options': 'nosniff',
  // Not 'no-referrer': a browser then sends forms with the origin "null", and they could not be told from another site's.
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

export interface Pages {
  /** False, and nothing done, for an address that is not of the web page. */
  handle(url: URL, req: IncomingMessage, res: ServerResponse): Promise<boolean>;
}

/** The web page of the repository, for people. */
export function createPages(state: State, settings: Settings): Pages {
  const latest: RepositoryEvent[] = [];
  state.watchers.add((event) => {
    latest.unshift(event);
    latest.length = Math.min(latest.length, LATEST);
  });
  return {
    async handle(url, req, res) {
      if (req.method === 'POST') return post(state, url, req, res);
      if (req.method !== 'GET' && req.method !== 'HEAD') return false;
      return get(state, settings, latest, url, req, res);
    },
  };
}

function get(state: State, settings: Settings, latest: RepositoryEvent[], url: URL, req: IncomingMessage, res: ServerResponse): boolean {
  const { pathname, searchParams } = url;
  if (pathname === '/assets/style.css') return send(res, 200, 'text/css', style);
  if (pathname === '/assets/live.js') return send(res, 200, 'text/javascript', liveScript);
  const icon = icons[/^\/assets\/(\w+)\.svg$/.exec(pathname)?.[1] ?? ''];
  if (icon !== undefined) return send(res, 200, 'image/svg+xml', icon);
  if (pathname === '/events') return streamEvents(state, req, res);
  if (pathname === '/' || pathname === '/browse') return sendPage(res, 200, folderPage(state, null, latest));
  if (pathname === '/reviews') return sendPage(res, 200, reviewsPage(state));
  if (pathname === '/keys') return sendPage(res, 200, keysPage(state));
  if (pathname === '/search') return sendPage(res, 200, searchPage(state, searchParams.get('q') ?? '', settings.searchLagMs));
  const [, prefix, ...rest] = segmentsOf(pathname);
  if (prefix === 'raw' || prefix === 'id') return byId(state, prefix, rest[0] ?? '', res);
  const node = nodeAt(state, prefix === 'browse' ? rest : [prefix ?? '', ...rest]);
  // A link in a file may name another by its path from the root.
  if (node && prefix !== 'browse') return redirect(res, browseUrl(pathOf(state, node)));
  if (prefix !== 'browse') return false;
  if (!node) return gone(state, res);
  if (node.kind === 'folder') return sendPage(res, 200, folderPage(state, node, latest));
  const view = searchParams.get('view') ?? 'read';
  return sendPage(res, 200, filePage(state, node, isView(view) ? view : 'read'));
}

const isView = (text: string): text is View => Object.hasOwn(VIEWS, text);

function byId(state: State, prefix: 'raw' | 'id', id: string, res: ServerResponse): boolean {
  const node = state.files.get(id) ?? state.folders.get(id);
  if (!node) return gone(state, res);
  // Plain text: a browser shows it and runs nothing.
  if (prefix === 'raw' && node.kind === 'file') return send(res, 200, 'text/plain', currentChange(node).content);
  return redirect(res, browseUrl(pathOf(state, node)));
}

const gone = (state: State, res: ServerResponse) =>
  sendPage(res, 404, messagePage(state, 'Not here', 'There is nothing at this path: it was renamed, moved or deleted.'));

async function post(state: State, url: URL, req: IncomingMessage, res: ServerResponse): Promise<boolean> {
  const action = /^\/(?:files\/(doc_[0-9a-z]+)\/(edit|protect|settle)|keys\/(create|revoke))$/.exec(url.pathname);
  if (!action) return false;
  // A page of another site must not be able to edit here in the reader's name.
  const origin = req.headers.origin;
  if (origin === undefined || !URL.canParse(origin) || new URL(origin).host !== req.headers.host) {
    return sendPage(res, 403, messagePage(state, 'Refused', 'This form was not sent from this page.'));
  }
  const form = new URLSearchParams(await readBody(req));
  const [, fileId, fileAction, keyAction] = action;
  try {
    if (keyAction !== undefined) return redirect(res, changeKey(state, keyAction, form));
    const file = state.files.get(fileId ?? '');
    if (!file) return gone(state, res);
    return redirect(res, changeFile(state, file, fileAction ?? '', form));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return sendPage(res, error.status, messagePage(state, 'Not done', error.detail));
  }
}

/** Where to go afterwards. */
function changeFile(state: State, file: StoredFile, action: string, form: URLSearchParams): string {
  const person = personActor(form.get('author') ?? 'Ada Brandt');
  if (action === 'settle') {
    settleReview(state, person, file, form.get('change') ?? '', form.get('verdict') === 'accept' ? 'accept' : 'reject');
    return '/reviews';
  }
  if (action === 'protect') protectFile(state, person, file, form.get('protected') === 'true');
  else {
    // A form sends line ends of its own kind.
    const content = (form.get('content') ?? '').replaceAll('\r\n', '\n');
    const outcome = replaceContent(state, person, file, form.get('baseChangeId') ?? '', content, Number.POSITIVE_INFINITY);
    if (outcome.kind === 'in-review') return '/reviews';
  }
  return browseUrl(pathOf(state, file));
}

function changeKey(state: State, action: string, form: URLSearchParams): string {
  if (action === 'create') {
    const baseline: Access = form.get('baseline') === 'read' ? 'read' : 'edit';
    const key = { key: newId(state, 'q_sk', 40), name: form.get('name') || 'Unnamed', revoked: false, baseline, grants: [] };
    state.keys.set(key.key, key);
    state.keep({ key });
    return '/keys';
  }
  const key = state.keys.get(form.get('key') ?? '');
  if (key) {
    key.revoked = true;
    state.keep({ key });
  }
  return '/keys';
}

function streamEvents(state: State, req: IncomingMessage, res: ServerResponse): boolean {
  res.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
  res.write(':\n\n');
  const watcher = (event: RepositoryEvent) => res.write(`data: ${event.kind}\n\n`);
  state.watchers.add(watcher);
  req.on('close', () => state.watchers.delete(watcher));
  return true;
}

function segmentsOf(pathname: string): string[] {
  try {
    return pathname.split('/').map(decodeURIComponent);
  } catch {
    // Not an address that this page made.
    return [];
  }
}

function send(res: ServerResponse, status: number, type: string, text: string): true {
  res.writeHead(status, { ...HEADERS, 'content-type': `${type}; charset=utf-8`, 'content-length': Buffer.byteLength(text) });
  res.end(text);
  return true;
}

const sendPage = (res: ServerResponse, status: number, text: string) => send(res, status, 'text/html', text);

function redirect(res: ServerResponse, to: string): true {
  res.writeHead(303, { ...HEADERS, location: to }).end();
  return true;
}
