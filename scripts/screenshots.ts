/**
 * Writes docs/images: what a site admin and an author see, step by step, taken from the running local site. Run after a change of what is
 * seen, with `tsx scripts/screenshots.ts`; `day`, `decisions` or `night` behind it takes that part alone.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { openStage, type Stage } from '../test/e2e/stage';
import {
  as,
  comment,
  connect,
  edit,
  includeSpace,
  mirrored,
  openAdmin,
  openPage,
  openSpaceSettings,
  openTab,
  pagesWithTasks,
  pageTitled,
  reply,
  restrict,
  runTick,
  tickTask,
  until,
  untilMirrored,
  wikiOf,
} from '../test/e2e/story';

const folder = path.resolve(__dirname, '..', 'docs', 'images');
const said = {
  edit: 'Checked against the new harbour charts.',
  comment: 'Does this hold in winter?',
  reply: 'It does, see the log of January.',
};

async function shot({ page }: Stage, name: string): Promise<void> {
  await page.evaluate("document.querySelectorAll('.frame-flag').forEach((flag) => flag.remove())");
  // Transitions of the admin page's parts; nothing tells when they end.
  await page.waitForTimeout(600);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  process.stderr.write(`${name}.png\n`);
}

/** At once: the repository's page replaces its parts when something changes, and waits for nobody. */
const scrollTo = (element: Element) => element.scrollIntoView({ block: 'center' });

const scrollToTop = (element: Element) => element.scrollIntoView({ block: 'start' });

async function dayStory(stage: Stage): Promise<void> {
  await openAdmin(stage);
  await shot(stage, '01-connect');
  await connect(stage);
  await openTab(stage, 'Spaces');
  // Slow enough for the picture of a run under way.
  stage.site.host.settings.egressLatencyMs = 250;
  await includeSpace(stage, 'Engineering');
  await until('the run to be half done', async () => (await stage.site.app.runs()).some((run) => run.sent > run.listed / 3), 500);
  // The page looks every two seconds.
  await stage.page.waitForTimeout(2500);
  await shot(stage, '02-filling');
  stage.site.host.settings.egressLatencyMs = 0;
  await untilMirrored(stage, 'ENG');
  await includeSpace(stage, 'Customer Operations');
  await untilMirrored(stage, 'OPS');
  await stage.app
    .getByRole('row')
    .filter({ hasText: /Customer Operations.*Mirrored/ })
    .waitFor();
  await shot(stage, '03-spaces');
  await stage.page.goto(stage.site.urls.repository);
  await shot(stage, '04-repository');
  await liveEdits(stage);
  await openAdmin(stage);
  await openTab(stage, 'Activity');
  await stage.app.getByRole('row').nth(3).waitFor();
  await shot(stage, '10-activity');
  await openTab(stage, 'Health');
  await shot(stage, '11-health');
  await stage.page.goto(stage.site.urls.control);
  await shot(stage, '12-local-control');
}

async function liveEdits(stage: Stage): Promise<void> {
  const [edited = ''] = await pagesWithTasks(stage, 'OPS');
  const [restricted = ''] = await pagesWithTasks(stage, 'ENG');
  await openPage(stage, edited);
  await edit(stage, said.edit);
  await comment(stage, said.comment);
  await reply(stage, said.comment, said.reply);
  await openPage(stage, edited);
  await tickTask(stage);
  await shot(stage, '05-wiki-edited');
  await until('the edits', async () => {
    const { text } = await mirrored(stage, edited);
    return [said.edit, said.comment, said.reply, '[x]'].every((words) => text.includes(words));
  });
  await stage.site.host.idle();
  await stage.page.goto((await mirrored(stage, edited)).url ?? '');
  await shot(stage, '06-repository-edited');
  await stage.page.getByText(said.reply).evaluate(scrollTo);
  await shot(stage, '07-repository-comments');
  await openPage(stage, restricted);
  await restrict(stage);
  await shot(stage, '08-wiki-restricted');
  const before = await mirrored(stage, restricted);
  await runTick(stage);
  await until('the withdrawal', async () => (await mirrored(stage, restricted)).path === null);
  await stage.page.goto(before.url ?? '');
  await shot(stage, '09-repository-withdrawn');
}

async function everyConstruct(stage: Stage): Promise<void> {
  const { state } = wikiOf(stage).model;
  const page = [...state.contents.values()].find((content) => content.title === 'Everything on one page');
  if (!page) return;
  await openPage(stage, page.id);
  await stage.page.getByRole('heading', { name: 'Tables' }).evaluate(scrollTo);
  await shot(stage, '13-constructs-wiki');
  await stage.page.goto((await mirrored(stage, page.id)).url ?? '');
  await stage.page.getByRole('heading', { name: 'Tables' }).evaluate(scrollTo);
  await shot(stage, '14-constructs-repository');
}

/** What is chosen in a space, before it is saved, with what saving would do. */
async function choice(stage: Stage): Promise<void> {
  const { app } = stage;
  const row = (name: RegExp) => app.getByRole('treeitem', { name });
  await openTab(stage, 'Spaces');
  await app.getByRole('button', { name: 'Choose in Engineering' }).click();
  await row(/^Engineering at Northwind Tides/).press('ArrowRight');
  for (const page of ['Hardware', 'How we work']) await app.getByRole('button', { name: `Include ${page}`, exact: true }).click();
  await row(/^Hardware/).press('ArrowRight');
  await row(/^Kelp sensor node/).press('ArrowRight');
  await app.getByRole('button', { name: 'Leave out Pressure housing' }).click();
  await app.getByRole('button', { name: 'Forecast', exact: true }).click();
  await app.getByText('To be withdrawn', { exact: true }).waitFor();
}

async function decisions(stage: Stage): Promise<void> {
  const { app, page, site } = stage;
  const press = (name: string) => app.getByRole('button', { name, exact: true }).click();
  await openAdmin(stage);
  await connect(stage);
  // As high as the page is: the frame is as high as its content.
  await page.setViewportSize({ width: 1360, height: 1400 });
  await choice(stage);
  await shot(stage, '16-choose');
  await press('Save');
  await untilMirrored(stage, 'ENG');
  await press('Back to all spaces');
  await press('Paste addresses…');
  await page.setViewportSize({ width: 1360, height: 1100 });
  const wiki = new URL(site.urls.admin).origin;
  const lines = [
    `${wiki}/wiki/spaces/OPS`,
    `The glossary is at ${wiki}/wiki/spaces/ENG/pages/${pageTitled(stage, 'Glossary')}/Glossary#Kelp, and on call at`,
    pageTitled(stage, 'On call'),
    'https://elsewhere.atlassian.net/wiki/spaces/ENG/pages/123',
  ];
  await app.getByLabel('Addresses or ids').fill(lines.join('\n'));
  await press('Read them');
  await app.getByRole('rowheader', { name: /^Customer Operations/ }).waitFor();
  await press('Forecast');
  await app.getByText('To be withdrawn', { exact: true }).waitFor();
  await shot(stage, '17-paste');
  await press('Save');
  await untilMirrored(stage, 'OPS');
  await openTab(stage, 'Policy');
  await app.getByRole('radio', { name: /^What is mirrored/ }).check();
  await press('Forecast');
  await press('Save the policy');
  await page.getByText('Policy saved').waitFor();
  await page.setViewportSize({ width: 1360, height: 1500 });
  await page.evaluate('scrollTo(0, 0)');
  await shot(stage, '18-policy');
  await page.setViewportSize({ width: 1360, height: 1100 });
  await untilMirrored(stage, 'OPS');
  await previews(stage);
  await comparison(stage);
}

async function previews(stage: Stage): Promise<void> {
  const { app, page, site } = stage;
  const id = pageTitled(stage, 'Definition of done');
  await page.setViewportSize({ width: 1360, height: 900 });
  await openPage(stage, id);
  await page.getByRole('button', { name: 'In Qontext' }).click();
  await page.getByText('Up to date').waitFor();
  await shot(stage, '19-byline');
  // Somebody's words in the repository, for a difference to show.
  const { path, text } = await mirrored(stage, id);
  if (path) site.qontext?.editByHand(path, text.replace('Support has seen it', 'Support will see it'));
  await openAdmin(stage);
  await openTab(stage, 'Spaces');
  await app.getByRole('button', { name: 'Preview a page…' }).click();
  await app.getByLabel('Address or id of a page or blog post').fill(id);
  await app.getByRole('button', { name: 'Show', exact: true }).click();
  await app.getByRole('radio', { name: 'Rendered' }).waitFor();
  const file = app.getByRole('region', { name: /\.md$/ });
  await file.evaluate(scrollToTop);
  await shot(stage, '20-preview');
  await app.getByRole('radio', { name: 'Difference from the repository' }).check();
  await shot(stage, '21-preview-difference');
  await app.getByRole('button', { name: 'Close', exact: true }).click();
}

async function comparison(stage: Stage): Promise<void> {
  const { app, page, site } = stage;
  const ours = (await site.repository.list()).filter(({ path }) => path?.includes('(OPS)') && /\(\d+\)\.md$/.test(path));
  const [file] = ours;
  if (file?.path) site.qontext?.editByHand(file.path, `${await site.repository.content(file)}\nA note by hand.\n`);
  await page.setViewportSize({ width: 1360, height: 1100 });
  await app.getByRole('button', { name: 'Compare Customer Operations' }).click();
  await app.getByRole('button', { name: 'Verify', exact: true }).click();
  await app.getByRole('row').filter({ hasText: 'Changed there' }).waitFor();
  await shot(stage, '22-compare');
  await as(stage, 'Tomas Okafor');
  await page.setViewportSize({ width: 1360, height: 900 });
  await openSpaceSettings(stage, 'ENG');
  await app.getByText('Last push').waitFor();
  await shot(stage, '23-space-settings');
}

async function day(stage: Stage): Promise<void> {
  await dayStory(stage);
  await everyConstruct(stage);
}

async function night(stage: Stage): Promise<void> {
  await openAdmin(stage);
  await connect(stage);
  await openTab(stage, 'Spaces');
  await includeSpace(stage, 'Customer Operations');
  await untilMirrored(stage, 'OPS');
  await stage.app
    .getByRole('row')
    .filter({ hasText: /Customer Operations.*Mirrored/ })
    .waitFor();
  await shot(stage, '15-spaces-dark');
  await stage.page.setViewportSize({ width: 1360, height: 1400 });
  await choice(stage);
  await shot(stage, '24-choose-dark');
}

const stories = { day, decisions, night };

/** All of them, or those that the command line names. */
async function main(wanted: string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [name, tell] of Object.entries(stories)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    // The port of `npm start`: the repository's root is named after the site's address.
    const stage = await openStage({ theme: tell === night ? 'dark' : 'light', args: ['--port', '4100'] });
    try {
      await tell(stage);
    } finally {
      await stage.close();
    }
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
