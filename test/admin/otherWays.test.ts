/** Pasting and the file: what reaches the resolvers, and what is shown of their answers. */
import type { PasteRow } from '../../src/api/selection';
import { focusComesTo } from '../keyboard';
import { scriptedBackend } from './backend';
import { forecast, ruleRow, selection } from './selectionSamples';
import { adminPages, button, eventually, payloads, seen } from './steps';

const at = adminPages();
const matched = (line: number, kind: 'space' | 'tree' | 'blogpost' | 'site', id: string | null): PasteRow => ({
  line,
  text: `line ${line}`,
  kind,
  spaceId: kind === 'site' ? null : '101',
  spaceKey: kind === 'site' ? null : 'ENG',
  id,
  title: `Match ${line}`,
});

test('pasted lines become rules of their spaces beside those that are there, each as it is chosen', async () => {
  const backend = scriptedBackend({
    paste: async () => ({
      rows: [matched(1, 'tree', '5'), matched(2, 'tree', '6'), matched(3, 'blogpost', '20'), matched(4, 'tree', '7')],
    }),
    getSelection: async () => selection({ site: [ruleRow()] }),
  });
  const opened = await at('spaces/paste', backend);
  const { app, page } = opened;
  await app.getByLabel('Addresses or ids').fill('four lines');
  await button(app, 'Read them').click();
  await seen(app, /^What matched is to be included, a page with all below it\./);
  await app.getByLabel('Choice for Match 2, line 2').selectOption('exclude-alone');
  // What matched is the page, whatever is done with it.
  await app.getByRole('rowheader', { name: /^Match 2 ?Page · ENG$/ }).waitFor();
  await app.getByLabel('Choice for Match 4, line 4').selectOption('skip');
  await button(app, 'Forecast').click();
  await seen(app, 'To be withdrawn');
  await button(app, 'Save').click();
  await page.getByText('What you pasted is part of the selection.').waitFor();
  await focusComesTo(opened, 'Addresses or ids');
  const rules = [
    { target: { kind: 'tree', id: '2' }, choice: 'include' },
    { target: { kind: 'tree', id: '5' }, choice: 'include' },
    { target: { kind: 'content', id: '6' }, choice: 'exclude' },
    { target: { kind: 'content', id: '20' }, choice: 'include' },
  ];
  expect(payloads(backend, 'paste')).toEqual([{ text: 'four lines' }]);
  expect(payloads(backend, 'saveSelection')).toEqual([{ wanted: [{ spaceId: '101', rules }] }]);
});

test('the site’s address stands for every space that may be chosen', async () => {
  const backend = scriptedBackend({
    paste: async () => ({ rows: [matched(1, 'site', null)] }),
    getSelection: async ({ spaceId }) => selection({ spaceId }),
  });
  const { app } = await at('spaces/paste', backend);
  await app.getByLabel('Addresses or ids').fill('https://northwind-tides.atlassian.net');
  await button(app, 'Read them').click();
  await button(app, 'Forecast').click();
  await seen(app, 'To be withdrawn');
  const include = [{ target: { kind: 'space' }, choice: 'include' }];
  expect(payloads(backend, 'forecast')).toEqual([{ wanted: ['101', '102', '103'].map((spaceId) => ({ spaceId, rules: include })) }]);
});

test('a file is applied only after it was checked, and errors keep it from being applied', async () => {
  const backend = scriptedBackend();
  const { app, page } = await at('spaces/file', backend);
  const apply = button(app, 'Apply');
  await app.getByLabel('A file, as YAML').fill('version: 1');
  expect(await apply.isDisabled()).toBe(true);
  backend.answer({ checkSelectionFile: async () => ({ ok: false, errors: [{ line: 2, problem: 'Not known here.' }] }) });
  await button(app, 'Check').click();
  await seen(app, 'Not known here.');
  expect(await apply.isDisabled()).toBe(true);
  backend.answer({
    checkSelectionFile: async () => ({ ok: true, changes: [{ kind: 'added', text: 'ENG: include space' }], forecast: forecast() }),
  });
  await app
    .getByLabel('Or choose a file')
    .setInputFiles({ name: 'selection.yaml', mimeType: 'application/yaml', buffer: Buffer.from('version: 1\nspaces: {}\n') });
  await button(app, 'Check').click();
  await seen(app, 'ENG: include space');
  await apply.click();
  await page.getByText('The file is applied').waitFor();
  expect(payloads(backend, 'applySelectionFile')).toEqual([{ yaml: 'version: 1\nspaces: {}\n' }]);
});

test('what was checked is not what was typed meanwhile: this has to be checked before it can be applied', async () => {
  const asked: string[] = [];
  let answer = (): void => undefined;
  const backend = scriptedBackend({
    checkSelectionFile: ({ yaml }) => {
      asked.push(yaml);
      return new Promise((resolve) => {
        answer = () => resolve({ ok: true, changes: [{ kind: 'added', text: `From ${yaml}` }], forecast: forecast() });
      });
    },
  });
  const { app } = await at('spaces/file', backend);
  const area = app.getByLabel('A file, as YAML');
  await area.fill('version: 1');
  await button(app, 'Check').click();
  await eventually(() => asked.length === 1);
  await area.fill('version: 1 # other');
  answer();
  // The button is free again when the answer is here.
  const free = app.locator('button:not([disabled])', { hasText: 'Check' });
  await free.waitFor();
  expect(await button(app, 'Apply').isDisabled()).toBe(true);
  expect(await app.getByText('From version: 1', { exact: true }).count()).toBe(0);
  await free.click();
  await eventually(() => asked.length === 2);
  answer();
  await seen(app, 'From version: 1 # other');
  expect(await button(app, 'Apply').isDisabled()).toBe(false);
});

test('a file that is longer than a call may be is not sent, and it is said', async () => {
  const { app } = await at('spaces/file', scriptedBackend());
  await app.getByLabel('A file, as YAML').fill(`version: 1 # ${'x'.repeat(400_000)}`);
  await seen(app, /^At most 400,000 characters: these are 400,013\./);
  expect(await button(app, 'Check').isDisabled()).toBe(true);
});

test('of thousands of changes some are drawn, and the others are there for the asking', async () => {
  const changes = Array.from({ length: 3_000 }, (_, n) => ({ kind: 'removed' as const, text: `S${n}: include space` }));
  const { app } = await at('spaces/file', scriptedBackend({ checkSelectionFile: async () => ({ ok: true, changes, forecast: null }) }));
  await app.getByLabel('A file, as YAML').fill('version: 1');
  await button(app, 'Check').click();
  const rows = app.getByRole('region', { name: 'What the file changes' }).getByRole('row');
  await seen(app, 'S199: include space');
  expect(await rows.count()).toBe(201);
  await button(app, 'Show 200 more of 3,000').click();
  await seen(app, 'S399: include space');
  expect(await rows.count()).toBe(401);
});

test('pasted text that was changed while it was read is to be read again', async () => {
  let answer = (): void => undefined;
  const backend = scriptedBackend({
    paste: () => new Promise((resolve) => (answer = () => resolve({ rows: [matched(1, 'tree', '5')] }))),
  });
  const { app } = await at('spaces/paste', backend);
  await app.getByLabel('Addresses or ids').fill('5');
  await button(app, 'Read them').click();
  await eventually(() => payloads(backend, 'paste').length === 1);
  await app.getByLabel('Addresses or ids').fill('6');
  answer();
  const free = app.locator('button:not([disabled])', { hasText: 'Read them' });
  await free.waitFor();
  expect(await app.getByRole('table').count()).toBe(0);
  await free.click();
  await eventually(() => payloads(backend, 'paste').length === 2);
  answer();
  await seen(app, 'Match 1');
  expect(payloads(backend, 'paste')).toEqual([{ text: '5' }, { text: '6' }]);
});

const spaceLine = (n: number): PasteRow => ({
  line: n,
  text: `S${n}`,
  kind: 'space',
  spaceId: String(n),
  spaceKey: `S${n}`,
  id: null,
  title: `S${n}`,
});

test('many pasted spaces are forecast and saved twenty at a time', async () => {
  const backend = scriptedBackend({ paste: async () => ({ rows: Array.from({ length: 45 }, (_, n) => spaceLine(n + 1)) }) });
  const { app, page } = await at('spaces/paste', backend);
  await app.getByLabel('Addresses or ids').fill('forty-five');
  await button(app, 'Read them').click();
  await button(app, 'Forecast').click();
  await seen(app, 'To be withdrawn');
  await button(app, 'Save').click();
  await page.getByText('What you pasted is part of the selection.').waitFor();
  const sizes = (name: 'forecast' | 'saveSelection') => payloads(backend, name).map((payload) => Object(payload).wanted.length);
  expect([sizes('forecast'), sizes('saveSelection')]).toEqual([
    [20, 20, 5],
    [20, 20, 5],
  ]);
});

test('a save that fails on its way is not said to have changed nothing', async () => {
  let saves = 0;
  const backend = scriptedBackend({
    paste: async () => ({ rows: Array.from({ length: 25 }, (_, n) => spaceLine(n + 1)) }),
    saveSelection: async () => {
      saves += 1;
      if (saves > 1) throw new Error('Qontext did not answer.');
      return { selections: [] };
    },
  });
  const { app } = await at('spaces/paste', backend);
  await app.getByLabel('Addresses or ids').fill('twenty-five');
  await button(app, 'Read them').click();
  await button(app, 'Forecast').click();
  await seen(app, 'To be withdrawn');
  await button(app, 'Save').click();
  await seen(app, /^It was not saved, or only in part\./);
});

test('of many long errors of a file, all of each can be read, by scrolling inside with the keyboard', async () => {
  const backend = scriptedBackend();
  const { app } = await at('spaces/file', backend);
  const key = 'ENG'.repeat(40);
  const errors = Array.from({ length: 60 }, (_, at) => ({
    line: at + 3,
    problem: `${key}: There is no page or blog post ${10 ** 12 + at}, or you may not see it. Of a folder, name the pages in it.`,
  }));
  backend.answer({ checkSelectionFile: async () => ({ ok: false, errors }) });
  await app.getByLabel('A file, as YAML').fill('version: 1');
  await button(app, 'Check').click();
  const region = app.getByRole('region', { name: 'Errors of the file' });
  await region.waitFor();
  expect(await region.getByRole('row').count()).toBe(61);
  const sizes = await region.evaluate(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => ({
    isWiderInside: scrollWidth > clientWidth,
    isHigherInside: scrollHeight > clientHeight,
    clientHeight,
  }));
  expect(sizes).toMatchObject({ isWiderInside: false, isHigherInside: true });
  expect(sizes.clientHeight).toBeLessThanOrEqual(420);
  await region.focus();
  await region.press('End');
  await app.locator(`text=${10 ** 12 + 59}`).click({ trial: true });
});

test('a file that changes too much to be counted is applied without a forecast, and it is said', async () => {
  const backend = scriptedBackend();
  const { app } = await at('spaces/file', backend);
  backend.answer({
    checkSelectionFile: async () => ({ ok: true, changes: [{ kind: 'added', text: 'ENG: include space' }], forecast: null }),
  });
  await app.getByLabel('A file, as YAML').fill('version: 1');
  await button(app, 'Check').click();
  await seen(app, 'What would be sent and withdrawn was not counted');
  expect(await button(app, 'Apply').isDisabled()).toBe(false);
});
