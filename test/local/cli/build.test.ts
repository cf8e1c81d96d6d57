/** What is stale is built, what is fresh is not, and a build that fails says which. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BuildError, type BuildStep, buildStale, isStale } from '../../../local/cli/build';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'build-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const write = (file: string, at: number) => {
  const target = path.join(dir, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, file);
  utimesSync(target, at, at);
  utimesSync(path.dirname(target), at, at);
};
const step = (script: string): BuildStep => ({
  name: 'thing',
  inputs: ['src', 'one.txt', 'absent'],
  output: 'out/result.txt',
  command: [process.execPath, '-e', script],
});
const builds = step(`require('fs').mkdirSync('out', { recursive: true }); require('fs').appendFileSync('out/result.txt', 'built ')`);

test('missing output, a newer file and a newer folder are stale; packages and results inside an input are not looked at', () => {
  write('src/deep/a.ts', 1000);
  utimesSync(path.join(dir, 'src'), 1000, 1000);
  write('one.txt', 1000);
  expect(isStale(dir, builds)).toBe(true);
  write('out/result.txt', 2000);
  expect(isStale(dir, builds)).toBe(false);
  write('src/build/b.js', 3000);
  write('src/node_modules/c.js', 3000);
  utimesSync(path.join(dir, 'src'), 1000, 1000);
  expect(isStale(dir, builds)).toBe(false);
  write('src/deep/d.ts', 3000);
  expect(isStale(dir, builds)).toBe(true);
});

test('two that start at once build once, and a later one not at all', async () => {
  write('src/a.ts', 1000);
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  await Promise.all([buildStale(dir, [builds], say), buildStale(dir, [builds], say)]);
  await buildStale(dir, [builds], say);
  expect(said).toEqual(['Building the thing ...']);
});

test('a lock whose owner is gone does not hold anybody up', async () => {
  write('src/a.ts', 1000);
  write('node_modules/.cache/qontext-build.lock', 1000);
  writeFileSync(path.join(dir, 'node_modules/.cache/qontext-build.lock'), '999999999');
  await buildStale(dir, [builds]);
  expect(isStale(dir, builds)).toBe(false);
});

test('a failed build says what failed and how to try it alone, and leaves no lock', async () => {
  await expect(buildStale(dir, [step('process.exit(3)')])).rejects.toThrow(BuildError);
  await expect(buildStale(dir, [step('process.exit(3)')])).rejects.toThrow(/The thing could not be built.*process\.exit\(3\)/);
  await buildStale(dir, [builds]);
  expect(isStale(dir, builds)).toBe(false);
});
