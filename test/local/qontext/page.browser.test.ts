import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../browser';
import { openSite, type Site } from './site';

/** The repository's web page in a real browser: accessible in light and in dark, and up to date by itself. */
declare const axe: { run(): Promise<AxeResults> };

const DOCUMENT = `---
source_id: "98311"
url: https://northwind-tides.example/wiki/98311
labels: [fleet]
---
# Vessel onboarding

See [the checklist](Checklist.md) and \`code\`.

> **Note:** calibrate.

> [!NOTE]
> Low water.

> [!TIP]
> Bring boots.

> [!IMPORTANT]
> Sign.

> [!WARNING]
> Currents.

> [!CAUTION]
> **Storm**
>
> Leave.

- [x] Sign
- [ ] Install

| Step | Who |
|---|---|
| Survey | Ingrid |

\`\`\`sql
select 1;
\`\`\`
`;

let site: Site;
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
  site = await openSite();
  const folder = await site.folder('/Confluence/Sea (SEA)');
  const file = await site.file(folder, 'Vessel (98311).md', DOCUMENT);
  site.qontext.editByHand('/Confluence/Sea (SEA)/Vessel (98311).md', DOCUMENT.replace('Survey', 'First survey'));
  await site.call('PATCH', `/v1/files/${file.id}`, { protected: true });
  await site.call('PUT', `/v1/files/${file.id}/content`, { baseChangeId: file.lastChangeId, content: DOCUMENT.replace('Ingrid', 'Mei') });
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

async function open(colorScheme: 'light' | 'dark', use: (page: Page) => Promise<void>, expected?: RegExp): Promise<void> {
  const page = await browser.newPage({ colorScheme });
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && !expected?.test(message.text()) && complaints.push(message.text()));
  await use(page);
  await page.close();
  expect(complaints).toEqual([]);
}

const FILE = '/browse/Confluence/Sea%20(SEA)/Vessel%20(98311).md';
const pages = [
  '/',
  '/browse/Confluence',
  FILE,
  `${FILE}?view=source`,
  `${FILE}?view=history`,
  `${FILE}?view=edit`,
  '/reviews',
  '/keys',
  '/search?q=survey',
];

test.each(['light', 'dark'] as const)('no page has a finding of axe: %s', async (scheme) => {
  const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  const findings: string[] = [];
  await open(scheme, async (page) => {
    for (const path of pages) {
      await page.goto(site.url + path);
      await page.evaluate(source);
      const { violations } = await page.evaluate(() => axe.run());
      findings.push(...violations.map(({ id, nodes }) => `${path}: ${id}: ${nodes[0]?.html}`));
    }
  });
  expect(findings).toEqual([]);
});

test('a person edits in the browser; an open page shows what changed without being asked', async () => {
  await open('light', async (watching) => {
    await watching.goto(site.url);
    await open('light', async (page) => {
      site.qontext.editByHand('/Confluence/Plain.md', 'one\n');
      await page.goto(`${site.url}/browse/Confluence/Plain.md?view=edit`);
      await page.getByLabel('Content, as Markdown').fill('# Edited here\n');
      await page.getByLabel('Edit as').selectOption('Yuki Hartmann');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('heading', { name: 'Edited here' }).waitFor();
    });
    await watching.getByRole('row', { name: /edited .*Plain\.md Yuki Hartmann/ }).waitFor();
  });
  expect(site.qontext.files().find(({ path }) => path === '/Confluence/Plain.md')?.content).toBe('# Edited here\n');
});

test('an open file that is withdrawn is not left on show; when it is back, it is shown again; what is being written stays', async () => {
  // A browser says of every answer of this kind that it came.
  const notFound = /404 \(Not Found\)/;
  await open(
    'light',
    async (page) => {
      const folder = await site.folder('/Confluence/Lost');
      const { id } = await site.file(folder, 'Lost.md', '# Lost soon\n\n```\ncode\n```\n');
      const address = `${site.url}/browse/Confluence/Lost/Lost.md`;
      const writing = await browser.newPage();
      await writing.goto(`${address}?view=edit`);
      await writing.getByLabel('Content, as Markdown').fill('half a thought');
      await page.goto(address);
      // What has the focus must not keep the old text on show.
      await page.locator('pre').focus();
      await site.call('DELETE', `/v1/files/${id}`);
      await page.getByRole('heading', { name: 'Not here' }).waitFor();
      await page.getByText('it was renamed, moved or deleted').waitFor();
      expect(await page.getByRole('heading', { name: 'Lost soon' }).count()).toBe(0);
      expect(await page.title()).toContain('Not here');
      await writing.getByRole('alert').filter({ hasText: 'What you write here cannot be saved.' }).waitFor();
      expect(await writing.getByLabel('Content, as Markdown').inputValue()).toBe('half a thought');
      await site.file(folder, 'Lost.md', '# Found again\n');
      await page.getByRole('heading', { name: 'Found again' }).waitFor();
      await writing.close();
    },
    notFound,
  );
});

test('keys are under the name that Qontext has for the place: Clients', async () => {
  await open('light', async (page) => {
    await page.goto(site.url);
    await page.getByRole('link', { name: 'Clients' }).click();
    await page.getByRole('heading', { name: 'Clients', level: 1 }).waitFor();
    await page.getByRole('heading', { name: 'Create API key' }).waitFor();
  });
});
