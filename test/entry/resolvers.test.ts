/**
 * Rule 12, for every resolver of every module: who may not call it gets an error and changes nothing, and so does who may with a payload
 * that no page would send. Made from the lists of resolvers, so that a new one cannot be forgotten.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { people } from '../../local/people';
import type { SpaceOverview } from '../../src/api/spaceAdmin';
import { handlers as ofPage } from '../../src/entry/pageStatus';
import { handlers as ofSite } from '../../src/entry/siteAdmin/handlers';
import { handlers as ofSpace } from '../../src/entry/spaceAdmin';
import { ada, appDir, type CalledFrom, mei, openSite, ravi, type TestSite, tomas } from '../site';

type Who = 'anonymous' | 'user' | 'space admin of another space' | 'space admin' | 'site admin';
const accounts: Record<Who, string> = {
  anonymous: '',
  user: tomas.accountId,
  'space admin of another space': ravi.accountId,
  'space admin': mei.accountId,
  'site admin': ada.accountId,
};
const everybody = Object.keys(accounts) as Who[];

interface Module {
  api: string;
  names: string[];
  from(): CalledFrom;
  /** Who may call it. The rest of the matrix is refused. */
  may(name: string): Who[];
  /** What the resolver says to who may not. */
  refusal: RegExp;
}

let site: TestSite;
const spacePlace = (key: string): CalledFrom => ({
  moduleKey: 'space-settings',
  extension: { type: 'confluence:spaceSettings', space: { id: site.spaceId(key), key } },
});
const pagePlace = (title: string): CalledFrom => ({
  moduleKey: 'page-byline',
  extension: {
    type: 'confluence:contentBylineItem',
    content: { id: site.id(title), type: 'page' },
    space: { id: site.spaceId('TIDE'), key: 'TIDE' },
  },
});
const spaceAdmins: Who[] = ['space admin', 'site admin'];
const modules: Record<string, Module> = {
  'site settings': {
    api: 'siteAdmin',
    names: Object.keys(ofSite),
    from: () => ({ moduleKey: 'site-settings', extension: { type: 'confluence:globalSettings' } }),
    may: () => ['site admin'],
    refusal: /Only Confluence administrators|Sign in to Confluence/,
  },
  'space settings': {
    api: 'spaceAdmin',
    names: Object.keys(ofSpace),
    from: () => spacePlace('TIDE'),
    may: () => spaceAdmins,
    refusal: /Only administrators of this space|Sign in to Confluence/,
  },
  'page byline': {
    api: 'pageStatus',
    names: Object.keys(ofPage),
    from: () => pagePlace('Log 1'),
    may: (name) => (name === 'pageStatus' ? everybody.filter((who) => who !== 'anonymous') : spaceAdmins),
    refusal: /Only administrators of this space|Sign in to Confluence/,
  },
};

/** What the page would send, such that the call changes or answers something. */
function payloadOf(name: string): unknown {
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

beforeAll(async () => {
  site = await openSite();
  await site.mirror('TIDE');
}, 180_000);
afterAll(() => site?.stop());

/** All that the app has stored, but for the count of what its calls cost. */
const stored = () =>
  (JSON.parse(site.dump()) as ({ key: string } | string | { key: string }[])[][])
    .flat(2)
    .filter((row) => typeof row === 'string' || !row.key.startsWith('usage:'))
    .map((row) => JSON.stringify(row));

/** That the call is refused, and leaves store, repository and Qontext as they were. */
async function refuses(call: () => Promise<unknown>, why: RegExp | string): Promise<void> {
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

describe.each(Object.entries(modules))('%s', (_, { api, names, from, may, refusal }) => {
  test('the list of resolvers is the one of the contract', () => {
    const contract = readFileSync(path.join(appDir, 'src', 'api', `${api}.ts`), 'utf8');
    const typed = [...contract.matchAll(/^ {2}(\w+): \{ payload:/gm)].map(([, name]) => name);
    expect([...names].sort()).toEqual(typed.sort());
    expect(names.length).toBeGreaterThan(3);
  });

  const refused = names.flatMap((name) => everybody.filter((who) => !may(name).includes(who)).map((who): [string, Who] => [name, who]));
  test.each(refused)('%s refuses: %s', async (name, who) => {
    await refuses(() => site.sendFrom(from(), name, payloadOf(name), accounts[who]), refusal);
  });

  test.each(names)('%s refuses somebody whom Confluence does not know', async (name) => {
    await refuses(() => site.sendFrom(from(), name, payloadOf(name), '712020:00000000-0000-4000-8000-00000000ffff'), /./);
  });
});

describe('what is decided by the place is decided by the place that the platform says', () => {
  test.each(Object.keys(ofSpace))('%s of another space is refused, whatever the payload says', async (name) => {
    const known = payloadOf(name);
    const lie = { ...(typeof known === 'object' ? known : {}), spaceId: site.spaceId('TIDE') };
    await refuses(() => site.sendFrom(spacePlace('OPS'), name, lie, mei.accountId), 'Only administrators of this space');
  });

  test.each(Object.keys(ofPage))('%s of a page that the caller may not see is refused', async (name) => {
    await refuses(() => site.sendFrom(pagePlace('Salaries'), name, payloadOf(name), mei.accountId), 'You may not see this page');
  });

  const nowhere = [{}, { space: {} }, { space: { id: '../1' } }, { content: { id: 'x', type: 'page' } }, { space: { id: '999999' } }];
  test.each(nowhere)('a call from %j is refused', async (extension) => {
    await refuses(() => site.sendFrom({ moduleKey: 'space-settings', extension }, 'spaceOverview', undefined, ada.accountId), /./);
    await refuses(() => site.sendFrom({ moduleKey: 'page-byline', extension }, 'sendNow', undefined, ada.accountId), /./);
  });
});

const huge = 'x'.repeat(8000);
const hostile: [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a string', 'spaceId'],
  ['a number', 7],
  ['a list', [{ spaceId: '1' }]],
  [
    'wrong types',
    {
      ...{ apiKey: { toString: 'x' }, spaceId: 42, runId: ['x'], kind: 1, action: {}, sweep: true, pointsPerHour: '5000', cursor: 1 },
      ...{ query: [], wanted: {}, rules: 'all', text: 5, yaml: {}, content: 7, mend: 'yes', instructions: [], choice: 2, offered: 'all' },
    },
  ],
  [
    'huge strings',
    {
      ...{ apiKey: huge, spaceId: huge, runId: huge, kind: huge, action: huge, sweep: huge, cursor: huge, query: huge, content: huge },
      ...{ wanted: [{ spaceId: huge, rules: [] }], rules: [{ target: { kind: 'tree', id: huge }, choice: 'include' }], choice: huge },
      ...{ text: huge.repeat(13), mend: huge, instructions: huge },
    },
  ],
  ['a huge file', { yaml: huge.repeat(51) }],
  [
    'names of prototypes',
    JSON.parse(
      '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}},"spaceId":"__proto__","runId":"constructor","kind":"toString","choice":"valueOf"}',
    ),
  ],
  [
    'paths and queries',
    {
      spaceId: '../../rest/api/user',
      runId: '../1',
      apiKey: '',
      cursor: { $ne: null },
      kind: 'withdrawal',
      action: 'delete',
      choice: '..',
    },
  ],
  ['a number that is none', { sweep: 'daily', pointsPerHour: 1e308, graceMinutes: 0.5 }],
];
/** What takes no payload looks at none. */
const takesNone = new Set([
  ...['overview', 'validateConnection', 'disconnect', 'listRuns', 'health', 'getSettings', 'getPolicy', 'exportSelection'],
  ...['spaceOverview', 'spaceSelection', 'resyncOwnSpace', 'pageStatus', 'previewPage', 'sendNow'],
]);
/** What may be asked without any field, too. */
const takesEmpty = new Set(['listSpaces', 'listActivity', 'spaceActivity', 'compareOwnSpace']);
const isEmpty = (payload: unknown) => payload === undefined || payload === null;

describe.each(Object.entries(modules))('%s, called by the site admin', (_, { names, from }) => {
  describe.each(names.filter((name) => !takesNone.has(name)))('%s', (name) => {
    const some = hostile.filter(([, payload]) => !(takesEmpty.has(name) && isEmpty(payload)));
    test.each(some)('takes no %s', async (__, payload) => {
      await refuses(() => site.sendFrom(from(), name, payload, ada.accountId), 'The page sent something that the app does not take');
    });

    test('takes no field that it does not know', async () => {
      const known = payloadOf(name);
      const payload = { ...(typeof known === 'object' ? known : {}), accountId: ada.accountId };
      await refuses(() => site.sendFrom(from(), name, payload, ada.accountId), 'The page sent something that the app does not take');
    });
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'nothing', ''])('there is no resolver "%s"', async (name) => {
    await refuses(() => site.sendFrom(from(), name, {}, ada.accountId), /./);
  });
});

test('an error for the person in front of the screen names no other person, and no stack', async () => {
  const error: unknown = await site.send('includeSpace', { spaceId: '999999' }, ada.accountId).catch((reason: unknown) => reason);
  expect(String(error)).toContain('The app cannot see this space');
  expect(String(error)).not.toMatch(/\bat .*\.(ts|cjs)|node:/);
  for (const { accountId } of people) expect(String(error)).not.toContain(accountId);
});

describe('where site admins have kept all choice to themselves', () => {
  beforeAll(async () => {
    await site.send('savePolicy', { ...Object(payloadOf('savePolicy')), selfService: 'none' }, ada.accountId);
    await site.settle();
  });
  const from = () => spacePlace('TIDE');

  test.each([
    ['resyncOwnSpace', undefined],
    ['verifyOwnSpace', { mend: true }],
  ])('%s refuses the space admin, and answers the site admin', async (name, payload) => {
    await refuses(() => site.sendFrom(from(), name, payload, mei.accountId), 'only site administrators');
    await expect(site.sendFrom(from(), name, payload, ada.accountId)).resolves.toBeDefined();
    await site.settle();
  });

  test('the page is told so beforehand', async () => {
    const locked = (who: string) =>
      site.sendFrom(from(), 'spaceOverview', undefined, who).then((overview) => (overview as SpaceOverview).lockedWork);
    const refusal = expect.stringContaining('only site administrators');
    expect(await locked(mei.accountId)).toEqual({ resync: refusal, mend: refusal, instructions: refusal });
    expect(await locked(ada.accountId)).toEqual({ resync: null, mend: null, instructions: refusal });
  });

  test.each([
    ['verifyOwnSpace', { mend: false }],
    ['compareOwnSpace', {}],
  ])('%s, which only looks, answers the space admin', async (name, payload) => {
    await expect(site.sendFrom(from(), name, payload, mei.accountId)).resolves.toBeDefined();
  });
});

/** These leave the site as the others need it, so they come last: what ends the connection at the very end. */
describe('who may call a resolver gets its answer', () => {
  const last = ['connect', 'controlRun', 'excludeSpace', 'applySelectionFile', 'disconnect'];
  const allowed = Object.values(modules)
    .flatMap(({ names, may, from }) => names.flatMap((name) => may(name).map((who) => ({ name, who, from }))))
    .sort((a, b) => last.indexOf(a.name) - last.indexOf(b.name))
    .map(({ name, who, from }): [string, Who, () => CalledFrom] => [name, who, from]);

  beforeAll(async () => {
    await site.send('savePolicy', payloadOf('savePolicy'), ada.accountId);
    await site.settle();
  });

  test.each(allowed)('%s answers: %s', async (name, who, from) => {
    if (name === 'controlRun') await site.send('startRun', { kind: 'resync' }, ada.accountId);
    const payload = name === 'controlRun' ? { runId: openRun(), action: 'cancel' } : payloadOf(name);
    await expect(site.sendFrom(from(), name, payload, accounts[who])).resolves.toBeDefined();
    // A minute later the key-value store's budget is whole again.
    await site.host.pass(60_000);
    await site.settle();
  });

  function openRun(): string {
    const runs = site.host.kvs.entity('run') as { key: string; value: { data: { phase: string; endedAt: number | null } } }[];
    return (runs.find(({ value }) => value.data.endedAt === null) ?? { key: '' }).key;
  }
});
