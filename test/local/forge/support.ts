import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ForgeHost, type ForgeHostOptions, type LogLine, startForgeHost } from '../../../local/forge';

const root = join(__dirname, '../../..');
export const fixtureDir = join(__dirname, 'fixture');

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );

/** The fixture app, bundled by the real bundler; again only when it or our runtime has changed. Folder of the function bundle. */
export function fixtureBundle(): string {
  const hash = createHash('sha256');
  for (const file of [
    ...filesBelow(fixtureDir),
    ...filesBelow(join(root, 'local/forge/runtime')),
    join(root, 'package-lock.json'),
  ].sort()) {
    hash.update(file).update(readFileSync(file));
  }
  const folder = join(tmpdir(), `forge-fixture-${hash.digest('hex').slice(0, 16)}`);
  if (!existsSync(folder)) {
    const made = join(mkdtempSync(join(tmpdir(), 'forge-fixture-new-')), 'build');
    execFileSync(process.execPath, [require.resolve('tsx/cli'), join(root, 'scripts/bundle.ts'), fixtureDir, made], {
      cwd: root,
      stdio: 'pipe',
    });
    try {
      renameSync(made, folder);
    } catch (error) {
      // Another worker was first: its bundle is the same.
      if (!existsSync(folder)) throw error;
      rmSync(made, { recursive: true });
    }
  }
  return join(folder, 'runtime');
}

export interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A server that notes what it is asked; answers 200 with JSON, or what `answer` says. */
export async function listener(answer: (seen: Seen) => { status?: number; headers?: Record<string, string>; body?: unknown } = () => ({})) {
  const seen: Seen[] = [];
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() };
    seen.push(one);
    const { status = 200, headers = {}, body = { results: [{ id: '1' }, { id: '2' }] } } = answer(one);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => void server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}`, seen, close };
}

export interface Bench {
  host: ForgeHost;
  logs: LogLine[];
  product: Awaited<ReturnType<typeof listener>>;
  outside: Awaited<ReturnType<typeof listener>>;
  /** Calls a resolver function of the fixture as a user. */
  call(functionKey: string, payload?: unknown, accountId?: string): Promise<unknown>;
  /** Runs key-value steps in the fixture; answers what each gave. */
  kvs(...steps: unknown[][]): Promise<unknown[]>;
  /** What the functions noted, in order. */
  notes(id: string): Record<string, unknown>[];
  stop(): Promise<void>;
}

/** A host that runs the fixture app, with a product and an outside world that note what they are asked. */
export async function bench(options: Partial<ForgeHostOptions> = {}, answer?: Parameters<typeof listener>[0]): Promise<Bench> {
  const [product, outside] = [await listener(answer), await listener(answer)];
  const logs: LogLine[] = [];
  const host = await startForgeHost({
    appDir: fixtureDir,
    bundleDir: fixtureBundle(),
    siteUrl: 'https://northwind.example',
    product: { url: product.url, headers: (principal) => ({ 'x-principal': principal.kind === 'app' ? 'app' : principal.accountId }) },
    egress: { 'https://allowed.example.com': outside.url },
    log: (line) => void logs.push(line),
    ...options,
  });
  const call: Bench['call'] = (functionKey, payload, accountId = 'user-1') =>
    host.invokeResolver({ moduleKey: 'settings', functionKey, payload, accountId, extension: { type: 'confluence:globalSettings' } });
  return {
    host,
    logs,
    product,
    outside,
    call,
    kvs: async (...steps) => (await call('kvs', { steps })) as unknown[], // the fixture answers a list
    notes: (id) =>
      host.kvs
        .list('note:')
        .map(({ value }) => value as Record<string, unknown>) // notes are objects
        .filter((note) => note.id === id),
    async stop() {
      await host.stop();
      await Promise.all([product.close(), outside.close()]);
    },
  };
}
