/**
 * The other ways to decide what leaves, in a browser and with the app's own functions: pasted addresses, the policy with its kill switch, the
 * file, the comparison, the settings of one space as its admin and as somebody else, and the byline as a reader who administers nothing.
 */
import { openStage, type Stage } from './stage';
import { as, connect, mirrored, openAdmin, openPage, openSpaceSettings, openTab, pageTitled, until, untilMirrored, wikiOf } from './story';

jest.setTimeout(120_000);

let stage: Stage;
const button = (name: string) => stage.app.getByRole('button', { name, exact: true });
const seen = (text: string | RegExp) => stage.app.getByText(text).filter({ visible: true }).first().waitFor();
const isSound = async () => expect(await stage.axeApp()).toEqual([]);
const fileOf = async (title: string) => (await mirrored(stage, pageTitled(stage, title))).path;
const forecastAndSave = async (save: string) => {
  await button('Forecast').click();
  await stage.app.getByRole('region', { name: 'Forecast', exact: true }).waitFor();
  await isSound();
  await button(save).click();
};
const settle = async () => {
  await until(
    'the runs to end',
    async () => (await stage.site.app.runs()).every(({ state }) => state === 'done' || state === 'cancelled'),
    500,
  );
  await stage.site.host.idle();
};

beforeAll(async () => {
  stage = await openStage();
}, 300_000);
// Nobody clicks as fast as a test does, and Forge's store counts by the minute.
beforeEach(() => stage.site.pass(60_000));
afterAll(async () => {
  // A failed start leaves nothing to close.
  await stage?.close();
});

test('pasted lines say what they matched or why not, and what they matched is mirrored', async () => {
  await openAdmin(stage);
  await connect(stage);
  await openTab(stage, 'Spaces');
  await button('Paste addresses…').click();
  const glossary = pageTitled(stage, 'Glossary');
  const { origin } = new URL(stage.site.urls.admin);
  const lines = [
    `${origin}/wiki/spaces/OPS`,
    `See ${origin}/wiki/spaces/ENG/pages/${glossary}/Glossary#Kelp, please.`,
    pageTitled(stage, 'On call'),
    'https://elsewhere.atlassian.net/wiki/spaces/ENG/pages/123',
    '99999999',
  ];
  await stage.app.getByLabel('Addresses or ids').fill(lines.join('\n'));
  await button('Read them').click();
  const row = (text: string) => stage.app.getByRole('row').filter({ hasText: text });
  await row('/wiki/spaces/OPS')
    .getByRole('rowheader', { name: /^Customer Operations/ })
    .waitFor();
  await row(`/pages/${glossary}`)
    .getByRole('rowheader', { name: /^Glossary/ })
    .waitFor();
  await row(lines[2] ?? '')
    .getByRole('rowheader', { name: /^On call/ })
    .waitFor();
  await row('elsewhere.atlassian.net')
    .getByRole('rowheader', { name: /elsewhere\.atlassian\.net/ })
    .waitFor();
  await row('99999999')
    .getByRole('rowheader', { name: /Not matched/ })
    .waitFor();
  await isSound();
  await forecastAndSave('Save');
  await stage.page.getByText('What you pasted is part of the selection.').waitFor();
  await untilMirrored(stage, 'OPS');
  await settle();
  expect(await fileOf('Glossary')).not.toBeNull();
  expect(await fileOf('On-call handover')).not.toBeNull();
  expect(await fileOf('Hardware')).toBeNull();
});

test('the policy is saved after its forecast, everything is paused, and nothing is sent until it is resumed', async () => {
  await openTab(stage, 'Policy');
  await stage.app.getByRole('radio', { name: /^What is mirrored/ }).check();
  await stage.app.getByLabel('For readers of the repository').fill('Prices are without tax.');
  await isSound();
  await forecastAndSave('Save the policy');
  await stage.page.getByText('Policy saved').waitFor();
  await until(
    'the instructions',
    async () => {
      const about = (await stage.site.repository.list()).find(({ path }) => path?.endsWith('/About this source.md'));
      return about !== undefined && (await stage.site.repository.content(about))?.includes('Prices are without tax.') === true;
    },
    500,
  );
  await button('Pause everything…').click();
  await stage.app.getByRole('dialog', { name: 'Pause everything?' }).waitFor();
  await isSound();
  await button('Pause everything').click();
  await seen('Everything is paused');
  await isSound();
  const id = pageTitled(stage, 'Glossary');
  wikiOf(stage).model.updatePage(stage.site.siteAdmin.accountId, id, { body: '<p>Kelp is a plant.</p>' });
  await stage.site.host.idle();
  expect((await mirrored(stage, id)).text).not.toContain('Kelp is a plant.');
  await button('Resume').click();
  await stage.page.getByText('The mirror goes on').waitFor();
  await until('the change to be found', async () => (await mirrored(stage, id)).text.includes('Kelp is a plant.'), 200);
  await settle();
});

test('a file with an error changes nothing and names line and reason; a good one shows its difference and is applied', async () => {
  await openTab(stage, 'Spaces');
  await button('Export or import…').click();
  const exported = stage.app.getByLabel(/^The selection and the policy/);
  const yaml = await exported.inputValue();
  expect(yaml).toContain('spaces:');
  await isSound();
  const input = stage.app.getByLabel('A file, as YAML');
  await input.fill(yaml.replace('version: 1', 'version: 1\nnonsense: true'));
  await button('Check').click();
  await seen('The file has errors');
  await stage.app.getByRole('row').filter({ hasText: 'nonsense' }).getByRole('cell', { name: '2', exact: true }).waitFor();
  await isSound();
  expect(await button('Apply').isDisabled()).toBe(true);
  const onCall = pageTitled(stage, 'On call');
  await input.fill(yaml.replace(`include tree ${onCall}`, `exclude tree ${onCall}`));
  await button('Check').click();
  await seen(/exclude tree/);
  await isSound();
  await button('Apply').click();
  await stage.page.getByText('The file is applied').waitFor();
  await until('the withdrawal', async () => (await fileOf('On-call handover')) === null, 500);
  await settle();
});

test('the comparison lists every difference with its reason; verify finds what was changed in the repository', async () => {
  await openTab(stage, 'Spaces');
  await button('Compare Customer Operations').click();
  await stage.app.getByText('Listed in Confluence').waitFor();
  await isSound();
  const [file] = (await stage.site.repository.list()).filter(({ path }) => path?.includes('(OPS)') && /\(\d+\)\.md$/.test(path));
  stage.site.qontext?.editByHand(file?.path ?? '', `${file ? await stage.site.repository.content(file) : ''}\nBy hand.\n`);
  await button('Verify').click();
  await stage.app.getByRole('row').filter({ hasText: 'Changed there' }).waitFor();
  await isSound();
  await button('Mend…').click();
  await stage.app.getByRole('dialog', { name: 'Mend the repository?' }).waitFor();
  await isSound();
  await button('Cancel').click();
  await button('Resync this space').click();
  await stage.page.getByText('Resync of Customer Operations started').waitFor();
  await settle();
  await button('Back to all spaces').click();
  await button('Rules…').click();
  await seen('Spaces that come in by themselves');
  await isSound();
});

test('an admin of a space decides for it on its own page, and nobody else does', async () => {
  await as(stage, 'Tomas Okafor');
  await openSpaceSettings(stage, 'ENG');
  await stage.app.getByRole('heading', { name: 'Engineering in Qontext' }).waitFor();
  await isSound();
  await openTab(stage, 'Choice');
  await stage.app.getByRole('treeitem', { name: /^Engineering at Northwind Tides/ }).press('ArrowRight');
  await button('Include Hardware').click();
  await forecastAndSave('Save');
  await stage.page.getByText('What changed is being sent or withdrawn.').waitFor();
  await until('the tree to be sent', async () => (await fileOf('Hardware')) !== null, 500);
  for (const tab of ['Activity', 'Comparison', 'Instructions', 'Overview']) {
    await openTab(stage, tab);
    await stage.app.getByRole('heading', { name: tab, level: 2 }).waitFor();
    await isSound();
  }
  await openTab(stage, 'Instructions');
  await stage.app.getByLabel('For readers of this space’s mirror').fill('Figures are metric.');
  await button('Save').click();
  await stage.page.getByText('Instructions saved').waitFor();
  await until(
    'the instructions',
    async () => {
      const about = (await stage.site.repository.list()).find(({ path }) => path?.endsWith('(ENG)/About this space.md'));
      return about !== undefined && (await stage.site.repository.content(about))?.includes('Figures are metric.') === true;
    },
    500,
  );
  await as(stage, 'Mei Lindqvist');
  await stage.page.goto(new URL('/wiki/spaces/ENG/settings/apps/qontext', stage.site.urls.admin).href);
  await stage.page.getByText('Mei Lindqvist does not administer the space Engineering').waitFor();
  const call = JSON.stringify({ moduleKey: 'space-settings', functionKey: 'spaceOverview', payload: {}, place: { space: 'ENG' } });
  const answer = await stage.page.evaluate(
    `fetch('/__frame/invoke', { method: 'POST', headers: { 'content-type': 'application/json' }, body: ${JSON.stringify(call)} }).then((one) => one.json())`,
  );
  expect(answer).toMatchObject({ error: expect.stringMatching(/administ/i) });
});

test('the byline tells a reader no more than the page does, and offers nothing that is not theirs to do', async () => {
  await as(stage, 'Ingrid Moreau');
  await openPage(stage, pageTitled(stage, 'Glossary'));
  await stage.page.getByRole('button', { name: 'In Qontext' }).click();
  const popup = stage.page.getByRole('dialog', { name: 'Qontext', exact: true });
  await popup.getByText('Up to date').waitFor();
  expect(await stage.axePage()).toEqual([]);
  expect(await popup.getByRole('button').count()).toBe(0);
  expect(await popup.textContent()).not.toMatch(/Confluence\/|\.md/);
  await openPage(stage, pageTitled(stage, 'On-call handover'));
  await stage.page.getByRole('button', { name: /Qontext$/ }).click();
  await popup
    .getByText(/Left out|Not in Qontext/)
    .first()
    .waitFor();
  expect(await stage.axePage()).toEqual([]);
  expect(await popup.getByRole('button').count()).toBe(0);
});

test('nothing was refused by the security policy, nothing failed in a page, and no request left this machine', () => {
  expect(stage.offences).toEqual([]);
});
