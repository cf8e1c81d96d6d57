/** The command as a stranger runs it: a process of its own, its exit code, and what stands on which stream. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { appDir } from '../../../local/cli/site';
import { createConfluence } from '../../../local/confluence';
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
  expect(existsSync(path.join(dir, 'Confluence'))).toBe(true);
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
