import { helpText, readOptions, UsageError } from './options';

/**
 * The command.
 * @returns the exit code: 0 done, 1 not done or not whole, 2 used wrongly
 */
export async function main(argv: string[], env: Record<string, string | undefined>): Promise<number> {
  const options = usable(() => readOptions(argv, env));
  if (options === null) return 2;
  if (options === 'help') {
    process.stdout.write(helpText);
    return 0;
  }
  // Loaded only now: the servers take seconds to load, which a person who asks for help need not wait for.
  const { run } = await import('./run');
  return run(options);
}

/** Null if the command line was wrong; then the reason stands on standard error. */
function usable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\nnpm start -- --help lists the options.\n`);
    return null;
  }
}
