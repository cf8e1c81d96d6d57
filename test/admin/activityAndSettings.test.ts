/** The Activity and Settings tabs: what the admin asks for reaches the resolvers, and the answers are shown. */
import { scriptedBackend } from './backend';
import { activity, NOW } from './samples';
import { adminPages, button, eventually, payloads, seen } from './steps';

const at = adminPages();

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

  test('says in plain words what caused each row', async () => {
    const rows = (
      [
        ['create', 'backfill'],
        ['withdraw', 'backfill'],
        ['update', 'backfill'],
        ['update', 'label'],
        ['withdraw', 'probe'],
        ['update', 'edit'],
        ['rename', 'subtree'],
        ['update', 'a cause of the next version'],
      ] as const
    ).map(([kind, cause], n) => activity(n, { kind, cause }));
    const { app } = await at('activity', scriptedBackend({ listActivity: async () => ({ rows, cursor: null }) }));
    await seen(app, 'Included by a choice or the policy');
    expect(await app.locator('tbody tr td:nth-child(4)').allTextContents()).toEqual([
      'Included by a choice or the policy',
      'Choice or policy changed',
      'Found by a look at the whole space',
      'A label changed',
      'Found by the regular check',
      'It was edited',
      'A page above it changed',
      'a cause of the next version',
    ]);
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
