/** The page by keyboard alone: every control is reached, works, shows its focus, and focus goes on from where it was. */
import { focusComesTo } from '../keyboard';
import { type Bench, type Opened, startBench } from './adminPage';
import { type ScriptedBackend, scriptedBackend } from './backend';
import { overview, run, space } from './samples';

let bench: Bench;
let opened: Opened;
beforeAll(async () => {
  bench = await startBench();
}, 120_000);
afterEach(() => opened.close());
afterAll(() => bench.close());

async function at(path: string, backend: ScriptedBackend): Promise<Opened> {
  opened = await bench.open(backend, { path });
  await opened.app.getByRole('heading', { level: 2 }).first().waitFor();
  return opened;
}

/** Name of what has the focus in the frame: its label, its text, or its kind. */
const focused = async (): Promise<string> =>
  String(
    await opened.frame().evaluate(`(() => {
      const one = document.activeElement;
      const labelled = one.getAttribute('aria-labelledby');
      return one.getAttribute('aria-label') || (labelled && document.getElementById(labelled)?.textContent) || one.labels?.[0]?.textContent || one.textContent.trim() || one.tagName;
    })()`),
  );
const press = (key: string): Promise<void> => opened.page.keyboard.press(key);

/** What Tab comes to, from the first control of the frame to that named `last`. */
async function walk(last: string): Promise<string[]> {
  const names: string[] = [];
  for (let step = 0; step < 40 && names.at(-1) !== last; step++) {
    await press('Tab');
    names.push(await focused());
  }
  return names;
}

test('Tab goes through the Spaces tab in reading order', async () => {
  const backend = scriptedBackend({ overview: async () => overview({ runs: [run()] }) });
  const { app, page } = await at('spaces', backend);
  await app.getByRole('progressbar').waitFor();
  await page.getByRole('button', { name: 'Change theme' }).focus();
  const names = await walk('Include Sales');
  const wanted = [
    'Spaces',
    // The tab's panel, which can be scrolled by keys.
    'Spaces',
    'Search spaces by name or key',
    'Resync everything…',
    'Spaces of the site',
    'Include Engineering',
    'Pause',
    'Cancel run…',
    'Include People and culture',
    'Resync People and culture',
    'Include Sales',
  ];
  expect(names.filter((name) => wanted.includes(name))).toEqual(wanted);
});

test('arrow keys walk the tabs, and Space includes a space', async () => {
  const backend = scriptedBackend({ includeSpace: async () => space({ id: '103', key: 'SALES', name: 'Sales' }) });
  const { app } = await at('connection', backend);
  await app.getByRole('tab', { name: 'Connection' }).focus();
  await press('ArrowRight');
  await app.getByRole('table').waitFor();
  expect(await focused()).toBe('Spaces');
  await app.getByLabel('Include Sales').focus();
  await press('Space');
  await app.getByRole('region', { name: 'Forecast' }).waitFor();
  expect(await focused()).toBe('Cancel');
  await press('Tab');
  expect(await focused()).toBe('Include');
  await press('Enter');
  await opened.page.getByText('Sales is included').waitFor();
  await app.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await focused()).toBe('Include Sales');
  expect(backend.asked.filter((call) => call.functionKey === 'includeSpace')).toHaveLength(1);
});

test('a dialog takes the focus, holds it, gives way to Escape and gives it back', async () => {
  const backend = scriptedBackend();
  const { app } = await at('connection', backend);
  await app.getByRole('button', { name: 'Disconnect…' }).focus();
  await press('Enter');
  const dialog = app.getByRole('dialog');
  await dialog.waitFor();
  expect(await focused()).toBe('Cancel');
  for (let step = 0; step < 6; step++) {
    await press('Tab');
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await focused()).toBe('Disconnect…');
  expect(backend.asked.filter((call) => call.functionKey === 'disconnect')).toEqual([]);
});

test('after disconnecting, when the button is gone, the focus is at the heading', async () => {
  const backend = scriptedBackend();
  const { app } = await at('connection', backend);
  await app.getByRole('button', { name: 'Disconnect…' }).focus();
  await press('Enter');
  await app.getByRole('dialog').waitFor();
  await press('Tab');
  expect(await focused()).toBe('Disconnect');
  backend.answer({ overview: async () => overview({ connection: { state: 'disconnected' } }) });
  await press('Enter');
  await app.getByRole('button', { name: 'Connect', exact: true }).waitFor();
  await app.getByRole('dialog').waitFor({ state: 'detached' });
  await opened.settled();
  expect(await focused()).toBe('Connect to Qontext');
});

test('after Save, and after Discard, when no button can be pressed any more, the focus is beside the buttons', async () => {
  const { app } = await at('spaces/choose/101', scriptedBackend());
  const pressOn = async (name: string): Promise<void> => {
    await app.getByRole('button', { name, exact: true }).focus();
    await press('Enter');
  };
  await pressOn('Include Handbook');
  await pressOn('Forecast');
  await focusComesTo(opened, 'Save');
  await press('Enter');
  await opened.page.getByText('Saved for Engineering').waitFor();
  await focusComesTo(opened, 'Forecast and save');
  await pressOn('Leave out Handbook');
  await pressOn('Discard changes');
  await focusComesTo(opened, 'Forecast and save');
});

test('after the way back the focus is at the button that led away, or at the heading when it is not there any more', async () => {
  const backend = scriptedBackend();
  const { app } = await at('spaces', backend);
  const thereAndBack = async (name: string): Promise<void> => {
    await app.getByRole('button', { name, exact: true }).focus();
    await press('Enter');
    await app.getByRole('button', { name: 'Back to all spaces' }).focus();
    await press('Enter');
  };
  for (const name of ['Choose in Sales', 'Compare Engineering', 'Rules…']) {
    await thereAndBack(name);
    await focusComesTo(opened, name);
  }
  await app.getByRole('button', { name: 'Choose in Sales' }).focus();
  await press('Enter');
  await app.getByRole('button', { name: 'Include Handbook' }).click();
  await app.getByRole('button', { name: 'Back to all spaces' }).focus();
  await press('Enter');
  await app.getByRole('button', { name: 'Leave without saving' }).focus();
  await press('Enter');
  await focusComesTo(opened, 'Choose in Sales');
  backend.answer({ listSpaces: async () => ({ spaces: [space()], cursor: null }) });
  await thereAndBack('Choose in Sales');
  await app.getByRole('table').waitFor();
  await focusComesTo(opened, 'Spaces');
});

test('what has the focus shows it', async () => {
  const { app } = await at('connection', scriptedBackend());
  await app.getByRole('tab', { name: 'Connection' }).focus();
  await press('Tab');
  await press('Tab');
  const shown = await opened.frame().evaluate(`(() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  })()`);
  expect(shown).toBe(true);
});
