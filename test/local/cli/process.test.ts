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
import { tinySite } from './tinySite';

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

function run(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const tsx = path.join(appDir, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const child = spawn(process.execPath, [tsx, 'local/cli/index.ts', ...args], { cwd: appDir, env: { ...process.env, ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

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
