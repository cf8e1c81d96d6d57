import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { InvocationBook } from '../invocations';
import type { KvsHandler } from '../kvs/operations';
import type { Queue } from '../queue';
import { emptyAnswer, jsonAnswer, type ProxyAnswer, type ProxyRequest, proxyError } from './answer';
import type { Caller, ProductHandler } from './product';

export interface ProxyRoutes {
  product: ProductHandler;
  egress(request: ProxyRequest): Promise<ProxyAnswer>;
  kvs: KvsHandler;
  queue: Queue;
  logs(request: ProxyRequest): void;
  /** Called for each request, before it is answered. */
  touched(): void;
  /** Called after a push, so that what is due is delivered. */
  pushed(): void;
}

export interface ProxyServer {
  url: string;
  host: string;
  close(): Promise<void>;
}

const keepAliveMs = 120_000;

/** The platform's proxy: the only way out of the function process. Knows each invocation by its token. */
export async function startProxy(book: InvocationBook, routes: ProxyRoutes): Promise<ProxyServer> {
  const server = createServer((incoming, response) => {
    handle(incoming, book, routes).then(
      (answer) => send(response, answer),
      // A fault of the host itself: said, not hidden, because a function would take it for an answer of the platform.
      (error) => send(response, jsonAnswer(500, { message: `local Forge host: ${error instanceof Error ? error.stack : error}` })),
    );
  });
  // A function keeps its connections; closing an idle one just as it is used again would look like a fault of the platform.
  server.keepAliveTimeout = keepAliveMs;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function handle(incoming: IncomingMessage, book: InvocationBook, routes: ProxyRoutes): Promise<ProxyAnswer> {
  const body = await bodyOf(incoming);
  routes.touched();
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) if (value !== undefined) headers[name] = String(value);
  const invocation = book.byToken(headers['forge-proxy-authorization']?.replace(/^Bearer /, '') ?? '');
  if (!invocation) return jsonAnswer(401, { message: 'This token is unknown, or its invocation has ended.' });
  const request = { invocation, method: incoming.method ?? 'GET', target: headers['forge-proxy-target'] ?? '', headers, body };
  return route(incoming.url ?? '/', request, routes);
}

async function route(url: string, request: ProxyRequest, routes: ProxyRoutes): Promise<ProxyAnswer> {
  const parts = url.split('/').slice(1).map(decodeURIComponent);
  if (url === '/logs') {
    routes.logs(request);
    return emptyAnswer(204);
  }
  if (url === '/egress') return routes.egress(request);
  if (url.startsWith('/fpp/as/app/provider/atlassian/capability/')) return capability(parts[6] ?? '', request, routes);
  if (parts[0] === 'fpp' && parts[1] === 'provider') return firstParty(parts.slice(2), request, routes);
  return proxyError(501, 'PROXY_ERR', `The local host has no route ${url.split('/').slice(0, 3).join('/')}.`);
}

/** /fpp/provider/{provider}/remote/{remote}[/account/{accountId}] or /fpp/provider/{provider}/contextAri/{ari} */
async function firstParty(
  [provider = '', by, remote, , account]: string[],
  request: ProxyRequest,
  routes: ProxyRoutes,
): Promise<ProxyAnswer> {
  const caller: Caller = { provider, account: account ?? null };
  if (by === 'contextAri' || remote === 'confluence') return routes.product(request, caller);
  if (remote === 'stargate' && request.target.startsWith('/webhook/queue/')) return queueCall(request, routes);
  return proxyError(501, 'INVALID_REMOTE', `The local host serves Confluence and queues, not ${remote} ${request.target.split('?')[0]}.`);
}

function queueCall(request: ProxyRequest, routes: ProxyRoutes): ProxyAnswer {
  const body = jsonOf(request);
  const verb = request.target.split('/')[3];
  if (verb === 'publish') {
    const answer = routes.queue.publish(body, request.invocation.originId);
    routes.pushed();
    return answer;
  }
  if (verb === 'stats') return routes.queue.stats(body);
  if (verb === 'cancel') return routes.queue.cancel(body);
  return jsonAnswer(404, { message: `Queues have no operation ${verb}.` });
}

function capability(name: string, request: ProxyRequest, routes: ProxyRoutes): ProxyAnswer {
  if (name !== 'kvs') return proxyError(501, 'PROXY_ERR', `The local host has no capability ${name}.`);
  const answer = routes.kvs(request.target, jsonOf(request));
  request.invocation.counts.kvReadUnits += answer.readUnits;
  request.invocation.counts.kvWriteUnits += answer.writeUnits;
  return answer.body === undefined ? emptyAnswer(answer.status) : jsonAnswer(answer.status, answer.body);
}

function jsonOf(request: ProxyRequest): unknown {
  try {
    return JSON.parse(request.body.toString());
  } catch {
    return undefined;
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, answer: ProxyAnswer): void {
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}
