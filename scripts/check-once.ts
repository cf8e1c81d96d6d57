/**
 * Reads what `npm start -- --once --json` printed from standard input, and exits 1 unless the main job was done whole: everything listed
 * is accounted for, nothing failed, something was sent, and every kind of edit had its effect in the repository.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const spread = z.object({ median: z.number(), max: z.number() });
const count = z.number().int().min(0);
const report = z.object({
  listed: count,
  sent: count,
  unchanged: count,
  out: count,
  held: count,
  failed: count,
  files: count,
  bytes: count,
  confluenceCalls: count,
  points: count,
  qontextRequests: count,
  keyValueUnits: count,
  seconds: z.number(),
  freshnessSeconds: z.object({
    page: spread,
    comment: spread,
    reply: spread,
    task: spread,
    move: spread,
    restrict: spread,
    trash: spread,
  }),
});

/** What is wrong with the report; empty if nothing is. */
export function faultsOf(text: string): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length !== 1) return [`standard output has ${lines.length} lines instead of one`];
  const parsed = report.safeParse(parseJson(lines[0] ?? ''));
  if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join('.') || 'report'}: ${issue.message}`);
  const { listed, sent, unchanged, out, held, failed, files } = parsed.data;
  const faults: string[] = [];
  if (listed !== sent + unchanged + out + held + failed) faults.push('listed is not sent + unchanged + out + held + failed');
  if (failed !== 0) faults.push(`${failed} contents failed`);
  if (sent === 0) faults.push('nothing was sent');
  if (files < sent) faults.push(`${sent} contents were sent, but the repository holds ${files} files`);
  return faults;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

if (require.main === module) {
  const text = readFileSync(0, 'utf8');
  const faults = faultsOf(text);
  process.stdout.write(`${text.trim()}\n`);
  for (const fault of faults) process.stderr.write(`main job: ${fault}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
