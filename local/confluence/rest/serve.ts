import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../clock';
import type { Person } from '../../people';
import { type MeterWriter, quotaHeaders, secondsToNextHour } from '../meter';
import { type Model, ModelError } from '../model';
import { isUser } from '../model/visibility';
import type { ConfluenceSettings } from '../settings';
import { type Answer, RestError } from './call';
import { errorBody } from './errors';
import { routeOf } from './routes';

export interface Rest {
  model: Model;
  clock: Clock;
  random: () => number;
  settings: ConfluenceSettings;
  meter: MeterWriter;
}

interface Reply {
  status: number;
  body: unknown;
  headers: Record<string, string>;
}

const isRestPath = (path: string) => path.startsWith('/wiki/api/v2/') || path.startsWith('/wiki/rest/api/');

/** HTTP basic authentication with e-mail and API token decides who asks. */
function principalOf(model: Model, header: string | undefined): Person | null {
  const encoded = /^Basic (.+)$/i.exec(header ?? '')?.[1];
  if (!encoded) return null;
  const text = Buffer.from(encoded, 'base64').toString();
  const at = text.indexOf(':');
  const [email, token] = [text.slice(0, at), text.slice(at + 1)];
  for (const person of model.state.people.values()) if (person.email === email && person.token === token) return person;
  return null;
}

async function jsonOf(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString();
  if (!text) return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new RestError(400, 'The body is not JSON');
  }
}

/** What refuses a call before it is looked at: the gateway, the burst limit, the hourly quota, a failing server. */
function refusal(rest: Rest, path: string, quota: Record<string, string>): Reply | null {
  const { settings, random, meter, clock } = rest;
  const calls = meter.burst();
  const happens = (share: number) => share > 0 && random() < share;
  const refuse = (status: number, message: string, headers: Record<string, string>): Reply => ({
    status,
    body: errorBody(path, status, message),
    headers: { ...quota, ...headers },
  });
  if (happens(settings.gatewayRefusals)) return refuse(429, 'Rate limit exceeded', { 'X-Failure-Category': 'FAILURE CLIENT RATE LIMITED' });
  if ((settings.burstPerSecond !== null && calls > settings.burstPerSecond) || happens(settings.burstRefusals)) {
    const reset = new Date(Math.ceil((clock.now() + 1) / 1_000) * 1_000).toISOString();
    const limit = String(settings.burstPerSecond ?? 10);
    return refuse(429, 'Too many requests', {
      'Retry-After': '1',
      'RateLimit-Reason': 'confluence-burst-based',
      'X-RateLimit-Limit': limit,
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': reset,
    });
  }
  if (settings.quotaMode === 'enforced' && meter.usedThisHour() >= settings.quotaPoints) {
    // Both spellings of the reason were seen on the real one.
    const reason = random() < 0.5 ? 'confluence-quota-global-based' : 'conf-global-based';
    return refuse(429, 'Quota exceeded', { 'Retry-After': String(secondsToNextHour(clock.now())), 'RateLimit-Reason': reason });
  }
  if (happens(settings.serverErrors)) {
    const statuses = [500, 502, 503, 504];
    return refuse(statuses[Math.floor(random() * statuses.length)] ?? 500, 'Internal server error', {});
  }
  return null;
}

const pointsOf = (answer: Answer, settings: ConfluenceSettings) =>
  1 + (answer.objects ?? 0) + 2 * (answer.people ?? 0) + (settings.billNested ? (answer.nested ?? 0) : 0);

async function replyTo(rest: Rest, req: IncomingMessage, url: URL, baseUrl: string): Promise<Reply> {
  const { model, settings, meter, clock } = rest;
  const path = url.pathname;
  const method = req.method ?? 'GET';
  const route = routeOf(method, path);
  const operation = route?.operation ?? `${method} ${path}`;
  const quota = () => quotaHeaders(settings, meter.usedThisHour(), clock.now());
  const fail = (status: number, message: string): Reply => {
    meter.add(operation, 1);
    return { status, body: errorBody(path, status, message), headers: quota() };
  };
  const principal = principalOf(model, req.headers.authorization);
  if (!principal) return fail(401, 'Unauthorized');
  const refused = refusal(rest, path, quota());
  if (refused) {
    // A refused call is counted as a call; it costs nothing of the quota.
    meter.add(operation, 0);
    return refused;
  }
  // ECO-1450: who has no licence for Confluence is refused here; v2 shows them nothing.
  if (path.startsWith('/wiki/rest/api/') && !isUser(principal)) return fail(403, 'Current user not permitted to use Confluence');
  if (!route) return fail(404, `No such operation here: ${method} ${path}`);
  try {
    const body = method === 'GET' ? null : await jsonOf(req);
    const answer = route.handler({
      method,
      path,
      params: route.params,
      query: url.searchParams,
      body,
      principal,
      model,
      settings,
      now: clock.now(),
      base: baseUrl,
      origin: `http://${req.headers.host ?? 'localhost'}`,
    });
    meter.add(operation, pointsOf(answer, settings));
    return { status: answer.status ?? 200, body: answer.body, headers: { ...answer.headers, ...quota() } };
  } catch (error) {
    if (error instanceof RestError || error instanceof ModelError) return fail(error.status, error.message);
    throw error;
  }
}

/** Answers a request to the REST API; false if the path is none of it. */
export async function serveRest(rest: Rest, req: IncomingMessage, res: ServerResponse, baseUrl: string): Promise<boolean> {
  const url = new URL(req.url ?? '/', 'http://localhost');
  if (!isRestPath(url.pathname)) return false;
  const { latencyMs } = rest.settings;
  if (latencyMs > 0) await new Promise<void>((resolve) => rest.clock.setTimer(latencyMs, resolve));
  const reply = await replyTo(rest, req, url, baseUrl);
  const text = reply.body === null ? '' : JSON.stringify(reply.body);
  res.writeHead(reply.status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text), ...reply.headers });
  res.end(text);
  return true;
}
