/** The Spaces tab: including, leaving out, searching, and runs that are followed and steered. */
import { flip } from './adminPage';
import { never, refuse, scriptedBackend } from './backend';
import { overview, run, space, spaces } from './samples';
import { forecast } from './selectionSamples';
import { adminPages, button, eventually, payloads, seen } from './steps';

const at = adminPages();

test('a switch first shows what it would do, and does it when it is confirmed', async () => {
  const backend = scriptedBackend({
    includeSpace: async () => space({ id: '103', key: 'SALES', name: 'Sales', included: true, counts: null }),
    excludeSpace: async () => space({ included: false, counts: null }),
    forecastSwitch: async ({ included }) => forecast(included ? { send: 73 } : { send: 0, withdraw: 1240 }),
  });
  const { app, page } = await at('spaces', backend);
  const toBe = (what: string, count: string) => app.locator('.forecast dl > div', { hasText: what }).getByText(count).waitFor();
  await flip(app, 'Include Sales');
  await seen(app, 'Include Sales?');
  await toBe('To be sent', '73');
  expect(await app.getByLabel('Include Sales', { exact: true }).isChecked()).toBe(false);
  await button(app, 'Cancel').click();
  expect(payloads(backend, 'includeSpace')).toEqual([]);
  await flip(app, 'Include Sales');
  await button(app, 'Include').click();
  await page.getByText('Sales is included').waitFor();
  expect(await app.getByLabel('Include Sales', { exact: true }).isChecked()).toBe(true);
  await flip(app, 'Include Engineering');
  await seen(app, 'Leave out Engineering?');
  await toBe('To be withdrawn', '1,240');
  expect(payloads(backend, 'excludeSpace')).toEqual([]);
  await button(app, 'Leave out and withdraw').click();
  await page.getByText('Engineering is left out').waitFor();
  expect(await app.getByLabel('Include Engineering', { exact: true }).isChecked()).toBe(false);
  expect([payloads(backend, 'includeSpace'), payloads(backend, 'excludeSpace')]).toEqual([[{ spaceId: '103' }], [{ spaceId: '101' }]]);
  expect(payloads(backend, 'forecastSwitch')).toEqual([
    { spaceId: '103', included: true },
    { spaceId: '103', included: true },
    { spaceId: '101', included: false },
  ]);
  expect(await app.getByLabel('Include Archive 2019').isDisabled()).toBe(true);
});

test('a space that is chosen and locked is shown as locked, not as mirrored', async () => {
  const locked = space({
    included: true,
    locked: 'Its space is archived.',
    counts: { sent: 0, out: 1240, held: 0, failed: 0, pending: 0 },
  });
  const { app } = await at('spaces', scriptedBackend({ listSpaces: async () => ({ spaces: [locked], cursor: null }) }));
  await app.getByRole('cell', { name: 'Locked Its space is archived.' }).waitFor();
});

test('without a forecast nothing can be included, but what was sent can be withdrawn', async () => {
  const backend = scriptedBackend({ forecastSwitch: never });
  const { app } = await at('spaces', backend);
  await flip(app, 'Include Sales');
  await seen(app, 'Loading the forecast…');
  expect(await button(app, 'Include').isDisabled()).toBe(true);
  await button(app, 'Cancel').click();
  backend.answer({ forecastSwitch: refuse('Confluence did not answer.') });
  await flip(app, 'Include Sales');
  await seen(app, 'Could not load the forecast');
  expect(await button(app, 'Include').isDisabled()).toBe(true);
  backend.answer({ forecastSwitch: async () => forecast() });
  await button(app, 'Try again').click();
  await app.getByRole('region', { name: 'Forecast' }).waitFor();
  expect(await button(app, 'Include').isDisabled()).toBe(false);
  await button(app, 'Cancel').click();
  backend.answer({ forecastSwitch: refuse('Confluence did not answer.') });
  await flip(app, 'Include Engineering');
  await seen(app, 'Could not load the forecast');
  expect(await button(app, 'Leave out and withdraw').isDisabled()).toBe(false);
});

test('the question appears beside what was clicked, however long the list, and the page stays where it is', async () => {
  const many = Array.from({ length: 40 }, (_, n) => space({ id: String(200 + n), key: `S${n}`, name: `Space number ${n}` }));
  const { app, page } = await at('spaces', scriptedBackend({ listSpaces: async () => ({ spaces: many, cursor: null }) }));
  for (const press of [
    () => flip(app, 'Include Space number 39'),
    () => flip(app, 'Include Space number 20'),
    () => button(app, 'Resync everything…').click(),
  ]) {
    await press();
    const height = page.viewportSize()?.height ?? 0;
    // It is placed anew when what is loaded into it makes it higher.
    await eventually(async () => {
      const box = await app.getByRole('dialog').boundingBox();
      return box !== null && box.y >= 0 && box.y + box.height <= height;
    });
    await button(app, 'Cancel').click();
    await app.getByRole('dialog').waitFor({ state: 'detached' });
  }
});

test('while everything is paused no row looks as if it were live', async () => {
  const backend = scriptedBackend({ overview: async () => overview({ paused: true }) });
  const { app } = await at('spaces', backend);
  const row = (name: string) => app.getByRole('row').filter({ has: app.getByRole('rowheader', { name }) });
  await row('People and culture').getByText('Paused').waitFor();
  await row('Engineering').getByText('Paused').waitFor();
  await row('Sales').getByText('Not included').waitFor();
  expect(await app.getByText('Mirrored', { exact: true }).count()).toBe(0);
});

test('a space of which no push is known has a dash, since it may have been sent once', async () => {
  const leaving = run({ kind: 'withdrawal', phase: 'withdrawing' });
  const backend = scriptedBackend({
    overview: async () => overview({ runs: [leaving] }),
    listSpaces: async () => ({ spaces: [space({ included: false, lastPushAt: null, run: leaving })], cursor: null }),
  });
  const { app } = await at('spaces', backend);
  await seen(app, 'Withdrawing');
  expect(await app.getByText('never').count()).toBe(0);
});

test('a space that could not be included stays out, and the reason is told', async () => {
  const { app } = await at('spaces', scriptedBackend({ includeSpace: refuse('The app may not read this space.') }));
  await flip(app, 'Include Sales');
  await button(app, 'Include').click();
  await app.getByRole('alert').getByText('The app may not read this space.').waitFor();
  await button(app, 'Cancel').click();
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
