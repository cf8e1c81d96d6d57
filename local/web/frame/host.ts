import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { uiKitScript, uiKitStyles } from '../../uikit';
import { frameScripts } from './scripts';
import { frameStyles } from './styles';
import type { FrameContext, FrameOptions } from './types';

const place = z.object({ content: z.string().optional(), space: z.string().optional() });
const invokeBody = z.object({
  functionKey: z.string(),
  payload: z.unknown().optional(),
  moduleKey: z.string(),
  place: place.default({}),
});
const productBody = z.object({
  product: z.string(),
  restPath: z.string(),
  fetchRequestInit: z
    .object({ method: z.string().optional(), headers: z.array(z.tuple([z.string(), z.string()])).optional(), body: z.string().nullish() })
    .optional(),
});

/** The part of the host's origin that belongs to the frame: its script and style, the context, and the calls of the framed page. */
export function handleHost(options: FrameOptions): (req: IncomingMessage, res: ServerResponse) => Promise<boolean> {
  return async (req, res) => {
    const url = new URL(req.url ?? '/', 'http://host.invalid');
    if (!url.pathname.startsWith('/__frame/')) return false;
    const route = `${req.method} ${url.pathname}`;
    if (route === 'GET /__frame/host.js') return write(res, 200, 'text/javascript; charset=utf-8', (await frameScripts()).hostPage);
    if (route === 'GET /__frame/host.css') return write(res, 200, 'text/css; charset=utf-8', frameStyles);
    if (route === 'GET /__frame/uikit.js') return write(res, 200, 'text/javascript; charset=utf-8', await uiKitScript());
    if (route === 'GET /__frame/uikit.css') return write(res, 200, 'text/css; charset=utf-8', frameStyles + uiKitStyles);
    const accountId = options.account(req);
    if (!accountId) return json(res, 401, { error: 'Nobody is signed in on this site' });
    try {
      const value = await answer(options, route, url, accountId, req);
      return value === undefined ? json(res, 404, { error: `The frame has no ${route}` }) : json(res, 200, { value: value.value });
    } catch (error) {
      // As Forge's own gateway does: the call went well, what it called did not. The browser's console is for the host's faults only.
      return json(res, 200, { error: error instanceof Error ? error.message : String(error) });
    }
  };
}

/** Undefined: no such route. */
async function answer(
  options: FrameOptions,
  route: string,
  url: URL,
  accountId: string,
  req: IncomingMessage,
): Promise<{ value: unknown } | undefined> {
  if (route === 'GET /__frame/context') return { value: contextOf(options, url, accountId) };
  if (route === 'GET /__frame/properties' && options.properties) {
    const { extension } = contextOf(options, url, accountId);
    return { value: await options.properties({ moduleKey: url.searchParams.get('module') ?? '', accountId, extension }) };
  }
  if (route === 'POST /__frame/invoke') {
    const { functionKey, payload, moduleKey, place } = invokeBody.parse(await body(req));
    const { extension } = options.context(accountId, moduleKey, place);
    return { value: await options.invoke({ functionKey, payload, moduleKey, accountId, extension }) };
  }
  if (route === 'POST /__frame/product') {
    const { product, restPath, fetchRequestInit: init } = productBody.parse(await body(req));
    const call = { accountId, product, restPath, method: init?.method ?? 'GET', headers: init?.headers ?? [], body: init?.body ?? null };
    return { value: await options.fetchProduct(call) };
  }
  return undefined;
}

function contextOf(options: FrameOptions, { searchParams }: URL, accountId: string): FrameContext {
  return options.context(accountId, searchParams.get('module') ?? '', place.parse(JSON.parse(searchParams.get('place') ?? '{}')));
}

async function body(req: IncomingMessage): Promise<unknown> {
  // A page of another origin can't send this type without the browser asking us first, and we do not answer that question.
  if (!req.headers['content-type']?.startsWith('application/json')) throw new Error('The frame takes JSON only');
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(Buffer.from(part));
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

function json(res: ServerResponse, status: number, value: unknown): true {
  return write(res, status, 'application/json', JSON.stringify(value));
}

function write(res: ServerResponse, status: number, type: string, text: string): true {
  res.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  res.end(text);
  return true;
}
