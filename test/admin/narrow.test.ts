/** The page in a narrow window: nothing widens it but a table inside its own scroller, and a row of the tree has all in sight. */
import type { FrameLocator } from 'playwright-core';
import { focusComesTo } from '../keyboard';
import type { Opened } from './adminPage';
import { type ScriptedBackend, scriptedBackend } from './backend';
import { flatSpace, scriptedConfluence } from './confluence';
import { activity, overview, run } from './samples';
import { ruleRow, selection } from './selectionSamples';
import { adminPages, button, eventually, seen } from './steps';

const at = adminPages();
/** Of the app's frame in a window of 900 and of 500 pixels. */
const widths = [604, 420];

async function narrow({ page, frame }: Opened, width: number): Promise<void> {
  const inner = async (): Promise<number> => Number(await frame().evaluate('innerWidth'));
  const size = page.viewportSize() ?? { width: 0, height: 0 };
  await page.setViewportSize({ ...size, width: size.width - (await inner()) + width });
  await eventually(async () => (await inner()) === width);
}

/** By how much the page can be scrolled sideways, once it was drawn anew. */
const tooWide = async ({ frame }: Opened): Promise<number> =>
  Number(
    await frame().evaluate(
      'new Promise((done) => requestAnimationFrame(() => done(document.documentElement.scrollWidth - document.documentElement.clientWidth)))',
    ),
  );

const busy = (): ScriptedBackend =>
  scriptedBackend({
    overview: async () => overview({ runs: [run()] }),
    listActivity: async () => ({ rows: [activity(1), activity(2, { title: null, url: null })], cursor: 'more' }),
  });

const ofSite = ['connection', 'spaces', 'policy', 'activity', 'health', 'settings'];
const inSpaces = ['choose/101', 'compare/101', 'paste', 'rules', 'file'].map((view) => `spaces/${view}`);
const ofSpace = ['overview', 'choice', 'comparison', 'instructions', 'activity'];
const places = [...[...ofSite, ...inSpaces].map((path) => ['site-settings', path]), ...ofSpace.map((path) => ['space-settings', path])];
test.each(places)('%s, %s: the page as a whole does not scroll sideways', async (moduleKey = '', path = '') => {
  const opened = await at(path, busy(), { moduleKey });
  await opened.app
    .getByText(/^Loading/)
    .first()
    .waitFor({ state: 'detached' });
  const found: [number, number][] = [];
  for (const width of widths) {
    await narrow(opened, width);
    found.push([width, await tooWide(opened)]);
  }
  expect(found).toEqual(widths.map((width) => [width, 0]));
});

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}
/** Where the rows and what is in each lie, seen from the tree's own box. */
async function rowsOf(app: FrameLocator): Promise<{ width: number; rows: { row: Box; title: Box; below: Box[] }[] }> {
  // Evaluated as text, what it gives has no types.
  const found = (await app.getByRole('tree').evaluate((tree) => {
    const { left, top } = tree.getBoundingClientRect();
    const boxOf = (element: Element): Box => {
      const box = element.getBoundingClientRect();
      return { left: box.left - left, right: box.right - left, top: box.top - top, bottom: box.bottom - top };
    };
    const all = (row: Element, selector: string): Box[] => [...row.querySelectorAll(selector)].map(boxOf);
    const rows = [...tree.querySelectorAll('[role=treeitem][aria-setsize]')].map((row) => ({
      row: boxOf(row),
      title: all(row, '.tree-title')[0],
      below: [...all(row, '.tree-state > span'), ...all(row, 'button')],
    }));
    return { width: tree.clientWidth, rows };
  })) as { width: number; rows: { row: Box; title: Box; below: Box[] }[] };
  return { ...found, rows: found.rows.sort((a, b) => a.row.top - b.row.top) };
}

test.each(widths)(
  '%d pixels: a row of the tree has its title on one line, its state and its buttons below, all in sight',
  async (width) => {
    const site = [ruleRow({ target: { kind: 'space' }, title: null, url: null, path: [], count: 1300 })];
    const opened = await at('spaces/choose/101', scriptedBackend({ getSelection: async () => selection({ site }) }));
    const { app } = opened;
    await app.getByRole('treeitem', { name: /^Engineering home/ }).press('ArrowRight');
    await app.getByRole('treeitem', { name: /^Salaries Restricted Included from above, but stays out$/ }).waitFor();
    const wide = await rowsOf(app);
    expect(wide.rows.every(({ row, title, below }) => row.bottom - row.top === 40 && below.every((one) => one.left >= title.right))).toBe(
      true,
    );
    await narrow(opened, width);
    await eventually(async () => (await rowsOf(app)).rows.every(({ row }) => row.bottom - row.top > 40));
    const { width: inner, rows } = await rowsOf(app);
    expect(rows.length).toBeGreaterThan(8);
    for (const [index, { row, title, below }] of rows.entries()) {
      expect(below).toHaveLength(wide.rows[index]?.below.length ?? 0);
      for (const one of below) {
        expect(one.left).toBeGreaterThanOrEqual(0);
        expect(one.right).toBeLessThanOrEqual(inner);
        expect(one.top).toBeGreaterThanOrEqual(title.bottom);
        expect(one.bottom).toBeLessThanOrEqual(row.bottom);
      }
      const next = rows[index + 1];
      if (next) expect(next.row.top).toBe(row.bottom);
    }
    await button(app, 'More for Handbook').click();
    await app.getByRole('menuitemradio', { name: 'Include this page alone' }).click();
    await app.getByRole('treeitem', { name: /^Handbook Included/ }).waitFor();
  },
);

test('a long list in a narrow window: keys walk it, the row they come to is in sight, and it stays so when the window gets wide', async () => {
  const opened = await at('spaces/choose/101', scriptedBackend({}, scriptedConfluence(flatSpace(200))));
  const { app, page } = opened;
  await narrow(opened, 420);
  const isInSight = async (name: string): Promise<boolean> => {
    const tree = await app.getByRole('tree').boundingBox();
    const row = await app.getByRole('treeitem', { name }).boundingBox();
    return tree !== null && row !== null && row.y >= tree.y && row.y + row.height <= tree.y + tree.height;
  };
  await app.getByRole('treeitem', { name: /^Engineering Whole space/ }).focus();
  await page.keyboard.press('End');
  await focusComesTo(opened, /^Page 00199/);
  expect(await isInSight('Page 00199')).toBe(true);
  for (let step = 0; step < 5; step++) await page.keyboard.press('PageUp');
  await focusComesTo(opened, /^Page 00149/);
  expect(await isInSight('Page 00149')).toBe(true);
  expect(await app.getByRole('treeitem').count()).toBeLessThan(40);
  await narrow(opened, 1000);
  await eventually(() => isInSight('Page 00149'));
  await seen(app, 'Page 00150');
});
