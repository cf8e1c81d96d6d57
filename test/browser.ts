import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

const SYSTEM_CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
// Containers often run as root and with a small /dev/shm: Chromium's sandbox and shared memory need neither then.
const ARGS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];

/**
 * A headless Chromium for the tests in a browser: the system's where there is one, else the one that comes with npm, which needs
 * nothing installed. The caller closes it.
 */
export async function launchBrowser(): Promise<Browser> {
  const system = SYSTEM_CHROMIUM.find((path) => existsSync(path));
  if (system) return chromium.launch({ executablePath: system, args: ARGS });
  const folder = await unpackedChromium();
  const options: LaunchOptions = { executablePath: join(folder, 'chromium'), args: ARGS };
  try {
    return await chromium.launch(options);
  } catch (error) {
    if (!String(error).includes('error while loading shared libraries')) throw error;
    return chromium.launch({ ...options, env: withOwnLibraries(folder) });
  }
}

/** For machines without the libraries that Chromium links to: the package brings them along, for use in AWS Lambda. */
function withOwnLibraries(folder: string): Record<string, string> {
  const kept = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const fonts: Record<string, string> = existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') };
  return { ...Object.fromEntries(kept), LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), ...fonts };
}

/**
 * The folder with the unpacked npm Chromium, unpacked once for a machine. The package unpacks into the system's folder for temporary
 * files without a lock, so that of two test processes one may start a half-written file: here each unpacks into a folder of its own,
 * in a process of its own since the package reads the environment, and the first to be ready gives its folder the name that all use.
 */
async function unpackedChromium(): Promise<string> {
  const root = join(__dirname, '..');
  const folder = join(tmpdir(), `npm-chromium-${await packageVersion(root)}`);
  if (existsSync(folder)) return folder;
  const fresh = await mkdtemp(join(tmpdir(), 'npm-chromium-'));
  const script = "import('@sparticuz/chromium').then((chromium) => chromium.default.executablePath())";
  // The name of an AWS runtime makes the package unpack its libraries too.
  const env = { ...process.env, TMPDIR: fresh, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' };
  await promisify(execFile)(process.execPath, ['-e', script], { cwd: root, env });
  await rename(fresh, folder).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(fresh, { recursive: true });
  });
  return folder;
}

async function packageVersion(root: string): Promise<string> {
  // The package exports no package.json. npm's own lock file says what is installed.
  const lock: { packages: Record<string, { version?: string }> } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  return lock.packages['node_modules/@sparticuz/chromium']?.version ?? 'unknown';
}
