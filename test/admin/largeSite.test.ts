/** A site of 3,000 spaces and a space of 50,000 pages: what is drawn, how soon, and how much is asked of Confluence. */
import type { FrameLocator } from 'playwright-core';
import { scriptedBackend } from './backend';
import { flatSpace, scriptedConfluence } from './confluence';
import { overview, space } from './samples';
import { selection } from './selectionSamples';
import { adminPages, payloads, seen } from './steps';

const at = adminPages();
const path = 'spaces/choose/101';
const item = (app: FrameLocator, name: RegExp) => app.getByRole('treeitem', { name });

describe('a large site', () => {
  const slowly = async <T>(answer: T): Promise<T> => {
    // The network of the acceptance: a call takes this long.
    await new Promise((resolve) => setTimeout(resolve, 100));
    return answer;
  };

  test('a space of 50,000 pages: its first view stands in two seconds, parts come by 250, and few rows are drawn', async () => {
    const confluence = scriptedConfluence(flatSpace(50_000), () => slowly(null));
    const backend = scriptedBackend({ overview: () => slowly(overview()), getSelection: () => slowly(selection()) }, confluence);
    const begun = Date.now();
    const { app, page } = await at(path, backend);
    await item(app, /^Page 00000/).waitFor();
    expect(Date.now() - begun).toBeLessThan(2_000);
    await item(app, /^Page 00000/).focus();
    for (let part = 1; part <= 8; part++) {
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await item(app, new RegExp(`^Page ${String(part * 250).padStart(5, '0')}`)).waitFor();
    }
    expect(await app.getByRole('treeitem').count()).toBeLessThan(60);
    const before = Date.now();
    await page.keyboard.press('Home');
    await item(app, /^Engineering Whole space/).waitFor();
    await page.keyboard.press('End');
    await app.getByText('Show more').waitFor();
    expect(Date.now() - before).toBeLessThan(1_000);
    expect(Math.max(...confluence.asked.map(({ objects, query }) => Math.max(objects, Number(query.get('limit')))))).toBeLessThanOrEqual(
      250,
    );
  });

  test('3,000 spaces: a part of them at a time, found by name or key and by kind', async () => {
    const all = Array.from({ length: 3_000 }, (_, index) => space({ id: String(index), key: `S${index}`, name: `Space ${index}` }));
    const backend = scriptedBackend({
      overview: () => slowly(overview()),
      listSpaces: ({ query = '', kind, cursor }) => {
        const found = all.filter((one) => one.name.includes(query) && kind !== 'archived');
        const from = Number(cursor ?? 0);
        return slowly({ spaces: found.slice(from, from + 25), cursor: from + 25 < found.length ? String(from + 25) : null });
      },
    });
    const begun = Date.now();
    const { app } = await at('spaces', backend);
    await seen(app, 'Space 24');
    expect(Date.now() - begun).toBeLessThan(2_000);
    await app.getByLabel('Search spaces by name or key').fill('Space 2999');
    await app.getByRole('rowheader').filter({ hasText: 'Space 2999' }).waitFor();
    await app.getByLabel('Kind').press('ArrowDown');
    await app.getByRole('option', { name: 'Archived spaces' }).click();
    await seen(app, 'No space matches');
    expect(payloads(backend, 'listSpaces').at(-1)).toEqual({ query: 'Space 2999', kind: 'archived' });
  });
});
