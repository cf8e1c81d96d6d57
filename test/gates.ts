/** Servers in front of the local Confluence and the local Qontext, at which a test sees each request and may answer it instead. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { LocalConfluence } from '../local/confluence';
import type { Qontext } from '../local/qontext';

export interface Asked {
  method: string;
  /** With the query. */
  path: string;
  /** Empty at the gate of Confluence, of whom the app only reads. */
  body: string;
  headers: IncomingMessage['headers'];
}
export interface Instead {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface Gate {
  url: string;
  /** What was asked, oldest first. A test may empty it. */
  requests: Asked[];
  /** Answers in place of the server, or lets the request pass (null), after it has waited for whatever it wants to wait for. */
  interfere: (asked: Asked) => Instead | null | Promise<Instead | null>;
  /** What was asked by other methods than GET. */
  writes(): Asked[];
  close(): Promise<void>;
}

type Serve = (asked: Asked, request: IncomingMessage, response: ServerResponse) => Promise<void>;

export const confluenceGate = (confluence: LocalConfluence): Promise<Gate> =>
  gate(async (_asked, request, response) => {
    if (!(await confluence.handle(request, response))) response.writeHead(404).end();
  });

export const qontextGate = (qontext: Qontext): Promise<Gate> =>
  gate(async ({ method, path, headers }, request, response) => {
    const body = await bodyOf(request);
    await relay(qontext, { method, path, headers, body }, response);
  }, bodyOf);

async function relay(qontext: Qontext, { method, path, headers, body }: Asked, response: ServerResponse): Promise<void> {
  const sent = Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
  try {
    const answer = await qontext.fetch(`http://qontext.local${path}`, { method, headers: sent, ...(body ? { body } : {}) });
    const retryAfter = answer.headers.get('retry-after');
    response.writeHead(answer.status, { 'content-type': 'application/json', ...(retryAfter ? { 'retry-after': retryAfter } : {}) });
    response.end(await answer.text());
  } catch {
    // The local Qontext dropped the connection: so does this.
    response.destroy();
  }
}

const bodies = new WeakMap<IncomingMessage, Promise<string>>();
function bodyOf(request: IncomingMessage): Promise<string> {
  const known = bodies.get(request) ?? read(request);
  bodies.set(request, known);
  return known;
}
async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

async function gate(serve: Serve, readBody: (request: IncomingMessage) => Promise<string> = async () => ''): Promise<Gate> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked: Asked = {
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      body: await readBody(request),
      headers: request.headers,
    };
    made.requests.push(asked);
    const instead = await made.interfere(asked);
    if (!instead) return serve(asked, request, response);
    response.writeHead(instead.status, { 'content-type': 'application/json', ...instead.headers });
    response.end(JSON.stringify(instead.body ?? {}));
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // Not an answer of either API, so that no test takes it for one.
      response.writeHead(599).end(String(error));
    });
  });
  const made: Gate = {
    url: '',
    requests: [],
    interfere: () => null,
    writes: () => made.requests.filter(({ method }) => method !== 'GET'),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The gate has no port.');
  made.url = `http://127.0.0.1:${address.port}`;
  return made;
}

/** Lets no request through that `matches`, until `release` is called. */
export function hold(gate: Gate, matches: (asked: Asked) => boolean): { held: Asked[]; release(): void } {
  const held: Asked[] = [];
  let open = () => {};
  const opened = new Promise<null>((resolve) => {
    open = () => resolve(null);
  });
  gate.interfere = (asked) => {
    if (!matches(asked)) return null;
    held.push(asked);
    return opened;
  };
  return {
    held,
    release() {
      gate.interfere = () => null;
      open();
    },
  };
}

/** Another process is at work: looks again and again, for twenty seconds at most. */
export async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !isSo(); ) {
    if (Date.now() > end) throw new Error('It has not come to pass within twenty seconds.');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
