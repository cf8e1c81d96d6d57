/** Says how big the function bundle, the popup of the byline and the first view of the admin page are; exits 1 if one is over its limit. Both must have been built. */
import path from 'node:path';
import { bylineBytes, firstViewBytes, functionBundleBytes, sizeLimits } from './sizes';

async function main(): Promise<void> {
  const appDir = path.resolve(__dirname, '..');
  const sizes = [
    { name: 'function bundle', bytes: functionBundleBytes(appDir), limit: sizeLimits.functions },
    { name: 'popup of the byline', bytes: bylineBytes(appDir), limit: sizeLimits.byline },
    { name: 'first view of the admin page, gzip', bytes: await firstViewBytes(appDir), limit: sizeLimits.firstView },
  ];
  for (const { name, bytes, limit } of sizes) {
    const verdict = bytes < limit ? 'ok' : 'TOO BIG';
    process.stdout.write(`${name}: ${bytes.toLocaleString('en')} bytes, limit ${limit.toLocaleString('en')}: ${verdict}\n`);
  }
  process.exitCode = sizes.every(({ bytes, limit }) => bytes < limit) ? 0 : 1;
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
