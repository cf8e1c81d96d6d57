import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Api, problemAnswer } from './api';
import { Problem } from './problem';

/** Far above any content that is allowed, so that what is too large is answered as such. */
const MAX_BODY_BYTES = 2_000_000;

/** The body as text. Throws 413 for one that no limit would allow. */
export async function readBody(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    // A request without an encoding set yields buffers.
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new Problem(413, 'invalid_request', `The request has more than ${MAX_BODY_BYTES} bytes.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Brings a request over HTTP to the API, and its answer back. */
export async function serveApi(api: Api, url: URL, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const answer = await askApi(api, url, req);
  if (answer === 'dropped') {
    req.socket.destroy();
    return;
  }
  res.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  res.end(answer.body);
}

async function askApi(api: Api, url: URL, req: IncomingMessage) {
  let body: string;
  try {
    body = await readBody(req);
  } catch (error) {
    if (error instanceof Problem) return problemAnswer(error, 'req_unread');
    throw error;
  }
  const apiKey = req.headers['x-api-key'];
  const [contentType, method] = [req.headers['content-type'], req.method ?? 'GET'];
  return api({ method, url, apiKey: typeof apiKey === 'string' ? apiKey : undefined, contentType, body });
}

export type Handle = (req: IncomingMessage, res: ServerResponse) => Promise<boolean>;

/** Listens on 127.0.0.1; what `handle` does not serve is not found. */
export function listenOn(port: number, handle: Handle): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((req, res) => {
    handle(req, res).then(
      (served) => {
        if (!served) res.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
      },
      (error: unknown) => {
        process.stderr.write(`local Qontext: ${String(error)}\n`);
        res.destroy();
      },
    );
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      const close = () =>
        new Promise<void>((done) => {
          server.close(() => done());
          server.closeAllConnections();
        });
      resolve({ url: `http://127.0.0.1:${bound}`, close });
    });
  });
}
