import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '..', '..');
const ADMIN = join(ROOT, 'static', 'admin');

/**
 * The folder with the admin page as the sources say now, built unless another test file has built these very sources. The first to be
 * ready gives its folder the name that all use, so that two at a time do not meet half a build.
 */
export async function builtPage(): Promise<string> {
  const folder = join(tmpdir(), `qontext-admin-${await digest()}`);
  if (existsSync(folder)) return folder;
  const fresh = await mkdtemp(join(tmpdir(), 'qontext-admin-'));
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  await promisify(execFile)(process.execPath, [vite, 'build', '--outDir', fresh, '--emptyOutDir', '--logLevel', 'error'], {
    cwd: ADMIN,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  await rename(fresh, folder).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(fresh, { recursive: true });
  });
  return folder;
}

/** Of all that the build reads: the page's own files, and the packages by their lock file. */
async function digest(): Promise<string> {
  const own = (await readdir(ADMIN, { recursive: true })).filter((name) => /^(src\/.+\.\w+|[^/]+\.(m?ts|json|html))$/.test(name));
  const hash = createHash('sha256');
  for (const name of own.sort()) hash.update(name).update(await readFile(join(ADMIN, name)));
  return hash
    .update(await readFile(join(ROOT, 'package-lock.json')))
    .digest('hex')
    .slice(0, 16);
}
