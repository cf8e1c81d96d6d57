import { setTimeout as sleep } from 'node:timers/promises';
import { firstMirror } from './firstMirror';
import { type Freshness, measureFreshness } from './freshness';
import { isOtherTarget, keepTarget } from './kept';
import type { CliOptions } from './options';
import { progressLine } from './progress';
import { onceReport, reportText, shortcomings } from './report';
import { measureRepository } from './repositoryView';
import type { LocalSite } from './site';
import { siteEditor } from './siteEditor';

const EDITS_OF_EACH_KIND = 10;
const FAILURES_SHOWN = 20;

/**
 * The main job: the first mirror, what it cost, and how fast edits follow. Writes the report to standard output.
 * @returns the exit code
 */
export async function once(site: LocalSite, options: CliOptions, say: (line: string) => void): Promise<number> {
  const mirror = await mirrorSite(site, options);
  const cost = site.meters();
  const size = await measureRepository(site.repository, options.outDir);
  const missing = shortcomings(mirror);
  for (const line of missing) say(line);
  if (mirror.counts.failed > 0) await sayFailures(site, say);
  const report = onceReport(mirror, size, cost, await freshness(site, say));
  await site.host.idle();
  process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : reportText(report));
  return missing.length === 0 ? 0 : 1;
}

async function sayFailures(site: LocalSite, say: (line: string) => void): Promise<void> {
  for (const { contentId, title, reason } of (await site.app.failures()).slice(0, FAILURES_SHOWN)) {
    say(`  ${title ?? 'Not visible'} (${contentId}): ${reason ?? 'no reason given'}`);
  }
}

/** The first mirror of a running site, with its progress on standard error. */
export async function mirrorSite(site: LocalSite, options: CliOptions) {
  const progress = progressLine(process.stderr);
  const target = options.qontext.kind === 'remote' ? options.qontext.url : 'local';
  try {
    const mirror = await firstMirror({
      app: site.app,
      apiKey: site.apiKey,
      reconnect: isOtherTarget(options.dataDir, target, site.apiKey),
      spaces: options.spaces,
      progress: progress.show,
      tick: async () => void (await site.host.tick()),
      idle: () => site.host.idle(),
      sleep: (ms) => sleep(ms),
      now: () => performance.now(),
    });
    keepTarget(options.dataDir, target, site.apiKey);
    return mirror;
  } finally {
    progress.end();
  }
}

async function freshness(site: LocalSite, say: (line: string) => void): Promise<Freshness | null> {
  if (!site.confluence) return null;
  return measureFreshness({
    editor: siteEditor(site.confluence, site.siteAdmin.accountId),
    repository: site.repository,
    edits: EDITS_OF_EACH_KIND,
    tick: site.nextTick,
    // A look at a repository elsewhere is a request for each hundred of its files.
    pollMs: site.qontext ? 5 : 250,
    now: () => performance.now(),
    sleep: (ms) => sleep(ms),
    say,
  });
}
