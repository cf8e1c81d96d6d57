/**
 * Who does not administer the site calls each resolver directly, and gets an error and changes nothing; so does the administrator with a
 * payload that the page would never send. Made from the list of resolvers, so that a new one cannot be forgotten.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { people } from '../../local/people';
import { handlers } from '../../src/entry/siteAdmin/handlers';
import { ada, appDir, mei, openSite, type TestSite, tomas } from '../site';

const names = Object.keys(handlers);

let site: TestSite;
beforeAll(async () => {
  site = await openSite();
  await site.mirror('TIDE');
}, 180_000);
afterAll(() => site?.stop());

/** Payloads with which the call would change something, if it were allowed. */
function payloadOf(name: string): unknown {
  const spaceId = site.spaceId(name === 'includeSpace' ? 'OPS' : 'TIDE');
  const runId = (site.host.kvs.entity('run')[0] ?? { key: '' }).key;
  const payloads: Record<string, unknown> = {
    connect: { apiKey: 'q_sk_somebody-elses-key' },
    includeSpace: { spaceId },
    excludeSpace: { spaceId },
    startRun: { kind: 'resync' },
    controlRun: { runId, action: 'cancel' },
    saveSettings: { sweep: 'hourly', pointsPerHour: 500_000 },
  };
  return payloads[name] ?? {};
}

const nobody: [string, string][] = [
  ['somebody who is not signed in', ''],
  ['somebody unknown', '712020:00000000-0000-4000-8000-00000000ffff'],
  ['an ordinary user', tomas.accountId],
  ['an administrator of the space', mei.accountId],
];

test('the bundle has the resolvers of the list, and no other module is without a check', () => {
  const bundle = readFileSync(path.join(appDir, 'src', 'api', 'siteAdmin.ts'), 'utf8');
  const typed = [...bundle.matchAll(/^ {2}(\w+): \{ payload:/gm)].map(([, name]) => name);
  expect(names.sort()).toEqual(typed.sort());
  expect(names.length).toBeGreaterThan(10);
});

describe.each(nobody)('%s', (_, accountId) => {
  test.each(names)('cannot call %s', async (name) => {
    const before = site.dump();
    const files = site.repository();
    site.sent.requests.length = 0;
    await expect(site.send(name, payloadOf(name), accountId)).rejects.toThrow(/Only Confluence administrators|Sign in to Confluence/);
    await site.settle();
    expect(site.dump()).toBe(before);
    expect(site.repository()).toEqual(files);
    expect(site.sent.requests).toEqual([]);
  });
});

const huge = 'x'.repeat(40_000);
const hostile: [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a string', 'spaceId'],
  ['a number', 7],
  ['a list', [{ spaceId: '1' }]],
  [
    'wrong types',
    { apiKey: { toString: 'x' }, spaceId: 42, runId: ['x'], kind: 1, action: {}, sweep: true, pointsPerHour: '5000', cursor: 1, query: [] },
  ],
  ['huge strings', { apiKey: huge, spaceId: huge, runId: huge, kind: huge, action: huge, sweep: huge, cursor: huge, query: huge }],
  [
    'names of prototypes',
    JSON.parse(
      '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}},"spaceId":"__proto__","runId":"constructor","kind":"toString"}',
    ),
  ],
  [
    'paths and queries',
    { spaceId: '../../rest/api/user', runId: '../1', apiKey: '', cursor: { $ne: null }, kind: 'withdrawal', action: 'delete' },
  ],
  ['a number that is none', { sweep: 'daily', pointsPerHour: 1e308 }],
];
/** What takes no payload looks at none. */
const takesNone = new Set(['overview', 'validateConnection', 'disconnect', 'listRuns', 'health', 'getSettings']);
/** What may be asked without any field, too. */
const takesEmpty = new Set(['listSpaces', 'listActivity']);
const isEmpty = (payload: unknown) => payload === undefined || payload === null;

describe.each(names.filter((name) => !takesNone.has(name)))('%s', (name) => {
  const some = hostile.filter(([, payload]) => !(takesEmpty.has(name) && isEmpty(payload)));
  test.each(some)('takes no %s', async (_, payload) => {
    const before = site.dump();
    const files = site.repository();
    await expect(site.send(name, payload, ada.accountId)).rejects.toThrow('The page sent something that the app does not take');
    await site.settle();
    expect(site.dump()).toBe(before);
    expect(site.repository()).toEqual(files);
  });

  test('takes no field that it does not know', async () => {
    const before = site.dump();
    const known = payloadOf(name);
    const payload = { ...(typeof known === 'object' ? known : {}), accountId: ada.accountId };
    await expect(site.send(name, payload, ada.accountId)).rejects.toThrow('The page sent something that the app does not take');
    expect(site.dump()).toBe(before);
  });
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'nothing', ''])('there is no resolver "%s"', async (name) => {
  const before = site.dump();
  await expect(site.send(name, {}, ada.accountId)).rejects.toThrow();
  expect(site.dump()).toBe(before);
});

test('an error for the person in front of the screen names no other person, and no stack', async () => {
  const error: unknown = await site.send('includeSpace', { spaceId: '999999' }, ada.accountId).catch((reason: unknown) => reason);
  expect(String(error)).toContain('The app cannot see this space');
  expect(String(error)).not.toMatch(/\bat .*\.(ts|cjs)|node:/);
  for (const { accountId } of people) expect(String(error)).not.toContain(accountId);
});
