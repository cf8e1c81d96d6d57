import { join } from 'node:path';
import { build } from 'esbuild';

/** The two browser scripts of the frame, built when first asked for: no build step of their own, and no built file in git. */
export interface FrameScripts {
  bridge: string;
  hostPage: string;
}
let built: Promise<FrameScripts> | undefined;

export function frameScripts(): Promise<FrameScripts> {
  built ??= Promise.all([bundle('bridge.ts'), bundle('hostPage.ts')]).then(([bridge, hostPage]) => ({ bridge, hostPage }));
  return built;
}

async function bundle(entry: string): Promise<string> {
  const result = await build({
    entryPoints: [join(__dirname, 'browser', entry)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'silent',
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error(`esbuild wrote nothing for ${entry}`);
  return file.text;
}
