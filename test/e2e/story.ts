import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { contentIdOf } from '../../local/cli/freshness';
import type { LocalConfluence } from '../../local/confluence';
import type { Stage } from './stage';

/** What a site admin and an author do in the browser, step by step. Used by the test and by the pictures in the docs. */

const DEADLINE_MS = 90_000;

/** The local Confluence of a stage, which has always one. */
export function wikiOf({ site }: Stage): LocalConfluence {
  if (!site.confluence) throw new Error('The stage has no local Confluence');
  return site.confluence;
}

/** The address of the shell: what all paths are relative to. */
const at = ({ site }: Stage, path: string) => new URL(path, site.urls.admin).href;

export async function openAdmin({ page, app, site }: Stage): Promise<void> {
  await page.goto(site.urls.admin);
  await app.getByRole('tab', { name: 'Connection' }).waitFor();
}

export async function openTab({ app }: Stage, name: string): Promise<void> {
  await app.getByRole('tab', { name }).click();
}

/** Takes the key as an admin would, by hand. */
export async function connect(stage: Stage): Promise<void> {
  const { app, site } = stage;
  await app.getByLabel('API key of the Qontext workspace').fill(site.apiKey);
  await app.getByRole('button', { name: 'Connect', exact: true }).click();
  await app.getByRole('heading', { name: 'Connection to Qontext' }).waitFor();
}

/** Through the question that comes first, with its forecast. */
export async function includeSpace({ app }: Stage, name: string): Promise<void> {
  await askToInclude({ app }, name);
  await app.getByRole('button', { name: 'Include', exact: true }).click();
  await app.getByRole('dialog').waitFor({ state: 'detached' });
}

export async function askToInclude({ app }: Pick<Stage, 'app'>, name: string): Promise<void> {
  // The visible switch lies over the input.
  await app.getByLabel(`Include ${name}`).click({ force: true });
  await app
    .getByRole('dialog', { name: `Include ${name}?` })
    .getByRole('region', { name: 'Forecast' })
    .waitFor();
}

/** Until the backfill of a space, which a click began, is done. */
export async function untilMirrored({ site }: Stage, spaceKey: string): Promise<void> {
  const isMade = async () => {
    const runs = await site.app.runs();
    return runs.some((run) => run.spaceKey === spaceKey) && runs.every((run) => run.state === 'done');
  };
  await until('the mirror to be made', isMade, 500);
}

/** Looks every `everyMs`. Asking the app itself costs key-value reads, of which there are so many a minute. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, everyMs = 50): Promise<void> {
  const end = Date.now() + DEADLINE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited ${DEADLINE_MS / 1000} s for ${what}, in vain`);
    await sleep(everyMs);
  }
}

export interface Mirrored {
  /** Of the file's first part; null if there is none. */
  path: string | null;
  /** Of the file on the repository's web page. */
  url: string | null;
  text: string;
}

/** What the repository holds of a content. */
export async function mirrored({ site }: Stage, id: string): Promise<Mirrored> {
  const files = (await site.repository.list()).filter((file) => contentIdOf(file.path) === id);
  const texts = await Promise.all(files.map((file) => site.repository.content(file)));
  const [first] = files;
  return { path: first?.path ?? null, url: first ? `${site.urls.repository}/id/${first.id}` : null, text: texts.join('\n') };
}

/** Pages of a space, each with a task list and without children, that are in the repository. */
export async function pagesWithTasks(stage: Stage, spaceKey: string): Promise<string[]> {
  const { state } = wikiOf(stage).model;
  const spaceId = state.spaceByKey.get(spaceKey)?.id;
  const held = new Set((await stage.site.repository.list()).map((file) => contentIdOf(file.path)));
  return [...state.contents.values()]
    .filter(
      (content) => content.spaceId === spaceId && content.kind === 'page' && !content.live && !content.blankStorage && held.has(content.id),
    )
    .filter((content) => (state.childIds.get(content.id) ?? []).length === 0)
    .filter((content) => (state.taskIdsByContent.get(content.id) ?? []).some((id) => state.tasks.get(id)?.status === 'incomplete'))
    .map((content) => content.id);
}

/** Opens a page of the wiki by its id. */
export async function openPage(stage: Stage, id: string): Promise<void> {
  const { state } = wikiOf(stage).model;
  const content = state.contents.get(id);
  const space = state.spaces.get(content?.spaceId ?? '');
  await stage.page.goto(at(stage, `/wiki/spaces/${space?.key}/pages/${id}`));
  await stage.page.locator('h1.title', { hasText: content?.title ?? '' }).waitFor();
}

/** Adds a paragraph in the editor. */
export async function edit({ page }: Stage, words: string): Promise<void> {
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  const body = page.locator('textarea[name=body]');
  await body.fill(`<p>${words}</p>${await body.inputValue()}`);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('article', { hasText: words }).waitFor();
}

export async function comment({ page }: Stage, words: string): Promise<void> {
  await page.getByLabel('Write a comment').fill(words);
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await page.locator('.said', { hasText: words }).waitFor();
}

/** Answers the comment of these words. */
export async function reply({ page }: Stage, to: string, words: string): Promise<void> {
  const thread = page.locator('.comment').filter({ hasText: to }).last();
  await thread.getByText('Reply', { exact: true }).click();
  await thread.getByLabel('Your reply').fill(words);
  await thread.getByRole('button', { name: 'Send' }).click();
  await page.locator('.said', { hasText: words }).waitFor();
}

/** Ticks the first open task; returns its words. */
export async function tickTask({ page }: Stage): Promise<string> {
  const task = page.locator('article li').filter({ has: page.locator('input[type=checkbox]:not(:checked)') });
  const words = ((await task.first().textContent()) ?? '').trim();
  await task.first().locator('input[type=checkbox]').first().check();
  return words;
}

/** Puts the page below another of its space. */
export async function move({ page }: Stage, parentId: string): Promise<void> {
  const menu = await openMenu(page, 'Move');
  await menu.getByLabel('Below').selectOption(parentId);
  await menu.getByRole('button', { name: 'Move', exact: true }).click();
  await page.waitForLoadState();
}

/** Only who does it may read the page from then on. */
export async function restrict({ page }: Stage): Promise<void> {
  const menu = await openMenu(page, 'Restrict');
  await menu.getByRole('button', { name: 'Restrict', exact: true }).click();
  await page.getByText('Restricted', { exact: false }).first().waitFor();
}

export async function trash({ page }: Stage): Promise<void> {
  await page.getByRole('button', { name: 'Move to trash' }).click();
  await page.waitForLoadState();
}

async function openMenu(page: Page, name: string) {
  const menu = page.locator('.tools details').filter({ has: page.locator('summary', { hasText: new RegExp(`^${name}$`) }) });
  await menu.locator('summary').click();
  return menu;
}

/** The tick that comes every five minutes in the cloud, run on the control page. */
export async function runTick(stage: Stage): Promise<void> {
  await stage.page.goto(stage.site.urls.control);
  await stage.page.getByRole('button', { name: 'Run a tick' }).click();
  await stage.page.getByRole('heading', { level: 1, name: 'Local control' }).waitFor();
}

/** Id of the page with this title. */
export function pageTitled(stage: Stage, title: string): string {
  const page = [...wikiOf(stage).model.state.contents.values()].find((content) => content.title === title);
  if (!page) throw new Error(`The wiki has no page "${title}"`);
  return page.id;
}

/** Goes on as somebody else, as the wiki's user switcher does. */
export async function as(stage: Stage, name: string): Promise<void> {
  const person = [...wikiOf(stage).model.state.people.values()].find((one) => one.name === name);
  if (!person) throw new Error(`The wiki has nobody called ${name}`);
  await stage.page.context().addCookies([{ name: 'user', value: encodeURIComponent(person.accountId), domain: 'localhost', path: '/' }]);
}

export async function openSpaceSettings(stage: Stage, spaceKey: string): Promise<void> {
  await stage.page.goto(at(stage, `/wiki/spaces/${spaceKey}/settings/apps/qontext`));
  await stage.app.getByRole('tab', { name: 'Overview' }).waitFor();
}
