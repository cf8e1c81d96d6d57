/** The byline item on a page of the local wiki, in a browser: the real UI Kit bundle in its frame, drawn by this host's renderer. */
import { THEME_KEY } from '../../../local/theme';
import type { FrameCall } from '../../../local/web/frame';
import { buildUiKit } from '../../ui/bundle';
import { preview, status } from '../../ui/samples';
import { type Opened, startStage, type WikiStage } from './wikiPage';

let stage: WikiStage;
let opened: Opened;
const calls: FrameCall[] = [];
let asked: Record<string, unknown>[] = [];
let title = 'In Qontext';

/** Something of each kind that a rendered file shows. */
const markdown = `---
source_id: "101"
---
# Station 1

The gauge reads 12 cm.

${['NOTE', 'TIP', 'IMPORTANT', 'WARNING', 'CAUTION'].map((kind) => `> [!${kind}]\n> **Salt** and \`rust\`, see [the bands](https://tides.example/wiki/x/BQ).\n`).join('\n')}
> quoted

1. first
   - [x] done
   - [ ] open, H<sub>2</sub>O

| Year | cm |
| --- | --- |
| 2026 | 12<br>13 |

\`\`\`sql
select 1;
\`\`\`

---

~~old~~
`;

const answers: Record<string, () => unknown> = {
  pageStatus: () => status(),
  previewPage: () =>
    preview({
      files: [{ path: '/Confluence/tiny.example/Station 1 (101).md', bytes: 420, markdown, current: markdown.replace('12 cm', '9 cm') }],
    }),
  sendNow: () => status({ sentVersion: 8 }),
  choosePage: () => status({ state: 'out', reason: 'An administrator excluded it.', chosen: 'exclude' }),
};
const scripted = {
  async invoke(call: FrameCall) {
    calls.push(call);
    return answers[call.functionKey]?.();
  },
  async properties(extension: Record<string, unknown>) {
    asked.push(extension);
    return { title, tooltip: 'Sent this morning' };
  },
};

beforeAll(async () => {
  await buildUiKit();
  stage = await startStage();
}, 300_000);
afterAll(() => stage.close());
beforeEach(() => {
  calls.length = 0;
  asked = [];
  title = 'In Qontext';
});
afterEach(async () => {
  await opened.close();
  expect(opened.offences).toEqual([]);
});

/** What stands on the element that has the focus. */
const focused = () => opened.page.locator(':focus').textContent();
const item = () => opened.page.getByRole('button', { name: 'In Qontext' });
const popup = () => opened.page.getByRole('dialog', { name: 'Qontext' });

test.each(['light', 'dark'] as const)('%s: popup, preview and question are without a violation of axe', async (colours) => {
  opened = await stage.open(scripted, colours);
  await item().click();
  await popup().getByText('Up to date').waitFor();
  expect(await opened.axe()).toEqual([]);
  await popup().getByRole('button', { name: 'Preview' }).click();
  const dialog = opened.page.getByRole('dialog', { name: 'What Qontext gets of this page' });
  await dialog.getByRole('heading', { name: 'Station 1', level: 3 }).waitFor();
  await dialog.getByRole('img', { name: 'warning panel' }).waitFor();
  await dialog.getByRole('columnheader', { name: 'Year' }).waitFor();
  await dialog.getByRole('link', { name: 'the bands' }).first().waitFor();
  expect(await opened.axe()).toEqual([]);
  await dialog.getByRole('tab', { name: 'Markdown' }).click();
  await dialog.getByText('# Station 1').waitFor();
  expect(await opened.axe()).toEqual([]);
  await dialog.getByRole('tab', { name: 'Difference' }).click();
  await dialog.getByText('-The gauge reads 9 cm.').waitFor();
  expect(await opened.axe()).toEqual([]);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await popup().getByRole('button', { name: 'Leave out this page' }).click();
  await opened.page.getByRole('dialog', { name: 'Leave out this page?' }).waitFor();
  expect(await opened.axe()).toEqual([]);
});

test('the item says what the app says for this reader of this page; the calls carry the page by the host', async () => {
  opened = await stage.open(scripted, 'light');
  await item().waitFor();
  expect(await item().getAttribute('title')).toBe('Sent this morning');
  const id = new URL(opened.page.url()).pathname.split('/').at(-1);
  expect(asked).toEqual([{ type: 'confluence:contentBylineItem', content: { id } }]);
  await item().click();
  await popup().getByText('Last sent:').waitFor();
  expect(calls).toMatchObject([{ functionKey: 'pageStatus', moduleKey: 'page-byline', extension: { content: { id } } }]);
  await popup().getByText('version 7, 20 Nov 2026, 14:02').waitFor();
});

test('with the keyboard alone: open, send, exclude, and Escape closes one thing at a time and gives the focus back', async () => {
  opened = await stage.open(scripted, 'light');
  const { page } = opened;
  await item().waitFor();
  await item().focus();
  await page.keyboard.press('Enter');
  await popup().getByText('Up to date').waitFor();
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Preview');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await popup().getByText('version 8').waitFor();
  await page.getByRole('status').getByText('This page is being sent').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: 'Leave out this page?' });
  await question.waitFor();
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  expect(await focused()).toBe('Leave out this page');
  await page.keyboard.press('Enter');
  await question.getByRole('button', { name: 'Leave out', exact: true }).press('Enter');
  await popup().getByText('An administrator excluded it.').waitFor();
  title = 'Not in Qontext';
  await page.keyboard.press('Escape');
  await popup().waitFor({ state: 'detached' });
  const renamed = page.getByRole('button', { name: 'Not in Qontext' });
  await renamed.waitFor();
  expect(await focused()).toBe('Not in Qontext');
  expect(calls.map(({ functionKey }) => functionKey)).toEqual(['pageStatus', 'sendNow', 'choosePage']);
  expect(asked).toHaveLength(2);
});

test('tabs go by arrow keys; a click beside the popup closes it', async () => {
  opened = await stage.open(scripted, 'light');
  await item().click();
  await popup().getByRole('button', { name: 'Preview' }).click();
  await opened.page.getByRole('tab', { name: 'Rendered' }).focus();
  await opened.page.keyboard.press('ArrowRight');
  expect(await opened.page.getByRole('tab', { name: 'Markdown' }).getAttribute('aria-selected')).toBe('true');
  expect(await focused()).toBe('Markdown');
  // The wiki's own panels are no part of it.
  const background = await opened.page.getByRole('tabpanel').evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(background).toBe('rgba(0, 0, 0, 0)');
  await opened.page.keyboard.press('Escape');
  await opened.page.getByRole('heading', { name: 'Station 0', level: 1 }).click();
  await popup().waitFor({ state: 'detached' });
  expect(await item().getAttribute('aria-expanded')).toBe('false');
});

test('who administers the space finds its settings in the sidebar', async () => {
  opened = await stage.open(scripted, 'light');
  const link = opened.page.getByRole('navigation', { name: 'Space' }).getByRole('link', { name: 'Qontext settings' });
  expect(await link.getAttribute('href')).toBe('/wiki/spaces/TIDE/settings/apps/qontext');
});

test('the theme that was chosen in the settings holds in the wiki and in the popup', async () => {
  opened = await stage.open(scripted, 'light');
  const { page } = opened;
  const background = (selector: string) => page.locator(selector).evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await background('body')).toBe('rgb(255, 255, 255)');
  await page.evaluate((key) => localStorage.setItem(key, 'dark'), THEME_KEY);
  await page.reload();
  await item().click();
  await popup().getByText('Up to date').waitFor();
  expect(await background('body')).toBe('rgb(31, 31, 33)');
  expect(await background('.uikit-popup')).toBe('rgb(43, 44, 47)');
});
