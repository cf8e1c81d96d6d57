import path from 'node:path';
import { systemClock } from '../clock';
import type { LocalConfluence } from '../confluence';
import { type ForgeHost, startForgeHost } from '../forge';
import type { Qontext } from '../qontext';
import { adminPath, controlPath, listenShell } from '../web';
import type { Frame } from '../web/frame';
import { type AppCalls, appCalls } from './appCalls';
import { openConfluence } from './confluenceSide';
import { siteControl } from './control';
import { siteModules } from './manifest';
import { meterReading } from './meters';
import type { CliOptions } from './options';
import { spacePlace } from './place';
import { openQontext } from './qontextSide';
import type { MeterReading } from './report';
import type { RepositoryView } from './repositoryView';
import { shiftableClock } from './shiftableClock';
import { siteFrame, wikiMount } from './siteFrame';
import { siteVisitor } from './visitor';
import { siteWeather } from './weather';

/** The whole site on this machine, running. */
export interface LocalSite {
  urls: { wiki: string | null; admin: string; repository: string; control: string };
  /** The key that the app is to be connected with. */
  apiKey: string;
  siteAdmin: { accountId: string; name: string };
  /** The app's resolvers, as the site admin calls them. */
  app: AppCalls;
  host: ForgeHost;
  /** Null with a Confluence or a Qontext elsewhere. */
  confluence: LocalConfluence | null;
  qontext: Qontext | null;
  repository: RepositoryView;
  /** Lets so much time pass at once; what falls due in it comes now. */
  pass(ms: number): Promise<void>;
  /** Lets five minutes pass, as the cloud does between two runs of the scheduled trigger, and runs it. */
  nextTick(): Promise<void>;
  /** What has been spent since the start. */
  meters(): MeterReading;
  stop(): Promise<void>;
}

/** What a test may put in the place of the real thing. */
export interface SiteParts {
  /** Instead of the demo site; the test keeps it, and several sites may read it. */
  confluence?: LocalConfluence;
  say(line: string): void;
}

/** The folder of manifest.yml. */
export const appDir = path.resolve(__dirname, '..', '..');
/** The interval of the app's scheduled trigger, by its manifest. */
const TICK_MS = 5 * 60_000;
const QONTEXT_API = 'https://api.qontext.ai';

/**
 * Starts the servers and installs the app. The bundle and the admin page must have been built.
 * @throws AccountError, HostSetupError, or an Error that says which port is taken
 */
export async function startSite(options: CliOptions, parts: SiteParts): Promise<LocalSite> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    return await assemble(options, parts, stops, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assemble(
  options: CliOptions,
  parts: SiteParts,
  stops: (() => Promise<void>)[],
  stop: () => Promise<void>,
): Promise<LocalSite> {
  const clock = shiftableClock(systemClock());
  const shell = await listenShell(options.port);
  stops.push(shell.close);
  const repository = await openQontext(options, clock);
  stops.push(repository.stop);
  const modules = siteModules(appDir);
  const framed: { frame: Frame | null } = { frame: null };
  const mount = {
    adminUrl: adminPath,
    repositoryUrl: repository.url,
    shellUrl: shell.url,
    ...wikiMount(modules, () => made(framed.frame)),
  };
  const side = await openConfluence(options, clock, mount, parts.confluence);
  stops.push(side.stop);
  let isStopped = false;
  const host = await startForgeHost({
    appDir,
    bundleDir: path.join(appDir, '.forge-build', 'runtime'),
    siteUrl: side.siteUrl,
    cloudId: side.cloudId,
    product: { url: side.apiUrl, headers: side.accounts.headers, amend: side.amend },
    egress: { [QONTEXT_API]: repository.url },
    clock,
    ...(options.dataDir === null ? {} : { data: path.join(options.dataDir, 'forge') }),
    settings: { autoTick: options.mode === 'stay' },
    log: ({ level, functionKey, message }) => {
      // What the app answers the command with, the command says itself.
      const isAnswer = options.mode === 'once' && functionKey === modules.settings.resolver.function;
      if (!isStopped && !isAnswer && (level === 'warn' || level === 'error')) parts.say(`${functionKey}: ${withoutTrace(message)}`);
    },
  });
  stops.push(() => {
    isStopped = true;
    return host.stop();
  });
  const weather = siteWeather({ host, confluence: side.local, qontext: repository.local }, options.latencyMs, options.faults);
  side.local?.onEvent((event) => {
    if (!isStopped) host.deliver(event);
  });

  const visitor = siteVisitor(side);
  const frame = siteFrame({ side, host, modules, hostOrigin: shell.url, visitor });
  framed.frame = frame;
  const resource = await frame.listenResource(options.port === 0 ? 0 : options.port + 1);
  stops.push(resource.close);
  const meters = meterReading(host, side);
  shell.serve({
    siteName: side.local?.model.state.host ?? new URL(side.siteUrl).hostname,
    frame,
    module: modules.settings,
    spaceModule: modules.spaceSettings && { ...modules.spaceSettings, space: (key, accountId) => spacePlace(side, key, accountId) },
    visitor,
    control: siteControl({ host, clock, weather, meters }),
    wiki: side.local ? side.local.handle : null,
    wikiUrl: side.local ? '/wiki/home' : null,
    repositoryUrl: repository.webUrl,
  });
  await host.install();
  const pass = async (ms: number) => {
    // The token of an invocation under way would be too old after the leap.
    await host.idle();
    clock.shift(ms);
  };

  const { siteAdmin } = side.accounts;
  return {
    urls: {
      wiki: side.local ? `${shell.url}/wiki/home` : null,
      admin: `${shell.url}${adminPath}`,
      repository: repository.webUrl ?? repository.url,
      control: `${shell.url}${controlPath}`,
    },
    apiKey: repository.apiKey,
    siteAdmin,
    app: appCalls((functionKey, payload) =>
      host.invokeResolver({
        moduleKey: modules.settings.key,
        functionKey,
        payload,
        accountId: siteAdmin.accountId,
        extension: { type: 'confluence:globalSettings' },
      }),
    ),
    host,
    confluence: side.local,
    qontext: repository.local,
    repository: repository.view,
    pass,
    async nextTick() {
      await pass(TICK_MS);
      await host.tick();
    },
    meters,
    stop,
  };
}

/** Local control lists invocations with their errors; here a trace would hide what the first line says. */
const withoutTrace = (message: string) => message.split(/\n +at /)[0] ?? message;

function made(frame: Frame | null): Frame {
  if (!frame) throw new Error('The site is starting; try again in a moment.');
  return frame;
}
