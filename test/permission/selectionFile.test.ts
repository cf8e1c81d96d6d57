/** A selection file is all or nothing, opens nothing before it closes, and leaves alone what it does not name. */
import { ada, openSite, type TestSite } from '../site';
import { openTides } from '../tides';

let site: TestSite;
const open = async () => {
  site = await openSite();
  await site.mirror('TIDE');
};
afterEach(() => site?.stop());

const there = () => openTides.filter((title) => site.text(title) !== null);
const setPolicy = async (changes: object) => {
  await site.call('savePolicy', { ...(await site.call('getPolicy')), ...changes });
  await site.settle();
};
const importFile = async (yaml: string) => {
  const answer = await site.call('applySelectionFile', { yaml });
  await site.settle();
  return answer;
};
const exported = async () => (await site.call('exportSelection')).yaml;

test('what the file does not name of the policy stays: a pause, what is offered, the keywords', async () => {
  await open();
  await setPolicy({ paused: true, offered: { kind: 'except', keys: ['OPS'] }, keywords: ['moon'], graceMinutes: 7 });
  const before = await site.call('getPolicy');
  const answer = await importFile('version: 1\npolicy:\n  labelsIn: [public]\nspaces:\n  TIDE:\n    rules: [include space]\n');
  expect(answer.ok).toBe(true);
  expect(await site.call('getPolicy')).toEqual({ ...before, labelsIn: ['public'] });
}, 120_000);

test('content that the file excludes and its policy newly admits never leaves', async () => {
  await open();
  site.model.addLabel(ada.accountId, site.id('Log 1'), 'no-ai');
  await site.settle();
  const others = openTides.filter((title) => title !== 'Log 1');
  expect(there()).toEqual(others);
  site.sent.requests.length = 0;
  const yaml = `version: 1\npolicy:\n  labelsOut: []\nspaces:\n  TIDE:\n    rules: [include space, exclude page ${site.id('Log 1')}]\n`;
  // What a run would decide by, if it began at any of these moments.
  const torn: string[] = [];
  const stored = (prefix: string) => JSON.stringify(site.host.kvs.entity('state', prefix));
  site.asked.interfere = ({ path }) => {
    if (stored('policy').includes('"labelsOut":[]') && !stored('selection:').includes(site.id('Log 1'))) torn.push(path);
    return null;
  };
  expect((await importFile(yaml)).ok).toBe(true);
  expect(torn).toEqual([]);
  expect(there()).toEqual(others);
  expect(site.sent.requests.filter(({ body }) => body.includes(`source_id: "${site.id('Log 1')}"`))).toEqual([]);
  expect(site.activity('Log 1').filter(({ kind }) => kind === 'create')).toHaveLength(1);
}, 120_000);

test('a file that cannot be followed to its end changes nothing', async () => {
  await open();
  await site.call('disconnect');
  const before = [await exported(), await site.call('getPolicy')];
  const yaml = 'version: 1\npolicy:\n  labelsOut: []\nspaces:\n  OPS:\n    rules: [include space]\n  TIDE:\n    rules: [include space]\n';
  await expect(importFile(yaml)).rejects.toThrow('Connect to Qontext first');
  expect([await exported(), await site.call('getPolicy')]).toEqual(before);
}, 120_000);

test('so many rules as do not fit are refused with their line', async () => {
  await open();
  const before = await exported();
  const rules = Array.from({ length: 201 }, (_, n) => `exclude page ${10 ** 12 + n}`).join(', ');
  const answer = await importFile(`version: 1\nspaces:\n  TIDE:\n    rules: [include space]\n    spaceAdminRules: [${rules}]\n`);
  expect(answer).toMatchObject({ ok: false, errors: [{ line: 3 }] });
  expect(await exported()).toBe(before);
}, 120_000);

test('the export of a site with a selected space that is locked is imported again, and changes nothing', async () => {
  await open();
  await setPolicy({ offered: { kind: 'except', keys: ['TIDE'] } });
  await site.tick();
  const before = await exported();
  expect(before).toContain('TIDE');
  expect(await importFile(before)).toMatchObject({ ok: true, changes: [] });
  expect(await exported()).toBe(before);
  expect(there()).toEqual([]);
}, 120_000);

test('a space that the file does not name is withdrawn, and one that it names newly is sent', async () => {
  await open();
  expect((await importFile('version: 1\nspaces:\n  OPS:\n    rules: [include space]\n')).ok).toBe(true);
  expect(there()).toEqual([]);
  expect(site.text('Pump guide')).not.toBeNull();
}, 120_000);
