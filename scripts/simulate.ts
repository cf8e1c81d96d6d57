import { parseArgs } from 'node:util';
import { runSeed } from '../test/sim/simulate';

const usage = `Runs the engine in one process against a Confluence, a repository, a queue and a store that fail at random, and compares
the repository with what Confluence alone says.

  npm run simulate -- --seeds N [--from S]   N seeds, from S on (default 100, 1)
  npm run simulate -- --seed S [--trace]     one seed, with all that happens in it
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '100' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      trace: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const from = Number(values.seed ?? values.from);
  const many = values.seed === undefined ? Number(values.seeds) : 1;
  if (!Number.isInteger(from) || !Number.isInteger(many) || many < 1) {
    process.stderr.write(usage);
    return 2;
  }
  const began = performance.now();
  const sum = { edits: 0, kills: 0, writes: 0, happenings: 0, empty: 0, restricted: 0 };
  const failed: number[] = [];
  for (let seed = from; seed < from + many; seed += 1) {
    const result = await runSeed(seed, values.trace ? { show: (line) => process.stdout.write(`${line}\n`) } : {});
    sum.edits += result.edits;
    sum.kills += result.kills;
    sum.writes += result.writes;
    sum.happenings += result.happenings;
    sum.empty += result.expected === 0 ? 1 : 0;
    sum.restricted += result.restricted > 0 ? 1 : 0;
    if (result.problems.length > 0) {
      failed.push(seed);
      process.stdout.write(`seed ${seed} FAILED: npm run simulate -- --seed ${seed} --trace\n`);
      for (const problem of result.problems.slice(0, 12)) process.stdout.write(`  ${problem}\n`);
      if (result.problems.length > 12) process.stdout.write(`  and ${result.problems.length - 12} more\n`);
    } else if (seed % 25 === 0) process.stdout.write(`seed ${seed} passed (${Math.round((performance.now() - began) / 1000)} s)\n`);
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(
    `${many - failed.length} of ${many} seeds passed in ${seconds} s: ${sum.edits} edits, ${sum.writes} writes, ${sum.kills} invocations killed, ${sum.happenings} happenings. ${sum.empty} ended with nothing in scope, ${sum.restricted} with restricted content in it.\n`,
  );
  if (failed.length > 0) process.stdout.write(`Failed: ${failed.join(' ')}\n`);
  return failed.length > 0 ? 1 : 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  },
);
