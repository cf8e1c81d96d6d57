/**
 * Rule 12, for every resolver of every module: who may not call it gets an error and changes nothing, and who may gets an answer. Made from
 * the lists of resolvers, so that a new one cannot be forgotten.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Person } from '../../local/people';
import { handlers as ofPage } from '../../src/entry/pageStatus';
import { handlers as ofSpace } from '../../src/entry/spaceAdmin';
import type { CalledFrom } from '../callers';
import { ada, appDir, mei } from '../site';
import { accounts, everybody, modules, payloadOf, refuses, site, type Who, withSite } from './calls';

withSite();

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
    await refuses(() => site.sendFrom(site.spacePlace('OPS'), name, lie, mei.accountId), 'Only administrators of this space');
  });

  test.each(Object.keys(ofPage))('%s of a page that the caller may not see is refused', async (name) => {
    await refuses(() => site.sendFrom(site.pagePlace('Salaries'), name, payloadOf(name), mei.accountId), 'You may not see this page');
  });

  const nowhere = [{}, { space: {} }, { space: { id: '../1' } }, { content: { id: 'x', type: 'page' } }, { space: { id: '999999' } }];
  test.each(nowhere)('a call from %j is refused', async (extension) => {
    await refuses(() => site.sendFrom({ moduleKey: 'space-settings', extension }, 'spaceOverview', undefined, ada.accountId), /./);
    await refuses(() => site.sendFrom({ moduleKey: 'page-byline', extension }, 'sendNow', undefined, ada.accountId), /./);
  });
});

describe('where site admins have kept all choice to themselves', () => {
  beforeAll(async () => {
    await site.send('savePolicy', { ...Object(payloadOf('savePolicy')), selfService: 'none' }, ada.accountId);
    await site.settle();
  });
  const from = () => site.spacePlace('TIDE');

  test.each([
    ['resyncOwnSpace', undefined],
    ['verifyOwnSpace', { mend: true }],
  ])('%s refuses the space admin, and answers the site admin', async (name, payload) => {
    await refuses(() => site.sendFrom(from(), name, payload, mei.accountId), 'only site administrators');
    await expect(site.sendFrom(from(), name, payload, ada.accountId)).resolves.toBeDefined();
    await site.settle();
  });

  test.each(['saveInstructions', 'saveSpaceSelection'])('%s refuses the space admin', async (name) => {
    await refuses(() => site.sendFrom(from(), name, payloadOf(name), mei.accountId), 'only site administrators choose');
  });

  test('the page is told so beforehand', async () => {
    const locked = async (who: Person) => (await site.callInSpace('TIDE', 'spaceOverview', undefined, who)).lockedWork;
    const refusal = expect.stringContaining('only site administrators');
    expect(await locked(mei)).toEqual({ resync: refusal, mend: refusal, instructions: refusal });
    expect(await locked(ada)).toEqual({ resync: null, mend: null, instructions: refusal });
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
