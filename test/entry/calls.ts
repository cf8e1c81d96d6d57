/** Every resolver of every module, from the modules' own lists: who calls it from where, with what, and that a refused call changes nothing. */
import { handlers as ofPage } from '../../src/entry/pageStatus';
import { handlers as ofSite } from '../../src/entry/siteAdmin/handlers';
import { handlers as ofSpace } from '../../src/entry/spaceAdmin';
import { type CalledFrom, sitePlace } from '../callers';
import { ada, mei, openMirrored, ravi, type TestSite, tomas } from '../site';

export type Who = 'anonymous' | 'user' | 'space admin of another space' | 'space admin' | 'site admin';
export const accounts: Record<Who, string> = {
  anonymous: '',
  user: tomas.accountId,
  'space admin of another space': ravi.accountId,
  'space admin': mei.accountId,
  'site admin': ada.accountId,
};
export const everybody = Object.keys(accounts) as Who[];

interface Module {
  api: string;
  names: string[];
  from(): CalledFrom;
  /** Who may call it. The rest of the matrix is refused. */
  may(name: string): Who[];
  /** What the resolver says to who may not. */
  refusal: RegExp;
}

/** The one of the test file: `TIDE` is mirrored. */
export let site: TestSite;

/** Before and after all tests of a file. */
export function withSite(): void {
  beforeAll(async () => {
    site = await openMirrored();
  }, 180_000);
  afterAll(() => site?.stop());
}

const spaceAdmins: Who[] = ['space admin', 'site admin'];
export const modules: Record<string, Module> = {
  'site settings': {
    api: 'siteAdmin',
    names: Object.keys(ofSite),
    from: () => sitePlace,
    may: () => ['site admin'],
    refusal: /Only Confluence administrators|Sign in to Confluence/,
  },
  'space settings': {
    api: 'spaceAdmin',
    names: Object.keys(ofSpace),
    from: () => site.spacePlace('TIDE'),
    may: () => spaceAdmins,
    refusal: /Only administrators of this space|Sign in to Confluence/,
  },
  'page byline': {
    api: 'pageStatus',
    names: Object.keys(ofPage),
    from: () => site.pagePlace('Log 1'),
    may: (name) => (name === 'pageStatus' ? everybody.filter((who) => who !== 'anonymous') : spaceAdmins),
    refusal: /Only administrators of this space|Sign in to Confluence/,
  },
};

/** What the page would send, such that the call changes or answers something. */
export function payloadOf(name: string): unknown {
  const spaceId = site.spaceId(name === 'includeSpace' ? 'OPS' : 'TIDE');
  const runId = (site.host.kvs.entity('run')[0] ?? { key: '' }).key;
  const rules = [{ target: { kind: 'tree', id: site.id('Station North') }, choice: 'exclude' }];
  const policy = {
    offered: { kind: 'all' },
    selfService: 'decide',
    personalSpaces: false,
    archived: false,
    labelsOut: ['no-ai'],
    labelsIn: [],
    restricted: 'never',
    graceMinutes: 30,
    paused: false,
    instructions: 'Ask the harbour office.',
    keywords: [],
  };
  const payloads: Record<string, unknown> = {
    connect: { apiKey: site.qontext.defaultKey },
    includeSpace: { spaceId },
    excludeSpace: { spaceId },
    forecastSwitch: { spaceId, included: true },
    startRun: { kind: 'resync' },
    controlRun: { runId, action: 'cancel' },
    saveSettings: { sweep: 'hourly', pointsPerHour: 500_000 },
    getSelection: { spaceId },
    forecast: { wanted: [{ spaceId, rules }] },
    saveSelection: { wanted: [{ spaceId, rules }] },
    paste: { text: site.id('Log 1') },
    forecastPolicy: policy,
    savePolicy: policy,
    checkSelectionFile: { yaml: 'version: 1\n' },
    applySelectionFile: { yaml: 'version: 1\nspaces:\n  OPS:\n    rules:\n      - include space\n' },
    preview: { content: site.id('Log 1') },
    compareSpace: { spaceId },
    verifySpace: { spaceId, mend: false },
    forecastSpace: { rules },
    listReasons: { state: 'out' },
    saveSpaceSelection: { rules },
    previewInSpace: { content: site.id('Log 1') },
    verifyOwnSpace: { mend: false },
    saveInstructions: { instructions: 'Read the logs first.' },
    choosePage: { choice: 'exclude' },
  };
  return payloads[name] ?? {};
}

/** All that the app has stored, but for the count of what its calls cost. */
const stored = () =>
  (JSON.parse(site.dump()) as ({ key: string } | string | { key: string }[])[][])
    .flat(2)
    .filter((row) => typeof row === 'string' || !row.key.startsWith('usage:'))
    .map((row) => JSON.stringify(row));

/** That the call is refused, and leaves store, repository and Qontext as they were. */
export async function refuses(call: () => Promise<unknown>, why: RegExp | string): Promise<void> {
  const before = stored();
  const files = site.repository();
  site.sent.requests.length = 0;
  await expect(call()).rejects.toThrow(why);
  await site.settle();
  const after = new Set(stored());
  expect(before.filter((row) => !after.delete(row))).toEqual([]);
  expect([...after]).toEqual([]);
  expect(site.repository()).toEqual(files);
  expect(site.sent.requests).toEqual([]);
}
