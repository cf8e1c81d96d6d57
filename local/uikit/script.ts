import { join } from 'node:path';
import { build } from 'esbuild';

let built: Promise<string> | undefined;

/** The browser's part, built when first asked for. */
export function uiKitScript(): Promise<string> {
  built ??= bundle();
  return built;
}

async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: [join(__dirname, 'browser', 'byline.tsx')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error('esbuild wrote nothing for UI Kit');
  return file.text;
}
