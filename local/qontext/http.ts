import type { IncomingMessage, ServerResponse } from 'node:http';
import { invalidRequest, Problem } from './problem';

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

/** The body as JSON. Throws 400 invalid_request for anything else; an absent body is undefined. */
export async function readJson(req: IncomingMessage): Promise<unknown> {
  const text = await readBody(req);
  if (text === '') return undefined;
  if (!/^application\/json\b/i.test(req.headers['content-type'] ?? '')) throw invalidRequest('Content-Type must be application/json.');
  try {
    return JSON.parse(text);
  } catch {
    throw invalidRequest('The body is not JSON.');
  }
}

export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) });
  res.end(text);
}

export function sendProblem(res: ServerResponse, problem: Problem, requestId: string): void {
  const { status, code, detail } = problem;
  const text = JSON.stringify({ type: 'about:blank', title: code.replaceAll('_', ' '), status, code, detail, requestId });
  res.writeHead(status, {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...(problem.retryAfterSeconds === null ? {} : { 'retry-after': String(problem.retryAfterSeconds) }),
  });
  res.end(text);
}
