import { HostSetupError, ResolverError } from '../forge';
import { BuildError, buildStale } from './build';
import { MirrorError } from './firstMirror';
import { FreshnessError } from './freshness';
import { KeptStateError } from './kept';
import { once } from './once';
import type { CliOptions } from './options';
import { AccountError } from './people';
import { RepositoryError } from './repositoryView';
import { appDir, startSite } from './site';
import { stay } from './stay';

/** Everything but the result goes to standard error. */
const say = (line: string) => void process.stderr.write(`${line}\n`);

/**
 * Builds, starts, and does what was asked for.
 * @returns the exit code: 0 done, 1 not done or not whole
 */
export async function run(options: CliOptions): Promise<number> {
  try {
    return await serve(options);
  } catch (error) {
    const message = messageFor(error);
    if (message === null) throw error;
    say(message);
    return 1;
  }
}

async function serve(options: CliOptions): Promise<number> {
  await buildStale(appDir, undefined, say);
  const site = await startSite(options, { say });
  try {
    return options.mode === 'once' ? await once(site, options, say) : await stay(site, options, say);
  } finally {
    await site.stop();
  }
}

/** What a person needs to hear of an error that says all that helps; a trace would hide it. Null for others. */
function messageFor(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${error.port} is taken by another program; choose others with --port.`;
  }
  const named = [BuildError, MirrorError, FreshnessError, AccountError, KeptStateError, RepositoryError, HostSetupError, ResolverError];
  return named.some((kind) => error instanceof kind) ? error.message : null;
}
