/**
 * Bundles an app as a deployment would: its functions and its UI Kit resources, by Atlassian's own bundler, into <app>/.forge-build.
 * Runtime wrapper and loader are ours (local/forge/runtime): Atlassian's are only on their CDN, and this is the bundler's hook for others.
 */
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface BundledFile {
  /** Path below .forge-build. */
  file: string;
  bytes: number;
  gzipBytes: number;
}

export interface BundleOptions {
  /** Default: .forge-build in the app's folder. Whatever was there is deleted. */
  outDir?: string;
  /** Gets what the bundler has to say; by default it goes to standard error. */
  say?: (line: string) => void;
}

/** Bundles the app in `appDir`; a type error fails it. Returns what was written, without source maps. */
export function bundleApp(appDir: string, options: BundleOptions = {}): Promise<BundledFile[]> {
  return inFolder(appDir, options, async (out, say) => {
    rmSync(out, { recursive: true, force: true });
    await bundleFunctions(out, say);
    await bundleUi(out, say);
  });
}

/** As `bundleApp`, the UI Kit resources alone: `ui` below the output folder. */
export function bundleUiKit(appDir: string, options: BundleOptions = {}): Promise<BundledFile[]> {
  return inFolder(appDir, options, async (out, say) => {
    rmSync(join(out, 'ui'), { recursive: true, force: true });
    await bundleUi(out, say);
  });
}

type Say = (line: string) => void;

async function inFolder(appDir: string, options: BundleOptions, bundle: (out: string, say: Say) => Promise<void>): Promise<BundledFile[]> {
  const say = options.say ?? ((line: string) => process.stderr.write(`${line}\n`));
  const out = resolve(options.outDir ?? join(appDir, '.forge-build'));
  process.env.FORGE_RUNTIME_PATH = resolve(__dirname, '../local/forge/runtime');
  // The bundler finds sources and manifest below the working directory, whatever it is told.
  const before = process.cwd();
  process.chdir(appDir);
  try {
    await bundle(out, say);
    return filesIn(out, '');
  } finally {
    process.chdir(before);
  }
}

function bundlerLogger(say: Say) {
  const ignore = () => undefined;
  const error = (failure: Error) => say(failure.message);
  return { traceEnabled: false, debugEnabled: false, info: say, warn: say, error, debug: ignore, trace: ignore };
}

// The bundler is loaded late: it takes seconds to load, and reads the environment when it does.
async function bundleFunctions(out: string, say: Say): Promise<void> {
  const { getEntryPoints, getNodeBundler, getWrapperProvider } = await import('@forge/bundler');
  const { ConfigFile, FileSystemReader, FileSystemWriter } = await import('@forge/cli-shared');
  const logger = bundlerLogger(say);
  const fileSystemReader = new FileSystemReader();
  const config = new ConfigFile(fileSystemReader, new FileSystemWriter());

  const bundler = getNodeBundler(logger, getWrapperProvider({ fileSystemReader }), config);
  const entryPoints = getEntryPoints(await config.getAppHandlers());
  const functions = await bundler.bundle({ appDirectory: process.cwd(), entryPoints });
  cpSync(functions.outputDir, join(out, 'runtime'), { recursive: true });
  for (const [name, content] of functions.additionalOutputs ?? []) {
    const file = join(out, 'runtime', name);
    mkdirSync(dirname(file), { recursive: true });
    if (typeof content === 'string') copyFileSync(content, file);
    else writeFileSync(file, content);
  }
}

async function bundleUi(out: string, say: Say): Promise<void> {
  const { NativeUIBundler } = await import('@forge/bundler');
  const { ConfigFile, FileSystemReader, FileSystemWriter } = await import('@forge/cli-shared');
  const config = new ConfigFile(new FileSystemReader(), new FileSystemWriter());
  const manifest = await config.readConfig();
  const resources = await config.getResources(['nativeUI']);
  if (resources.length === 0) return;
  const ui = await new NativeUIBundler(bundlerLogger(say)).bundleResources(resources, manifest.translations);
  for (const resource of ui.nativeUiBundlesDetails) cpSync(resource.path, join(out, 'ui', resource.key), { recursive: true });
}

function filesIn(root: string, below: string): BundledFile[] {
  return readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const file = join(below, entry.name);
    if (entry.isDirectory()) return filesIn(root, file);
    if (entry.name.endsWith('.map')) return [];
    const path = join(root, file);
    return [{ file, bytes: statSync(path).size, gzipBytes: gzipSync(readFileSync(path)).length }];
  });
}

const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;

if (require.main === module) {
  const [appDir = '.', outDir] = process.argv.slice(2);
  bundleApp(resolve(appDir), { outDir }).then(
    (files) => {
      for (const { file, bytes, gzipBytes } of files) process.stderr.write(`${file}  ${kilobytes(bytes)}  gzip ${kilobytes(gzipBytes)}\n`);
    },
    (error) => {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      process.exitCode = 1;
    },
  );
}
