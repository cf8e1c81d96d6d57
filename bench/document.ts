import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { convert } from '../src/document';
import { nested, nestedLists, oneLine, page, rows } from './documentPages';

/**
 * Measures `src/document`: how long a page takes beside two HTML converters in the same run, whether time grows with size only, memory,
 * and the size of the bundle. `--json` prints the four figures alone. `--peers DIR` finds the two converters in another folder.
 */
const options = process.argv.slice(2);
const asJson = options.includes('--json');
const peersFolder = options.includes('--peers') ? (options[options.indexOf('--peers') + 1] ?? '') : join(__dirname, '..');

type Convert = (markup: string) => string;

const ours: Convert = (markup) =>
  convert({ format: 'storage', value: markup }, { siteUrl: 'https://site.example/wiki', spaceKey: 'ENG', contentId: '1' }).markdown;

interface Peers {
  turndown: Convert;
  nodeHtmlMarkdown: Convert;
}

function load(name: string): unknown {
  return require(require.resolve(name, { paths: [peersFolder] }));
}

function peers(): Peers | null {
  try {
    // The peers' types are not installed; these are the parts of their documented interfaces that are used.
    const Turndown = load('turndown') as new (options: object) => { use(plugin: unknown): void; turndown(html: string): string };
    const { gfm } = load('@joplin/turndown-plugin-gfm') as { gfm: unknown };
    const { NodeHtmlMarkdown } = load('node-html-markdown') as { NodeHtmlMarkdown: new () => { translate(html: string): string } };
    const turndown = new Turndown({ headingStyle: 'atx', codeBlockStyle: 'fenced' });
    turndown.use(gfm);
    const nodeHtmlMarkdown = new NodeHtmlMarkdown();
    return { turndown: (html) => turndown.turndown(html), nodeHtmlMarkdown: (html) => nodeHtmlMarkdown.translate(html) };
  } catch (error) {
    console.error(
      `The peers could not be loaded (${error instanceof Error ? error.message.split('\n')[0] : 'unknown'}): their figures are left out.`,
    );
    return null;
  }
}

function once(task: () => unknown): number {
  const start = process.hrtime.bigint();
  task();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** Medians of converters that take turns, so that a busy machine is as busy for all of them. */
function medians(converters: readonly Convert[], markup: string, rounds: number): number[] {
  const times = converters.map((): number[] => []);
  for (let round = 0; round < rounds + 3; round++) {
    converters.forEach((converter, index) => {
      const time = once(() => converter(markup));
      if (round >= 3) times[index]?.push(time);
    });
  }
  return times.map((list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

const shapes: Record<string, { make: (size: number) => string; small: number; large: number }> = {
  'page, bytes': { make: page, small: 2_500_000, large: 10_000_000 },
  'nested elements': { make: nested, small: 25_000, large: 100_000 },
  'nested lists': { make: nestedLists, small: 25_000, large: 100_000 },
  'one line, bytes': { make: oneLine, small: 1_250_000, large: 5_000_000 },
  'table rows': { make: rows, small: 2_500, large: 10_000 },
};

/** One shape in a process of its own, so that its memory is its own. */
function shape(name: string): { small: number; large: number; megabytes: number } {
  const run = spawnSync(process.execPath, [...process.execArgv, __filename, '--shape', name], { encoding: 'utf8', maxBuffer: 1 << 20 });
  if (run.status !== 0) throw new Error(`The shape "${name}" failed: ${run.stderr}`);
  return JSON.parse(run.stdout) as { small: number; large: number; megabytes: number }; // printed by measureShape below
}

function measureShape(name: string): void {
  const { make, small, large } = shapes[name] ?? { make: page, small: 1, large: 1 };
  const [smallPage, largePage] = [make(small), make(large)];
  for (let warm = 0; warm < 5; warm++) ours(page(50_000));
  const result = {
    small: once(() => ours(smallPage)),
    large: once(() => ours(largePage)),
    megabytes: process.resourceUsage().maxRSS / 1024,
  };
  process.stdout.write(JSON.stringify(result));
}

function minifiedKilobytes(): number {
  const built = buildSync({
    entryPoints: [join(__dirname, '../src/document/index.ts')],
    bundle: true,
    minify: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    write: false,
  });
  return (built.outputFiles[0]?.contents.length ?? 0) / 1000;
}

function main(): void {
  const loaded = peers();
  const converters = loaded === null ? [ours] : [ours, loaded.turndown, loaded.nodeHtmlMarkdown];
  const [large = Number.NaN, turndown = Number.NaN, nodeHtmlMarkdown = Number.NaN] = medians(converters, page(100_000), 15);
  const [small = Number.NaN, smallTurndown = Number.NaN, smallNodeHtmlMarkdown = Number.NaN] = medians(converters, page(8_000), 60);
  const figures = {
    page100kMs: round(large),
    page8kMs: round(small),
    timesTurndown: round(turndown / large),
    timesNodeHtmlMarkdown: round(nodeHtmlMarkdown / large),
  };
  if (asJson) {
    console.log(JSON.stringify(figures));
    return;
  }
  console.log(
    `100 KB page: ${round(large)} ms (turndown ${round(turndown)}, node-html-markdown ${round(nodeHtmlMarkdown)}: ${figures.timesTurndown} and ${figures.timesNodeHtmlMarkdown} times ours)`,
  );
  console.log(`8 KB page: ${round(small)} ms (turndown ${round(smallTurndown)}, node-html-markdown ${round(smallNodeHtmlMarkdown)})`);
  for (const name of Object.keys(shapes)) {
    const { small: a, large: b, megabytes } = shape(name);
    console.log(
      `${name}: ${shapes[name]?.small} in ${round(a)} ms, ${shapes[name]?.large} in ${round(b)} ms (${round(b / a)} times for 4 times the size), ${Math.round(megabytes)} MB`,
    );
  }
  console.log(`src/document with what it needs: ${minifiedKilobytes().toFixed(0)} KB minified`);
}

if (options.includes('--shape')) measureShape(options[options.indexOf('--shape') + 1] ?? '');
else main();
