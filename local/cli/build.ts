import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs';
import path from 'node:path';

/** One thing that is built before the site can start. */
export interface BuildStep {
  name: string;
  /** Files and folders, relative to the app's folder. What does not exist is passed over. */
  inputs: string[];
  /** A file that the build writes. Its time is set to the build's end. */
  output: string;
  command: string[];
}

/** A build ended with an error; what it printed stands on standard error. */
export class BuildError extends Error {
  override name = 'BuildError';
}

/** The functions as Forge would get them, and the admin page. */
export function buildSteps(): BuildStep[] {
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  return [
    {
      name: 'function bundle',
      inputs: ['manifest.yml', 'package-lock.json', 'tsconfig.json', 'src', 'local/forge/runtime', 'scripts/bundle.ts'],
      output: '.forge-build/runtime/index.cjs',
      command: [process.execPath, path.join('node_modules', 'tsx', 'dist', 'cli.mjs'), 'scripts/bundle.ts'],
    },
    {
      name: 'admin page',
      inputs: ['package-lock.json', 'src/api', 'static/admin'],
      output: 'static/admin/build/index.html',
      command: [...npm, 'run', 'build', '-w', 'static/admin'],
    },
  ];
}

/** Folders below an input that hold results or packages, not sources. */
const notSources = new Set(['node_modules', 'build', 'dist-test']);

/** True if the step's output is missing or older than one of its inputs. */
export function isStale(appDir: string, step: BuildStep): boolean {
  const output = path.join(appDir, step.output);
  if (!existsSync(output)) return true;
  const builtAt = statSync(output).mtimeMs;
  return step.inputs.some((input) => newest(path.join(appDir, input)) > builtAt);
}

function newest(file: string): number {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(file, { withFileTypes: true })
    .filter((entry) => !notSources.has(entry.name))
    .reduce((latest, entry) => Math.max(latest, newest(path.join(file, entry.name))), stat.mtimeMs);
}

/**
 * Builds what is stale, one step after the other. All that the builders print goes to standard error, so that `--json` keeps standard output.
 * Two commands that start at once (tests do) wait for each other.
 * @throws BuildError
 */
export async function buildStale(appDir: string, steps = buildSteps(), say: (line: string) => void = () => {}): Promise<void> {
  if (!steps.some((step) => isStale(appDir, step))) return;
  const unlock = await lock(path.join(appDir, 'node_modules', '.cache', 'qontext-build.lock'));
  try {
    for (const step of steps) {
      if (!isStale(appDir, step)) continue;
      say(`Building the ${step.name} ...`);
      await run(appDir, step);
      const builtAt = new Date();
      utimesSync(path.join(appDir, step.output), builtAt, builtAt);
    }
  } finally {
    unlock();
  }
}

function run(appDir: string, step: BuildStep): Promise<void> {
  const [program, ...args] = step.command;
  if (program === undefined) throw new BuildError(`The ${step.name} has no build command.`);
  return new Promise((resolve, reject) => {
    // As it ships, also where a test starts it: Jest says NODE_ENV=test, for which the page would get React's own checks with it.
    const child = spawn(program, args, { cwd: appDir, stdio: ['ignore', 2, 2], env: { ...process.env, NODE_ENV: 'production' } });
    child.once('error', (error) => reject(new BuildError(`The ${step.name} could not be built: ${error.message}`)));
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else
        reject(new BuildError(`The ${step.name} could not be built; its messages stand above. To try it alone: ${step.command.join(' ')}`));
    });
  });
}

/** Holds a file while building. A lock whose owner is gone is taken over. */
async function lock(file: string): Promise<() => void> {
  mkdirSync(path.dirname(file), { recursive: true });
  for (;;) {
    try {
      const handle = openSync(file, 'wx');
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!isTaken(error)) throw error;
      if (!isAlive(readOwner(file))) rmSync(file, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

function isTaken(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST';
}

function readOwner(file: string): number | null {
  try {
    const text = readFileSync(file, 'utf8');
    // Empty for the moment between the file's creation and its owner's id: then somebody is alive.
    return text === '' ? process.pid : Number(text);
  } catch {
    // Gone meanwhile: free to take.
    return null;
  }
}

function isAlive(pid: number | null): boolean {
  if (pid === null || !Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
