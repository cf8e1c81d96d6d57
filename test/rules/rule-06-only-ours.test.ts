/**
 * Rule 6: we touch only what is ours in the repository: under our own roots, with our own source id in the front matter. A file that a
 * person edited there is not silently overwritten: the merge that Qontext answers with is kept and shown.
 */
import { ada, openSite, type TestSite } from '../site';

let site: TestSite;
beforeEach(async () => {
  site = await openSite();
}, 180_000);
afterEach(() => site?.stop());

const north = () =>
  `/Confluence/tides.example/Tides (TIDE)/Tides home (${site.id('Tides home')})/Station North (${site.id('Station North')})`;
const edit = async (title: string, body: string) => {
  site.model.updatePage(ada.accountId, site.id(title), { body });
  await site.settle();
};

test("a person's files stay as they are, wherever they lie", async () => {
  const own = {
    '/Notes/Own.md': 'Mine.',
    '/Confluence/Own.md': 'Mine, too.',
    '/Confluence/tides.example/Tides (TIDE)/Own.md': '---\nsource_integration: Confluence\nsource_id: "999"\n---\nLooks like theirs.',
    [`${north()}/Own.md`]: 'In their folder.',
  };
  for (const [path, content] of Object.entries(own)) site.qontext.editByHand(path, content);
  await site.mirror('TIDE');
  await site.call('startRun', { kind: 'resync' });
  await site.settle();
  await site.call('excludeSpace', { spaceId: site.spaceId('TIDE') });
  await site.settle();
  const left = site.repository();
  expect(left).toMatchObject(own);
  expect(
    Object.keys(left).filter((path) => !(path in own) && !path.endsWith('About this source.md') && !path.endsWith('About this space.md')),
  ).toEqual([]);
});

test('a file of the same name that is not ours is left alone, and the page is held with the reason', async () => {
  const path = `${north()}/Log 2 (${site.id('Log 2')}).md`;
  site.qontext.editByHand(path, 'I was here first.');
  await site.mirror('TIDE');
  expect(site.repository()[path]).toBe('I was here first.');
  expect(site.ledger('Log 2')).toMatchObject({ state: 'held', reason: 'name-taken', files: [] });
  expect(site.activity('Log 2')).toMatchObject([{ kind: 'hold', outcome: 'held', reason: 'name-taken' }]);
});

test("a person's edit of our file is kept: the next change from Confluence is merged with it, and shown as merged", async () => {
  await site.mirror('TIDE');
  const [path = ''] = site.paths('Log 1');
  const before = site.repository()[path] ?? '';
  site.qontext.editByHand(path, `${before}\nA note by hand.\n`);
  await edit('Log 1', '<h2>Morning</h2><p>The gauge read four metres.</p>');
  expect(site.repository()[path]).toContain('A note by hand.');
  expect(site.repository()[path]).toContain('four metres');
  expect(site.activity('Log 1').at(-1)).toMatchObject({ kind: 'update', outcome: 'merged' });
});

test('a sweep and a resync leave a file that a person edited', async () => {
  await site.mirror('TIDE');
  const [path = ''] = site.paths('Log 2');
  const edited = `${site.repository()[path]}\nA note by hand.\n`;
  site.qontext.editByHand(path, edited);
  for (const kind of ['sweep', 'resync'] as const) {
    await site.call('startRun', { kind });
    await site.settle();
  }
  expect(site.repository()[path]).toBe(edited);
});

test('an edit at the same place as a person’s goes into review in Qontext, and nothing is overwritten', async () => {
  await site.mirror('TIDE');
  const [path = ''] = site.paths('Log 2');
  site.qontext.editByHand(path, (site.repository()[path] ?? '').replace('Calm all day.', 'Calm, says a person.'));
  await edit('Log 2', '<p>Rough all day.</p>');
  expect(site.repository()[path]).toContain('Calm, says a person.');
  expect(site.ledger('Log 2')).toMatchObject({ state: 'held', reason: 'in-review' });
  expect(site.activity('Log 2').at(-1)).toMatchObject({ outcome: 'in-review' });
  // Looked at again, it still waits for a person.
  await site.tick();
  expect(site.ledger('Log 2')).toMatchObject({ state: 'held', reason: 'in-review', tries: 2 });
  await edit('Log 2', '<p>Rougher than ever.</p>');
  await site.tick();
  expect(site.ledger('Log 2')).toMatchObject({ state: 'held', reason: 'in-review' });
  expect(site.repository()[path]).toContain('Calm, says a person.');
});

test('a folder of ours that a person put something into stays, with that and nothing else', async () => {
  await site.mirror('TIDE');
  site.qontext.editByHand(`${north()}/Own.md`, 'Mine.');
  site.model.restrictRead(ada.accountId, site.id('Station North'), { users: [ada.accountId], groups: [] });
  await site.tick();
  expect(Object.keys(site.repository()).filter((path) => path.startsWith(north()))).toEqual([`${north()}/Own.md`]);
});
