/** A selection file is all or nothing, opens nothing before it closes, and leaves alone what it does not name. */
import { ada, openMirrored, type TestSite, tomas } from '../site';
import { openTides } from '../tides';

let site: TestSite;
afterEach(() => site?.stop());

const there = () => openTides.filter(site.isThere);
const importFile = async (yaml: string) => {
  const answer = await site.call('applySelectionFile', { yaml });
  await site.settle();
  return answer;
};
const exported = async () => (await site.call('exportSelection')).yaml;

test('what the file does not name of the policy stays: a pause, what is offered, the keywords', async () => {
  site = await openMirrored();
  await site.setPolicy({ paused: true, offered: { kind: 'except', keys: ['OPS'] }, keywords: ['moon'], graceMinutes: 7 });
  const before = await site.call('getPolicy');
  const answer = await importFile('version: 1\npolicy:\n  labelsIn: [public]\nspaces:\n  TIDE:\n    rules: [include space]\n');
  expect(answer.ok).toBe(true);
  expect(await site.call('getPolicy')).toEqual({ ...before, labelsIn: ['public'] });
}, 120_000);

test('content that the file excludes and its policy newly admits never leaves', async () => {
  site = await openMirrored();
  site.model.addLabel(ada.accountId, site.id('Log 1'), 'no-ai');
  await site.settle();
  const others = openTides.filter((title) => title !== 'Log 1');
  expect(there()).toEqual(others);
  const sent = () => site.sent.requests.filter(({ body }) => body.includes(`source_id: '${site.id('Log 1')}'`));
  expect(sent()).toHaveLength(1);
  site.sent.requests.length = 0;
  const yaml = `version: 1\npolicy:\n  labelsOut: []\nspaces:\n  TIDE:\n    rules: [include space, exclude page ${site.id('Log 1')}]\n`;
  // What a run would decide by, if it began at any of these moments.
  const torn: string[] = [];
  let looks = 0;
  const stored = (prefix: string) => JSON.stringify(site.host.kvs.entity('state', prefix));
  site.asked.interfere = ({ path }) => {
    if (!stored('policy').includes('"labelsOut":[]')) return null;
    looks += 1;
    if (!stored('selection').includes(site.id('Log 1'))) torn.push(path);
    return null;
  };
  expect((await importFile(yaml)).ok).toBe(true);
  expect(looks).toBeGreaterThan(0);
  expect(torn).toEqual([]);
  expect(there()).toEqual(others);
  expect(sent()).toEqual([]);
  expect(site.activity('Log 1').filter(({ kind }) => kind === 'create')).toHaveLength(1);
}, 120_000);

test('a file that cannot be followed to its end changes nothing', async () => {
  site = await openMirrored();
  await site.call('disconnect');
  const before = [await exported(), await site.call('getPolicy')];
  const yaml = 'version: 1\npolicy:\n  labelsOut: []\nspaces:\n  OPS:\n    rules: [include space]\n  TIDE:\n    rules: [include space]\n';
  await expect(importFile(yaml)).rejects.toThrow('Connect to Qontext first');
  expect([await exported(), await site.call('getPolicy')]).toEqual(before);
}, 120_000);

test('so many rules as do not fit are refused with their line', async () => {
  site = await openMirrored();
  const before = await exported();
  const rules = Array.from({ length: 201 }, (_, n) => `exclude page ${10 ** 12 + n}`).join(', ');
  const answer = await importFile(`version: 1\nspaces:\n  TIDE:\n    rules: [include space]\n    spaceAdminRules: [${rules}]\n`);
  expect(answer).toMatchObject({ ok: false, errors: [{ line: 3 }] });
  expect(await exported()).toBe(before);
}, 120_000);

test('the export of a site with a selected space that is locked is imported again, and changes nothing', async () => {
  site = await openMirrored();
  await site.setPolicy({ offered: { kind: 'except', keys: ['TIDE'] } });
  await site.tick();
  const before = await exported();
  expect(before).toContain('TIDE');
  expect(await importFile(before)).toMatchObject({ ok: true, changes: [] });
  expect(await exported()).toBe(before);
  expect(there()).toEqual([]);
}, 120_000);

test('a space that the file does not name is withdrawn, and one that it names newly is sent', async () => {
  site = await openMirrored();
  expect((await importFile('version: 1\nspaces:\n  OPS:\n    rules: [include space]\n')).ok).toBe(true);
  expect(there()).toEqual([]);
  expect(site.text('Pump guide')).not.toBeNull();
}, 120_000);

const errorsOf = async (yaml: string) => {
  const before = [await exported(), there()];
  const answer = await importFile(yaml);
  expect([await exported(), there()]).toEqual(before);
  return answer.ok ? [] : answer.errors;
};

test('every page that a file names is looked up as with paste; each error has its line, all are told at once, and nothing is changed', async () => {
  site = await openMirrored();
  const [log, pump, storm, salaries] = ['Log 1', 'Pump guide', 'Storm report', 'Salaries'].map((title) => site.id(title));
  const yaml = [
    'version: 2',
    'policy:',
    '  graceMinutes: soon',
    'spaces:',
    '  NOWHERE:',
    '    rules: [include space]',
    '  TIDE:',
    '    rules:',
    '      - include space',
    `      - exclude page ${log}`,
    '      - include tree 999999999',
    `      - exclude tree ${pump}`,
    '      - no rule',
    `      - exclude tree ${storm}`,
    `      - include page ${salaries}`,
    '    spaceAdminRules:',
    `      - exclude page ${salaries}`,
    `      - exclude page ${storm}`,
    '      - exclude page 999999998',
    '',
  ].join('\n');
  expect(await errorsOf(yaml)).toEqual([
    { line: 1, problem: 'version: expected 1.' },
    { line: 3, problem: 'policy.graceMinutes: expected a whole number from 0 to 10080.' },
    { line: 5, problem: 'There is no space NOWHERE, or the app cannot see it.' },
    { line: 11, problem: 'TIDE: There is no page or blog post 999999999, or you may not see it. Of a folder, name the pages in it.' },
    { line: 12, problem: `TIDE: Page ${pump} lies in the space OPS, not in TIDE.` },
    { line: 13, problem: expect.stringContaining('spaces.TIDE.rules.5: a rule is') },
    { line: 14, problem: `TIDE: ${storm} is a blog post, and nothing lies below it: write "exclude page ${storm}".` },
    { line: 15, problem: expect.stringContaining(`The app cannot see page ${salaries}`) },
    { line: 19, problem: 'TIDE: There is no page or blog post 999999998, or you may not see it. Of a folder, name the pages in it.' },
  ]);
}, 120_000);

test('a page that the importing person may not see is not there for the file either; what only the app does not see may be excluded', async () => {
  site = await openMirrored();
  const yaml = `version: 1\nspaces:\n  TIDE:\n    rules: [include space, exclude page ${site.id('Salaries')}]\n`;
  expect((await site.call('checkSelectionFile', { yaml })).ok).toBe(true);
  site.model.restrictRead(tomas.accountId, site.id('Log 1'), { users: [tomas.accountId], groups: [] });
  expect(await errorsOf(yaml.replace(site.id('Salaries'), site.id('Log 1')))).toMatchObject([{ line: 4 }]);
}, 120_000);

test('what is chosen already is not looked up again: an export is taken also when a page of it is gone', async () => {
  site = await openMirrored();
  await importFile(`version: 1\nspaces:\n  TIDE:\n    rules: [include space, exclude page ${site.id('Log 1')}]\n`);
  const before = await exported();
  site.model.trashPage(ada.accountId, site.id('Log 1'));
  await site.settle();
  expect(await importFile(before)).toMatchObject({ ok: true, changes: [] });
}, 120_000);

test('the work on a huge file is bounded, and what it is too much of is said', async () => {
  site = await openMirrored();
  const rules = (count: number) => Array.from({ length: count }, (_, n) => `exclude page ${10 ** 12 + n}`).join(', ');
  const asked = async (yaml: string) => {
    const before = site.asked.requests.length;
    const errors = await errorsOf(yaml);
    return { errors, requests: site.asked.requests.length - before };
  };
  const many = await asked(`version: 1\nspaces:\n  TIDE:\n    rules: [${rules(2_000)}]\n`);
  expect(many.errors).toHaveLength(201);
  expect(many.errors.at(-1)).toEqual({ line: 0, problem: 'And 1800 more errors.' });
  // As the person and as the app, pages and then blog posts, 250 at a time; and who the person is.
  expect(many.requests).toBeLessThanOrEqual(40);
  const spaces = Array.from({ length: 61 }, (_, n) => `  NEW${n}: {rules: [include space]}`).join('\n');
  expect((await asked(`version: 1\nspaces:\n${spaces}\n`)).errors).toEqual([
    { line: 0, problem: expect.stringContaining('at most 60 can be brought in at once') },
  ]);
  const split = ['TIDE', 'OPS', '~yuki'].map((key, at) => {
    const some = Array.from({ length: 1_800 }, (_, n) => `exclude page ${10 ** 12 + at * 10_000 + n}`).join(', ');
    return `  ${key}: {rules: [${some}]}`;
  });
  const policy = 'policy: {personalSpaces: true}';
  const tooMany = await asked(`version: 1\n${policy}\nspaces:\n${split.join('\n')}\n`);
  expect(tooMany.errors).toEqual([{ line: 0, problem: expect.stringContaining('new rules about 5400 pages') }]);
  expect(tooMany.requests).toBeLessThanOrEqual(10);
}, 120_000);
