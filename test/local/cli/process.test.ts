/** The command as a stranger runs it: a process of its own, its exit code, and what stands on which stream. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { contentIdOf } from '../../../local/cli/freshness';
import { appDir } from '../../../local/cli/site';
import { createConfluence } from '../../../local/confluence';
import { ancestorsOf } from '../../../local/confluence/model/state';
import { demoSite } from '../../../local/demo';
import { people } from '../../../local/people';
import { createQontext } from '../../../local/qontext';
import { confluenceGate, qontextGate } from '../../gates';
import { tinySite } from './tinySite';

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

function start(args: string[], env: Record<string, string> = {}) {
  // Not by way of tsx's own command, so that a signal reaches the process itself.
  const child = spawn(process.execPath, ['--import', 'tsx', 'local/cli/index.ts', ...args], {
    cwd: appDir,
    env: { ...process.env, ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
  return { child, ended };
}

const run = (args: string[], env: Record<string, string> = {}): Promise<Ended> => start(args, env).ended;

const numbers = [
  'listed',
  'sent',
  'unchanged',
  'out',
  'held',
  'failed',
  'files',
  'bytes',
  'confluenceCalls',
  'points',
  'qontextRequests',
  'keyValueUnits',
  'seconds',
];
const kinds = ['page', 'comment', 'reply', 'task', 'move', 'restrict', 'trash'];

/** The visible letters and digits of a storage fragment, or of Markdown, so that marks and escapes make no difference. */
const letters = (text: string) => text.replace(/<[^>]*>/g, ' ').replace(/&\w+;|[^\p{L}\p{N}]/gu, '');

/**
 * Holds the files against the demo site as it was written: every current page and blog post of the included spaces that all may read is there
 * with its comments and tasks, and no other.
 */
function missingOrTooMuch(files: { file: string; text: string }[]): string[] {
  const { state } = createConfluence({ seed: demoSite() }).model;
  const textOf = new Map<string, string>();
  for (const { file, text } of files) {
    const id = contentIdOf(file);
    if (id !== null) textOf.set(id, `${textOf.get(id) ?? ''}${letters(text)}`);
  }
  const problems: string[] = [];
  for (const content of state.contents.values()) {
    const space = state.spaces.get(content.spaceId);
    const isRestricted = [content, ...ancestorsOf(state, content)].some((one) => one.read !== null);
    const isText = content.kind === 'page' || content.kind === 'blogpost';
    const belongs = isText && content.status === 'current' && !isRestricted && space?.type === 'global' && space.status === 'current';
    const text = textOf.get(content.id);
    if (!belongs && text !== undefined) problems.push(`"${content.title}" was sent`);
    if (!belongs || content.labels.some((label) => label.name === 'no-ai')) continue;
    if (text === undefined) problems.push(`"${content.title}" is missing`);
    const comments = [...(state.commentIds.get(content.id)?.after() ?? [])].map((id) => state.comments.get(id)?.body ?? '');
    const tasks = (state.taskIdsByContent.get(content.id) ?? []).map((id) => state.tasks.get(id)?.body ?? '');
    for (const body of [...comments, ...tasks]) {
      // A sentence of it: macros within are for the document's own tests.
      const words = letters(/^[^&]*/.exec(body.replace(/<(?:ac|ri):[\s\S]*$/, ''))?.[0] ?? '');
      if (text !== undefined && !text.includes(words)) problems.push(`"${content.title}" lacks "${body}"`);
    }
  }
  return problems;
}

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'once-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('--help goes to standard output and ends with 0', async () => {
  const { code, stdout, stderr } = await run(['--help']);
  expect(code).toBe(0);
  expect(stdout).toContain('--once');
  expect(stderr).toBe('');
});

test('a wrong option ends with 2, says what to change, and prints nothing on standard output', async () => {
  const { code, stdout, stderr } = await run(['--port', 'many']);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/--port needs a whole number[\s\S]*--help/);
});

test('a Confluence that is not there ends with 1 and says so in one line', async () => {
  const { code, stdout, stderr } = await run([
    '--once',
    '--confluence',
    'http://127.0.0.1:9',
    '--email',
    'a@b.c',
    '--token',
    't',
    '--port',
    '0',
  ]);
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/Confluence does not answer at http:\/\/127\.0\.0\.1:9/);
  expect(stderr).not.toMatch(/^ +at /m);
}, 180_000);

test('without --once the site stays, says where to look, and ends with 0 at ctrl-C', async () => {
  const { child, ended } = start(['--port', '0', '--spaces', 'OPS']);
  let shown = '';
  const url = await new Promise<string>((resolve) => {
    child.stdout.on('data', (text: string) => {
      shown += text;
      if (shown.includes('Press ctrl-C')) resolve(/admin page +(\S+)/.exec(shown)?.[1] ?? '');
    });
  });
  expect(shown).toMatch(/Confluence +http:\/\/localhost:\d+\/wiki\/home/);
  expect(shown).toMatch(/Qontext repository +http:/);
  expect((await fetch(url)).status).toBe(200);
  expect((await fetch(new URL('/wiki/home', url))).status).toBe(200);
  child.kill('SIGINT');
  const { code, stderr } = await ended;
  expect(code).toBe(0);
  expect(stderr).toMatch(/Mirrored OPS in [\d.]+ s/);
}, 180_000);

test('a port that is taken is named, with the option that helps', async () => {
  const other = createServer().listen(0, 'localhost');
  await once(other, 'listening');
  // A TCP server that listens has an address with a port.
  const { port } = other.address() as AddressInfo;
  const { code, stderr } = await run(['--once', '--port', String(port)]);
  other.close();
  expect(code).toBe(1);
  expect(stderr).toContain(`Port ${port} is taken by another program; choose others with --port.`);
}, 180_000);

test('--once --json on the demo site: one JSON object, all of it accounted for, nothing restricted sent', async () => {
  const { code, stdout, stderr } = await run(['--once', '--json', '--port', '0', '--out', dir]);
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  const report = JSON.parse(stdout);
  expect(Object.keys(report)).toEqual([...numbers, 'freshnessSeconds']);
  for (const name of numbers) expect(typeof report[name]).toBe('number');
  expect(report.listed).toBe(report.sent + report.unchanged + report.out + report.held + report.failed);
  expect(report.failed).toBe(0);
  expect(report.sent).toBeGreaterThan(50);
  expect(Object.keys(report.freshnessSeconds)).toEqual(kinds);
  for (const kind of kinds) {
    expect(report.freshnessSeconds[kind].median).toBeGreaterThan(0);
    expect(report.freshnessSeconds[kind].max).toBeGreaterThanOrEqual(report.freshnessSeconds[kind].median);
  }
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
  expect(files).toHaveLength(report.files);
  expect(files.reduce((sum, file) => sum + readFileSync(path.join(dir, file)).length, 0)).toBe(report.bytes);
  expect(missingOrTooMuch(files.map((file) => ({ file, text: readFileSync(path.join(dir, file), 'utf8') })))).toEqual([]);
}, 300_000);

test('another Confluence and another Qontext over HTTP: no events, so no freshness; keys from the environment', async () => {
  const confluence = createConfluence({ seed: tinySite(12) });
  const confluenceServer = await confluence.listen(0);
  const qontext = createQontext();
  const qontextServer = await qontext.listen(0);
  const ada = people[0];
  try {
    const args = [
      '--once',
      '--json',
      '--port',
      '0',
      '--confluence',
      confluenceServer.url,
      '--spaces',
      'TIDE',
      '--qontext',
      qontextServer.url,
    ];
    const env = { CONFLUENCE_EMAIL: ada?.email ?? '', CONFLUENCE_TOKEN: ada?.token ?? '', QONTEXT_API_KEY: qontext.defaultKey };
    const { code, stdout, stderr } = await run(args, env);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ failed: 0, freshnessSeconds: null, files: qontext.files().length });
    expect(report.confluenceCalls).toBeGreaterThan(0);
    expect(report.points).toBeGreaterThan(report.confluenceCalls);
    expect(qontext.files().some((file) => file.content.includes('Thanks for 0.'))).toBe(true);
    expect(qontext.files().some((file) => file.content.includes('Not for everybody'))).toBe(false);
    for (const secret of [qontext.defaultKey, ada?.token ?? 'no token']) expect(`${stdout}${stderr}`).not.toContain(secret);
  } finally {
    await confluenceServer.close();
    await qontextServer.close();
  }
}, 300_000);

test('servers that are not ours: only apps may ask for policies, who asks administers nothing, keys are short, listings are refused now and then', async () => {
  const confluence = await confluenceGate(createConfluence({ seed: tinySite(12) }));
  const local = createQontext({ keys: [{ key: 'k1', name: 'Short' }] });
  const qontext = await qontextGate(local);
  const yuki = people.find((person) => !person.groups.includes('site-admins') && person !== people[0]);
  confluence.interfere = ({ path: asked }) => (asked.includes('/data-policies/') ? { status: 403 } : null);
  let listings = 0;
  qontext.interfere = ({ method, path: asked }) => {
    if (method !== 'GET' || !asked.includes('path_prefix')) return null;
    listings += 1;
    return listings % 2 === 1 ? { status: 429, headers: { 'retry-after': '0' } } : null;
  };
  const to = ['--confluence', confluence.url, '--email', yuki?.email ?? '', '--token', yuki?.token ?? '', '--qontext', qontext.url];
  const args = ['--once', '--json', '--port', '0', '--spaces', 'TIDE', ...to];
  try {
    const { code, stdout, stderr } = await run([...args, '--key', 'k1']);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ failed: 0, files: local.files().length });
    expect(local.files().length).toBeGreaterThan(10);

    const refused = await run([...args, '--key', 'k2']);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^Qontext does not accept this API key\..*\n$/);
  } finally {
    await confluence.close();
    await qontext.close();
  }
}, 300_000);
