/**
 * npm run bench: what the real bundle costs and how fast it is on the local site, each figure beside its target.
 * --only NAME takes one part, --pages N another size of the big site, --json prints one object and everything else on standard error.
 */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { buildStale } from '../local/cli/build';
import { firstViewBytes, functionBundleBytes, sizeLimits } from '../scripts/sizes';
import { backfillTitle, measureBackfill } from './backfill';
import { appDir, type BigSiteSettings, startBigSite } from './bigLocalSite';
import { measureEdits } from './edit';
import { type Figure, figure, figureTable, isMet } from './figures';
import { measureIdleTick } from './idleTick';

const parts = ['sizes', 'backfill', 'edit', 'tick'] as const;
type Part = (typeof parts)[number];

const usage = `Usage: npm run bench -- [--only ${parts.join('|')}] [--pages N] [--json]
  --only NAME   one part alone (sizes; backfill of 1,000 pages; an edit in, and an idle tick of, the big site)
  --pages N     pages of the big site (10,000)
  --json        one JSON object on standard output
`;

interface Measured {
  title: string;
  figures: Figure[];
}

const say = (line: string) => void process.stderr.write(`${line}\n`);

async function sizes(): Promise<Measured> {
  return {
    title: 'Sizes',
    figures: [
      figure('function bundle', functionBundleBytes(appDir), 'bytes', sizeLimits.functions),
      figure('first view of the admin page, gzip', await firstViewBytes(appDir), 'bytes', sizeLimits.firstView),
    ],
  };
}

/** Starts a site, and measures its backfill and then what `wanted` names. */
async function site(settings: BigSiteSettings, wanted: Part[]): Promise<Measured[]> {
  say(`A site of ${settings.pages.toLocaleString('en')} pages ...`);
  const big = await startBigSite(settings);
  try {
    const measured: Measured[] = [{ title: backfillTitle(big), figures: await measureBackfill(big) }];
    const where = `in a site of ${settings.pages.toLocaleString('en')} pages`;
    if (wanted.includes('edit'))
      measured.push({
        title: `An edit of one page ${where}, 100 ms a Confluence call, 80 ms a Qontext call`,
        figures: await measureEdits(big),
      });
    if (wanted.includes('tick')) measured.push({ title: `A tick that finds nothing new, ${where}`, figures: await measureIdleTick(big) });
    return measured;
  } finally {
    await big.stop();
  }
}

async function measure(wanted: Part[], pages: number): Promise<Measured[]> {
  await buildStale(appDir, undefined, say);
  const measured: Measured[] = [];
  if (wanted.includes('sizes')) measured.push(await sizes());
  if (wanted.includes('backfill')) measured.push(...(await site({ pages: 1_000, concurrency: 1 }, [])));
  if (wanted.includes('edit') || wanted.includes('tick')) measured.push(...(await site({ pages, concurrency: 1 }, wanted)));
  return measured;
}

function readArguments(): { wanted: Part[]; pages: number; json: boolean } | null {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, pages: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  const only = parts.filter((part) => values.only === undefined || part === values.only);
  const pages = Number(values.pages ?? 10_000);
  if (values.help || only.length === 0 || !Number.isInteger(pages) || pages < 100 || pages > 50_000) return null;
  return { wanted: only, pages, json: values.json ?? false };
}

async function main(): Promise<number> {
  const options = readArguments();
  if (!options) {
    process.stderr.write(usage);
    return 2;
  }
  const measured = await measure(options.wanted, options.pages);
  const machine = `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
  const at = new Date().toISOString();
  if (options.json) process.stdout.write(`${JSON.stringify({ at, machine, measured })}\n`);
  else {
    process.stdout.write(`${at}, ${machine}\n`);
    for (const { title, figures } of measured) process.stdout.write(`\n${title}\n${figureTable(figures)}\n`);
  }
  return measured.flatMap((one) => one.figures).every(isMet) ? 0 : 1;
}

main().then(
  // What listens has been closed; a connection that is kept alive must not keep the process.
  (code) => process.exit(code),
  (error) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  },
);
