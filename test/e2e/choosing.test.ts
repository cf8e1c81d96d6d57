/**
 * Acceptance 4 of the selection's issue, in a browser and with the app's own functions: a site admin without a mouse finds a page five levels
 * down, adds it, leaves out its child, reads the forecast, saves, watches it run, opens the page, reads its status and previews it. Every view
 * and dialog on the way is looked at by axe, light and dark.
 */
import type { Page } from 'playwright-core';
import { focusComesTo, focused, type Keyboard, tabTo } from '../keyboard';
import { openStage, type Stage } from './stage';
import { mirrored, openAdmin, pageTitled, until, untilMirrored } from './story';

jest.setTimeout(120_000);

const DEEP = 'Seal qualification';
const CHILD = 'Seal test log 2026';
const PATH = 'Engineering at Northwind Tides / Hardware / Kelp sensor node / Pressure housing';

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  let stage: Stage;
  let admin: Keyboard;
  let wiki: Page;
  const press = (key: string) => stage.page.keyboard.press(key);
  const item = (name: RegExp) => stage.app.getByRole('treeitem', { name });

  beforeAll(async () => {
    stage = await openStage({ theme });
    admin = { page: stage.page, frame: stage.frame };
  }, 300_000);
  // Nobody clicks as fast as a test does, and Forge's store counts by the minute.
  beforeEach(() => stage.site.pass(60_000));
  afterAll(async () => {
    // A failed start leaves nothing to close.
    await stage?.close();
  });

  test('connects, and goes to the spaces', async () => {
    await openAdmin(stage);
    await tabTo(admin, 'API key of the Qontext workspace');
    await stage.page.keyboard.type(stage.site.apiKey);
    await press('Enter');
    await stage.app.getByRole('heading', { name: 'Connection to Qontext' }).waitFor();
    expect(await stage.axeApp()).toEqual([]);
    await tabTo(admin, 'Choose spaces');
    await press('Enter');
    await stage.app.getByRole('rowheader', { name: /^Engineering/ }).waitFor();
    expect(await stage.axeApp()).toEqual([]);
    expect(await stage.axePage()).toEqual([]);
  });

  test('finds a page five levels down by search, adds it, and leaves out its child', async () => {
    await tabTo(admin, 'Choose in Engineering');
    await press('Enter');
    await item(/^Engineering Whole space/).waitFor();
    await item(/^Engineering at Northwind Tides/).waitFor();
    expect(await stage.axeApp()).toEqual([]);
    await tabTo(admin, 'Search pages by title or id');
    await stage.page.keyboard.type(DEEP.toLowerCase());
    await item(new RegExp(`^${DEEP}`)).waitFor();
    expect(await stage.axeApp()).toEqual([]);
    await press('ArrowDown');
    await focusComesTo(admin, `${DEEP} ${PATH} Not chosen`);
    await press('Space');
    await focusComesTo(admin, /Included$/);
    await press('ArrowRight');
    await item(new RegExp(`^${CHILD}`)).waitFor();
    await press('ArrowRight');
    await focusComesTo(admin, `${CHILD} Included from above`);
    await press('Shift+F10');
    await focusComesTo(admin, 'Include with all below');
    expect(await stage.axeApp()).toEqual([]);
    await press('Escape');
    await press('Space');
    await focusComesTo(admin, `${CHILD} Left out`);
    await stage.app
      .getByRole('listitem')
      .filter({ hasText: new RegExp(`^Include with all below:\\s*${PATH}`) })
      .getByText('1 page or post')
      .waitFor();
    expect(await stage.axeApp()).toEqual([]);
  });

  test('is asked before leaving what is not saved', async () => {
    await tabTo(admin, 'Back to all spaces', 'Shift+Tab');
    await press('Enter');
    await stage.app.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    expect(await stage.axeApp()).toEqual([]);
    await press('Escape');
    await focusComesTo(admin, 'Back to all spaces');
  });

  test('previews it before it is included', async () => {
    await tabTo(admin, `${CHILD} Left out`);
    await press('ArrowUp');
    await focusComesTo(admin, `${DEEP} ${PATH} Included`);
    await press('Shift+F10');
    await focusComesTo(admin, /Include with all below$/);
    await press('End');
    await focusComesTo(admin, 'Preview…');
    await press('Enter');
    const dialog = stage.app.getByRole('dialog', { name: `Preview of ${DEEP}` });
    await dialog.waitFor();
    await dialog.getByText('not in the repository yet').waitFor();
    expect(await stage.axeApp()).toEqual([]);
    for (const way of ['Raw Markdown', 'Difference from the repository']) {
      await tabTo(admin, /Rendered|Raw Markdown/);
      await press('ArrowDown');
      expect(await focused(admin)).toBe(way);
      expect(await stage.axeApp()).toEqual([]);
    }
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await stage.site.repository.list()).toEqual([]);
  });

  test('reads the forecast, saves, and watches it run', async () => {
    await tabTo(admin, 'Forecast');
    await press('Enter');
    const forecast = stage.app.getByRole('region', { name: 'Forecast', exact: true });
    await forecast.waitFor();
    await focusComesTo(admin, 'Save');
    const said = await forecast.textContent();
    expect(said).toContain('To be sent1To');
    expect(said).toContain('To be withdrawn0Stay');
    expect(await stage.axeApp()).toEqual([]);
    // So slow that the run is still under way when the list is there.
    stage.site.host.settings.egressLatencyMs = 1_000;
    await press('Enter');
    await stage.page.getByText('Saved for Engineering').waitFor();
    await tabTo(admin, 'Back to all spaces', 'Shift+Tab');
    await press('Enter');
    await stage.app.getByLabel('Backfill of ENG').first().waitFor();
    expect(await stage.axeApp()).toEqual([]);
    stage.site.host.settings.egressLatencyMs = 0;
    await untilMirrored(stage, 'ENG');
    const page = pageTitled(stage, DEEP);
    const child = pageTitled(stage, CHILD);
    await until('the page to be there', async () => (await mirrored(stage, page)).path !== null);
    expect((await mirrored(stage, child)).path).toBeNull();
    // The titles of the pages above are not in scope, and do not leave.
    expect((await stage.site.repository.list()).filter(({ path }) => path.includes('Hardware'))).toEqual([]);
    const row = stage.app.getByRole('row').filter({ has: stage.app.getByRole('rowheader', { name: /^Engineering/ }) });
    await row.getByRole('cell', { name: '1', exact: true }).waitFor();
    expect(await stage.axeApp()).toEqual([]);
  });

  test('opens the page in the wiki from what is chosen', async () => {
    await tabTo(admin, 'Choose in Engineering');
    await press('Enter');
    await stage.app
      .getByRole('listitem')
      .filter({ hasText: `${PATH} / ${DEEP}` })
      .first()
      .waitFor();
    const opened = stage.page.context().waitForEvent('page');
    await tabTo(admin, `${DEEP} (opens a new tab)`);
    await press('Enter');
    wiki = await opened;
    await wiki.locator('h1.title', { hasText: DEEP }).waitFor();
  });

  test('reads its status in the byline, and previews it', async () => {
    const reader: Keyboard = { page: wiki, frame: () => wiki.mainFrame() };
    await wiki.getByRole('button', { name: 'In Qontext' }).waitFor();
    await tabTo(reader, 'In Qontext');
    await wiki.keyboard.press('Enter');
    const popup = wiki.getByRole('dialog', { name: 'Qontext', exact: true });
    await popup.getByText('Up to date').waitFor();
    await popup.getByText(`${DEEP} (${pageTitled(stage, DEEP)}).md`).waitFor();
    expect(await stage.axePage(wiki)).toEqual([]);
    await tabTo(reader, 'Preview');
    await wiki.keyboard.press('Enter');
    const dialog = wiki.getByRole('dialog', { name: 'What Qontext gets of this page' });
    await dialog.getByText(`source_id`).first().waitFor();
    expect(await stage.axePage(wiki)).toEqual([]);
    await tabTo(reader, 'Rendered');
    await wiki.keyboard.press('ArrowRight');
    await focusComesTo(reader, 'Markdown');
    expect(await stage.axePage(wiki)).toEqual([]);
    await wiki.keyboard.press('ArrowRight');
    await focusComesTo(reader, 'Difference');
    await dialog.getByText('The repository holds this file as it is here.').first().waitFor();
    expect(await stage.axePage(wiki)).toEqual([]);
    await wiki.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await focusComesTo(reader, 'Preview');
    await tabTo(reader, 'Leave out this page');
    await wiki.keyboard.press('Enter');
    await wiki.getByRole('dialog', { name: 'Leave out this page?' }).waitFor();
    expect(await stage.axePage(wiki)).toEqual([]);
    await wiki.keyboard.press('Escape');
    await wiki.keyboard.press('Escape');
    await popup.waitFor({ state: 'detached' });
    await focusComesTo(reader, 'In Qontext');
  });

  test('nothing was refused by the security policy, nothing failed in a page, and no request left this machine', () => {
    expect(stage.offences).toEqual([]);
  });
});
