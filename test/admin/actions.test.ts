/** What the admin does on the page reaches the resolvers, and what they answer is shown: each tab's own work, live progress and polling. */
import type { FrameLocator } from 'playwright-core';
import type { SiteAdminCall } from '../../src/api/siteAdmin';
import { type Bench, flip, type Opened, startBench } from './adminPage';
import { refuse, type ScriptedBackend, scriptedBackend } from './backend';
import { activity, connected, NOW, overview, run, space, spaces } from './samples';

let bench: Bench;
let opened: Opened | undefined;
beforeAll(async () => {
  bench = await startBench();
}, 120_000);
afterEach(async () => {
  const offences = opened?.offences ?? [];
  await opened?.close();
  opened = undefined;
  expect(offences).toEqual([]);
});
afterAll(() => bench.close());

async function at(path: string, backend: ScriptedBackend, options: { locale?: string; moduleKey?: string } = {}): Promise<Opened> {
  opened = await bench.open(backend, { path, ...options });
  await opened.app.getByRole('heading', { level: 2 }).first().waitFor();
  return opened;
}
const button = (app: FrameLocator, name: string | RegExp) => app.getByRole('button', { name, exact: typeof name === 'string' });
const payloads = (backend: ScriptedBackend, name: SiteAdminCall): unknown[] =>
  backend.asked.filter((call) => call.functionKey === name).map((call) => call.payload);
const seen = (app: FrameLocator, text: string | RegExp) => app.getByText(text).filter({ visible: true }).first().waitFor();

/** Until `check` is true. What it waits for is an effect that comes without a sign on the page. */
async function eventually(check: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!check()) {
    if (Date.now() > deadline) throw new Error(`Not within ten seconds: ${check}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('Connection', () => {
  const disconnected = async () => overview({ connection: { state: 'disconnected' }, includedSpaces: 0 });

  test('takes the key in a masked field, hands it over once, and keeps nothing of it', async () => {
    const backend = scriptedBackend({ overview: disconnected });
    const { app, page, frame } = await at('connection', backend);
    const field = app.getByLabel('API key of the Qontext workspace');
    expect(await field.getAttribute('type')).toBe('password');
    await field.fill('  qx_secret_key  ');
    backend.answer({ overview: async () => overview() });
    await field.press('Enter');
    await seen(app, 'Northwind knowledge');
    await page.getByRole('status').getByText('Connected to Qontext').waitFor();
    expect(payloads(backend, 'connect')).toEqual([{ apiKey: 'qx_secret_key' }]);
    expect(await frame().content()).not.toContain('qx_secret_key');
    expect(await page.content()).not.toContain('qx_secret_key');
  });

  test('an empty key, or one that can be none, is not sent', async () => {
    const backend = scriptedBackend({ overview: disconnected });
    const { app } = await at('connection', backend);
    await button(app, 'Connect').click();
    await seen(app, 'Enter an API key.');
    await app.getByLabel('API key of the Qontext workspace').fill('short');
    await button(app, 'Connect').click();
    await seen(app, /too short for an API key/);
    expect(payloads(backend, 'connect')).toEqual([]);
  });

  test('asks before it disconnects; cancelling leaves all as it was', async () => {
    const backend = scriptedBackend();
    const { app } = await at('connection', backend);
    await button(app, 'Disconnect…').click();
    await button(app, 'Cancel').click();
    await app.getByRole('dialog').waitFor({ state: 'detached' });
    expect(payloads(backend, 'disconnect')).toEqual([]);
    await button(app, 'Disconnect…').click();
    backend.answer({ overview: disconnected });
    await app.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click();
    await seen(app, 'Connect to Qontext');
    expect(payloads(backend, 'disconnect')).toHaveLength(1);
  });

  test('replaces the key and checks the connection', async () => {
    const backend = scriptedBackend();
    const { app, page } = await at('connection', backend);
    await button(app, 'Check the connection').click();
    await page.getByText('The connection works').waitFor();
    await button(app, 'Replace the key').click();
    await app.getByLabel('API key of the Qontext workspace').fill('second-key');
    backend.answer({ overview: async () => overview({ connection: { ...connected, workspaceName: 'Another workspace' } }) });
    await button(app, 'Replace').click();
    await seen(app, 'Another workspace');
    expect(payloads(backend, 'connect')).toEqual([{ apiKey: 'second-key' }]);
  });
});

describe('Spaces', () => {
  test('including needs one click, taking out needs a second', async () => {
    const backend = scriptedBackend({
      includeSpace: async () => space({ id: '103', key: 'SALES', name: 'Sales', included: true, counts: null }),
      excludeSpace: async () => space({ included: false, counts: null }),
    });
    const { app, page } = await at('spaces', backend);
    await flip(app, 'Include Sales');
    await page.getByText('Sales is included').waitFor();
    expect(await app.getByLabel('Include Sales').isChecked()).toBe(true);
    await flip(app, 'Include Engineering');
    await seen(app, 'Take Engineering out of the mirror?');
    expect(payloads(backend, 'excludeSpace')).toEqual([]);
    await button(app, 'Take out and withdraw').click();
    await page.getByText('Engineering is taken out').waitFor();
    expect(await app.getByLabel('Include Engineering').isChecked()).toBe(false);
    expect([payloads(backend, 'includeSpace'), payloads(backend, 'excludeSpace')]).toEqual([[{ spaceId: '103' }], [{ spaceId: '101' }]]);
    expect(await app.getByLabel('Include Archive 2019').isDisabled()).toBe(true);
  });

  test('a space that could not be included stays out, and the reason is told', async () => {
    const { app, page } = await at('spaces', scriptedBackend({ includeSpace: refuse('The app may not read this space.') }));
    await flip(app, 'Include Sales');
    await page.getByRole('alert').getByText('The app may not read this space.').waitFor();
    expect(await app.getByLabel('Include Sales').isChecked()).toBe(false);
  });

  test('searches and pages by what the resolver gives', async () => {
    const backend = scriptedBackend({
      listSpaces: async ({ cursor }) =>
        cursor ? { spaces: spaces.slice(2), cursor: null } : { spaces: spaces.slice(0, 2), cursor: 'second' },
    });
    const { app } = await at('spaces', backend);
    await button(app, 'Next').click();
    await seen(app, 'Page 2');
    await seen(app, 'Sales');
    await app.getByLabel('Search spaces by name or key').fill('eng');
    await seen(app, 'Page 1');
    await seen(app, 'People and culture');
    await button(app, 'Next').click();
    await seen(app, 'Page 2');
    await button(app, 'Previous').click();
    await seen(app, 'Page 1');
    const asked = payloads(backend, 'listSpaces');
    expect(asked).toEqual(expect.arrayContaining([{}, { cursor: 'second' }, { query: 'eng' }, { query: 'eng', cursor: 'second' }]));
  });

  test('a run moves on before the eyes, and its quarters are spoken', async () => {
    const backend = scriptedBackend({ overview: async () => overview({ runs: [run()] }) });
    const { app, page } = await at('spaces', backend);
    await seen(app, '120 of 400 (30%), about 7 minutes left');
    backend.answer({ overview: async () => overview({ runs: [run({ sent: 188, pending: 180, etaMs: 240_000 })] }) });
    await page.clock.fastForward(2_000);
    await seen(app, '220 of 400 (55%), about 4 minutes left');
    await app.locator('[aria-live=polite]').getByText('Backfill of ENG: Backfill: bringing the repository in line, 50%').waitFor();
    expect(await app.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('0.55');
    backend.answer({
      overview: async () => overview(),
      listSpaces: async () => ({ spaces: [space({ counts: { sent: 1640, out: 31, held: 4, failed: 0, pending: 0 } })], cursor: null }),
    });
    await page.clock.fastForward(2_000);
    await app.getByRole('progressbar').waitFor({ state: 'detached' });
    // The run is over, and the counts are those of now without waiting for the next poll of the list.
    await app.getByRole('cell', { name: '1,640' }).waitFor();
  });

  test('pauses, resumes, cancels and approves the run that is meant', async () => {
    let state: 'running' | 'paused' | 'asking' = 'running';
    const backend = scriptedBackend({
      overview: async () => overview({ runs: [run({ state })] }),
      controlRun: async ({ action }) => {
        state = action === 'pause' ? 'paused' : action === 'resume' ? 'asking' : 'running';
        return run({ state });
      },
    });
    const { app } = await at('spaces', backend);
    await button(app, 'Pause').click();
    await button(app, 'Resume').click();
    await button(app, 'Approve…').click();
    await button(app, 'Approve').click();
    await app.getByRole('dialog').waitFor({ state: 'detached' });
    await button(app, 'Cancel run…').click();
    await button(app, 'Cancel the run').click();
    await app.getByRole('dialog').waitFor({ state: 'detached' });
    const actions = ['pause', 'resume', 'approve', 'cancel'];
    expect(payloads(backend, 'controlRun')).toEqual(actions.map((action) => ({ runId: 'run-1', action })));
  });

  test('resyncs one space at once and everything after asking', async () => {
    const backend = scriptedBackend();
    const { app, page } = await at('spaces', backend);
    await button(app, 'Resync Engineering').click();
    await page.getByText('Resync of Engineering started').waitFor();
    await button(app, 'Resync everything…').click();
    await button(app, 'Resync everything').click();
    await page.getByText('Every included space is read again.').waitFor();
    expect(payloads(backend, 'startRun')).toEqual([{ kind: 'resync', spaceId: '101' }, { kind: 'resync' }]);
  });
});

describe('Activity', () => {
  test('filters by space, kind and outcome', async () => {
    const backend = scriptedBackend();
    const { app } = await at('activity', backend);
    const choose = async (label: string, option: string): Promise<void> => {
      await app.getByLabel(label, { exact: true }).press('ArrowDown');
      await app.getByRole('option', { name: option }).click();
    };
    await choose('Space', 'Engineering (ENG)');
    await choose('What happened', 'Withdrawn');
    await choose('Outcome', 'Done');
    const last = { spaceId: '101', kind: 'withdraw', outcome: 'done' };
    await eventually(() => JSON.stringify(payloads(backend, 'listActivity').at(-1)) === JSON.stringify(last));
    await choose('What happened', 'Everything');
    await eventually(
      () => JSON.stringify(payloads(backend, 'listActivity').at(-1)) === JSON.stringify({ spaceId: '101', outcome: 'done' }),
    );
  });

  test('loads more below, and what is new comes in above without losing it', async () => {
    const first = [activity(1), activity(2)];
    const backend = scriptedBackend({
      listActivity: async ({ cursor }) => (cursor ? { rows: [activity(3)], cursor: null } : { rows: first, cursor: 'more' }),
    });
    const { app, page } = await at('activity', backend);
    await button(app, 'Load more').click();
    await seen(app, 'How we ship, part 3');
    expect(await button(app, 'Load more').count()).toBe(0);
    backend.answer({ listActivity: async () => ({ rows: [activity(0, { title: 'Fresh from the press' }), ...first], cursor: 'more' }) });
    await page.clock.fastForward(15_000);
    await seen(app, 'Fresh from the press');
    expect(await app.getByRole('row').count()).toBe(5);
  });

  test('a title opens the page in a new tab, through the bridge', async () => {
    const url = '/wiki/pages/5001';
    const { app, page } = await at(
      'activity',
      scriptedBackend({ listActivity: async () => ({ rows: [activity(1, { url })], cursor: null }) }),
    );
    const popup = page.context().waitForEvent('page');
    await app.getByRole('link', { name: /How we ship, part 1/ }).click();
    expect(new URL((await popup).url()).pathname).toBe(url);
  });

  test('says times and numbers as the locale has them', async () => {
    const rows = [activity(1, { at: NOW - 180_000, bytes: 1_234_567 })];
    const { app } = await at('activity', scriptedBackend({ listActivity: async () => ({ rows, cursor: null }) }), { locale: 'de-DE' });
    const time = app.locator('tbody time');
    expect(await time.textContent()).toBe('vor 3 Minuten');
    expect(await time.getAttribute('title')).toBe('21.11.2026, 10:27:00 MEZ');
    await seen(app, '1,2 MB');
    await seen(app, '1.240');
  });
});

describe('Settings', () => {
  test('saves what was changed, and only numbers that can be kept', async () => {
    const backend = scriptedBackend();
    const { app, page } = await at('settings', backend);
    const points = app.getByLabel('Confluence API points an hour for runs');
    expect(await button(app, 'Save').isDisabled()).toBe(true);
    await points.fill('999');
    await button(app, 'Save').click();
    await seen(app, 'Enter a whole number from 1,000 to 500,000.');
    await points.fill('5000');
    await app.getByLabel('Sweep', { exact: true }).press('ArrowDown');
    await app.getByRole('option', { name: 'Every week' }).click();
    await button(app, 'Save').click();
    await page.getByText('Settings saved').waitFor();
    expect(payloads(backend, 'saveSettings')).toEqual([{ sweep: 'weekly', pointsPerHour: 5000 }]);
  });

  test('sweeps now', async () => {
    const backend = scriptedBackend();
    const { app, page } = await at('settings', backend);
    await button(app, 'Sweep now').click();
    await page.getByText('Sweep started').waitFor();
    expect(payloads(backend, 'startRun')).toEqual([{ kind: 'sweep' }]);
  });
});

describe('the page as a whole', () => {
  test('asks every 15 seconds at rest and every 2 while something runs, and not at all while nobody sees it', async () => {
    const backend = scriptedBackend();
    const { app, page, frame } = await at('connection', backend);
    await seen(app, 'Northwind knowledge');
    const asked = (): number => payloads(backend, 'overview').length;
    const before = asked();
    await page.clock.fastForward(14_000);
    await app.getByRole('tab', { name: 'Connection' }).click();
    expect(asked()).toBe(before);
    backend.answer({ overview: async () => overview({ runs: [run()], includedSpaces: 7 }) });
    await page.clock.fastForward(1_500);
    await eventually(() => asked() === before + 1);
    await seen(app, '7');
    await page.clock.fastForward(2_000);
    await eventually(() => asked() === before + 2);
    await frame().evaluate("Object.defineProperty(document, 'hidden', { get: () => window.isHidden, configurable: true })");
    const turn = (isHidden: boolean) =>
      frame().evaluate(`window.isHidden = ${isHidden}; document.dispatchEvent(new Event('visibilitychange'))`);
    await turn(true);
    const hidden = asked();
    await page.clock.fastForward(60_000);
    await frame().evaluate('new Promise((resolve) => requestAnimationFrame(resolve))');
    expect(asked()).toBe(hidden);
    await turn(false);
    await eventually(() => asked() === hidden + 1);
  });

  test('a failed refresh keeps what is known, says so, and mends itself', async () => {
    const backend = scriptedBackend();
    const { app, page } = await at('connection', backend);
    await seen(app, 'Northwind knowledge');
    backend.answer({ overview: refuse('The store did not answer.') });
    await page.clock.fastForward(15_000);
    await seen(app, 'Could not refresh the overview');
    await seen(app, 'Northwind knowledge');
    backend.answer({ overview: async () => overview() });
    await button(app, 'Try again').click();
    await app.getByText('Could not refresh the overview').waitFor({ state: 'detached' });
  });

  test('a place that the bundle does not know is said to be so, and nothing is asked', async () => {
    const backend = scriptedBackend();
    const { app } = await at('', backend, { moduleKey: 'page-byline' });
    await seen(app, 'The app does not know the place “page-byline”.');
    expect(backend.asked).toEqual([]);
  });

  test('a reload, a link and the back button find the tab', async () => {
    const { app, page } = await at('health', scriptedBackend());
    await app.getByRole('heading', { name: 'Health', level: 2 }).waitFor();
    await app.getByRole('tab', { name: 'Settings' }).click();
    await app.getByRole('heading', { name: 'Settings', level: 2 }).waitFor();
    await page.reload();
    await app.getByRole('heading', { name: 'Settings', level: 2 }).waitFor();
    await page.goBack();
    await app.getByRole('heading', { name: 'Health', level: 2 }).waitFor();
  });
});
