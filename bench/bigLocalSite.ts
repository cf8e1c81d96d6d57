import path from 'node:path';
import { type AppCalls, appCalls } from '../local/cli/appCalls';
import { firstMirror, type MirrorResult } from '../local/cli/firstMirror';
import { embeddedAccounts } from '../local/cli/people';
import { type ShiftableClock, shiftableClock } from '../local/cli/shiftableClock';
import { systemClock } from '../local/clock';
import { bigSite, createConfluence, type LocalConfluence } from '../local/confluence';
import { type ForgeHost, startForgeHost } from '../local/forge';
import { createQontext, type Qontext } from '../local/qontext';

/** What each page of the measured sites holds. */
export const pageShape = { bytes: 8_192, comments: 7, tasks: 2 };

export interface BigSiteSettings {
  pages: number;
  /** How many invocations share the function process. In the cloud each has a process of its own, so memory is measured with 1. */
  concurrency: number;
}

/** A generated site with the real bundle on it, the repository still empty. */
export interface BigLocalSite {
  settings: BigSiteSettings;
  host: ForgeHost;
  confluence: LocalConfluence;
  qontext: Qontext;
  clock: ShiftableClock;
  adminId: string;
  /** Connects, includes every space, and waits until all is mirrored. Throws MirrorError. */
  mirror(): Promise<MirrorResult>;
  stop(): Promise<void>;
}

/** The folder of manifest.yml. */
export const appDir = path.resolve(__dirname, '..');
const SITE = 'https://big.example';
/** The most that the app takes as its budget. */
const MOST_POINTS = 500_000;

/**
 * The hourly wall of points and the limit of the key-value store are lifted: what counts against them is measured instead, and a
 * site without a network would meet them within a minute. The function bundle must have been built.
 */
export async function startBigSite(settings: BigSiteSettings): Promise<BigLocalSite> {
  const clock = shiftableClock(systemClock());
  const confluence = createConfluence({
    seed: bigSite({ pages: settings.pages, ...pageShape }),
    clock,
    settings: { quotaPoints: Number.MAX_SAFE_INTEGER },
  });
  const qontext = createQontext({ clock });
  const [wiki, repository] = [await confluence.listen(0), await qontext.listen(0)];
  const accounts = embeddedAccounts();
  const host = await startForgeHost({
    appDir,
    bundleDir: path.join(appDir, '.forge-build', 'runtime'),
    siteUrl: SITE,
    product: { url: wiki.url, headers: accounts.headers },
    egress: { 'https://api.qontext.ai': repository.url },
    clock,
    concurrency: settings.concurrency,
    settings: { kvUnitsPerMinute: Number.MAX_SAFE_INTEGER },
    log: ({ level, functionKey, message }) => {
      if (level === 'warn' || level === 'error') process.stderr.write(`  ${functionKey}: ${message}\n`);
    },
  });
  confluence.onEvent((event) => host.deliver(event));
  await host.install();
  const call = (functionKey: string, payload?: unknown) =>
    host.invokeResolver({
      moduleKey: 'site-settings',
      functionKey,
      payload,
      accountId: accounts.siteAdmin.accountId,
      extension: { type: 'confluence:globalSettings' },
    });
  await call('saveSettings', { sweep: 'daily', pointsPerHour: MOST_POINTS });
  return {
    settings,
    host,
    confluence,
    qontext,
    clock,
    adminId: accounts.siteAdmin.accountId,
    mirror: () => mirror(host, appCalls(call), qontext.defaultKey),
    async stop() {
      await host.stop();
      await wiki.close();
      await repository.close();
    },
  };
}

function mirror(host: ForgeHost, app: AppCalls, apiKey: string): Promise<MirrorResult> {
  return firstMirror({
    app,
    apiKey,
    spaces: null,
    progress: () => {},
    tick: async () => void (await host.tick()),
    idle: () => host.idle(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    now: () => performance.now(),
  });
}
