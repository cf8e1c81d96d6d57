import { MirrorError } from './firstMirror';
import { mirrorSite } from './once';
import type { CliOptions } from './options';
import { shortcomings } from './report';
import type { LocalSite } from './site';

/**
 * Makes the first mirror, says where to look, and serves until ctrl-C. A mirror that waits for a person is for the admin page.
 * @returns the exit code
 */
export async function stay(site: LocalSite, options: CliOptions, say: (line: string) => void): Promise<number> {
  const ended = untilSignal();
  process.stdout.write(whereToLook(site, options));
  if (options.mirror) await mirror(site, options, say);
  process.stdout.write('Press ctrl-C to end.\n');
  await ended;
  return 0;
}

async function mirror(site: LocalSite, options: CliOptions, say: (line: string) => void): Promise<void> {
  try {
    const result = await mirrorSite(site, options);
    for (const line of shortcomings(result)) say(line);
    say(`Mirrored ${result.spaces.map((space) => space.key).join(', ')} in ${result.seconds.toFixed(1)} s. Edits follow by themselves.`);
  } catch (error) {
    if (!(error instanceof MirrorError)) throw error;
    say(error.message);
  }
}

function whereToLook(site: LocalSite, options: CliOptions): string {
  const { wiki, admin, repository, control } = site.urls;
  const lines = [
    '',
    ...(wiki ? [`  Confluence            ${wiki}`] : []),
    `  The app's admin page  ${admin}`,
    `  Qontext repository    ${repository}`,
    `  Local control         ${control}`,
    ...(options.mirror || !site.qontext ? [] : [`  API key to connect    ${site.apiKey}`]),
    '',
    '',
  ];
  return lines.join('\n');
}

/** Resolves at the first ctrl-C; a second one ends the process at once, as the default is restored. */
function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
