/** The wiki in a browser, light and dark: axe finds nothing, and what a person does works there under the pages' own content security policy. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { demoSite } from '../../../local/demo';
import { launchBrowser } from '../../browser';
import { ada, openSite, type TestSite } from './site';

let site: TestSite;
let browser: Browser;
beforeAll(async () => {
  site = await openSite(demoSite());
  browser = await launchBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** A page in a browser; `offences` has what its policy refused and what failed in it. */
async function open(colorScheme: 'light' | 'dark'): Promise<{ page: Page; offences: string[] }> {
  const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const offences: string[] = [];
  page.on('pageerror', (error) => offences.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') offences.push(message.text());
  });
  return { page, offences };
}

/** What axe finds, one line each. */
async function violations(page: Page): Promise<string[]> {
  // Evaluated by the debugger, so the page's policy does not keep it out.
  await page.evaluate(axe);
  const found: unknown = await page.evaluate(
    'axe.run().then((result) => result.violations.map((one) => one.id + ": " + one.nodes.map((node) => node.html.slice(0, 120)).join(" | ")))',
  );
  return Array.isArray(found) ? found.map(String) : [String(found)];
}

const pageOf = (title: string) => `${site.url}/wiki/spaces/ENG/pages/${site.id(title)}`;

test.each(['light', 'dark'] as const)(
  'axe finds nothing, %s',
  async (colorScheme) => {
    const { page, offences } = await open(colorScheme);
    const everything = site.id('Everything on one page');
    const paths = [
      'home',
      `spaces/ENG/pages/${everything}`,
      'spaces/ENG/overview',
      'spaces/ENG/blog',
      'spaces/ENG/bin',
      'spaces/ENG/create',
      `edit/${everything}`,
    ];
    for (const path of paths) {
      await page.goto(`${site.url}/wiki/${path}`);
      expect([path, await violations(page)]).toEqual([path, []]);
    }
    expect(offences).toEqual([]);
    await page.context().close();
  },
  60_000,
);

test('a person switches to another, ticks a task, comments, and moves a page', async () => {
  const { page, offences } = await open('light');
  const made = site.model.createPage(ada.accountId, {
    spaceId: site.spaceId('ENG'),
    title: 'To be worked on',
    body: '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Look at it</ac:task-body></ac:task></ac:task-list>',
  });
  await page.goto(pageOf('To be worked on'));
  await page.getByLabel('Signed in as').selectOption({ label: 'Tomas Okafor' });
  await page.waitForURL(pageOf('To be worked on'));
  await page.getByRole('checkbox', { name: 'Look at it' }).check();
  await page.locator('li.done').waitFor();
  await page.getByLabel('Write a comment').fill('Looked at.');
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await page.getByText('Looked at.', { exact: true }).waitFor();
  await page.locator('summary', { hasText: 'Move' }).click();
  await page.getByLabel('Below').selectOption(site.id('Everything on one page'));
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByText('Everything on one page').waitFor();
  expect(site.told()).toEqual(['created:page', 'created:task', 'updated:task', 'created:comment', 'moved:page']);
  expect(site.model.state.contents.get(made.id)).toMatchObject({ parentId: site.id('Everything on one page') });
  expect(offences).toEqual([]);
  await page.context().close();
}, 60_000);
