import { HostSetupError, ResolverError } from '../forge';
import { BuildError, buildStale } from './build';
import { MirrorError } from './firstMirror';
import { FreshnessError } from './freshness';
import { once } from './once';
import { type CliOptions, helpText, readOptions, UsageError } from './options';
import { AccountError } from './people';
import { appDir, startSite } from './site';
import { stay } from './stay';

/** Everything but the result goes to standard error. */
const say = (line: string) => void process.stderr.write(`${line}\n`);

/**
 * The command.
 * @returns the exit code: 0 done, 1 not done or not whole, 2 used wrongly
 */
export async function main(argv: string[], env: Record<string, string | undefined>): Promise<number> {
  try {
    const options = readOptions(argv, env);
    if (options === 'help') {
      process.stdout.write(helpText);
      return 0;
    }
    return await run(options);
  } catch (error) {
    if (error instanceof UsageError) {
      say(`${error.message}\nnpm start -- --help lists the options.`);
      return 2;
    }
    if (isForThePerson(error)) {
      say(error.message);
      return 1;
    }
    throw error;
  }
}

async function run(options: CliOptions): Promise<number> {
  await buildStale(appDir, undefined, say);
  const site = await startSite(options, { say });
  try {
    return options.mode === 'once' ? await once(site, options, say) : await stay(site, options, say);
  } finally {
    await site.stop();
  }
}

/** Errors whose message says all that helps; a trace would hide it. */
function isForThePerson(error: unknown): error is Error {
  return [BuildError, MirrorError, FreshnessError, AccountError, HostSetupError, ResolverError].some((kind) => error instanceof kind);
}
