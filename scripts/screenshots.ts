/**
 * Writes docs/images: what a site admin and an author see, step by step, taken from the running local site. Run after a change of what is
 * seen, with `tsx scripts/screenshots.ts`.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { openStage, type Stage } from '../test/e2e/stage';
import {
  comment,
  connect,
  edit,
  includeSpace,
  mirrored,
  openAdmin,
  openPage,
  openTab,
  pagesWithTasks,
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

async function dayStory(stage: Stage): Promise<void> {
  await openAdmin(stage);
  await shot(stage, '01-connect');
  await connect(stage);
  await openTab(stage, 'Spaces');
  // Slow enough for the picture of a run under way.
  stage.site.host.settings.egressLatencyMs = 80;
  await includeSpace(stage, 'Engineering');
  await until('the run to be half done', async () => (await stage.site.app.runs()).some((run) => run.sent > run.listed / 3), 500);
  // The page looks every two seconds.
  await stage.page.waitForTimeout(2500);
  await shot(stage, '02-filling');
  stage.site.host.settings.egressLatencyMs = 0;
  await untilMirrored(stage, 'ENG');
  await includeSpace(stage, 'Customer Operations');
  await untilMirrored(stage, 'OPS');
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
  await stage.page.getByText(said.reply).scrollIntoViewIfNeeded();
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
  await stage.page.getByRole('heading', { name: 'Tables' }).scrollIntoViewIfNeeded();
  await shot(stage, '13-constructs-wiki');
  await stage.page.goto((await mirrored(stage, page.id)).url ?? '');
  await stage.page.getByRole('heading', { name: 'Tables' }).scrollIntoViewIfNeeded();
  await shot(stage, '14-constructs-repository');
}

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  // The port of `npm start`: the repository's root is named after the site's address.
  const day = await openStage({ args: ['--port', '4100'] });
  try {
    await dayStory(day);
    await everyConstruct(day);
  } finally {
    await day.close();
  }
  const night = await openStage({ theme: 'dark', args: ['--port', '4100'] });
  try {
    await openAdmin(night);
    await connect(night);
    await openTab(night, 'Spaces');
    await includeSpace(night, 'Customer Operations');
    await untilMirrored(night, 'OPS');
    await shot(night, '15-spaces-dark');
  } finally {
    await night.close();
  }
}

main().then(
  () => process.exit(0),
  (error) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
