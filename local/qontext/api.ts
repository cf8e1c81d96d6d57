import type { IncomingMessage, ServerResponse } from 'node:http';
import { actorOf, authenticate } from './access';
import type { Counters } from './counters';
import { readJson, sendJson, sendProblem } from './http';
import { invalidRequest, Problem } from './problem';
import { routes } from './routes';
import type { Settings } from './settings';
import { newId, type State } from './state';
import { answerFault, type Weather } from './weather';

/** Answers a request to the API: /auth and /v1. Every failure is an answer of the API's own form, or a closed connection where a fault says so. */
export async function handleApi(
  state: State,
  settings: Settings,
  weather: Weather,
  counters: Counters,
  url: URL,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const requestId = newId(state, 'req');
  const found = routes.find((route) => route.method === req.method && route.pattern.test(url.pathname));
  const operation = found?.operation ?? 'unknown';
  try {
    const body = await readJson(req);
    await weather.latency();
    const fault = weather.faultFor(operation);
    if (fault === 'drop-before') return drop(counters, operation, req);
    answerFault(fault, settings);
    const key = authenticate(state, req.headers['x-api-key']);
    weather.checkRate(key.key);
    if (!found) throw new Problem(404, 'not_found', `Cannot ${req.method ?? 'GET'} ${url.pathname}`);
    const id = decodeId(found.pattern.exec(url.pathname)?.[1] ?? '');
    const answer = found.run({ state, settings, actor: actorOf(key), id, query: url.searchParams, body });
    if (fault === 'drop-after') return drop(counters, operation, req);
    counters.count(operation, answer.status, Number(req.headers['content-length'] ?? 0));
    if (answer.body === undefined) res.writeHead(answer.status).end();
    else sendJson(res, answer.status, answer.body);
  } catch (error) {
    const problem = error instanceof Problem ? error : unexpected(error);
    counters.count(operation, problem.status, Number(req.headers['content-length'] ?? 0));
    sendProblem(res, problem, requestId);
  }
}

function decodeId(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidRequest('The address is not well-formed.');
  }
}

function drop(counters: Counters, operation: string, req: IncomingMessage): void {
  counters.count(operation, 0, Number(req.headers['content-length'] ?? 0));
  req.socket.destroy();
}

function unexpected(error: unknown): Problem {
  process.stderr.write(`local Qontext: ${error instanceof Error ? error.stack : String(error)}\n`);
  return new Problem(500, 'internal_error', 'Something went wrong; it has been reported.');
}
