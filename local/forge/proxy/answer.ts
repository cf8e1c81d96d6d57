import type { LiveInvocation } from '../invocations';

/** A request as it reached the platform's proxy. */
export interface ProxyRequest {
  invocation: LiveInvocation;
  method: string;
  /** forge-proxy-target: a product path or an absolute address. */
  target: string;
  headers: Record<string, string>;
  body: Buffer;
}
export interface ProxyAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer | string;
}

export const jsonAnswer = (status: number, body: unknown, headers: Record<string, string> = {}): ProxyAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

export const emptyAnswer = (status: number): ProxyAnswer => ({ status, headers: {}, body: '' });

/** The header that makes the SDK throw instead of returning the response. */
export const proxyError = (status: number, code: string, message: string): ProxyAnswer =>
  jsonAnswer(status, { code, message }, { 'forge-proxy-error': code });

/** Headers that belong to one connection, or that no longer hold once a body has been decoded. */
const perConnection = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'content-encoding',
  'host',
  'upgrade',
  'expect',
]);
const outboundLimitMs = 180_000;

/** Sends a request on to where it really goes. A host that can't be reached is a 502, as behind a gateway. */
export async function forward(
  url: string,
  request: Pick<ProxyRequest, 'method' | 'headers' | 'body'>,
  extra: Record<string, string>,
): Promise<ProxyAnswer> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (!perConnection.has(name) && !name.startsWith('forge-proxy-')) headers[name] = value;
  }
  const hasBody = request.body.length > 0 && request.method !== 'GET' && request.method !== 'HEAD';
  try {
    const response = await fetch(url, {
      method: request.method,
      headers: { ...headers, ...extra },
      body: hasBody ? new Uint8Array(request.body) : undefined,
      redirect: 'manual',
      signal: AbortSignal.timeout(outboundLimitMs),
    });
    const kept = [...response.headers].filter(([name]) => !perConnection.has(name));
    return { status: response.status, headers: Object.fromEntries(kept), body: Buffer.from(await response.arrayBuffer()) };
  } catch (error) {
    return jsonAnswer(502, { message: `${new URL(url).origin} did not answer: ${error instanceof Error ? error.message : error}` });
  }
}

/** Real milliseconds: latency is part of what a function waits for, and a virtual clock follows real time meanwhile. */
export const latency = (ms: number): Promise<void> => (ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve());
