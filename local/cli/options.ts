import { parseArgs } from 'node:util';

/** What the person who starts the site asked for. */
export interface CliOptions {
  /** 'stay': serve until ctrl-C. 'once': do the main job, measure, end. */
  mode: 'stay' | 'once';
  json: boolean;
  /** False: nothing is connected or included, that is left to the admin page. */
  mirror: boolean;
  confluence: ConfluenceSource;
  qontext: QontextTarget;
  /** Keys of the spaces to include. Null: every current space that is not personal. */
  spaces: string[] | null;
  /** The shell's port; the admin page's resources take the next one, the local Qontext the one after. 0: any three free ports. */
  port: number;
  dataDir: string | null;
  outDir: string | null;
  /** Added to each call to Confluence and to Qontext, in milliseconds. */
  latencyMs: number;
  faults: FaultLevel;
}

export type ConfluenceSource =
  | { kind: 'embedded'; contentDir: string | null }
  /** Any server that speaks Confluence's REST contract. `url` is the site's, without `/wiki` and without a slash at the end. */
  | { kind: 'remote'; url: string; email: string; token: string };

export type QontextTarget = { kind: 'embedded'; key: string | null } | { kind: 'remote'; url: string; key: string };

export const faultLevels = ['none', 'some', 'many'] as const;
export type FaultLevel = (typeof faultLevels)[number];

/** The command was used wrongly; the message says what to change. The command ends with exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export const helpText = `Qontext for Confluence on this machine: a Confluence, the app's admin page inside it, and a Qontext repository.

Usage: npm start -- [options]

Without options: builds what is stale, starts the site with its demo content, includes every current space that is not
personal, waits for the first mirror, prints where to look, and serves until ctrl-C.

What to run
  --once              do the main job (mirror, then measure how fast edits follow) and end;
                      exit code 0 if nothing failed and everything listed is accounted for, else 1
  --json              with --once: one JSON object on standard output (everything else goes to standard error)
  --out DIR           with --once: also write the repository's files, as after the first mirror, below DIR
  --manual            connect nothing and include nothing: do it on the admin page yourself

Where from
  --content DIR       add a folder of storage-format files to the site, as the space FILES
                      (with --spaces FILES it alone is mirrored)
  --confluence URL    read from this Confluence instead, over HTTP with basic authentication
                      (it sends no events here: the tick finds its changes)
  --email E           who to sign in as                      or CONFLUENCE_EMAIL
  --token T           that person's API token                or CONFLUENCE_TOKEN
  --spaces KEY,KEY    include these spaces only

Where to
  --qontext URL       send to this Qontext instead of the local one, e.g. https://api.qontext.ai
  --key K             its API key                            or QONTEXT_API_KEY

How
  --port N            the site's port (4100); the admin page's own origin is on the next, the local Qontext on the one after;
                      0 takes any free ports
  --data DIR          keep the app's state and the local Qontext's files there between starts
  --latency MS        let each call to Confluence and Qontext take this much longer (0)
  --faults LEVEL      ${faultLevels.join(', ')}: failing and refused calls, late, doubled and lost events and messages (none)
  --help              this text
`;

type Environment = Record<string, string | undefined>;

/**
 * Reads the command line.
 * @param argv what comes after the script's name
 * @returns the options, or 'help' if they were asked for
 * @throws UsageError
 */
export function readOptions(argv: string[], env: Environment): CliOptions | 'help' {
  const values = parse(argv);
  if (values.help) return 'help';
  const mode = values.once ? 'once' : 'stay';
  if (mode === 'stay' && values.json) throw new UsageError('--json needs --once.');
  if (mode === 'stay' && values.out !== undefined) throw new UsageError('--out needs --once.');
  if (mode === 'once' && values.manual) throw new UsageError('--manual leaves the work to a person; --once does it. Give one of them.');
  return {
    mode,
    json: values.json ?? false,
    mirror: !values.manual,
    confluence: readConfluence(values, env),
    qontext: readQontext(values, env),
    spaces: values.spaces === undefined ? null : readKeys(values.spaces),
    port: readNumber('--port', values.port, 4100, 65_533),
    dataDir: readDir('--data', values.data),
    outDir: readDir('--out', values.out),
    latencyMs: readNumber('--latency', values.latency, 0, 60_000),
    faults: readFaults(values.faults),
  };
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: false,
      options: {
        once: { type: 'boolean' },
        json: { type: 'boolean' },
        manual: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        out: { type: 'string' },
        content: { type: 'string' },
        confluence: { type: 'string' },
        email: { type: 'string' },
        token: { type: 'string' },
        spaces: { type: 'string' },
        qontext: { type: 'string' },
        key: { type: 'string' },
        port: { type: 'string' },
        data: { type: 'string' },
        latency: { type: 'string' },
        faults: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
type Values = ReturnType<typeof parse>;

function readConfluence(values: Values, env: Environment): ConfluenceSource {
  if (values.confluence === undefined) {
    if (values.email !== undefined || values.token !== undefined) throw new UsageError('--email and --token need --confluence URL.');
    return { kind: 'embedded', contentDir: readDir('--content', values.content) };
  }
  if (values.content !== undefined)
    throw new UsageError('--content fills the local Confluence; --confluence reads from another. Give one of them.');
  const email = values.email || env.CONFLUENCE_EMAIL;
  const token = values.token || env.CONFLUENCE_TOKEN;
  if (!email) throw new UsageError('--confluence needs --email E (or CONFLUENCE_EMAIL): who to sign in as.');
  if (!token) throw new UsageError('--confluence needs --token T (or CONFLUENCE_TOKEN): an API token of that person.');
  return { kind: 'remote', url: readUrl('--confluence', values.confluence).replace(/\/wiki$/, ''), email, token };
}

/** The environment's key is for a real Qontext, so it is not given to the local one. */
function readQontext(values: Values, env: Environment): QontextTarget {
  if (values.qontext === undefined) return { kind: 'embedded', key: values.key || null };
  const key = values.key || env.QONTEXT_API_KEY;
  if (!key) throw new UsageError('--qontext needs --key K (or QONTEXT_API_KEY): an API key of its workspace.');
  return { kind: 'remote', url: readUrl('--qontext', values.qontext), key };
}

function readUrl(option: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new UsageError(`${option} needs an address that begins with https:// or http://, not "${text}".`);
  }
  if (url.username || url.password)
    throw new UsageError(`${option}: leave the credentials out of the address; they have options of their own.`);
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function readKeys(text: string): string[] {
  const keys = text
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
  if (keys.length === 0) throw new UsageError('--spaces needs at least one space key, as in --spaces ENG,OPS.');
  return [...new Set(keys)];
}

function readNumber(option: string, text: string | undefined, byDefault: number, highest: number): number {
  if (text === undefined) return byDefault;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= highest)) throw new UsageError(`${option} needs a whole number from 0 to ${highest}, not "${text}".`);
  return value;
}

function readDir(option: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  if (text.trim() === '') throw new UsageError(`${option} needs a folder.`);
  return text;
}

function readFaults(text: string | undefined): FaultLevel {
  const level = faultLevels.find((known) => known === (text ?? 'none'));
  if (!level) throw new UsageError(`--faults is one of ${faultLevels.join(', ')}, not "${text}".`);
  return level;
}
