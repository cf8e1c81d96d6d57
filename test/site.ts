/**
 * The app's real bundle on the local Forge host, between a local Confluence and a local Qontext, on a clock of the test's own: an hour of
 * ticks takes as long as the work in it. Everything that is asked of either side goes through a gate at which a test can look and interfere.
 */
import path from 'node:path';
import { buildStale, buildSteps } from '../local/cli/build';
import { embeddedAccounts } from '../local/cli/people';
import { type VirtualClock, virtualClock } from '../local/clock';
import { type ConfluenceSettings, createConfluence, type LocalConfluence, type SeedSite } from '../local/confluence';
import { type ForgeHost, type HostSettings, type LogLine, startForgeHost, warmProcesses } from '../local/forge';
import { type Person, people } from '../local/people';
import { createQontext, type Qontext } from '../local/qontext';
import type { PolicyView } from '../src/api/selection';
import type { Activity, LedgerEntry } from '../src/store';
import { type Callers, callersOf, contentNamed, spaceNamed } from './callers';
import { confluenceGate, type Gate, qontextGate } from './gates';
import { tides } from './tides';

export const appDir = path.resolve(__dirname, '..');
export const startOfTest = Date.parse('2026-11-21T10:20:00Z');
const MINUTE = 60_000;

export const ada = personAt(0);
export const tomas = personAt(1);
export const mei = personAt(2);
export const ravi = personAt(3);

function personAt(at: number): Person {
  const person = people[at];
  if (!person) throw new Error(`The local site has no person ${at}.`);
  return person;
}

/** The sites of a file follow each other in one process, as the platform lets sites do; a start of it costs as much as a small test. */
const warm = warmProcesses();
afterAll(() => warm.close());

export interface SiteOptions {
  seed?: SeedSite;
  confluence?: Partial<ConfluenceSettings>;
  host?: Partial<HostSettings>;
}

export interface TestSite extends Callers {
  clock: VirtualClock;
  host: ForgeHost;
  confluence: LocalConfluence;
  model: LocalConfluence['model'];
  qontext: Qontext;
  /** Where requests to Confluence and to Qontext pass. */
  asked: Gate;
  sent: Gate;
  logs: LogLine[];
  /** Connects, includes these spaces, and waits until they are mirrored. */
  mirror(...keys: string[]): Promise<void>;
  /** Until nothing is under way and nothing falls due in the next ten minutes. */
  settle(): Promise<void>;
  /** Saves the policy with these changes, and settles. */
  setPolicy(changes: Partial<PolicyView>): Promise<void>;
  /** Lets so many minutes pass (five by default), runs the scheduled trigger, and settles. */
  tick(minutes?: number): Promise<void>;
  id(title: string): string;
  spaceId(key: string): string;
  /** Paths of the repository's files whose front matter names this content. */
  paths(title: string): string[];
  /** The Markdown of a content, its parts joined. Null: the repository has none. */
  text(title: string): string | null;
  /** Whether the repository has anything of it. */
  isThere(title: string): boolean;
  /** Contents that the repository has of a space, by path. */
  repository(): Record<string, string>;
  ledger(title: string): LedgerEntry | null;
  /** Oldest first. */
  activity(title?: string): Activity[];
  /** The key-value store in one text, to see whether anything changed. */
  dump(): string;
  stop(): Promise<void>;
}

/** Starts a site with the app installed. Builds the bundle if it is older than its sources. */
export async function openSite(options: SiteOptions = {}): Promise<TestSite> {
  await buildStale(
    appDir,
    buildSteps().filter((step) => step.name === 'function bundle'),
  );
  const clock = virtualClock(startOfTest);
  const confluence = createConfluence({ seed: options.seed ?? tides, clock, random: dice(1), settings: options.confluence ?? {} });
  const qontext = createQontext({ clock, random: dice(2) });
  const asked = await confluenceGate(confluence);
  const sent = await qontextGate(qontext);
  const logs: LogLine[] = [];
  const { host: name } = confluence.model.state;
  const host = await startForgeHost({
    appDir,
    bundleDir: path.join(appDir, '.forge-build', 'runtime'),
    siteUrl: `https://${name}`,
    cloudId: confluence.model.state.cloudId,
    product: { url: asked.url, headers: embeddedAccounts().headers },
    egress: { 'https://api.qontext.ai': sent.url },
    clock,
    random: dice(3),
    settings: options.host ?? {},
    warm,
    log: (line) => void logs.push(line),
  });
  const stopEvents = confluence.model.onEvent((event) => host.deliver(event));
  await host.install();
  return assemble({ clock, host, confluence, qontext, asked, sent, logs }, stopEvents);
}

/** The same, and these spaces are mirrored: TIDE unless others are named. */
export async function openMirrored(options: SiteOptions = {}, ...keys: string[]): Promise<TestSite> {
  const site = await openSite(options);
  try {
    await site.mirror(...(keys.length > 0 ? keys : ['TIDE']));
    return site;
  } catch (error) {
    await site.stop();
    throw error;
  }
}

type Parts = Pick<TestSite, 'clock' | 'host' | 'confluence' | 'qontext' | 'asked' | 'sent' | 'logs'>;

function assemble(parts: Parts, stopEvents: () => void): TestSite {
  const { host, confluence, qontext } = parts;
  const { model } = confluence;
  const settle = () => host.idle(10 * MINUTE);
  const callers = callersOf(host, model, ada);
  const { call } = callers;
  const spaceId = (key: string) => spaceNamed(model, key).id;
  const id = (title: string) => contentNamed(model, title).id;
  const filesOf = (title: string) => {
    const marker = new RegExp(`^source_id: ['"]?${id(title)}['"]?$`, 'm');
    return qontext.files().filter((file) => marker.test(file.content));
  };
  return {
    ...parts,
    model,
    ...callers,
    settle,
    async setPolicy(changes) {
      await call('savePolicy', { ...(await call('getPolicy')), ...changes });
      await settle();
    },
    async mirror(...keys) {
      if ((await call('overview')).connection.state !== 'connected') await call('connect', { apiKey: qontext.defaultKey });
      for (const key of keys) await call('includeSpace', { spaceId: spaceId(key) });
      await settle();
    },
    async tick(minutes = 5) {
      await host.pass(minutes * MINUTE);
      await host.tick();
      await settle();
    },
    id,
    spaceId,
    paths: (title) => filesOf(title).map((file) => file.path),
    text(title) {
      const files = filesOf(title);
      return files.length === 0 ? null : files.map((file) => file.content).join('\n');
    },
    isThere: (title) => filesOf(title).length > 0,
    repository: () => Object.fromEntries(qontext.files().map((file) => [file.path, file.content])),
    ledger(title) {
      const row = host.kvs.entity('ledger', id(title)).find(({ key }) => key === id(title));
      return row ? dataOf<LedgerEntry>(row) : null;
    },
    activity: (title) =>
      host.kvs
        .entity('activity')
        .map(dataOf<Activity>)
        .filter((row) => title === undefined || row.contentId === id(title))
        .sort((a, b) => a.at - b.at),
    dump: () =>
      JSON.stringify([
        host.kvs.list(),
        ['ledger', 'place', 'run', 'activity', 'state'].map((name) => host.kvs.entity(name)),
        host.kvs.secretKeys(),
      ]),
    async stop() {
      stopEvents();
      await host.stop();
      await Promise.all([parts.asked.close(), parts.sent.close()]);
      model.dispose();
    },
  };
}

/** The app wraps what it stores: `{rev, data}`. */
function dataOf<T>(row: { value: unknown }): T {
  return (row.value as { data: T }).data;
}

/** The same numbers in each run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
