import { actorOf, authenticate } from './access';
import type { Counters } from './counters';
import { invalidRequest, Problem } from './problem';
import { routes } from './routes';
import type { Settings } from './settings';
import { newId, type State } from './state';
import { answerFault, type Weather } from './weather';

export interface ApiRequest {
  method: string;
  url: URL;
  apiKey: string | undefined;
  contentType: string | undefined;
  /** Empty where there is none. */
  body: string;
}

export interface ApiAnswer {
  status: number;
  headers: Record<string, string>;
  /** Empty where there is none. */
  body: string;
}

export type Api = (request: ApiRequest) => Promise<ApiAnswer | 'dropped'>;

/**
 * The API, /auth and /v1, apart from how a request comes in. Every failure is an answer of the API's own form; 'dropped' is a
 * connection that closes without an answer, where a fault says so.
 */
export function createApi(state: State, settings: Settings, weather: Weather, counters: Counters): Api {
  return async (request) => {
    const { method, url } = request;
    const found = routes.find((route) => route.method === method && route.pattern.test(url.pathname));
    const operation = found?.operation ?? 'unknown';
    const bytes = Buffer.byteLength(request.body);
    const requestId = newId(state, 'req');
    try {
      await weather.latency();
      const fault = weather.faultFor(operation);
      if (fault === 'drop-before') return drop(counters, operation, bytes);
      answerFault(fault, settings);
      const key = authenticate(state, request.apiKey);
      weather.checkRate(key.key);
      if (!found) throw new Problem(404, 'not_found', `Cannot ${method} ${url.pathname}`);
      const id = decodeId(found.pattern.exec(url.pathname)?.[1] ?? '');
      const answer = found.run({ state, settings, actor: actorOf(key), id, query: url.searchParams, body: jsonOf(request) });
      if (fault === 'drop-after') return drop(counters, operation, bytes);
      counters.count(operation, answer.status, bytes);
      return answer.body === undefined ? { status: answer.status, headers: {}, body: '' } : jsonAnswer(answer.status, answer.body);
    } catch (error) {
      const problem = error instanceof Problem ? error : unexpected(error);
      counters.count(operation, problem.status, bytes);
      return problemAnswer(problem, requestId);
    }
  };
}

/** Throws 400 invalid_request for a body that is not JSON; an absent body is undefined. */
function jsonOf({ body, contentType }: ApiRequest): unknown {
  if (body === '') return undefined;
  if (!/^application\/json\b/i.test(contentType ?? '')) throw invalidRequest('Content-Type must be application/json.');
  try {
    return JSON.parse(body);
  } catch {
    throw invalidRequest('The body is not JSON.');
  }
}

function decodeId(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidRequest('The address is not well-formed.');
  }
}

function drop(counters: Counters, operation: string, bytes: number): 'dropped' {
  counters.count(operation, 0, bytes);
  return 'dropped';
}

const jsonAnswer = (status: number, body: unknown): ApiAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

export function problemAnswer({ status, code, detail, retryAfterSeconds }: Problem, requestId: string): ApiAnswer {
  const retryAfter = retryAfterSeconds === null ? null : { 'retry-after': String(retryAfterSeconds) };
  const title = code.replaceAll('_', ' ');
  return {
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', ...retryAfter },
    body: JSON.stringify({ type: 'about:blank', title, status, code, detail, requestId }),
  };
}

function unexpected(error: unknown): Problem {
  process.stderr.write(`local Qontext: ${error instanceof Error ? error.stack : String(error)}\n`);
  return new Problem(500, 'internal_error', 'Something went wrong; it has been reported.');
}
