import type { ContentId } from '../content';

/** What one piece of pasted text points to. Which space a page is in, and whether it exists, is for Confluence to say. */
export type Pointer =
  /** `place`: by its address no page, but something that pages lie in. */
  | { kind: 'content'; id: ContentId; place?: Place }
  | { kind: 'blogpost'; id: ContentId }
  | { kind: 'space'; key: string }
  | { kind: 'blogposts'; key: string }
  | { kind: 'title'; key: string; title: string }
  | { kind: 'site' };
/** What stands in the tree beside pages. */
export type Place = 'folder' | 'whiteboard' | 'database' | 'embed';
export type Pasted = { line: number; text: string } & ({ pointer: Pointer; problem: null } | { pointer: null; problem: string });

const ID = /^\d{1,19}$/;
/** Among other words a year or a count is no page. Confluence Cloud's ids are longer. */
const SHORTEST_IN_PROSE = 5;
const URL_IN_TEXT = /https?:\/\/[^\s<>"'“”„]+/gi;
/** In running text the mark that ends a sentence, or a bracket that is not opened in the address, does not belong to it. */
const TRAILING = /[.,;:!?…»]+$/;

/** Reads addresses and page ids out of pasted text, wherever they stand in it. `siteUrl`: up to and with `/wiki`. Each line without any says so. */
export function readPasted(text: string, siteUrl: string): Pasted[] {
  return text.split(/\r\n|\r|\n/).flatMap((raw, i): Pasted[] => {
    const line = raw.trim();
    if (line === '') return [];
    const found = [...line.matchAll(URL_IN_TEXT)].map((match) => withoutTail(match[0]));
    const rest = found.reduce((left, url) => left.replace(url, ' '), line);
    const words = rest.split(/[\s,;]+/).filter((word) => word !== '');
    const isProse = words.some((word) => !ID.test(word));
    const ids = words.filter((word) => ID.test(word) && (!isProse || word.length >= SHORTEST_IN_PROSE));
    const rows = [...found.map((url) => ofUrl(i + 1, url, siteUrl)), ...ids.map((id) => ofPointer(i + 1, id, { kind: 'content', id }))];
    return rows.length > 0 ? rows : [ofPath(i + 1, line, siteUrl)];
  });
}

function withoutTail(url: string): string {
  const trimmed = url.replace(TRAILING, '');
  const closesMore = (open: string, close: string) => trimmed.endsWith(close) && trimmed.split(close).length > trimmed.split(open).length;
  return closesMore('(', ')') || closesMore('[', ']') ? trimmed.slice(0, -1).replace(TRAILING, '') : trimmed;
}

const ofPointer = (line: number, text: string, pointer: Pointer): Pasted => ({ line, text, pointer, problem: null });
const refuse = (line: number, text: string, problem: string): Pasted => ({ line, text, pointer: null, problem });

/** A host and a path without `https://`, as some address bars show it. */
const BARE = /^[\w-]+(\.[\w-]+)*\.[a-z]{2,}(:\d+)?\//i;

/** An address without its site or its scheme, as one copies it out of an address bar's end or beginning. */
function ofPath(line: number, text: string, siteUrl: string): Pasted {
  if (/^\/?wiki\/|^\/?(spaces|pages|display|x)\//.test(text)) {
    const path = text.replace(/^\/?(wiki\/)?/, '/wiki/');
    return { ...ofUrl(line, new URL(siteUrl).origin + path, siteUrl), text };
  }
  if (BARE.test(`${text}/`) && (text.includes('/wiki') || text === new URL(siteUrl).host))
    return { ...ofUrl(line, `https://${text}`, siteUrl), text };
  return refuse(line, text, 'No address and no page id. Paste the address of a page, a blog post or a space of this site.');
}

function ofUrl(line: number, text: string, siteUrl: string): Pasted {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return refuse(line, text, 'This is no complete address. Copy it from the address bar of your browser.');
  }
  const site = new URL(siteUrl);
  if (url.host.toLowerCase() !== site.host.toLowerCase())
    return refuse(line, text, `This is an address of ${url.host}; only content of ${site.host} can be chosen here.`);
  const pointer = pointerOf(url);
  return pointer
    ? ofPointer(line, text, pointer)
    : refuse(line, text, 'This is an address of the site, but of no page, blog post or space.');
}

function pointerOf(url: URL): Pointer | null {
  const [wiki, ...rest] = url.pathname.split('/').filter((part) => part !== '');
  if (wiki === undefined) return { kind: 'site' };
  if (wiki !== 'wiki') return null;
  const [first, second] = rest.map(decoded);
  if (second?.endsWith('.action')) return ofAction(url.searchParams);
  if (first === undefined || (first === 'home' && rest.length === 1) || (first === 'spaces' && second === undefined))
    return { kind: 'site' };
  if (first === 'x' && second) return ofShort(second);
  if (first === 'spaces' && second) return ofSpacePath(second, rest.slice(2).map(decoded));
  if (first === 'display' && second) return rest.length > 2 ? ofDisplay(second, rest.slice(2)) : { kind: 'space', key: second };
  if (first === 'pages' && second && ID.test(second)) return { kind: 'content', id: second };
  return null;
}

/** Older addresses, and those of the editor: /pages/viewpage.action?pageId=ID and the like, /spaces/viewspace.action?key=KEY. */
function ofAction(query: URLSearchParams): Pointer | null {
  const id = query.get('pageId') ?? query.get('draftId');
  if (id !== null) return ID.test(id) ? { kind: 'content', id } : null;
  const key = query.get('spaceKey') ?? query.get('key');
  const title = query.get('title');
  if (!key) return null;
  return title ? { kind: 'title', key, title } : { kind: 'space', key };
}

/** What stands in the tree, under the name of its kind; /history/ID shows the versions of a page. */
const PLACES: readonly Place[] = ['folder', 'whiteboard', 'database', 'embed'];
const IN_TREE = ['pages', 'page', 'history', ...PLACES];

function ofSpacePath(key: string, [what, ...rest]: string[]): Pointer | null {
  const [id, next] = rest;
  if (what === undefined || ['overview', 'settings', 'home'].includes(what) || (what === 'pages' && id === undefined))
    return { kind: 'space', key };
  if (what === 'blog') return ofBlogPath(key, rest);
  if (!IN_TREE.includes(what) || id === undefined) return null;
  const place = PLACES.find((one) => one === what);
  if (ID.test(id)) return { kind: 'content', id, ...(place ? { place } : {}) };
  // The editor: /pages/edit-v2/ID, and the older /pages/edit/ID.
  return /^(edit|edit-v2|resumedraft)$/.test(id) && next && ID.test(next) ? { kind: 'content', id: next } : null;
}

/** /blog, /blog/ID/title, /blog/edit-v2/ID, and with the day in between: /blog/2026/11/21/ID/title. */
function ofBlogPath(key: string, parts: string[]): Pointer | null {
  if (parts.length === 0) return { kind: 'blogposts', key };
  // A year, or a month of it, is no blog post.
  const isDated = /^\d{4}$/.test(parts[0] ?? '') && /^\d{1,2}$/.test(parts[1] ?? '01');
  const [first = '', second = ''] = isDated ? parts.slice(3) : parts;
  if (/^(edit|edit-v2)$/.test(first)) return ID.test(second) ? { kind: 'blogpost', id: second } : null;
  return ID.test(first) ? { kind: 'blogpost', id: first } : null;
}

/** /display/KEY/Title+of+the+page, and of a blog post /display/KEY/2026/11/21/Title. A plus of the title itself comes as %2B. */
function ofDisplay(key: string, parts: string[]): Pointer | null {
  const isDated = parts.length === 4 && /^\d{4}$/.test(parts[0] ?? '');
  const title = isDated ? parts[3] : parts.length === 1 ? parts[0] : undefined;
  return title ? { kind: 'title', key, title: decoded(title.replaceAll('+', ' ')) } : null;
}

/** A short link: the id's 8 bytes in base 64, lowest byte first, without the zeros at the end: these are needed to read the last byte. */
function ofShort(code: string): Pointer | null {
  if (!/^[A-Za-z0-9_-]{1,11}$/.test(code)) return null;
  const bytes = Buffer.from(code.replaceAll('-', '/').replaceAll('_', '+').padEnd(12, 'A'), 'base64');
  const id = bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return id > 0n && ID.test(String(id)) ? { kind: 'content', id: String(id) } : null;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
